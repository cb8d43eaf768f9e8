package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import gatewise.layer.BidirectionalEnd;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A fast layer is the layer that it stands for: in single precision, the same outputs and gradients but for rounding. */
abstract class FastLayerContract {
    private static final int INPUTS = 5;
    private static final int HIDDEN = 7;
    private static final int STEPS = 6;
    private static final int CLASSES = 3;

    /** The layer whose gradients are proven in double precision. */
    abstract BaseRecurrentLayer.Builder<?> builder();

    /** Its fast form. */
    abstract Layer fast(BaseRecurrentLayer.Builder<?> builder, int threads);

    @BeforeEach
    void onCpu() {
        assumeTrue(Nd4j.getEnvironment().isCPU(), "the kernels need the cpu backend");
    }

    private BaseRecurrentLayer.Builder<?> sized(int inputs) {
        BaseRecurrentLayer.Builder<?> builder = builder();
        builder.nIn(inputs).nOut(HIDDEN);
        builder.activation(Activation.TANH);
        return builder;
    }

    /** Builds the recurrent layers of a network, each by the given way to finish a builder. */
    private interface Stack {
        Layer[] layers(FastLayerContract test, Finish finish);
    }

    private interface Finish {
        Layer of(BaseRecurrentLayer.Builder<?> builder);
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                stack("one layer", HIDDEN, (test, f) -> new Layer[] {new LastTimeStep(f.of(test.sized(INPUTS)))}),
                stack("two layers", HIDDEN, (test, f) ->
                        new Layer[] {f.of(test.sized(INPUTS)), new LastTimeStep(f.of(test.sized(HIDDEN)))}),
                stack("bidirectional", 2 * HIDDEN, (test, f) -> new Layer[] {
                    new Bidirectional(Bidirectional.Mode.CONCAT, f.of(test.sized(INPUTS))),
                    new BidirectionalEnd(new Bidirectional(Bidirectional.Mode.CONCAT, f.of(test.sized(2 * HIDDEN))))
                }),
                stack("added directions", HIDDEN, (test, f) -> new Layer[] {
                    new LastTimeStep(new Bidirectional(Bidirectional.Mode.ADD, f.of(test.sized(INPUTS))))
                }),
                stack("dropout", HIDDEN, (test, f) -> {
                    BaseRecurrentLayer.Builder<?> dropping = test.sized(HIDDEN);
                    dropping.dropOut(0.6);
                    return new Layer[] {f.of(test.sized(INPUTS)), new LastTimeStep(f.of(dropping))};
                }),
                stack("weight noise", HIDDEN, (test, f) -> {
                    BaseRecurrentLayer.Builder<?> noisy = test.sized(INPUTS);
                    noisy.weightNoise(new WeightNoise(new NormalDistribution(0, 0.3)));
                    return new Layer[] {f.of(noisy), new LastTimeStep(f.of(test.sized(HIDDEN)))};
                }));
    }

    private static Arguments stack(String name, int outputs, Stack stack) {
        return Arguments.of(name, outputs, stack);
    }

    private static MultiLayerNetwork network(int outputs, Layer... recurrent) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Sgd(0.1))
                .weightInit(new NormalDistribution(0, 0.5))
                .list();
        for (Layer layer : recurrent) {
            layers.layer(layer);
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(outputs)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build());
        MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
        network.init();
        return network;
    }

    private static INDArray sequences(int batch, int steps) {
        float[] values = new float[batch * INPUTS * steps];
        Random random = new Random(batch);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 3 - 1.5f;
        }
        return Nd4j.create(values, new long[] {batch, INPUTS, steps}, 'f');
    }

    private static INDArray labels(int batch) {
        INDArray labels = Nd4j.zeros(batch, CLASSES);
        for (int i = 0; i < batch; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }

    private static void assertClose(INDArray actual, INDArray expected) {
        assertClose(actual, expected, "values");
    }

    private static void assertClose(INDArray actual, INDArray expected, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        INDArray allowed = Transforms.abs(expected).muli(1e-4).addi(1e-5);
        INDArray excess = Transforms.abs(actual.sub(expected)).subi(allowed);
        assertThat(excess.maxNumber().doubleValue()).as(what).isLessThanOrEqualTo(0);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void outputsAndGradientsAreThoseOfThePlainLayer(String name, int outputs, Stack stack) {
        for (int threads = 1; threads <= 3; threads++) {
            int split = threads;
            MultiLayerNetwork plain = network(outputs, stack.layers(this, BaseRecurrentLayer.Builder::build));
            MultiLayerNetwork fast = network(outputs, stack.layers(this, builder -> fast(builder, split)));
            assertThat(fast.params()).isEqualTo(plain.params());
            for (int batch : new int[] {1, 33, 70, 33}) {
                INDArray x = sequences(batch, STEPS);
                assertClose(fast.output(x), plain.output(x));
                assertClose(gradient(fast, x, null), gradient(plain, x, null));
            }
        }
    }

    private static INDArray gradient(MultiLayerNetwork network, INDArray x, INDArray mask) {
        Nd4j.getRandom().setSeed(5);
        network.setInput(x);
        network.setLabels(labels((int) x.size(0)));
        network.setLayerMaskArrays(mask, null);
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        return network.gradient().gradient().dup();
    }

    @Test
    void trainingStaysTogetherOverManySteps() {
        MultiLayerNetwork plain = network(HIDDEN, new LastTimeStep(sized(INPUTS).build()));
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 2)));
        INDArray x = sequences(40, STEPS);
        for (int i = 0; i < 50; i++) {
            plain.fit(x, labels(40));
            fast.fit(x, labels(40));
        }
        assertClose(fast.params(), plain.params());
    }

    @Test
    void sequencesByStepFirstGiveTheSame() {
        BaseRecurrentLayer.Builder<?> byStep = sized(INPUTS);
        byStep.dataFormat(RNNFormat.NWC);
        MultiLayerNetwork ncw = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 2)));
        MultiLayerNetwork nwc = network(HIDDEN, new LastTimeStep(fast(byStep, 2)));
        INDArray x = sequences(40, STEPS);
        assertClose(nwc.output(x.permute(0, 2, 1)), ncw.output(x));
        assertClose(gradient(nwc, x.permute(0, 2, 1), null), gradient(ncw, x, null));
    }

    @Test
    void timeStepsOneByOneGiveTheWholeSequence() {
        MultiLayerConfiguration conf = new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(fast(sized(INPUTS), 1))
                .build();
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init();
        INDArray x = sequences(4, STEPS);
        INDArray whole = network.output(x);
        for (int t = 0; t < STEPS; t += 2) {
            INDArray part =
                    network.rnnTimeStep(x.get(all(), all(), interval(t, t + 2)).dup('f'));
            assertClose(part, whole.get(all(), all(), interval(t, t + 2)));
        }
    }

    @Test
    void masksTakeThePlainPath() {
        INDArray mask = Nd4j.ones(3, STEPS);
        mask.putScalar(0, STEPS - 1, 0);
        INDArray x = sequences(3, STEPS);
        MultiLayerNetwork plain = network(HIDDEN, new LastTimeStep(sized(INPUTS).build()));
        MultiLayerNetwork fast = network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 1)));
        assertThat(fast.output(x, false, mask, null)).isEqualTo(plain.output(x, false, mask, null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stacks")
    void gradientsAreThoseOfTheBatchWhateverRanBefore(String name, int outputs, Stack stack) {
        INDArray x = sequences(33, STEPS);
        INDArray other = sequences(9, STEPS - 2);
        INDArray mask = lengths(33);
        Map<String, Consumer<MultiLayerNetwork>> before = new LinkedHashMap<>();
        before.put("a training pass forward", network -> network.feedForward(x, true));
        before.put("one of another shape", network -> network.feedForward(other, true));
        before.put("one with a mask", network -> {
            network.setLayerMaskArrays(mask, null);
            network.feedForward(x, true);
            network.clearLayerMaskArrays();
        });
        before.put("an output", network -> network.output(x));
        before.put("gradients", network -> gradient(network, x, null));
        before.put("gradients with a mask", network -> gradient(network, x, mask));
        MultiLayerNetwork plain = network(outputs, stack.layers(this, BaseRecurrentLayer.Builder::build));
        MultiLayerNetwork fast = network(outputs, stack.layers(this, builder -> fast(builder, 2)));
        before.forEach((what, run) -> {
            for (INDArray trained : new INDArray[] {mask, null}) {
                run.accept(plain);
                run.accept(fast);
                assertClose(
                        gradient(fast, x, trained),
                        gradient(plain, x, trained),
                        (trained == null ? "unmasked after " : "masked after ") + what);
            }
        });
    }

    /** A mask of sequences of 1 to {@link #STEPS} steps. */
    private static INDArray lengths(int batch) {
        INDArray mask = Nd4j.zeros(batch, STEPS);
        for (int i = 0; i < batch; i++) {
            mask.get(interval(i, i + 1), interval(0, 1 + i % STEPS)).assign(1);
        }
        return mask;
    }

    @Test
    void aNewInputIsNotTakenForTheOneBefore() {
        LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
        INDArray x = sequences(9, STEPS - 1);
        INDArray dy = Nd4j.rand('f', 9, HIDDEN, STEPS - 1);
        org.deeplearning4j.nn.api.Layer layer = alone();
        layer.activate(x, true, none);
        Pair<Gradient, INDArray> expected = layer.backpropGradient(dy, none);

        org.deeplearning4j.nn.api.Layer used = alone();
        used.activate(sequences(33, STEPS), true, none);
        used.setInput(x, none);
        Pair<Gradient, INDArray> actual = used.backpropGradient(dy, none);
        assertClose(actual.getFirst().gradient(), expected.getFirst().gradient(), "parameters");
        assertClose(actual.getSecond(), expected.getSecond(), "input");
    }

    private org.deeplearning4j.nn.api.Layer alone() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(1)
                .list(fast(sized(INPUTS), 2))
                .build());
        network.init();
        network.initGradientsView();
        return network.getLayer(0);
    }

    @Test
    void jsonKeepsEverything() {
        MultiLayerConfiguration conf =
                network(HIDDEN, new LastTimeStep(fast(sized(INPUTS), 3))).getLayerWiseConfigurations();
        MultiLayerConfiguration again = MultiLayerConfiguration.fromJson(conf.toJson());
        assertThat(again.toJson()).isEqualTo(conf.toJson()).contains("\"threads\" : 3");
    }
}
