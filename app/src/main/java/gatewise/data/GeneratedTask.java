package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tasks of long-term dependencies whose sequences are computed, not read. Each number follows from the sequence's key and
 * its place alone, so that nothing is held in memory.
 */
enum GeneratedTask {
    /**
     * The adding problem (Hochreiter and Schmidhuber 1997, experiment 4) as Le, Jaitly and Hinton 2015 and Arjovsky, Shah and
     * Bengio 2016 pose it: numbers drawn evenly from 0..1, two of them marked by 1, one in the first half, one in the second;
     * their sum is to be said. Who always says 1 has a mean squared error of 1/6.
     */
    ADDING(2, Task.REGRESS, List.of("number", "marker"), List.of("sum")) {
        @Override
        float value(long key, int steps, int step, int feature) {
            return feature == 0
                    ? uniform(key, step)
                    : step == marked(key, steps, 0) || step == marked(key, steps, 1) ? 1 : 0;
        }

        @Override
        float target(long key, int steps) {
            return uniform(key, marked(key, steps, 0)) + uniform(key, marked(key, steps, 1));
        }

        private int marked(long key, int steps, int half) {
            int middle = steps / 2;
            return half == 0 ? below(middle, key, -1) : middle + below(steps - middle, key, -2);
        }
    },

    /**
     * Temporal order (Hochreiter and Schmidhuber 1997, experiment 6a): the sequence begins with E, ends with B, and is of a, b, c
     * and d drawn evenly, but for X or Y at a step of T/10..2T/10 and one of 5T/10..6T/10; the class is which of them came in which order.
     * All sequences have T steps, where the original draws 100 to 110.
     */
    TEMPORAL_ORDER(
            10, Task.CLASSIFY, List.of("E", "B", "a", "b", "c", "d", "X", "Y"), List.of("XX", "XY", "YX", "YY")) {
        @Override
        float value(long key, int steps, int step, int feature) {
            return symbol(key, steps, step) == feature ? 1 : 0;
        }

        private int symbol(long key, int steps, int step) {
            if (step == 0 || step == steps - 1) {
                return step == 0 ? 0 : 1;
            }
            if (step == place(key, steps, 1)) {
                return 6 + label(key, steps, 0) / 2;
            }
            if (step == place(key, steps, 5)) {
                return 6 + label(key, steps, 0) % 2;
            }
            return 2 + below(4, key, step);
        }

        /** One of the steps from so many tenths of the sequence to a tenth later, both among them. */
        private int place(long key, int steps, int tenths) {
            int first = tenths * steps / 10;
            int last = Math.min(steps - 2, (tenths + 1) * steps / 10);
            return first + below(last - first + 1, key, -1 - tenths);
        }

        @Override
        int label(long key, int steps, int step) {
            return below(4, key, -1);
        }
    },

    /**
     * The copy memory problem (Hochreiter and Schmidhuber 1997 posed its first form) as Arjovsky, Shah and Bengio 2016 pose it: ten
     * symbols of eight, drawn evenly, T - 1 blanks, a delimiter and ten blanks; blanks are to be said until the last ten steps, then
     * the ten symbols in their order. Who says symbols by chance at the end has a cross-entropy of 10 ln 8 / (T + 20) a step.
     */
    COPY(
            1,
            Task.TAG,
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "blank", "delimiter"),
            List.of("1", "2", "3", "4", "5", "6", "7", "8", "blank")) {
        private static final int COPIED = 10;
        private static final int SYMBOLS = 8;

        @Override
        int length(int steps) {
            return steps + 2 * COPIED;
        }

        @Override
        float value(long key, int steps, int step, int feature) {
            int symbol = step < COPIED ? below(SYMBOLS, key, step) : step == steps + COPIED - 1 ? SYMBOLS + 1 : SYMBOLS;
            return symbol == feature ? 1 : 0;
        }

        @Override
        int label(long key, int steps, int step) {
            int place = step - steps - COPIED;
            return place < 0 ? SYMBOLS : below(SYMBOLS, key, place);
        }
    };

    private static final int MOST = 10_000;
    /** The increment of SplitMix64 (Steele, Lea and Flood 2014). */
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private final int least;
    private final Task task;
    private final List<String> features;
    private final List<String> outputs;

    GeneratedTask(int least, Task task, List<String> features, List<String> outputs) {
        this.least = least;
        this.task = task;
        this.features = features;
        this.outputs = outputs;
    }

    /** A feature of a step. */
    abstract float value(long key, int steps, int step, int feature);

    /** The number to be said. */
    float target(long key, int steps) {
        throw new UnsupportedOperationException("classes are to be said");
    }

    /** The class to be said at a step, or of a sequence at any. */
    int label(long key, int steps, int step) {
        throw new UnsupportedOperationException("numbers are to be said");
    }

    /** Steps of a sequence whose T is this. */
    int length(int steps) {
        return steps;
    }

    /** Numbers are neither scaled nor, where they are to be said, are their errors: published ones are of these units. */
    Form form() {
        return new Form(
                task,
                features,
                outputs,
                Scaling.none(features.size()),
                task.saysClasses() ? null : Scaling.none(outputs.size()));
    }

    int features() {
        return features.size();
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How a user calls them. */
    static List<String> names() {
        return Arrays.stream(values()).map(task -> task.text() + ":T").toList();
    }

    StepRange range() {
        return new StepRange(least, MOST);
    }

    /** Whether it begins as a task's name does. */
    static boolean isName(String given) {
        return Arrays.stream(values()).anyMatch(task -> given.startsWith(task.text() + ":"));
    }

    /**
     * A task and its T.
     *
     * @param steps T
     */
    record Instance(GeneratedTask task, int steps) {
        String text() {
            return task.text() + ":" + steps;
        }
    }

    /**
     * What a name such as {@code adding:50} means; empty if it begins like none.
     *
     * @throws UserError if its T cannot be
     */
    static Optional<Instance> parse(String given) {
        return Arrays.stream(values())
                .filter(task -> given.startsWith(task.text() + ":"))
                .findFirst()
                .map(task -> new Instance(
                        task, task.steps(given, given.substring(task.text().length() + 1))));
    }

    private int steps(String given, String said) {
        if (said.matches("[0-9]{1,6}")) {
            int steps = Integer.parseInt(said);
            if (steps >= least && steps <= MOST) {
                return steps;
            }
        }
        throw new UserError(
                Phrase.of(
                        Setting.DATA,
                        Text.format(
                                " %s: expected %s:T with a T from %d to %d", Text.name(given), text(), least, MOST)),
                Text.format("give such a number, as in %s:%d", text(), 100));
    }

    /** The name that somebody probably meant who gave one that is none, such as {@code addin:50}. */
    static Optional<String> meant(String given) {
        int colon = given.indexOf(':');
        String rest = colon < 0 ? ":100" : given.substring(colon);
        return Suggestion.of(
                        colon < 0 ? given : given.substring(0, colon),
                        Arrays.stream(values()).map(GeneratedTask::text).toList())
                .map(name -> name + (rest.matches(":[0-9]+") ? rest : ":100"));
    }

    /** The key of a sequence. */
    static long key(long seed, int sequence) {
        return mixed(mixed(seed) + GOLDEN * sequence);
    }

    /** A random number that is the same for each place: element {@code place} of SplitMix64 seeded with the key. */
    private static long random(long key, int place) {
        return mixed(key + GOLDEN * place);
    }

    /** As many floats as there are multiples of 2^-24 in 0..1, 1 not among them. */
    private static float uniform(long key, int place) {
        return (random(key, place) >>> 40) * 0x1p-24f;
    }

    /** A whole number of 0..bound-1, evenly but for a share of bound / 2^32. */
    private static int below(int bound, long key, int place) {
        return (int) ((random(key, place) >>> 32) * bound >>> 32);
    }

    private static long mixed(long value) {
        long z = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
