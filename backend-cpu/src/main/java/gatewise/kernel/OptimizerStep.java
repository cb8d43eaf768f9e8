package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The arithmetic of an optimiser's step on plain memory: a gradient is replaced by the update to subtract. Scratch is kept,
 * so one object serves one optimiser and one thread at a time. Memory must stay allocated until a call returns; where a
 * pointer knows its limit, memory that is too short is an {@link IllegalArgumentException}.
 *
 * <p>State is kept out of the subnormal numbers: the mean squares of weights that see no gradient, such as those of pixels
 * at the border, fade into them within hundreds of steps, and processors are slow on them.
 */
public final class OptimizerStep {
    private static final float SMALLEST = 1e-30f;

    private float[] gradient = new float[0];
    private float[] first = new float[0];
    private float[] second = new float[0];

    /** Without scratch, which the first step makes. */
    public OptimizerStep() {}

    /**
     * What a step of RMSProp depends on beside its memory.
     *
     * @param learningRate of this step
     * @param decay how much of the mean square is kept
     * @param epsilon added to the root that is divided by
     */
    public record RmsProp(float learningRate, float decay, float epsilon) {}

    /**
     * RMSProp (Tieleman and Hinton 2012, lecture 6.5) as DL4J computes it: {@code s = decay * s + (1 - decay) * g²}, the
     * update {@code learningRate * g / (sqrt(s) + epsilon)}.
     *
     * @param g gradient [length], replaced
     * @param s mean square [length], advanced
     * @param length of both
     * @param rates of this step
     */
    public void rmsProp(FloatPointer g, FloatPointer s, int length, RmsProp rates) {
        FloatBuffer gradients = CellShape.buffer("g", g, length);
        FloatBuffer squares = CellShape.buffer("s", s, length);
        reserve(length);
        gradients.get(0, gradient, 0, length);
        squares.get(0, first, 0, length);
        float learningRate = rates.learningRate();
        float decay = rates.decay();
        float epsilon = rates.epsilon();
        float rest = 1 - decay;
        for (int i = 0; i < length; i++) {
            float value = gradient[i];
            first[i] = Math.max(SMALLEST, decay * first[i] + rest * value * value);
        }
        for (int i = 0; i < length; i++) {
            gradient[i] = learningRate * gradient[i] / ((float) Math.sqrt(first[i]) + epsilon);
        }
        gradients.put(0, gradient, 0, length);
        squares.put(0, first, 0, length);
    }

    /**
     * What a step of Adam depends on beside its memory.
     *
     * @param learningRate of this step
     * @param beta1 how much of the first moment is kept
     * @param beta2 how much of the second moment is kept
     * @param epsilon added to the root that is divided by
     * @param t steps, this one counted: 1 or more
     */
    public record Adam(double learningRate, double beta1, double beta2, double epsilon, int t) {
        /** The learning rate, corrected for moments that began at zero. */
        float corrected() {
            return (float) (learningRate * Math.sqrt(1 - Math.pow(beta2, t)) / (1 - Math.pow(beta1, t)));
        }
    }

    /**
     * Adam (Kingma and Ba 2015, arXiv:1412.6980, end of section 2) as DL4J computes it: {@code m = beta1 * m + (1 - beta1) *
     * g}, {@code v = beta2 * v + (1 - beta2) * g²}, the update {@code rate * m / (sqrt(v) + epsilon)} with {@code rate =
     * learningRate * sqrt(1 - beta2^t) / (1 - beta1^t)}.
     *
     * @param g gradient [length], replaced
     * @param m first moment [length], advanced
     * @param v second moment [length], advanced
     * @param length of all three
     * @param rates of this step
     */
    public void adam(FloatPointer g, FloatPointer m, FloatPointer v, int length, Adam rates) {
        FloatBuffer gradients = CellShape.buffer("g", g, length);
        FloatBuffer means = CellShape.buffer("m", m, length);
        FloatBuffer squares = CellShape.buffer("v", v, length);
        reserve(length);
        gradients.get(0, gradient, 0, length);
        means.get(0, first, 0, length);
        squares.get(0, second, 0, length);
        float keepFirst = (float) rates.beta1();
        float keepSecond = (float) rates.beta2();
        float rate = rates.corrected();
        float small = (float) rates.epsilon();
        for (int i = 0; i < length; i++) {
            first[i] = keepFirst * first[i] + (1 - keepFirst) * gradient[i];
        }
        for (int i = 0; i < length; i++) {
            if (Math.abs(first[i]) < SMALLEST) {
                first[i] = 0;
            }
        }
        for (int i = 0; i < length; i++) {
            second[i] = Math.max(SMALLEST, keepSecond * second[i] + (1 - keepSecond) * gradient[i] * gradient[i]);
        }
        for (int i = 0; i < length; i++) {
            gradient[i] = rate * first[i] / ((float) Math.sqrt(second[i]) + small);
        }
        gradients.put(0, gradient, 0, length);
        means.put(0, first, 0, length);
        squares.put(0, second, 0, length);
    }

    /**
     * Divides a gradient.
     *
     * @param g gradient [length], replaced
     * @param length of it
     * @param divisor such as the batch size
     */
    public void divide(FloatPointer g, int length, float divisor) {
        FloatBuffer gradients = CellShape.buffer("g", g, length);
        reserve(length);
        gradients.get(0, gradient, 0, length);
        for (int i = 0; i < length; i++) {
            gradient[i] /= divisor;
        }
        gradients.put(0, gradient, 0, length);
    }

    /**
     * Subtracts an update.
     *
     * @param parameters [length], advanced
     * @param update [length]
     * @param length of both
     */
    public void subtract(FloatPointer parameters, FloatPointer update, int length) {
        FloatBuffer target = CellShape.buffer("parameters", parameters, length);
        reserve(length);
        target.get(0, first, 0, length);
        CellShape.buffer("update", update, length).get(0, gradient, 0, length);
        for (int i = 0; i < length; i++) {
            first[i] -= gradient[i];
        }
        target.put(0, first, 0, length);
    }

    private void reserve(int length) {
        if (gradient.length < length) {
            gradient = Arrays.copyOf(gradient, length);
            first = Arrays.copyOf(first, length);
            second = Arrays.copyOf(second, length);
        }
    }
}
