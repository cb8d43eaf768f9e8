package gatewise.scoring;

import gatewise.data.RowSequences;
import gatewise.io.UserError;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * What a network says of labelled sequences.
 *
 * @param probabilities [images][classes]
 * @param labels [images], the truth
 */
public record Scores(float[][] probabilities, int[] labels) {
    /** Images that are scored at once. */
    public static final int BATCH = 2000;

    private static final double SMALLEST = 1e-10;

    /** Scores all batches. */
    public static Scores of(MultiLayerNetwork network, RowSequences sequences) {
        float[][] probabilities = new float[sequences.images()][];
        int image = 0;
        for (DataSet batch : sequences.batches()) {
            for (float[] output : probabilities(network, batch.getFeatures())) {
                probabilities[image++] = output;
            }
        }
        return new Scores(probabilities, sequences.labels());
    }

    /** The class probabilities of sequences [batch, inputSize, timeSteps]. */
    public static float[][] probabilities(MultiLayerNetwork network, INDArray sequences) {
        INDArray outputs = network.output(sequences);
        int batch = (int) outputs.size(0);
        int classes = (int) outputs.size(1);
        float[] columns = (outputs.ordering() == 'f' && !outputs.isView() ? outputs : outputs.dup('f'))
                .data()
                .asFloat();
        float[][] probabilities = new float[batch][classes];
        for (int label = 0; label < classes; label++) {
            for (int i = 0; i < batch; i++) {
                probabilities[i][label] = columns[label * batch + i];
            }
        }
        return probabilities;
    }

    /**
     * The same probabilities.
     *
     * @throws UserError (a failed job) if one is not finite, as of a network whose parameters are too large to compute with
     */
    public static float[] requireFinite(float[] probabilities) {
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
