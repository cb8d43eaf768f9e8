package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cell.CellType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;

/** A reference case's layers and directions, each run by a kernel of its own, and held against the file. */
final class ReferenceNetwork {
    /** Which block of a reference file each of ours is. */
    private static final int[] LSTM_BLOCKS = {3, 1, 2, 0};

    private static final int[] GRU_BLOCKS = {0, 1, 2};

    private final ReferenceCase reference;
    private final CellType cell;
    private final int directions;

    ReferenceNetwork(ReferenceCase reference, CellType cell) {
        this.reference = reference;
        this.cell = cell;
        directions = reference.parameters().get(0).size();
    }

    /** Makes a kernel. */
    interface Factory {
        RecurrentKernel create(CellType cell, int inputSize, int hiddenSize);
    }

    void assertAgrees(Factory factory) {
        List<List<RecurrentKernel>> kernels = new ArrayList<>();
        float[] x = padded(sequence(reference.x()), reference.inputs());
        int size = reference.inputs();
        for (List<ReferenceCase.Weights> layer : reference.parameters()) {
            FloatPointer y = unset(directions * reference.hidden());
            List<RecurrentKernel> ofLayer = new ArrayList<>();
            for (int direction = 0; direction < directions; direction++) {
                RecurrentKernel kernel = factory.create(cell, size, reference.hidden());
                kernel.forward(
                        new RecurrentKernel.Sequences(
                                new FloatPointer(x),
                                reference.batch(),
                                reference.steps(),
                                reference.lengths(),
                                RecurrentKernel.Direction.values()[direction]),
                        parameters(layer.get(direction)),
                        RecurrentKernel.State.ZERO,
                        half(y, direction),
                        true);
                ofLayer.add(kernel);
            }
            kernels.add(ofLayer);
            x = Sample.floats(y);
            size = directions * reference.hidden();
        }
        assertAgrees("y", new FloatPointer(x), new FloatPointer(sequence(reference.y())));
        backward(kernels);
    }

    private void backward(List<List<RecurrentKernel>> kernels) {
        float[] dy = padded(sequence(reference.dy()), directions * reference.hidden());
        for (int layer = kernels.size() - 1; layer >= 0; layer--) {
            int size = layer == 0 ? reference.inputs() : directions * reference.hidden();
            float[] sum = new float[reference.batch() * size * reference.steps()];
            for (int direction = 0; direction < directions; direction++) {
                CellParameters expected =
                        parameters(reference.gradients().get(layer).get(direction));
                CellParameters found =
                        parameters(reference.parameters().get(layer).get(direction));
                FloatPointer dx = unset(size);
                try (RecurrentKernel kernel = kernels.get(layer).get(direction)) {
                    kernel.backward(half(new FloatPointer(dy), direction), found, dx);
                }
                assertAgrees("dW", found.inputWeights(), expected.inputWeights());
                assertAgrees("dR", found.recurrentWeights(), expected.recurrentWeights());
                assertAgrees("db", found.bias(), expected.bias());
                if (cell.hasRecurrentBias()) {
                    assertAgrees("drb", found.recurrentBias(), expected.recurrentBias());
                }
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += dx.get(i);
                }
            }
            dy = sum;
        }
        assertAgrees("dx", new FloatPointer(dy), new FloatPointer(sequence(reference.dx())));
    }

    /** The columns of one direction. */
    private RecurrentKernel.Output half(FloatPointer values, int direction) {
        return new RecurrentKernel.Output(
                new FloatPointer(values).position((long) direction * reference.hidden() * reference.batch()),
                reference.steps(),
                directions * reference.hidden());
    }

    private FloatPointer unset(int columns) {
        float[] values = new float[reference.batch() * columns * reference.steps()];
        Arrays.fill(values, Float.NaN);
        return new FloatPointer(values);
    }

    /** With NaN past the ends. */
    private float[] padded(float[] values, int columns) {
        int[] lengths = reference.lengths();
        for (int i = 0; i < values.length && lengths != null; i++) {
            if (i / reference.batch() / columns >= lengths[i % reference.batch()]) {
                values[i] = Float.NaN;
            }
        }
        return values;
    }

    private static void assertAgrees(String name, FloatPointer found, FloatPointer expected) {
        for (long i = 0; i < expected.capacity(); i++) {
            double difference = Math.abs(found.get(i) - expected.get(i));
            assertThat(difference).as("%s[%d]", name, i).isLessThanOrEqualTo(1e-5 + 1e-4 * Math.abs(expected.get(i)));
        }
    }

    CellParameters parameters(ReferenceCase.Weights weights) {
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
