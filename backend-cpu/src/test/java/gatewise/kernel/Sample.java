package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cell.CellType;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/** Seeded inputs, parameters and room for the results of one kernel. */
record Sample(
        CellType cell,
        int batch,
        int inputSize,
        int hiddenSize,
        int timeSteps,
        FloatPointer x,
        FloatPointer h0,
        FloatPointer c0,
        FloatPointer dy,
        FloatPointer dyLast,
        CellParameters parameters,
        FloatPointer y,
        FloatPointer cN,
        FloatPointer dx,
        CellParameters gradients) {

    static Sample of(CellType cell, int batch, int inputSize, int hiddenSize, int timeSteps, long seed) {
        Random random = new Random(seed);
        int columns = cell.blocks() * hiddenSize;
        return new Sample(
                cell,
                batch,
                inputSize,
                hiddenSize,
                timeSteps,
                normal(random, batch * inputSize * timeSteps, 1),
                normal(random, batch * hiddenSize, 0.5),
                normal(random, batch * hiddenSize, 0.5),
                normal(random, batch * hiddenSize * timeSteps, 1),
                normal(random, batch * hiddenSize, 1),
                new CellParameters(
                        normal(random, inputSize * columns, 0.5 / Math.sqrt(inputSize)),
                        normal(random, hiddenSize * columns, 0.5 / Math.sqrt(hiddenSize)),
                        normal(random, columns, 0.5),
                        cell.hasRecurrentBias() ? normal(random, columns, 0.5) : null),
                unset(batch * hiddenSize * timeSteps),
                unset(batch * hiddenSize),
                unset(batch * inputSize * timeSteps),
                new CellParameters(
                        unset(inputSize * columns),
                        unset(hiddenSize * columns),
                        unset(columns),
                        cell.hasRecurrentBias() ? unset(columns) : null));
    }

    /** The kernel's own threads see one and the same start state or zeros. */
    void forward(RecurrentKernel kernel, boolean started, boolean training) {
        kernel.forward(
                x,
                batch,
                timeSteps,
                parameters,
                started ? h0 : null,
                started && cell.hasCellState() ? c0 : null,
                y,
                training);
        if (cell.hasCellState()) {
            kernel.finalCellState(cN);
        }
    }

    /** Forward and backward, from a start state and with everything wanted. */
    void train(RecurrentKernel kernel) {
        forward(kernel, true, true);
        kernel.backward(dy, gradients, dx);
    }

    void assertSameAs(Sample expected, boolean withDx) {
        assertForwardSameAs(expected);
        if (withDx) {
            assertClose("dx", dx, expected.dx);
        }
        assertClose("dW", gradients.inputWeights(), expected.gradients.inputWeights());
        assertClose("dR", gradients.recurrentWeights(), expected.gradients.recurrentWeights());
        assertClose("db", gradients.bias(), expected.gradients.bias());
        if (cell.hasRecurrentBias()) {
            assertClose("drb", gradients.recurrentBias(), expected.gradients.recurrentBias());
        }
    }

    void assertForwardSameAs(Sample expected) {
        assertClose("y", y, expected.y);
        if (cell.hasCellState()) {
            assertClose("cN", cN, expected.cN);
        }
    }

    /** Sums over a batch lose digits where they cancel, so the size of an array's values counts, not each value's. */
    static void assertClose(String name, FloatPointer found, FloatPointer expected) {
        float[] values = floats(found);
        float[] wanted = floats(expected);
        double size = 0;
        for (float value : wanted) {
            size = Math.max(size, Math.abs(value));
        }
        assertThat(values).as(name).hasSameSizeAs(wanted);
        for (int i = 0; i < wanted.length; i++) {
            double difference = Math.abs(values[i] - wanted[i]);
            assertThat(difference)
                    .as("%s[%d]: %s, expected %s", name, i, values[i], wanted[i])
                    .isLessThanOrEqualTo(2e-6 + 1e-5 * size);
        }
    }

    static float[] floats(FloatPointer pointer) {
        float[] values = new float[(int) pointer.capacity()];
        pointer.get(values);
        return values;
    }

    private static FloatPointer normal(Random random, int length, double scale) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) (random.nextGaussian() * scale);
        }
        return new FloatPointer(values);
    }

    /** What was not written shows. */
    private static FloatPointer unset(int length) {
        float[] values = new float[length];
        Arrays.fill(values, Float.NaN);
        return new FloatPointer(values);
    }
}
