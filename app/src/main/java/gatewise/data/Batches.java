package gatewise.data;

import java.util.Random;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A set's sequences in batches as DL4J takes them: features [batch, features, steps], column-major; what is to be said, [batch,
 * outputs], classes one-hot, or at every step [batch, outputs, steps]. Where the sequences of a batch are not of one length, they
 * stand at its beginning, with masks [batch, steps]; what stands behind them is not to be read.
 */
public sealed interface Batches permits RowSequences, NumberBatches {
    /**
     * Batches in the order of the set; of unequal lengths, in the order of these.
     *
     * @param batchSize sequences in a batch; fewer in the last
     */
    static Batches toScore(SequenceSet set, Form form, int batchSize) {
        return set instanceof ImageSet images
                ? new RowSequences(images, form.outputs().size(), batchSize, false)
                : new NumberBatches(set, form, batchSize);
    }

    /**
     * Batches to train on: of images, those that do not fill the last are left out, as in the tutorial.
     *
     * @param batchSize sequences in a batch
     */
    static Batches toTrain(SequenceSet set, Form form, int batchSize) {
        return set instanceof ImageSet images
                ? new RowSequences(images, form.outputs().size(), batchSize, true)
                : new NumberBatches(set, form, batchSize);
    }

    /** The number of batches. */
    int count();

    /** A batch, until the next is asked for. */
    DataSet batch(int index);

    /** Sequences in all batches. */
    int sequences();

    /** Steps of all sequences, and what pads them within their batches. */
    Padding padding();

    /** Of each place in the batches, one after the other, the sequence of the set that stands there. */
    int[] order();

    /**
     * Arranges the sequences anew; the same random source gives the same arrangement.
     *
     * @param shuffle whether their order is random, or that of the set
     * @param shift images: each is moved by up to so many pixels, see {@link RowSequences#arrange}; 0 for others
     */
    void arrange(Random random, boolean shuffle, int shift);

    /**
     * Work and waste.
     *
     * @param steps valid ones
     * @param padded those behind the ends
     */
    record Padding(long steps, long padded) {
        /** The share of all steps that is padding, 0..1. */
        public double share() {
            return (double) padded / (steps + padded);
        }
    }
}
