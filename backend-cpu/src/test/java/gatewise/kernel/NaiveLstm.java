package gatewise.kernel;

import gatewise.cell.CellType;
import java.util.Arrays;

/** The LSTM; blocks as in {@link CellType}. */
final class NaiveLstm extends NaiveCell {
    private double[][] x;
    private double[][] h;
    private double[][] c;

    /** By step: candidate, forget, output, input. */
    private double[][] gates;

    NaiveLstm(CellShape shape, Parameters parameters, Parameters gradients) {
        super(shape, parameters, gradients);
    }

    @Override
    double[][] forward(double[][] x, double[] h0, double[] c0) {
        int steps = x.length;
        this.x = x;
        h = new double[steps + 1][hidden];
        c = new double[steps + 1][hidden];
        gates = new double[steps][4 * hidden];
        h[0] = h0.clone();
        c[0] = c0.clone();
        for (int t = 0; t < steps; t++) {
            for (int column = 0; column < 4 * hidden; column++) {
                double pre = product(x[t], parameters.inputWeights(), column)
                        + product(h[t], parameters.recurrentWeights(), column)
                        + parameters.bias()[column];
                gates[t][column] = column < hidden ? Math.tanh(pre) : sigmoid(pre);
            }
            for (int j = 0; j < hidden; j++) {
                c[t + 1][j] = forget(t, j) * c[t][j] + input(t, j) * candidate(t, j);
                h[t + 1][j] = output(t, j) * Math.tanh(c[t + 1][j]);
            }
        }
        return Arrays.copyOfRange(h, 1, steps + 1);
    }

    @Override
    double[][] backward(double[][] dy) {
        double[][] dx = new double[x.length][shape.inputSize()];
        double[] dh = new double[hidden];
        double[] dc = new double[hidden];
        for (int t = x.length - 1; t >= 0; t--) {
            double[] delta = new double[4 * hidden];
            for (int j = 0; j < hidden; j++) {
                double d = dh[j] + dy[t][j];
                double tanh = Math.tanh(c[t + 1][j]);
                dc[j] += d * output(t, j) * (1 - tanh * tanh);
                delta[j] = dc[j] * input(t, j) * (1 - candidate(t, j) * candidate(t, j));
                delta[hidden + j] = dc[j] * c[t][j] * forget(t, j) * (1 - forget(t, j));
                delta[2 * hidden + j] = d * tanh * output(t, j) * (1 - output(t, j));
                delta[3 * hidden + j] = dc[j] * candidate(t, j) * input(t, j) * (1 - input(t, j));
                dc[j] *= forget(t, j);
            }
            dh = new double[hidden];
            for (int column = 0; column < 4 * hidden; column++) {
                addProductGradient(
                        delta[column], x[t], parameters.inputWeights(), column, gradients.inputWeights(), dx[t]);
                addProductGradient(
                        delta[column], h[t], parameters.recurrentWeights(), column, gradients.recurrentWeights(), dh);
                gradients.bias()[column] += delta[column];
            }
        }
        return dx;
    }

    @Override
    double[] cellState() {
        return c[c.length - 1];
    }

    private double candidate(int t, int j) {
        return gates[t][j];
    }

    private double forget(int t, int j) {
        return gates[t][hidden + j];
    }

    private double output(int t, int j) {
        return gates[t][2 * hidden + j];
    }

    private double input(int t, int j) {
        return gates[t][3 * hidden + j];
    }
}
