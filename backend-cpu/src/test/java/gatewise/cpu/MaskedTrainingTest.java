package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import gatewise.backend.TrainingStep;
import gatewise.kernel.KernelKind;
import gatewise.layer.BidirectionalEnd;
import gatewise.layer.Gru;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Steps of training with masks, held against DL4J's own for each cell, head and loss. */
class MaskedTrainingTest {
    private static final int BATCH = 21;
    private static final int INPUTS = 3;
    private static final int HIDDEN = 6;
    private static final int OUTPUTS = 4;
    private static final int STEPS = 7;

    private record Loss(String name, Activation activation, boolean weighted) {
        ILossFunction function() {
            INDArray weights = weighted ? Nd4j.createFromArray(new float[] {0.5f, 2, 1, 3}) : null;
            return switch (name) {
                case "MCXENT" -> new LossMCXENT(weights);
                case "MSE" -> new LossMSE(weights);
                default -> new LossMAE(weights);
            };
        }
    }

    static Stream<Arguments> networks() {
        List<Arguments> networks = new ArrayList<>();
        for (String cell : List.of("simple", "lstm", "gru")) {
            for (boolean everyStep : new boolean[] {false, true}) {
                for (boolean weighted : new boolean[] {false, true}) {
                    networks.add(Arguments.of(cell, everyStep, new Loss("MCXENT", Activation.SOFTMAX, weighted)));
                    networks.add(Arguments.of(cell, everyStep, new Loss("MSE", Activation.IDENTITY, weighted)));
                    networks.add(Arguments.of(cell, everyStep, new Loss("MAE", Activation.IDENTITY, weighted)));
                }
            }
        }
        networks.add(Arguments.of("gru both", false, new Loss("MSE", Activation.IDENTITY, false)));
        networks.add(Arguments.of("gru both", true, new Loss("MCXENT", Activation.SOFTMAX, true)));
        // No loss that the kernels know: DL4J's layer itself.
        networks.add(Arguments.of("gru", true, new Loss("MSE", Activation.TANH, false)));
        return networks.stream();
    }

    private static Layer cell(String name, int inputs) {
        BaseRecurrentLayer.Builder<?> builder = switch (name) {
            case "simple" -> new SimpleRnn.Builder();
            case "lstm" -> new LSTM.Builder();
            default -> new Gru.Builder();
        };
        builder.nIn(inputs).nOut(HIDDEN);
        builder.activation(Activation.TANH);
        Layer layer = builder.build();
        return name.endsWith("both") ? new Bidirectional(Bidirectional.Mode.CONCAT, layer) : layer;
    }

    private static MultiLayerConfiguration configuration(String cell, boolean everyStep, Loss loss, double l2) {
        int size = cell.endsWith("both") ? 2 * HIDDEN : HIDDEN;
        Layer second = cell(cell, size);
        Layer end = second instanceof Bidirectional both ? new BidirectionalEnd(both) : new LastTimeStep(second);
        BaseOutputLayer.Builder<?> head =
                everyStep ? new RnnOutputLayer.Builder(loss.function()) : new OutputLayer.Builder(loss.function());
        if (head instanceof RnnOutputLayer.Builder atEveryStep) {
            // After a bidirectional layer DL4J does not find it out.
            atEveryStep.dataFormat(RNNFormat.NCW);
        }
        head.nIn(size).nOut(OUTPUTS);
        head.activation(loss.activation());
        return new NeuralNetConfiguration.Builder()
                .seed(4)
                .updater(new Adam(0.01))
                .l2(l2)
                .list(cell(cell, INPUTS), everyStep ? second : end, head.build())
                .build();
    }

    private static MultiLayerNetwork network(MultiLayerConfiguration conf) {
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    @ParameterizedTest(name = "{0}, at every step {1}, {2}")
    @MethodSource("networks")
    void aStepIsThatOfDl4j(String cell, boolean everyStep, Loss loss) {
        isThatOfDl4j(cell, everyStep, loss, 0.001);
    }

    /** Without regularisation a network with a head at the last step is computed without DL4J's layers. */
    @ParameterizedTest(name = "{0}, at every step {1}, {2}")
    @MethodSource("networks")
    void aStepWithoutRegularisationIsThatOfDl4j(String cell, boolean everyStep, Loss loss) {
        isThatOfDl4j(cell, everyStep, loss, 0);
    }

    private static void isThatOfDl4j(String cell, boolean everyStep, Loss loss, double l2) {
        MultiLayerConfiguration portable = configuration(cell, everyStep, loss, l2);
        MultiLayerNetwork plain = network(portable);
        MultiLayerNetwork fast = network(new CpuAccelerator(KernelKind.OPENBLAS).accelerated(portable, 2));
        TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(fast);
        Random random = new Random(9);
        for (int batch = 0; batch < 4; batch++) {
            INDArray mask = mask(random, false);
            // Labels of some steps within a sequence are missing.
            INDArray labelsMask = everyStep ? mask(random, true).muli(mask) : null;
            INDArray x = normal(random, INPUTS);
            INDArray labels = labels(random, everyStep, loss);
            plain.fit(x, labels, mask, labelsMask);
            INDArray anything = x.dup('f');
            hide(anything, mask);
            double score = step.fit(anything, labels, mask, labelsMask);
            assertThat(score).isCloseTo(plain.score(), within(1e-5 * (1 + Math.abs(plain.score()))));
            assertThat(fast.params().sub(plain.params()).norm2Number().doubleValue())
                    .isLessThan(2e-5 * plain.params().norm2Number().doubleValue());
        }
        INDArray x = normal(random, INPUTS);
        double expected = plain.score();
        plain.fit(x, labels(new Random(1), everyStep, loss));
        assertThat(step.fit(x, labels(new Random(1), everyStep, loss)))
                .as("without masks afterwards")
                .isCloseTo(plain.score(), within(1e-5 * (1 + Math.abs(plain.score()))))
                .isNotCloseTo(expected, within(1e-7));
    }

    private static INDArray mask(Random random, boolean holes) {
        INDArray mask = Nd4j.zeros(BATCH, STEPS);
        for (int row = 0; row < BATCH; row++) {
            int length = 1 + random.nextInt(STEPS);
            for (int t = 0; t < STEPS; t++) {
                mask.putScalar(row, t, holes ? random.nextInt(4) == 0 ? 0 : 1 : t < length ? 1 : 0);
            }
        }
        return mask;
    }

    private static void hide(INDArray x, INDArray mask) {
        for (int row = 0; row < BATCH; row++) {
            for (int t = 0; t < STEPS; t++) {
                if (mask.getDouble(row, t) == 0) {
                    x.get(interval(row, row + 1), all(), interval(t, t + 1)).assign(Float.NaN);
                }
            }
        }
    }

    private static INDArray normal(Random random, int columns) {
        float[] values = new float[BATCH * columns * STEPS];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {BATCH, columns, STEPS}, 'f');
    }

    private static INDArray labels(Random random, boolean everyStep, Loss loss) {
        INDArray labels = normal(random, OUTPUTS);
        if (loss.activation() == Activation.SOFTMAX) {
            labels.assign(0);
            for (int row = 0; row < BATCH; row++) {
                for (int t = 0; t < STEPS; t++) {
                    labels.putScalar(row, random.nextInt(OUTPUTS), t, 1);
                }
            }
        }
        return everyStep ? labels : labels.get(all(), all(), point(0)).dup('f');
    }
}
