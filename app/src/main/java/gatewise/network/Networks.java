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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ISchedule;

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
        spec.optimizer()
                .initialState()
                .ifPresent(value -> network.getUpdater().getStateViewArray().assign(value));
        return network;
    }

    /**
     * The same network by another configuration: parameters, optimiser state and counters are copied.
     *
     * @param conf of the same parameters in the same order; is given the network's counters
     */
    public static MultiLayerNetwork move(MultiLayerNetwork network, MultiLayerConfiguration conf) {
        conf.setIterationCount(network.getLayerWiseConfigurations().getIterationCount());
        conf.setEpochCount(network.getLayerWiseConfigurations().getEpochCount());
        MultiLayerNetwork moved = new MultiLayerNetwork(conf);
        moved.init(network.params().dup(), false);
        INDArray state = network.getUpdater().getStateViewArray();
        if (state != null && !state.isEmpty()) {
            moved.getUpdater().setStateViewArray(moved, state.dup(), false);
        }
        return moved;
    }

    /**
     * Lets the learning rate of every parameter follow a schedule from the next step on. DL4J's own way, {@link
     * MultiLayerNetwork#setLearningRate}, leaves out layers within others, such as those whose last step alone is read.
     */
    public static void follow(MultiLayerNetwork network, double learningRate, ISchedule schedule) {
        for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
            for (String parameter : layer.paramTable().keySet()) {
                IUpdater updater = layer.getConfig().getUpdaterByParam(parameter);
                updater.setLrAndSchedule(learningRate, schedule);
            }
        }
    }

    /** The portable DL4J configuration of a network: its classes are DL4J's own wherever DL4J has the layer. */
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

    private static Layer recurrent(NetworkSpec spec, int index, boolean last) {
        BaseRecurrentLayer.Builder<?> builder = cell(spec);
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

    private static BaseRecurrentLayer.Builder<?> cell(NetworkSpec spec) {
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
