package gatewise.study;

import gatewise.data.DataOrigin;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Holdout;
import gatewise.data.NumberSequences;
import gatewise.data.Scaling;
import gatewise.data.Task;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Sequences of unequal lengths to measure speed with; there is nothing to be learned from them. */
public final class GeneratedWorkload {
    private static final int TRAIN = 20_000;
    private static final int VALIDATION = 100;
    private static final int TEST = 2_000;
    private static final int FEATURES = 12;
    private static final int SHORTEST = 7;
    private static final int LONGEST = 29;
    private static final int CLASSES = 9;

    private GeneratedWorkload() {}

    /** As many features, classes and steps as spoken Japanese vowels have: 20,000 sequences to train on, 2,000 to score. */
    public static Dataset dataset() {
        Random random = new Random(1);
        Form form =
                new Form(Task.CLASSIFY, names("feature", FEATURES), names("", CLASSES), Scaling.none(FEATURES), null);
        return new Dataset(
                "generated sequences",
                new Dataset.Splits(
                        sequences(TRAIN, random),
                        sequences(VALIDATION, random),
                        sequences(TEST, random),
                        DataOrigin.COMPUTED),
                form,
                "",
                new Holdout(1L));
    }

    private static List<String> names(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    private static NumberSequences sequences(int count, Random random) {
        int[] lengths = random.ints(count, SHORTEST, LONGEST + 1).toArray();
        int[] from = new int[count];
        for (int i = 1; i < count; i++) {
            from[i] = from[i - 1] + lengths[i - 1];
        }
        float[] values = new float[(from[count - 1] + lengths[count - 1]) * FEATURES];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        float[] classes = new float[count];
        for (int i = 0; i < count; i++) {
            classes[i] = random.nextInt(CLASSES);
        }
        return new NumberSequences(
                new NumberSequences.Steps(values, FEATURES),
                new NumberSequences.Runs(from, lengths, null),
                new NumberSequences.Targets(classes, 1, false),
                Scaling.none(FEATURES));
    }
}
