package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cell.CellType;
import java.util.Arrays;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;

/** Seeded inputs, parameters and room for the results of one kernel. */
record Sample(Size size, Given given, Results results) {

    record Size(CellType cell, int batch, int inputSize, int hiddenSize, int timeSteps) {
        int columns() {
            return cell.blocks() * hiddenSize;
        }
    }

    record Given(
            RecurrentKernel.Sequences x,
            RecurrentKernel.State start,
            FloatPointer dy,
            FloatPointer dyLast,
            CellParameters parameters) {

        static Given draw(Size size, Random random) {
            int inputs = size.inputSize();
            int states = size.batch() * size.hiddenSize();
            return new Given(
                    new RecurrentKernel.Sequences(
                            normal(random, size.batch() * inputs * size.timeSteps(), 1),
                            size.batch(),
                            size.timeSteps()),
                    new RecurrentKernel.State(normal(random, states, 0.5), normal(random, states, 0.5)),
                    normal(random, states * size.timeSteps(), 1),
                    normal(random, states, 1),
                    new CellParameters(
                            normal(random, inputs * size.columns(), 0.5 / Math.sqrt(inputs)),
                            normal(random, size.hiddenSize() * size.columns(), 0.5 / Math.sqrt(size.hiddenSize())),
                            normal(random, size.columns(), 0.5),
                            size.cell().hasRecurrentBias() ? normal(random, size.columns(), 0.5) : null));
        }
    }

    record Results(FloatPointer y, FloatPointer hN, FloatPointer cN, FloatPointer dx, CellParameters gradients) {

        static Results unset(Size size) {
            int states = size.batch() * size.hiddenSize();
            return new Results(
                    Sample.unset(states * size.timeSteps()),
                    Sample.unset(states),
                    Sample.unset(states),
                    Sample.unset(size.batch() * size.inputSize() * size.timeSteps()),
                    new CellParameters(
                            Sample.unset(size.inputSize() * size.columns()),
                            Sample.unset(size.hiddenSize() * size.columns()),
                            Sample.unset(size.columns()),
                            size.cell().hasRecurrentBias() ? Sample.unset(size.columns()) : null));
        }
    }

    static Sample of(CellType cell, int batch, int inputSize, int hiddenSize, int timeSteps, long seed) {
        Size size = new Size(cell, batch, inputSize, hiddenSize, timeSteps);
        return new Sample(size, Given.draw(size, new Random(seed)), Results.unset(size));
    }

    /** The same with lengths and a direction, NaN past the ends, and room of its own for results. */
    Sample of(int[] lengths, RecurrentKernel.Direction direction) {
        RecurrentKernel.Sequences sequences = new RecurrentKernel.Sequences(
                padded(x(), inputSize(), lengths), batch(), timeSteps(), lengths, direction);
        Given padded = new Given(sequences, given.start(), padded(dy(), hiddenSize(), lengths), dyLast(), parameters());
        return new Sample(size, padded, Results.unset(size));
    }

    private FloatPointer padded(FloatPointer values, int columns, int[] lengths) {
        float[] padded = floats(values);
        for (int i = 0; i < padded.length; i++) {
            if (lengths != null && i / batch() / columns >= lengths[i % batch()]) {
                padded[i] = Float.NaN;
            }
        }
        return new FloatPointer(padded);
    }

    CellType cell() {
        return size.cell();
    }

    int batch() {
        return size.batch();
    }

    int inputSize() {
        return size.inputSize();
    }

    int hiddenSize() {
        return size.hiddenSize();
    }

    int timeSteps() {
        return size.timeSteps();
    }

    FloatPointer x() {
        return given.x().values();
    }

    FloatPointer dy() {
        return given.dy();
    }

    FloatPointer dyLast() {
        return given.dyLast();
    }

    CellParameters parameters() {
        return given.parameters();
    }

    FloatPointer y() {
        return results.y();
    }

    FloatPointer hN() {
        return results.hN();
    }

    FloatPointer cN() {
        return results.cN();
    }

    FloatPointer dx() {
        return results.dx();
    }

    CellParameters gradients() {
        return results.gradients();
    }

    /** The kernel's own threads see one and the same start state or zeros. */
    void forward(RecurrentKernel kernel, boolean started, boolean training) {
        RecurrentKernel.State start = new RecurrentKernel.State(
                started ? given.start().hidden() : null,
                started && cell().hasCellState() ? given.start().cell() : null);
        kernel.forward(given.x(), parameters(), start, all(y()), training);
        kernel.finalHiddenState(hN());
        if (cell().hasCellState()) {
            kernel.finalCellState(cN());
        }
    }

    /** Forward and backward, from a start state and with everything wanted. */
    void train(RecurrentKernel kernel) {
        forward(kernel, true, true);
        kernel.backward(all(dy()), gradients(), dx());
    }

    /** Of all steps. */
    RecurrentKernel.Output all(FloatPointer values) {
        return new RecurrentKernel.Output(values, timeSteps(), hiddenSize());
    }

    /** Of the last step alone. */
    RecurrentKernel.Output last(FloatPointer values) {
        return new RecurrentKernel.Output(values, 1, hiddenSize());
    }

    void assertSameAs(Sample expected, boolean withDx) {
        assertForwardSameAs(expected);
        if (withDx) {
            assertClose("dx", dx(), expected.dx());
        }
        assertClose("dW", gradients().inputWeights(), expected.gradients().inputWeights());
        assertClose("dR", gradients().recurrentWeights(), expected.gradients().recurrentWeights());
        assertClose("db", gradients().bias(), expected.gradients().bias());
        if (cell().hasRecurrentBias()) {
            assertClose("drb", gradients().recurrentBias(), expected.gradients().recurrentBias());
        }
    }

    void assertForwardSameAs(Sample expected) {
        assertClose("y", y(), expected.y());
        assertClose("hN", hN(), expected.hN());
        if (cell().hasCellState()) {
            assertClose("cN", cN(), expected.cN());
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
