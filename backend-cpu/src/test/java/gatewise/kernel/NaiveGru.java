package gatewise.kernel;

import gatewise.cell.CellType;
import java.util.Arrays;

/** Both kinds of GRU: they differ in what the candidate takes from h', and in the bias that goes with it. */
final class NaiveGru extends NaiveCell {
    private final boolean resetAfter;
    private double[][] x;
    private double[][] h;
    private double[][] reset;
    private double[][] update;
    private double[][] candidate;

    /** {@code r * h'}, or with the reset after the product {@code h'·Rn + rbn}. */
    private double[][] recurrent;

    NaiveGru(CellShape shape, Parameters parameters, Parameters gradients) {
        super(shape, parameters, gradients);
        resetAfter = shape.cell() == CellType.GRU_RESET_AFTER;
    }

    @Override
    double[][] forward(double[][] x, double[] h0, double[] c0) {
        int steps = x.length;
        this.x = x;
        h = new double[steps + 1][hidden];
        h[0] = h0.clone();
        reset = new double[steps][hidden];
        update = new double[steps][hidden];
        candidate = new double[steps][hidden];
        recurrent = new double[steps][hidden];
        for (int t = 0; t < steps; t++) {
            for (int j = 0; j < hidden; j++) {
                reset[t][j] = sigmoid(inputPart(t, j) + recurrentPart(h[t], j));
                update[t][j] = sigmoid(inputPart(t, hidden + j) + recurrentPart(h[t], hidden + j));
                recurrent[t][j] = resetAfter ? recurrentPart(h[t], 2 * hidden + j) : reset[t][j] * h[t][j];
            }
            for (int j = 0; j < hidden; j++) {
                double past = resetAfter ? reset[t][j] * recurrent[t][j] : recurrentPart(recurrent[t], 2 * hidden + j);
                candidate[t][j] = Math.tanh(inputPart(t, 2 * hidden + j) + past);
                h[t + 1][j] = (1 - update[t][j]) * candidate[t][j] + update[t][j] * h[t][j];
            }
        }
        return Arrays.copyOfRange(h, 1, steps + 1);
    }

    @Override
    double[][] backward(double[][] dy) {
        double[][] dx = new double[x.length][shape.inputSize()];
        double[] dh = new double[hidden];
        for (int t = x.length - 1; t >= 0; t--) {
            double[] before = new double[hidden];
            double[] dRecurrent = new double[hidden];
            double[] dReset = new double[hidden];
            for (int j = 0; j < hidden; j++) {
                double d = dh[j] + dy[t][j];
                double z = update[t][j];
                double n = candidate[t][j];
                double delta = d * (1 - z) * (1 - n * n);
                before[j] += d * z;
                backInput(2 * hidden + j, delta, t, dx);
                backInput(hidden + j, d * (h[t][j] - n) * z * (1 - z), t, dx);
                backRecurrent(hidden + j, d * (h[t][j] - n) * z * (1 - z), h[t], before);
                if (resetAfter) {
                    backRecurrent(2 * hidden + j, delta * reset[t][j], h[t], before);
                    dReset[j] = delta * recurrent[t][j];
                } else {
                    backRecurrent(2 * hidden + j, delta, recurrent[t], dRecurrent);
                }
            }
            for (int j = 0; j < hidden; j++) {
                if (!resetAfter) {
                    dReset[j] = dRecurrent[j] * h[t][j];
                    before[j] += dRecurrent[j] * reset[t][j];
                }
                double delta = dReset[j] * reset[t][j] * (1 - reset[t][j]);
                backInput(j, delta, t, dx);
                backRecurrent(j, delta, h[t], before);
            }
            dh = before;
        }
        return dx;
    }

    @Override
    double[] cellState() {
        return null;
    }

    private double inputPart(int t, int column) {
        return product(x[t], parameters.inputWeights(), column) + parameters.bias()[column];
    }

    private double recurrentPart(double[] state, int column) {
        double bias = resetAfter ? parameters.recurrentBias()[column] : 0;
        return product(state, parameters.recurrentWeights(), column) + bias;
    }

    private void backInput(int column, double delta, int t, double[][] dx) {
        addProductGradient(delta, x[t], parameters.inputWeights(), column, gradients.inputWeights(), dx[t]);
        gradients.bias()[column] += delta;
    }

    private void backRecurrent(int column, double delta, double[] state, double[] dState) {
        addProductGradient(delta, state, parameters.recurrentWeights(), column, gradients.recurrentWeights(), dState);
        if (resetAfter) {
            gradients.recurrentBias()[column] += delta;
        }
    }
}
