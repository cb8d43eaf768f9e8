package gatewise.scoring;

import gatewise.data.SequenceSet;
import gatewise.io.UserError;
import gatewise.network.Loss;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network says of sequences, or of their steps, whose classes are known.
 *
 * @param probabilities [sequences][classes]; where each step has a class, [steps][classes], one sequence after the other
 * @param labels the truth of each
 */
public record Scores(float[][] probabilities, int[] labels) implements Result {
    /** Sequences that are scored at once, at most. */
    public static final int BATCH = 2000;

    private static final double SMALLEST = 1e-10;

    static Scores ofSequences(float[][][] answers, SequenceSet set) {
        float[][] probabilities = new float[answers.length][];
        Arrays.setAll(probabilities, i -> answers[i][0]);
        return new Scores(
                probabilities,
                IntStream.range(0, answers.length).map(set::label).toArray());
    }

    static Scores ofSteps(float[][][] answers, SequenceSet set) {
        int items = Math.toIntExact(set.steps());
        float[][] probabilities = new float[items][];
        int[] labels = new int[items];
        int item = 0;
        for (int i = 0; i < answers.length; i++) {
            for (int t = 0; t < set.length(i); t++) {
                probabilities[item] = answers[i][t];
                labels[item++] = set.label(i, t);
            }
        }
        return new Scores(probabilities, labels);
    }

    /**
     * The same probabilities.
     *
     * @throws UserError (a failed job) if one is not finite, as of a network whose parameters are too large to compute with
     */
    public static float[] requireFinite(float... probabilities) {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw UserError.failedJob(
                        "the network answers with numbers that are not finite (" + probability
                                + "): its parameters are too large to compute with",
                        "train it anew with a lower learning rate, or bound the gradients by clipping",
                        null);
            }
        }
        return probabilities;
    }

    /** The index of the highest probability. */
    public static int highest(float[] probabilities) {
        int highest = 0;
        for (int i = 1; i < probabilities.length; i++) {
            highest = probabilities[i] > probabilities[highest] ? i : highest;
        }
        return highest;
    }

    public int predicted(int image) {
        return highest(probabilities[image]);
    }

    /** The images whose highest probability is not the truth's, the surest mistake first. */
    public List<Integer> mistakes() {
        return IntStream.range(0, labels.length)
                .filter(i -> predicted(i) != labels[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i][predicted(i)]))
                .toList();
    }

    /** The share of images whose highest probability is the truth's. */
    public double accuracy() {
        long right = IntStream.range(0, labels.length)
                .filter(i -> predicted(i) == labels[i])
                .count();
        return (double) right / labels.length;
    }

    @Override
    public void requireFinite() {
        Arrays.stream(probabilities).forEach(Scores::requireFinite);
    }

    @Override
    public double loss(Loss trained) {
        return loss();
    }

    /** The mean cross-entropy in nats; a probability below 1e-10 counts as that, as in the loss that trains. */
    public double loss() {
        return IntStream.range(0, labels.length)
                .mapToDouble(i -> -Math.log(Math.max(SMALLEST, probabilities[i][labels[i]])))
                .average()
                .orElseThrow();
    }

    /** Images by [actual][predicted] class. */
    public Evaluation evaluation() {
        int classes = probabilities[0].length;
        long[][] confusion = new long[classes][classes];
        for (int i = 0; i < labels.length; i++) {
            confusion[labels[i]][predicted(i)]++;
        }
        return new Evaluation(confusion);
    }
}
