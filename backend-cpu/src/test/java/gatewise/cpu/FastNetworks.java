package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import gatewise.kernel.KernelKind;
import gatewise.layer.BidirectionalEnd;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.weightnoise.WeightNoise;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.provider.Arguments;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Networks of one kind of layer and their accelerated forms, with sequences, masks and gradients. */
abstract class FastNetworks {
    static final int INPUTS = 5;
    static final int HIDDEN = 7;
    static final int STEPS = 6;
    static final int CLASSES = 3;

    /** The layer whose gradients are proven in double precision. */
    abstract BaseRecurrentLayer.Builder<?> builder();

    /** Its fast form. */
    abstract Layer fast(BaseRecurrentLayer.Builder<?> builder, int threads);

    @BeforeEach
    void onCpu() {
        assumeTrue(Nd4j.getEnvironment().isCPU(), "the kernels need the cpu backend");
    }

    BaseRecurrentLayer.Builder<?> sized(int inputs) {
        BaseRecurrentLayer.Builder<?> builder = builder();
        builder.nIn(inputs).nOut(HIDDEN);
        builder.activation(Activation.TANH);
        return builder;
    }

    /** Builds the recurrent layers of a network. */
    interface Stack {
        Layer[] layers(FastNetworks test);
    }

    static Stream<Arguments> stacks() {
        return Stream.of(
                stack("one layer", HIDDEN, test ->
                        new Layer[] {new LastTimeStep(test.sized(INPUTS).build())}),
                stack("two layers", HIDDEN, test -> new Layer[] {
                    test.sized(INPUTS).build(),
                    new LastTimeStep(test.sized(HIDDEN).build())
                }),
                stack("bidirectional", 2 * HIDDEN, test -> new Layer[] {
                    new Bidirectional(
                            Bidirectional.Mode.CONCAT, test.sized(INPUTS).build()),
                    new BidirectionalEnd(new Bidirectional(
                            Bidirectional.Mode.CONCAT, test.sized(2 * HIDDEN).build()))
                }),
                stack("added directions", HIDDEN, test -> new Layer[] {
                    new LastTimeStep(new Bidirectional(
                            Bidirectional.Mode.ADD, test.sized(INPUTS).build()))
                }),
                stack("dropout", HIDDEN, test -> {
                    BaseRecurrentLayer.Builder<?> dropping = test.sized(HIDDEN);
                    dropping.dropOut(0.6);
                    return new Layer[] {test.sized(INPUTS).build(), new LastTimeStep(dropping.build())};
                }),
                stack("weight noise", HIDDEN, test -> {
                    BaseRecurrentLayer.Builder<?> noisy = test.sized(INPUTS);
                    noisy.weightNoise(new WeightNoise(new NormalDistribution(0, 0.3)));
                    return new Layer[] {
                        noisy.build(), new LastTimeStep(test.sized(HIDDEN).build())
                    };
                }));
    }

    static Arguments stack(String name, int outputs, Stack stack) {
        return Arguments.of(name, outputs, stack);
    }

    static MultiLayerNetwork network(int outputs, Layer... recurrent) {
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

    /** What computes the fast layers. */
    KernelKind kernel() {
        return KernelKind.OPENBLAS;
    }

    MultiLayerNetwork accelerated(int outputs, Stack stack, int threads) {
        MultiLayerConfiguration plain = network(outputs, stack.layers(this)).getLayerWiseConfigurations();
        MultiLayerNetwork network = new MultiLayerNetwork(new CpuAccelerator(kernel()).accelerated(plain, threads));
        network.init();
        return network;
    }

    static INDArray sequences(int batch, int steps) {
        float[] values = new float[batch * INPUTS * steps];
        Random random = new Random(batch);
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextFloat() * 3 - 1.5f;
        }
        return Nd4j.create(values, new long[] {batch, INPUTS, steps}, 'f');
    }

    static INDArray labels(int batch) {
        INDArray labels = Nd4j.zeros(batch, CLASSES);
        for (int i = 0; i < batch; i++) {
            labels.putScalar(i, i % CLASSES, 1);
        }
        return labels;
    }

    static void assertClose(INDArray actual, INDArray expected) {
        assertClose(actual, expected, "values");
    }

    static void assertClose(INDArray actual, INDArray expected, String what) {
        assertThat(actual.shape()).as(what).isEqualTo(expected.shape());
        assertThat(actual.sumNumber().doubleValue()).as(what).isFinite();
        INDArray allowed = Transforms.abs(expected).muli(1e-4).addi(1e-5);
        INDArray excess = Transforms.abs(actual.sub(expected)).subi(allowed);
        assertThat(excess.maxNumber().doubleValue()).as(what).isLessThanOrEqualTo(0);
    }

    static INDArray gradient(MultiLayerNetwork network, INDArray x, INDArray mask) {
        return gradient(network, x, labels((int) x.size(0)), mask);
    }

    static INDArray gradient(MultiLayerNetwork network, INDArray x, INDArray labels, INDArray mask) {
        Nd4j.getRandom().setSeed(5);
        network.setInput(x);
        network.setLabels(labels);
        network.setLayerMaskArrays(mask, null);
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        return network.gradient().gradient().dup();
    }

    /** The sum of the gradients of the sequences of {@link #lengths}, one by one without a mask. */
    static INDArray gradientOfEach(MultiLayerNetwork network, INDArray x) {
        INDArray sum = Nd4j.zeros(network.params().shape());
        INDArray labels = labels((int) x.size(0));
        for (int row = 0; row < x.size(0); row++) {
            INDArray sequence = x.get(interval(row, row + 1), all(), interval(0, 1 + row % STEPS))
                    .dup('f');
            INDArray label = labels.get(interval(row, row + 1), all()).dup();
            sum.addi(gradient(network, sequence, label, null).reshape(sum.shape()));
        }
        return sum.reshape(gradient(network, x, null).shape());
    }

    /** A mask of sequences of 1 to {@link #STEPS} steps. */
    static INDArray lengths(int batch) {
        INDArray mask = Nd4j.zeros(batch, STEPS);
        for (int i = 0; i < batch; i++) {
            mask.get(interval(i, i + 1), interval(0, 1 + i % STEPS)).assign(1);
        }
        return mask;
    }
}
