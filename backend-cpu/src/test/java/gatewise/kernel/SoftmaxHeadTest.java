package gatewise.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftmaxHeadTest {
    private final Random random = new Random(7);

    private float[] draw(int length) {
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    /** In double precision, by the definition. */
    private static double loss(double[] x, int batch, int inputs, int classes, float[] labels, double[] w, double[] b) {
        double loss = 0;
        for (int n = 0; n < batch; n++) {
            double[] scores = new double[classes];
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                scores[k] = b[k];
                for (int i = 0; i < inputs; i++) {
                    scores[k] += x[n + batch * i] * w[i + inputs * k];
                }
                sum += Math.exp(scores[k]);
            }
            for (int k = 0; k < classes; k++) {
                loss -= labels[n + batch * k] * (scores[k] - Math.log(sum));
            }
        }
        return loss;
    }

    private static double[] doubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "3, 5, 4", "40, 28, 10", "7, 3, 26"})
    void lossAndGradientsAreThoseOfTheDefinition(int batch, int inputs, int classes) {
        float[] x = draw(batch * inputs);
        float[] w = draw(inputs * classes);
        float[] b = draw(classes);
        float[] labels = new float[batch * classes];
        for (int n = 0; n < batch; n++) {
            labels[n + batch * random.nextInt(classes)] = 1;
        }
        FloatPointer dw = new FloatPointer(w.length);
        FloatPointer db = new FloatPointer(b.length);
        FloatPointer dx = new FloatPointer(x.length);
        SoftmaxHead head = new SoftmaxHead(inputs, classes, null, 1e-30);
        for (int repeated = 0; repeated < 2; repeated++) { // the second time over used scratch and old gradients
            double loss = head.lossAndGradients(
                    new LinearHead.Batch(new FloatPointer(x), batch, new FloatPointer(labels)),
                    new LinearHead.Parameters(new FloatPointer(w), new FloatPointer(b)),
                    new LinearHead.Parameters(dw, db),
                    dx);
            double expected = loss(doubles(x), batch, inputs, classes, labels, doubles(w), doubles(b));
            assertThat(loss).isCloseTo(expected, within(1e-5 * Math.max(1, expected)));
        }
        double[][] variables = {doubles(x), doubles(w), doubles(b)};
        FloatPointer[] gradients = {dx, dw, db};
        for (int v = 0; v < variables.length; v++) {
            for (int i = 0; i < variables[v].length; i++) {
                double value = variables[v][i];
                variables[v][i] = value + 1e-5;
                double above = loss(variables[0], batch, inputs, classes, labels, variables[1], variables[2]);
                variables[v][i] = value - 1e-5;
                double below = loss(variables[0], batch, inputs, classes, labels, variables[1], variables[2]);
                variables[v][i] = value;
                assertThat((double) gradients[v].get(i)).isCloseTo((above - below) / 2e-5, within(2e-4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 2", "3, 5, 4", "40, 28, 10", "7, 3, 26"})
    void probabilitiesAreThoseOfTheDefinition(int batch, int inputs, int classes) {
        float[] x = draw(batch * inputs);
        float[] w = draw(inputs * classes);
        float[] b = draw(classes);
        FloatPointer probabilities = new FloatPointer((long) batch * classes);
        SoftmaxHead head = new SoftmaxHead(inputs, classes, null, 1e-30);
        for (int repeated = 0; repeated < 2; repeated++) { // the second time over used scratch
            head.outputs(
                    new FloatPointer(x),
                    batch,
                    new LinearHead.Parameters(new FloatPointer(w), new FloatPointer(b)),
                    probabilities);
        }
        for (int n = 0; n < batch; n++) {
            double sum = 0;
            for (int k = 0; k < classes; k++) {
                float[] truth = new float[batch * classes];
                truth[n + batch * k] = 1;
                double loss = loss(doubles(x), batch, inputs, classes, truth, doubles(w), doubles(b));
                assertThat((double) probabilities.get(n + (long) batch * k)).isCloseTo(Math.exp(-loss), within(1e-6));
                sum += probabilities.get(n + (long) batch * k);
            }
            assertThat(sum).isCloseTo(1, within(1e-5));
        }
    }

    @Test
    void aProbabilityOfZeroCountsAsTheSmallest() {
        SoftmaxHead head = new SoftmaxHead(1, 2, null, 1e-10);
        double loss = head.lossAndGradients(
                new LinearHead.Batch(new FloatPointer(1000f), 1, new FloatPointer(0f, 1f)),
                new LinearHead.Parameters(new FloatPointer(1f, -1f), new FloatPointer(0f, 0f)),
                new LinearHead.Parameters(new FloatPointer(2L), new FloatPointer(2L)),
                new FloatPointer(1L));
        assertThat(loss).isCloseTo(-Math.log(1e-10), within(1e-6));
    }
}
