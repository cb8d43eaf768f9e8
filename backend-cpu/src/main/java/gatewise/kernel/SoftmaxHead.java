package gatewise.kernel;

import java.util.Arrays;

/**
 * Softmax with cross-entropy: the loss is the sum over the batch of {@code -weights * labels * log(probabilities)}, as DL4J's
 * LossMCXENT counts it.
 */
public final class SoftmaxHead extends LinearHead {
    private final double smallest;
    private float[] highest = new float[0];
    private float[] sums = new float[0];

    /**
     * Loads the natives of OpenBLAS, which from then on is held to the calling threads in this process.
     *
     * @param inputSize at least 1
     * @param classes at least 1
     * @param weights how much each class counts [classes]; null if all alike, and then each row of labels sums to 1
     * @param smallest probability that the logarithm is taken of
     * @throws IllegalArgumentException if a size is below 1, or there are not so many weights
     */
    public SoftmaxHead(int inputSize, int classes, float[] weights, double smallest) {
        super(inputSize, classes, weights);
        this.smallest = smallest;
    }

    @Override
    void activate(int batch) {
        if (sums.length < batch) {
            sums = new float[batch];
            highest = new float[batch];
        }
        Arrays.fill(highest, 0, batch, Float.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0, batch, 0);
        for (int k = 0; k < outputs; k++) {
            for (int b = 0; b < batch; b++) {
                highest[b] = Math.max(highest[b], scores[k * batch + b]);
            }
        }
        for (int k = 0; k < outputs; k++) {
            for (int b = 0; b < batch; b++) {
                float value = (float) Math.exp(scores[k * batch + b] - highest[b]);
                scores[k * batch + b] = value;
                sums[b] += value;
            }
        }
        for (int k = 0; k < outputs; k++) {
            for (int b = 0; b < batch; b++) {
                scores[k * batch + b] /= sums[b];
            }
        }
    }

    @Override
    double lossAndDeltas(int batch, float[] weights) {
        int length = batch * outputs;
        if (weights != null) {
            weigh(batch, weights);
        }
        double loss = 0;
        for (int i = 0; i < length; i++) {
            if (truth[i] != 0) {
                loss -= truth[i] * Math.log(Math.min(1 - smallest, Math.max(smallest, scores[i])));
            }
        }
        for (int i = 0; i < length; i++) {
            scores[i] = (weights == null ? scores[i] : scores[i] * sums[i % batch]) - truth[i];
        }
        return loss;
    }

    /** Multiplies the labels by the classes' weights, and leaves the sum of each row. */
    private void weigh(int batch, float[] weights) {
        Arrays.fill(sums, 0, batch, 0);
        for (int k = 0; k < outputs; k++) {
            for (int b = 0; b < batch; b++) {
                truth[k * batch + b] *= weights[k];
                sums[b] += truth[k * batch + b];
            }
        }
    }
}
