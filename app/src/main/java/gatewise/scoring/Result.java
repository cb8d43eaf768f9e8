package gatewise.scoring;

import gatewise.data.Batches;
import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.network.Loss;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** What a network says of sequences of which the truth is known. */
public sealed interface Result permits Scores, Residuals {
    /** Steps that are read at once, at most. */
    int STEPS = 200_000;

    /**
     * The mean loss of an answer, all classes counting the same; of numbers in the scale in which they are trained.
     *
     * @param trained what training makes small
     */
    double loss(Loss trained);

    /** A {@link gatewise.io.UserError} (a failed job) if an answer is not finite. */
    void requireFinite();

    /** Reads all sequences of a set. */
    static Result of(MultiLayerNetwork network, SequenceSet set, Form form) {
        return of(answers(network, set, form), set, form);
    }

    /**
     * What a network says of all sequences of a set, in large batches.
     *
     * @return by sequence, [steps or 1][outputs], numbers in the scale in which they are trained; steps behind a sequence's end may
     *     be among them
     */
    static float[][][] answers(MultiLayerNetwork network, SequenceSet set, Form form) {
        int most = form.isImages() ? Scores.BATCH : Math.max(1, Math.min(Scores.BATCH, STEPS / set.longest()));
        return answers(network, Batches.toScore(set, form, most), set.count());
    }

    /**
     * The result, its batches prepared.
     *
     * @param batches of the set, in whatever order
     */
    static Result of(MultiLayerNetwork network, Batches batches, SequenceSet set, Form form) {
        return of(answers(network, batches, set.count()), set, form);
    }

    /**
     * Of answers that are there.
     *
     * @param answers by sequence of the set, [steps or 1][outputs], numbers in the scale in which they are trained
     */
    static Result of(float[][][] answers, SequenceSet set, Form form) {
        return switch (form.task()) {
            case CLASSIFY -> Scores.ofSequences(answers, set);
            case TAG -> Scores.ofSteps(answers, set);
            case REGRESS, FORECAST -> Residuals.of(answers, set, form);
        };
    }

    /** By sequence of the set: [steps or 1][outputs]. */
    private static float[][][] answers(MultiLayerNetwork network, Batches batches, int sequences) {
        float[][][] answers = new float[sequences][][];
        int[] order = batches.order();
        int place = 0;
        for (int index = 0; index < batches.count(); index++) {
            for (float[][] answer : answers(network, batches.batch(index))) {
                answers[order[place++]] = answer;
            }
        }
        return answers;
    }

    /** By place in the batch: [steps or 1][outputs], the steps behind its end among them. */
    private static float[][][] answers(MultiLayerNetwork network, DataSet batch) {
        INDArray mask = batch.getFeaturesMaskArray();
        INDArray outputs = mask == null
                ? network.output(batch.getFeatures())
                : network.output(batch.getFeatures(), false, mask, batch.getLabelsMaskArray());
        int size = (int) outputs.size(0);
        int width = (int) outputs.size(1);
        int steps = outputs.rank() == 3 ? (int) outputs.size(2) : 1;
        float[] columns = (outputs.ordering() == 'f' && !outputs.isView() ? outputs : outputs.dup('f'))
                .data()
                .asFloat();
        float[][][] answers = new float[size][steps][width];
        for (int t = 0; t < steps; t++) {
            for (int output = 0; output < width; output++) {
                int column = size * (output + width * t);
                for (int b = 0; b < size; b++) {
                    answers[b][t][output] = columns[column + b];
                }
            }
        }
        return answers;
    }
}
