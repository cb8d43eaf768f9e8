package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cell.CellType;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/** A reference case of one layer and direction in the memory form of kernels, with room for the results. */
final class ReferenceMemory {
    /** Which block of a reference file each of ours is. */
    private static final int[] LSTM_BLOCKS = {3, 1, 2, 0};

    private static final int[] GRU_BLOCKS = {0, 1, 2};

    private final ReferenceCase reference;
    private final CellType cell;
    private final FloatPointer y;
    private final FloatPointer dx;
    private final CellParameters gradients;

    ReferenceMemory(ReferenceCase reference, CellType cell) {
        this.reference = reference;
        this.cell = cell;
        y = new FloatPointer(sequence(reference.y()));
        dx = new FloatPointer(sequence(reference.x()));
        gradients = parameters(reference.gradients().get(0).get(0));
        y.zero();
        dx.zero();
        gradients.bias().zero();
    }

    void run(RecurrentKernel kernel) {
        kernel.forward(
                new RecurrentKernel.Sequences(
                        new FloatPointer(sequence(reference.x())), reference.batch(), reference.steps()),
                parameters(reference.parameters().get(0).get(0)),
                RecurrentKernel.State.ZERO,
                new RecurrentKernel.Output(y, reference.steps()),
                true);
        kernel.backward(new FloatPointer(sequence(reference.dy())), gradients, dx);
    }

    void assertAgrees() {
        CellParameters expected = parameters(reference.gradients().get(0).get(0));
        assertAgrees("y", y, new FloatPointer(sequence(reference.y())));
        assertAgrees("dx", dx, new FloatPointer(sequence(reference.dx())));
        assertAgrees("dW", gradients.inputWeights(), expected.inputWeights());
        assertAgrees("dR", gradients.recurrentWeights(), expected.recurrentWeights());
        assertAgrees("db", gradients.bias(), expected.bias());
        if (cell.hasRecurrentBias()) {
            assertAgrees("drb", gradients.recurrentBias(), expected.recurrentBias());
        }
    }

    private static void assertAgrees(String name, FloatPointer found, FloatPointer expected) {
        for (long i = 0; i < expected.capacity(); i++) {
            double difference = Math.abs(found.get(i) - expected.get(i));
            assertThat(difference).as("%s[%d]", name, i).isLessThanOrEqualTo(1e-5 + 1e-4 * Math.abs(expected.get(i)));
        }
    }

    private CellParameters parameters(ReferenceCase.Weights weights) {
        return new CellParameters(
                matrix(weights.W()),
                matrix(weights.R()),
                matrix(new double[][] {weights.b()}),
                weights.rb() == null ? null : matrix(new double[][] {weights.rb()}));
    }

    /** Column-major, with the blocks of columns in our order. */
    private FloatPointer matrix(double[][] values) {
        int hidden = reference.hidden();
        int[] order = cell == CellType.LSTM ? LSTM_BLOCKS : GRU_BLOCKS;
        float[] columns = new float[values.length * order.length * hidden];
        int at = 0;
        for (int block : order) {
            for (int j = 0; j < hidden; j++) {
                for (double[] row : values) {
                    columns[at++] = (float) row[block * hidden + j];
                }
            }
        }
        return new FloatPointer(columns);
    }

    /** From [batch][size][steps] to column-major. */
    private static float[] sequence(double[][][] values) {
        int batch = values.length;
        int size = values[0].length;
        int steps = values[0][0].length;
        float[] memory = new float[batch * size * steps];
        IntStream.range(0, memory.length)
                .forEach(at -> memory[at] = (float) values[at % batch][at / batch % size][at / batch / size]);
        return memory;
    }
}
