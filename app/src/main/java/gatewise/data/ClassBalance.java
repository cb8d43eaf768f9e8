package gatewise.data;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which classes a set has too few sequences of to be learned, or to be judged by; where each step has one, too few that have it. */
public final class ClassBalance {
    /** Of an equal share of the training images. */
    private static final double RARE = 0.1;

    private static final int FEW_IMAGES = 10;
    private static final int FEW_SEQUENCES = 5;
    private static final int MOST_NAMED = 5;

    private ClassBalance() {}

    /** A line for each thing that a user should know; none of a set with a fair share of each class. */
    public static List<String> warnings(Dataset set) {
        if (!set.form().task().saysClasses() || set.train() instanceof GeneratedSequences) {
            return List.of();
        }
        int[] train = counts(set.train(), set);
        int[] validation = counts(set.validation(), set);
        int[] test = counts(set.test(), set);
        double few = Math.max(
                set.form().isImages() ? FEW_IMAGES : FEW_SEQUENCES,
                RARE * set.train().count() / set.classes());
        List<String> warnings = new ArrayList<>();
        add(warnings, set, "no training %s of class %s, which is never learned", train, label -> train[label] == 0);
        add(
                warnings,
                set,
                "few training %s of class %s, which is hardly learned",
                train,
                label -> train[label] > 0 && train[label] < few);
        add(
                warnings,
                set,
                "no validation %s of class %s, which the choice of the best epoch ignores",
                validation,
                label -> train[label] > 0 && validation[label] == 0);
        add(
                warnings,
                set,
                "no test %s of class %s, which the accuracy says nothing about",
                test,
                label -> train[label] > 0 && test[label] == 0);
        return warnings;
    }

    /** [classes], how much each counts so that all count the same in sum: n / (classes * n of the class); 1 for one without any. */
    public static List<Double> weights(Dataset set) {
        int[] counts = new int[set.classes()];
        for (int i = 0; i < set.train().count(); i++) {
            int last = set.train().length(i) - 1;
            for (int step = set.form().task().atEveryStep() ? 0 : last; step <= last; step++) {
                counts[set.train().label(i, step)]++;
            }
        }
        double all = IntStream.of(counts).sum();
        return IntStream.of(counts)
                .mapToObj(count -> count == 0 ? 1.0 : all / (counts.length * (double) count))
                .toList();
    }

    private static void add(List<String> warnings, Dataset set, String text, int[] counts, IntPredicate such) {
        int[] labels = IntStream.range(0, counts.length).filter(such).toArray();
        if (labels.length == 0) {
            return;
        }
        String named = IntStream.of(labels)
                .limit(MOST_NAMED)
                .mapToObj(label -> set.labels().get(label) + (counts[label] == 0 ? "" : " (" + counts[label] + ")"))
                .collect(Collectors.joining(", "));
        String more = labels.length > MOST_NAMED ? " and " + (labels.length - MOST_NAMED) + " more" : "";
        warnings.add(Text.format(text, set.form().noun(), named + more));
    }

    private static int[] counts(SequenceSet sequences, Dataset set) {
        int[] counts = new int[set.classes()];
        int[] lastSeen = new int[counts.length];
        for (int i = 0; i < sequences.count(); i++) {
            int first = set.form().task().atEveryStep() ? 0 : sequences.length(i) - 1;
            for (int step = first; step < sequences.length(i); step++) {
                int label = sequences.label(i, step);
                counts[label] += lastSeen[label] == i + 1 ? 0 : 1;
                lastSeen[label] = i + 1;
            }
        }
        return counts;
    }
}
