package gatewise.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import java.util.Random;
import org.deeplearning4j.gradientcheck.GradientCheckUtil;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.nd4j.common.function.Consumer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Small networks in double precision around one kind of recurrent layer, and their inputs. */
abstract class LayerNetworks {
    static final int BATCH = 3;
    static final int INPUTS = 2;
    static final int HIDDEN = 3;
    static final int STEPS = 4;
    static final int CLASSES = 3;

    /** A layer's builder with nothing set but what makes it this layer. */
    abstract BaseRecurrentLayer.Builder<?> builder();

    @BeforeAll
    static void inDouble() {
        Nd4j.setDefaultDataTypes(DataType.DOUBLE, DataType.DOUBLE);
    }

    @AfterAll
    static void inFloatAgain() {
        Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT);
    }

    @BeforeEach
    void seeded() {
        Nd4j.getRandom().setSeed(7);
    }

    static NeuralNetConfiguration.Builder base() {
        return new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(new NoOp())
                .weightInit(new NormalDistribution(0, 0.6));
    }

    static MultiLayerNetwork network(Layer... layers) {
        MultiLayerNetwork network = new MultiLayerNetwork(base().list(layers).build());
        network.init();
        return network;
    }

    BaseRecurrentLayer.Builder<?> sized(int inputs) {
        BaseRecurrentLayer.Builder<?> builder = builder();
        builder.nIn(inputs).nOut(HIDDEN);
        builder.activation(Activation.TANH);
        return builder;
    }

    Layer layer(int inputs) {
        return sized(inputs).build();
    }

    static Layer classifier(int inputs) {
        return new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(inputs)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static Layer everyStep() {
        return new RnnOutputLayer.Builder(LossFunction.MCXENT)
                .nIn(HIDDEN)
                .nOut(CLASSES)
                .activation(Activation.SOFTMAX)
                .build();
    }

    static INDArray sequences() {
        double[] values =
                new Random(5).doubles((long) BATCH * INPUTS * STEPS, -1.5, 1.5).toArray();
        return Nd4j.create(values, new long[] {BATCH, INPUTS, STEPS}, 'f');
    }

    static INDArray labels() {
        return Nd4j.eye(CLASSES).castTo(DataType.DOUBLE);
    }

    static INDArray lengths(int... lengths) {
        INDArray mask = Nd4j.zeros(BATCH, STEPS);
        for (int i = 0; i < BATCH; i++) {
            mask.get(point(i), interval(0, lengths[i])).assign(1);
        }
        return mask;
    }

    static void assertClose(INDArray actual, INDArray expected) {
        assertThat(actual.shape()).isEqualTo(expected.shape());
        assertThat(actual.sub(expected).norm2Number().doubleValue()).isLessThan(1e-12);
    }

    static void checkGradients(MultiLayerNetwork network, INDArray mask) {
        checkGradients(network, mask, null);
    }

    static void checkGradients(MultiLayerNetwork network, INDArray mask, Consumer<MultiLayerNetwork> each) {
        assertThat(hasRightGradients(network, mask, each)).isTrue();
    }

    static boolean hasRightGradients(MultiLayerNetwork network, INDArray mask, Consumer<MultiLayerNetwork> each) {
        return GradientCheckUtil.checkGradients(new GradientCheckUtil.MLNConfig()
                .net(network)
                .input(sequences())
                .labels(labels())
                .inputMask(mask)
                .callEachIter(each));
    }
}
