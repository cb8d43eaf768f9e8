package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.cell.CellType;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NaiveKernelTest extends RecurrentKernelContract {
    private static final double STEP = 1e-6;

    private final Random random = new Random(3);
    private double[][] x;
    private double[][] dy;
    private double[] h0;
    private double[] c0;

    @Override
    RecurrentKernel create(CellType cell, int inputSize, int hiddenSize) {
        return NaiveKernel.create(cell, inputSize, hiddenSize);
    }

    @ParameterizedTest
    @EnumSource
    void gradientsAreThoseOfFiniteDifferences(CellType cell) {
        CellShape shape = new CellShape(cell, 3, 4);
        x = new double[][] {draw(3), draw(3), draw(3), draw(3)};
        dy = new double[][] {draw(4), draw(4), draw(4), draw(4)};
        h0 = draw(4);
        c0 = draw(4);
        NaiveCell.Parameters parameters = new NaiveCell.Parameters(
                draw(3 * shape.columns()),
                draw(4 * shape.columns()),
                draw(shape.columns()),
                draw(cell.hasRecurrentBias() ? shape.columns() : 0));
        NaiveCell.Parameters gradients = NaiveCell.Parameters.zeros(shape);
        NaiveCell naive = NaiveCell.of(shape, parameters, gradients);
        naive.forward(x, h0, c0);
        double[][] dx = naive.backward(dy);

        check(naive, parameters.inputWeights(), gradients.inputWeights());
        check(naive, parameters.recurrentWeights(), gradients.recurrentWeights());
        check(naive, parameters.bias(), gradients.bias());
        check(naive, parameters.recurrentBias(), gradients.recurrentBias());
        for (int t = 0; t < x.length; t++) {
            check(naive, x[t], dx[t]);
        }
    }

    private void check(NaiveCell cell, double[] values, double[] gradient) {
        for (int i = 0; i < values.length; i++) {
            double value = values[i];
            values[i] = value + STEP;
            double above = loss(cell);
            values[i] = value - STEP;
            double below = loss(cell);
            values[i] = value;
            assertThat(gradient[i]).isCloseTo((above - below) / (2 * STEP), within(1e-8));
        }
    }

    /** The scalar whose gradient with respect to y is dy. */
    private double loss(NaiveCell cell) {
        double[][] y = cell.forward(x, h0, c0);
        double sum = 0;
        for (int t = 0; t < y.length; t++) {
            for (int j = 0; j < y[t].length; j++) {
                sum += y[t][j] * dy[t][j];
            }
        }
        return sum;
    }

    private double[] draw(int length) {
        return random.doubles(length, -1, 1).toArray();
    }
}
