package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.backend.TrainingStep;
import gatewise.kernel.KernelKind;
import gatewise.layer.Gru;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Which networks are trained without DL4J's layers, and that it is the same training. */
class PlainNetworkTest {
    private static final int INPUTS = 5;
    private static final int HIDDEN = 9;
    private static final int CLASSES = 4;
    private static final int STEPS = 6;

    private static BaseRecurrentLayer.Builder<?> cell(String name, int inputs) {
        BaseRecurrentLayer.Builder<?> cell = switch (name) {
            case "simple" -> new SimpleRnn.Builder();
            case "lstm" -> new LSTM.Builder();
            case "gru after" -> new Gru.Builder().resetAfter(true);
            default -> new Gru.Builder();
        };
        cell.nIn(inputs).nOut(HIDDEN);
        cell.activation(Activation.TANH);
        return cell;
    }

    private static NeuralNetConfiguration.Builder builder() {
        return new NeuralNetConfiguration.Builder().seed(4).updater(new RmsProp(0.01));
    }

    private static OutputLayer.Builder head() {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(HIDDEN)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX);
    }

    private static MultiLayerConfiguration stack(NeuralNetConfiguration.Builder builder, String cell, int layers) {
        NeuralNetConfiguration.ListBuilder list = builder.list();
        for (int i = 0; i < layers - 1; i++) {
            list.layer(cell(cell, i == 0 ? INPUTS : HIDDEN).build());
        }
        return list.layer(new LastTimeStep(
                        cell(cell, layers == 1 ? INPUTS : HIDDEN).build()))
                .layer(head().build())
                .build();
    }

    private static MultiLayerNetwork network(MultiLayerConfiguration conf) {
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        return network;
    }

    private static MultiLayerNetwork fast(MultiLayerConfiguration portable, KernelKind kind, int threads) {
        return network(new CpuAccelerator(kind).accelerated(portable, threads));
    }

    private static INDArray x(Random random, int batch, int steps) {
        float[] values = new float[batch * INPUTS * steps];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Nd4j.create(values, new long[] {batch, INPUTS, steps}, 'f');
    }

    private static INDArray labels(Random random, int batch) {
        INDArray labels = Nd4j.zeros(batch, CLASSES);
        for (int row = 0; row < batch; row++) {
            labels.putScalar(row, random.nextInt(CLASSES), 1);
        }
        return labels;
    }

    static Stream<Arguments> stacks() {
        return Stream.of("simple", "lstm", "gru", "gru after")
                .flatMap(cell -> Stream.of(1, 2, 3)
                        .flatMap(layers -> Stream.of(KernelKind.values())
                                .filter(kind -> kind == KernelKind.OPENBLAS || !cell.equals("simple"))
                                .map(kind -> Arguments.of(cell, layers, kind))));
    }

    /** Batches of many shapes one after the other, also such as leave a thread without rows. */
    @ParameterizedTest(name = "{1} of {0} by {2}")
    @MethodSource("stacks")
    void trainsAsDl4jDoes(String cell, int layers, KernelKind kind) {
        assumeTrue(kind.obstacle().isEmpty(), () -> kind.obstacle().orElse(""));
        MultiLayerConfiguration portable = stack(builder(), cell, layers);
        for (int threads : new int[] {1, 2, 3}) {
            MultiLayerNetwork expected = network(portable);
            MultiLayerNetwork actual = fast(portable, kind, threads);
            TrainingStep step = new CpuAccelerator(kind).trainingStep(actual);
            assertThat(PlainNetwork.of(actual)).isPresent();
            Random random = new Random(threads);
            for (int batch : new int[] {37, 1, 64, 9}) {
                INDArray x = x(random, batch, batch == 9 ? 1 : STEPS);
                INDArray labels = labels(random, batch);
                expected.fit(x, labels);
                assertThat(step.fit(x, labels))
                        .as("loss of %s rows by %s threads", batch, threads)
                        .isCloseTo(expected.score(), within(1e-5));
                assertThat(actual.score()).isCloseTo(expected.score(), within(1e-5));
                double off =
                        actual.params().sub(expected.params()).norm2Number().doubleValue();
                assertThat(off).as("parameters after %s rows", batch).isLessThan(1e-3);
            }
        }
    }

    @Test
    void sameBitsForTheSameThreads() {
        MultiLayerConfiguration portable = stack(builder(), "lstm", 2);
        float[][] parameters = new float[2][];
        for (int run = 0; run < 2; run++) {
            MultiLayerNetwork network = fast(portable, KernelKind.OPENBLAS, 2);
            TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
            Random random = new Random(1);
            for (int i = 0; i < 20; i++) {
                step.fit(x(random, 50, STEPS), labels(random, 50));
            }
            parameters[run] = network.params().data().asFloat();
        }
        assertThat(parameters[0]).containsExactly(parameters[1]);
    }

    /** In rows and in columns, of whole numbers too. */
    @Test
    void takesAnyFormOfArrays() {
        MultiLayerConfiguration portable = stack(builder().updater(new Adam(0.01)), "gru", 1);
        MultiLayerNetwork columns = fast(portable, KernelKind.OPENBLAS, 2);
        MultiLayerNetwork rows = fast(portable, KernelKind.OPENBLAS, 2);
        INDArray x = x(new Random(1), 20, STEPS);
        INDArray labels = labels(new Random(1), 20);
        double expected =
                new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(columns).fit(x, labels.dup('f'));
        INDArray whole = labels.dup('c').castTo(DataType.INT32);
        assertThat(new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(rows).fit(x.dup('c'), whole))
                .isEqualTo(expected);
        assertThat(rows.params()).isEqualTo(columns.params());
    }

    @Test
    void parametersThatAreSetAreTrained() {
        MultiLayerConfiguration portable = stack(builder(), "lstm", 1);
        MultiLayerNetwork network = fast(portable, KernelKind.OPENBLAS, 2);
        TrainingStep step = new CpuAccelerator(KernelKind.OPENBLAS).trainingStep(network);
        INDArray x = x(new Random(1), 20, STEPS);
        INDArray labels = labels(new Random(1), 20);
        double first = step.fit(x, labels);
        INDArray trained = network.params().dup();
        network.setParams(fast(portable, KernelKind.OPENBLAS, 2).params());
        assertThat(step.fit(x, labels)).isEqualTo(first);
        network.setParams(trained);
        double second = step.fit(x, labels);
        assertThat(second).isLessThan(first);
    }

    static Stream<Arguments> others() {
        UnaryOperator<NeuralNetConfiguration.Builder> clipped =
                builder -> builder.gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(1);
        LSTM constrained = ((LSTM.Builder) cell("lstm", INPUTS))
                .constrainWeights(new MaxNormConstraint(1, 1))
                .build();
        LSTM lastFirst =
                ((LSTM.Builder) cell("lstm", INPUTS)).dataFormat(RNNFormat.NWC).build();
        return Stream.of(
                Arguments.of("clipping", stack(clipped.apply(builder()), "lstm", 1)),
                Arguments.of("l2", stack(builder().l2(0.1), "lstm", 1)),
                Arguments.of("weight decay", stack(builder().weightDecay(0.1), "lstm", 1)),
                Arguments.of("dropout", stack(builder().dropOut(0.5), "lstm", 1)),
                Arguments.of("weight noise", stack(builder().weightNoise(new DropConnect(0.5)), "lstm", 1)),
                Arguments.of("no mean over the batch", stack(builder().miniBatch(false), "lstm", 1)),
                Arguments.of("constraints", ended(constrained)),
                Arguments.of("steps before features", ended(lastFirst)),
                Arguments.of("truncated", truncated()));
    }

    private static MultiLayerConfiguration ended(LSTM layer) {
        return builder().list(new LastTimeStep(layer), head().build()).build();
    }

    private static MultiLayerConfiguration truncated() {
        MultiLayerConfiguration conf = stack(builder(), "lstm", 1);
        conf.setBackpropType(BackpropType.TruncatedBPTT);
        return conf;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void leavesOthersToTheirLayers(String what, MultiLayerConfiguration portable) {
        assertThat(PlainNetwork.of(fast(portable, KernelKind.OPENBLAS, 2)))
                .as(what)
                .isEmpty();
        MultiLayerNetwork activation = fast(
                builder()
                        .list(
                                new LastTimeStep(((LSTM.Builder) cell("lstm", INPUTS))
                                        .activation(Activation.RELU)
                                        .build()),
                                head().build())
                        .build(),
                KernelKind.OPENBLAS,
                2);
        assertThat(PlainNetwork.of(activation)).isEmpty();
        assertThat(PlainNetwork.of(network(stack(builder(), "lstm", 1)))).isEmpty();
    }
}
