package gatewise.network;

import gatewise.layer.BidirectionalEnd;
import gatewise.layer.Gru;
import java.util.Objects;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Builds DL4J networks from a {@link NetworkSpec}. */
public final class Networks {
    private Networks() {}

    /**
     * A new network with its initial parameters: same spec, seed, machine and thread count, same bits.
     *
     * <p>It takes sequences [batch, inputSize, timeSteps] to class probabilities [batch, classes].
     */
    public static MultiLayerNetwork create(NetworkSpec spec, long seed) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, seed));
        network.init();
        if (spec.head().type() == Initializer.Type.NORMAL) {
            // DL4J draws no biases.
            var bias = network.getOutputLayer().getParam(DefaultParamInitializer.BIAS_KEY);
            bias.assign(
                    Nd4j.randn(bias.dataType(), bias.shape()).muli(spec.head().scale()));
        }
        return network;
    }

    /** The DL4J configuration of a network; its class names are DL4J's own wherever DL4J has the layer. */
    public static MultiLayerConfiguration configuration(NetworkSpec spec, long seed) {
        Objects.requireNonNull(spec, "spec is null");
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .updater(spec.optimizer().updater())
                .l2(spec.l2())
                .gradientNormalization(spec.clipping().normalization())
                .gradientNormalizationThreshold(spec.clipping().threshold())
                .list();
        int last = spec.hiddenSizes().size() - 1;
        for (int index = 0; index <= last; index++) {
            layers.layer(recurrent(spec, index, index == last));
        }
        return layers.layer(head(spec)).build();
    }

    /** Which implementation computes the recurrent layers: stock for DL4J's own, portable for ours through ND4J. */
    public static String engine(NetworkSpec spec) {
        return spec.cell() == Cell.GRU ? "portable" : "stock";
    }

    private static Layer recurrent(NetworkSpec spec, int index, boolean last) {
        BaseRecurrentLayer.Builder<?> builder = cell(spec, index);
        builder.nIn(spec.inputSize(index)).nOut(spec.hiddenSizes().get(index));
        builder.activation(Activation.TANH);
        long columns = (long) spec.cell().gates().size() * spec.hiddenSizes().get(index);
        long rows = spec.inputSize(index);
        long recurrentRows = spec.hiddenSizes().get(index);
        builder.weightInit(draw(spec.kernel().distribution(rows, columns, rows + recurrentRows)));
        builder.weightInitRecurrent(draw(spec.kernel().distribution(recurrentRows, columns, rows + recurrentRows)));
        if (index > 0 && spec.dropout() > 0) {
            builder.dropOut(1 - spec.dropout());
        }
        Layer layer = builder.build();
        if (spec.bidirectional()) {
            Bidirectional both = new Bidirectional(Bidirectional.Mode.CONCAT, layer);
            return last ? new BidirectionalEnd(both) : both;
        }
        return last ? new LastTimeStep(layer) : layer;
    }

    private static BaseRecurrentLayer.Builder<?> cell(NetworkSpec spec, int index) {
        return switch (spec.cell()) {
            case LSTM -> new LSTM.Builder().forgetGateBiasInit(spec.forgetBias());
            case GRU -> new Gru.Builder().resetAfter(spec.resetAfter()).gateBiasInit(spec.gateBias());
            case SIMPLE -> new SimpleRnn.Builder();
        };
    }

    private static Layer head(NetworkSpec spec) {
        int rows = spec.headInputSize();
        OutputLayer.Builder head = new OutputLayer.Builder(LossFunction.MCXENT)
                .nIn(rows)
                .nOut(spec.classes())
                .activation(Activation.SOFTMAX)
                .weightInit(draw(spec.head().distribution(rows, spec.classes(), rows)));
        if (spec.dropout() > 0) {
            head.dropOut(1 - spec.dropout());
        }
        return head.build();
    }

    private static WeightInitDistribution draw(Distribution distribution) {
        return new WeightInitDistribution(distribution);
    }
}
