package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A linear layer with softmax and cross-entropy: its probabilities, or loss and gradients of a batch in one pass, on plain
 * memory. Scratch is kept, so one head serves one layer and one thread at a time. Memory must stay allocated until a call
 * returns; where a pointer knows its limit, memory that is too short is an {@link IllegalArgumentException}.
 */
public final class SoftmaxHead {
    private final int inputSize;
    private final int classes;
    private final Block deltas = new Block();
    private float[] scores = new float[0];
    private float[] truth = new float[0];
    private float[] highest = new float[0];
    private float[] sums = new float[0];

    /**
     * Loads the natives of OpenBLAS, which from then on is held to the calling threads in this process.
     *
     * @param inputSize at least 1
     * @param classes at least 1
     * @throws IllegalArgumentException if a size is below 1
     */
    public SoftmaxHead(int inputSize, int classes) {
        CellShape.requirePositive("inputSize", inputSize);
        CellShape.requirePositive("classes", classes);
        Products.useCallingThreadOnly();
        this.inputSize = inputSize;
        this.classes = classes;
    }

    /**
     * Memory of the parameters, or of the gradients with respect to them.
     *
     * @param weights [inputSize, classes], column-major
     * @param bias [classes]
     */
    public record Parameters(FloatPointer weights, FloatPointer bias) {}

    /**
     * {@code softmax(x · weights + bias)}.
     *
     * @param x [batch, inputSize], column-major
     * @param batch rows
     * @param parameters read
     * @param probabilities [batch, classes], column-major, overwritten
     */
    public void probabilities(FloatPointer x, int batch, Parameters parameters, FloatPointer probabilities) {
        int length = scores(x, batch, parameters);
        softmax(batch);
        CellShape.buffer("probabilities", probabilities, length).put(0, scores, 0, length);
    }

    /**
     * Examples with their classes.
     *
     * @param x [size, inputSize], column-major
     * @param size rows
     * @param labels [size, classes], column-major; each row sums to 1
     */
    public record Batch(FloatPointer x, int size, FloatPointer labels) {}

    /**
     * The sum over the batch of {@code -labels * log(softmax(x · weights + bias))}, and its gradients.
     *
     * @param examples read
     * @param smallest probability that the logarithm is taken of
     * @param parameters read
     * @param gradients overwritten
     * @param dx [batch, inputSize], column-major, overwritten
     * @return the loss
     */
    public double lossAndGradients(
            Batch examples, double smallest, Parameters parameters, Parameters gradients, FloatPointer dx) {
        FloatPointer x = examples.x();
        int batch = examples.size();
        int length = scores(x, batch, parameters);
        CellShape.buffer("labels", examples.labels(), length).get(0, truth, 0, length);
        softmax(batch);
        double loss = loss(length, smallest);
        float[] biasGradient = subtractTruth(batch);
        deltas.buffer().put(0, scores, 0, length);
        FloatPointer delta = deltas.at(0);

        FloatBuffer weightGradient = CellShape.buffer("weight gradient", gradients.weights(), inputSize, classes);
        zero(weightGradient);
        Products.addLeftTransposed(inputSize, classes, batch, x, batch, delta, batch, gradients.weights(), inputSize);
        CellShape.buffer("bias gradient", gradients.bias(), classes).put(0, biasGradient);
        zero(CellShape.buffer("dx", dx, batch, inputSize));
        Products.addRightTransposed(
                batch, inputSize, classes, delta, batch, parameters.weights(), inputSize, dx, batch);
        return loss;
    }

    /** Leaves {@code x · weights + bias} in scores; returns its length. */
    private int scores(FloatPointer x, int batch, Parameters parameters) {
        CellShape.buffer("x", x, batch, inputSize);
        int length = Math.multiplyExact(batch, classes);
        reserve(batch, length);
        float[] bias = new float[classes];
        CellShape.buffer("bias", parameters.bias(), classes).get(0, bias);
        for (int k = 0; k < classes; k++) {
            Arrays.fill(scores, k * batch, (k + 1) * batch, bias[k]);
        }
        deltas.buffer().put(0, scores, 0, length);
        Products.add(batch, classes, inputSize, x, batch, parameters.weights(), inputSize, deltas.at(0), batch);
        deltas.buffer().get(0, scores, 0, length);
        return length;
    }

    private void softmax(int batch) {
        Arrays.fill(highest, 0, batch, Float.NEGATIVE_INFINITY);
        Arrays.fill(sums, 0, batch, 0);
        for (int k = 0; k < classes; k++) {
            for (int b = 0; b < batch; b++) {
                highest[b] = Math.max(highest[b], scores[k * batch + b]);
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int b = 0; b < batch; b++) {
                float value = (float) Math.exp(scores[k * batch + b] - highest[b]);
                scores[k * batch + b] = value;
                sums[b] += value;
            }
        }
        for (int k = 0; k < classes; k++) {
            for (int b = 0; b < batch; b++) {
                scores[k * batch + b] /= sums[b];
            }
        }
    }

    private double loss(int length, double smallest) {
        double loss = 0;
        for (int i = 0; i < length; i++) {
            if (truth[i] != 0) {
                loss -= truth[i] * Math.log(Math.min(1 - smallest, Math.max(smallest, scores[i])));
            }
        }
        return loss;
    }

    /** Turns probabilities into the gradient with respect to the scores; returns its sum over the batch. */
    private float[] subtractTruth(int batch) {
        float[] total = new float[classes];
        for (int k = 0; k < classes; k++) {
            float sum = 0;
            for (int i = k * batch; i < (k + 1) * batch; i++) {
                scores[i] -= truth[i];
                sum += scores[i];
            }
            total[k] = sum;
        }
        return total;
    }

    private static void zero(FloatBuffer buffer) {
        buffer.put(0, new float[buffer.remaining()]);
    }

    private void reserve(int batch, int length) {
        deltas.reserve(length);
        if (scores.length < length) {
            scores = new float[length];
            truth = new float[length];
        }
        if (sums.length < batch) {
            sums = new float[batch];
            highest = new float[batch];
        }
    }
}
