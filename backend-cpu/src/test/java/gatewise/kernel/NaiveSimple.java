package gatewise.kernel;

import java.util.Arrays;

/** The simple cell. */
final class NaiveSimple extends NaiveCell {
    private double[][] x;
    private double[][] h;

    NaiveSimple(CellShape shape, Parameters parameters, Parameters gradients) {
        super(shape, parameters, gradients);
    }

    @Override
    double[][] forward(double[][] x, double[] h0, double[] c0) {
        this.x = x;
        h = new double[x.length + 1][hidden];
        h[0] = h0.clone();
        for (int t = 0; t < x.length; t++) {
            for (int j = 0; j < hidden; j++) {
                h[t + 1][j] = Math.tanh(product(x[t], parameters.inputWeights(), j)
                        + product(h[t], parameters.recurrentWeights(), j)
                        + parameters.bias()[j]);
            }
        }
        return Arrays.copyOfRange(h, 1, x.length + 1);
    }

    @Override
    double[][] backward(double[][] dy) {
        double[][] dx = new double[x.length][shape.inputSize()];
        double[] dh = new double[hidden];
        for (int t = x.length - 1; t >= 0; t--) {
            double[] before = new double[hidden];
            for (int j = 0; j < hidden; j++) {
                double delta = (dh[j] + dy[t][j]) * (1 - h[t + 1][j] * h[t + 1][j]);
                addProductGradient(delta, x[t], parameters.inputWeights(), j, gradients.inputWeights(), dx[t]);
                addProductGradient(delta, h[t], parameters.recurrentWeights(), j, gradients.recurrentWeights(), before);
                gradients.bias()[j] += delta;
            }
            dh = before;
        }
        return dx;
    }

    @Override
    double[] cellState() {
        return null;
    }
}
