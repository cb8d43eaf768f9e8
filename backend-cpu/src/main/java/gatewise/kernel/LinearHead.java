package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * A linear layer with what follows it: its outputs, or the loss and the gradients of a batch in one pass, on plain memory. Scratch is
 * kept, so one head serves one layer and one thread at a time. Memory must stay allocated until a call returns; where a
 * pointer knows its limit, memory that is too short is an {@link IllegalArgumentException}.
 */
public abstract sealed class LinearHead permits SoftmaxHead, RegressionHead {
    final int outputs;
    private final int inputSize;
    private final float[] weights;
    private final Block deltas = new Block();

    /** [batch, outputs], what the linear layer gives, then what the head makes of it. */
    float[] scores = new float[0];

    /** [batch, outputs], the labels. */
    float[] truth = new float[0];

    /**
     * @param weights how much each output counts in the loss [outputs]; null if all alike
     */
    LinearHead(int inputSize, int outputs, float[] weights) {
        CellShape.requirePositive("inputSize", inputSize);
        CellShape.requirePositive("outputs", outputs);
        if (weights != null && weights.length != outputs) {
            throw new IllegalArgumentException("there are " + weights.length + " weights, expected " + outputs);
        }
        Products.useCallingThreadOnly();
        this.inputSize = inputSize;
        this.outputs = outputs;
        this.weights = weights == null ? null : weights.clone();
    }

    /**
     * Memory of the parameters, or of the gradients with respect to them.
     *
     * @param weights [inputSize, outputs], column-major
     * @param bias [outputs]
     */
    public record Parameters(FloatPointer weights, FloatPointer bias) {}

    /**
     * Examples with what is wanted of them.
     *
     * @param x [size, inputSize], column-major
     * @param size rows
     * @param labels [size, outputs], column-major
     * @param stride how far each column begins after the one before, in x, its gradient and the labels: size, or more where the rows
     *     are some of a larger matrix
     */
    public record Batch(FloatPointer x, int size, FloatPointer labels, int stride) {
        /**
         * Of matrices that have these rows alone.
         *
         * @param x [size, inputSize], column-major
         * @param size rows
         * @param labels [size, outputs], column-major
         */
        public Batch(FloatPointer x, int size, FloatPointer labels) {
            this(x, size, labels, size);
        }
    }

    final int inputSize() {
        return inputSize;
    }

    /**
     * The head's outputs.
     *
     * @param x [batch, inputSize], column-major
     * @param batch rows
     * @param parameters read
     * @param outputs [batch, outputs], column-major, overwritten
     */
    public final void outputs(FloatPointer x, int batch, Parameters parameters, FloatPointer outputs) {
        int length = scores(x, batch, batch, parameters);
        activate(batch);
        CellShape.buffer("outputs", outputs, length).put(0, scores, 0, length);
    }

    /**
     * The sum of the loss over the batch, and its gradients.
     *
     * @param examples read
     * @param parameters read
     * @param gradients overwritten
     * @param dx [size, inputSize], column-major, by the stride of the examples; overwritten
     * @return the loss
     */
    public final double lossAndGradients(Batch examples, Parameters parameters, Parameters gradients, FloatPointer dx) {
        double loss = lossAndInputGradient(examples, parameters, dx);
        int batch = examples.size();
        sumGradients(examples.x(), examples.stride(), deltas, batch, gradients);
        return loss;
    }

    /** The loss of some rows and the gradient with respect to x; leaves that with respect to what the linear layer gave in scores. */
    final double lossAndInputGradient(Batch examples, Parameters parameters, FloatPointer dx) {
        int batch = examples.size();
        int stride = examples.stride();
        int length = scores(examples.x(), batch, stride, parameters);
        FloatBuffer labels = rows("labels", examples.labels(), batch, stride, outputs);
        for (int k = 0; k < outputs; k++) {
            labels.get(k * stride, truth, k * batch, batch);
        }
        activate(batch);
        double loss = lossAndDeltas(batch, weights);
        deltas.buffer().put(0, scores, 0, length);
        FloatBuffer inputGradient = rows("dx", dx, batch, stride, inputSize);
        float[] zeros = new float[batch];
        for (int i = 0; i < inputSize; i++) {
            inputGradient.put(i * stride, zeros);
        }
        Products.addRightTransposed(
                batch, inputSize, outputs, deltas.start(), batch, parameters.weights(), inputSize, dx, stride);
        return loss;
    }

    /**
     * Sums the gradients with respect to the parameters over a batch.
     *
     * @param x [batch, inputSize], its columns a stride apart
     * @param delta [batch, outputs], with respect to what the linear layer gave
     */
    final void sumGradients(FloatPointer x, int stride, Block delta, int batch, Parameters gradients) {
        zero(CellShape.buffer("weight gradient", gradients.weights(), inputSize, outputs));
        Products.addLeftTransposed(
                inputSize, outputs, batch, x, stride, delta.start(), batch, gradients.weights(), inputSize);
        CellShape.buffer("bias gradient", gradients.bias(), outputs).put(0, columnSums(delta.buffer(), batch));
    }

    /** Turns scores into the head's outputs. */
    abstract void activate(int batch);

    /** Turns outputs in scores into the gradient with respect to what the linear layer gave; returns the loss. */
    abstract double lossAndDeltas(int batch, float[] weights);

    /** Leaves {@code x · weights + bias} in scores; returns its length. */
    private int scores(FloatPointer x, int batch, int stride, Parameters parameters) {
        rows("x", x, batch, stride, inputSize);
        int length = Math.multiplyExact(batch, outputs);
        deltas.reserve(length);
        if (scores.length < length) {
            scores = new float[length];
            truth = new float[length];
        }
        float[] bias = new float[outputs];
        CellShape.buffer("bias", parameters.bias(), outputs).get(0, bias);
        for (int k = 0; k < outputs; k++) {
            Arrays.fill(scores, k * batch, (k + 1) * batch, bias[k]);
        }
        deltas.buffer().put(0, scores, 0, length);
        Products.add(batch, outputs, inputSize, x, stride, parameters.weights(), inputSize, deltas.at(0), batch);
        deltas.buffer().get(0, scores, 0, length);
        return length;
    }

    /** So many rows of a matrix whose columns are a stride apart. */
    private static FloatBuffer rows(String name, FloatPointer matrix, int rows, int stride, int columns) {
        return CellShape.buffer(name, matrix, Math.addExact(Math.multiplyExact(stride, columns - 1), rows));
    }

    private float[] columnSums(FloatBuffer matrix, int batch) {
        float[] column = new float[batch];
        float[] sums = new float[outputs];
        for (int k = 0; k < outputs; k++) {
            float sum = 0;
            matrix.get(k * batch, column);
            for (float value : column) {
                sum += value;
            }
            sums[k] = sum;
        }
        return sums;
    }

    private static void zero(FloatBuffer buffer) {
        buffer.put(0, new float[buffer.remaining()]);
    }
}
