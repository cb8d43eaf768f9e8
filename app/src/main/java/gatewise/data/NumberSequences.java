package gatewise.data;

import static java.util.Objects.checkFromToIndex;
import static java.util.Objects.checkIndex;
import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Sequences of numbers in memory that several sets may share: each sequence is a run of steps in it, and runs may overlap,
 * as the windows of a series do.
 */
public final class NumberSequences implements SequenceSet {
    private final Steps steps;
    private final Runs runs;
    private final Targets targets;
    private final Scaling scaling;
    /** Of each sequence, its place among the names; null for its own. */
    private final int[] numbers;

    private final int longest;

    /**
     * Steps one after the other.
     *
     * @param values [steps * features], feature f of step s at {@code s * features + f}, in the units of the file; not copied
     * @param features numbers a step, at least 1
     * @param dates what a step is called by its date or time; null where steps have none
     */
    public record Steps(float[] values, int features, IntFunction<String> dates) {
        /** Without dates. */
        public Steps(float[] values, int features) {
            this(values, features, null);
        }

        public Steps {
            requireNonNull(values, "values is null");
            if (features < 1 || values.length % features != 0) {
                throw new IllegalArgumentException(values.length + " values are no steps of " + features);
            }
        }
    }

    /**
     * Which steps a sequence is made of.
     *
     * @param from [sequences], the first step of each; not copied
     * @param lengths [sequences], steps of each, at least 1; not copied
     * @param names [sequences], or null to call them by their numbers; not copied
     */
    public record Runs(int[] from, int[] lengths, String[] names) {
        public Runs {
            if (from.length != lengths.length) {
                throw new IllegalArgumentException("a first step and a length belong to each sequence");
            }
        }
    }

    /**
     * What is to be said.
     *
     * @param values of a sequence i at {@code i * width}, i as the runs count; of each step, at its number in the steps; classes
     *     as numbers counted from 0; null if it is not known; not copied
     * @param width numbers a sequence, or a step
     * @param eachStep whether there is something to be said of each step, not of each sequence
     */
    public record Targets(float[] values, int width, boolean eachStep) {
        /** Nothing is known. */
        public static final Targets UNKNOWN = new Targets(null, 1, false);
    }

    /** @param scaling of the features, or null for not yet */
    public NumberSequences(Steps steps, Runs runs, Targets targets, Scaling scaling) {
        this(steps, runs, targets, scaling, null);
        if (runs.names() != null && runs.names().length != count()) {
            throw new IllegalArgumentException("a name belongs to each sequence");
        }
    }

    private NumberSequences(Steps steps, Runs runs, Targets targets, Scaling scaling, int[] numbers) {
        this.steps = requireNonNull(steps, "steps is null");
        this.runs = requireNonNull(runs, "runs is null");
        this.targets = requireNonNull(targets, "targets is null");
        this.scaling = scaling;
        this.numbers = numbers;
        int total = steps.values().length / steps.features();
        int most = 0;
        for (int i = 0; i < runs.from().length; i++) {
            int length = runs.lengths()[i];
            if (length < 1) {
                throw new IllegalArgumentException("sequence " + i + " has no steps");
            }
            checkFromToIndex(runs.from()[i], runs.from()[i] + length, total);
            most = Math.max(most, length);
        }
        longest = most;
        if (targets.values() != null
                && targets.values().length
                        != (long) targets.width() * (targets.eachStep() ? total : runs.from().length)) {
            throw new IllegalArgumentException(
                    targets.values().length + " numbers to be said do not fit the sequences");
        }
    }

    /** What the steps hold, in the units of the file. */
    public Steps memory() {
        return steps;
    }

    public Targets targets() {
        return targets;
    }

    @Override
    public int count() {
        return runs.from().length;
    }

    @Override
    public int features() {
        return steps.features();
    }

    @Override
    public int length(int sequence) {
        return runs.lengths()[sequence];
    }

    @Override
    public int longest() {
        return longest;
    }

    /** The place of a sequence's first step in the memory. */
    public int firstStep(int sequence) {
        return runs.from()[sequence];
    }

    @Override
    public String name(int sequence) {
        int number = number(sequence);
        return runs.names() == null ? Integer.toString(number) : runs.names()[number];
    }

    /** The place in the file, which stays what it was when sequences are chosen or put into another order. */
    private int number(int sequence) {
        checkIndex(sequence, count());
        return numbers == null ? sequence : numbers[sequence];
    }

    @Override
    public boolean isLabelled() {
        return targets.values() != null;
    }

    @Override
    public int label(int sequence) {
        return label(sequence, length(sequence) - 1);
    }

    @Override
    public int label(int sequence, int step) {
        checkIndex(step, length(sequence));
        return (int) targets.values()[targets.eachStep() ? runs.from()[sequence] + step : sequence];
    }

    @Override
    public float target(int sequence, int output) {
        return targets.values()[sequence * targets.width() + checkIndex(output, targets.width())];
    }

    @Override
    public void write(int sequence, float[] to, int at, int stride) {
        int features = steps.features();
        int from = runs.from()[sequence] * features;
        int count = runs.lengths()[sequence] * features;
        float[] values = steps.values();
        if (scaling == null) {
            for (int i = 0; i < count; i++) {
                to[at + stride * i] = values[from + i];
            }
            return;
        }
        for (int feature = 0; feature < features; feature++) {
            float mean = scaling.means().get(feature);
            float deviation = scaling.deviations().get(feature);
            for (int i = feature; i < count; i += features) {
                to[at + stride * i] = (values[from + i] - mean) / deviation;
            }
        }
    }

    @Override
    public float[][] values(int sequence) {
        int features = steps.features();
        float[][] rows = new float[length(sequence)][];
        for (int t = 0; t < rows.length; t++) {
            int at = (runs.from()[sequence] + t) * features;
            rows[t] = Arrays.copyOfRange(steps.values(), at, at + features);
        }
        return rows;
    }

    @Override
    public NumberSequences range(int start, int end) {
        checkFromToIndex(start, end, count());
        int[] chosen = new int[end - start];
        Arrays.setAll(chosen, i -> start + i);
        return select(chosen);
    }

    @Override
    public NumberSequences select(int... chosen) {
        int[] from = new int[chosen.length];
        int[] lengths = new int[chosen.length];
        int[] chosenNumbers = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            from[i] = runs.from()[chosen[i]];
            lengths[i] = runs.lengths()[chosen[i]];
            chosenNumbers[i] = number(chosen[i]);
        }
        return new NumberSequences(
                steps, new Runs(from, lengths, runs.names()), select(targets, chosen), scaling, chosenNumbers);
    }

    private static Targets select(Targets targets, int[] chosen) {
        if (targets.values() == null || targets.eachStep()) {
            return targets;
        }
        int width = targets.width();
        float[] values = new float[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(targets.values(), chosen[i] * width, values, i * width, width);
        }
        return new Targets(values, width, false);
    }

    /** The same sequences, those without a name called by numbers from another one on. */
    NumberSequences numberedFrom(int first) {
        int[] its = new int[count()];
        Arrays.setAll(its, i -> first + i);
        return runs.names() == null ? new NumberSequences(steps, runs, targets, scaling, its) : this;
    }

    /** The same sequences, to be read scaled. */
    public NumberSequences scaled(Scaling by) {
        return new NumberSequences(steps, runs, targets, by, numbers);
    }
}
