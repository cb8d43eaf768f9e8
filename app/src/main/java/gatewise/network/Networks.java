package gatewise.network;

import gatewise.layer.BidirectionalByLength;
import gatewise.layer.BidirectionalEnd;
import gatewise.layer.Gru;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.ISchedule;

/** Builds DL4J networks from a {@link NetworkSpec}. */
public final class Networks {
    private Networks() {}

    /**
     * A new network with its initial parameters: same spec, seed, machine and thread count, same bits.
     *
     * <p>It takes sequences [batch, inputSize, timeSteps], with a mask [batch, timeSteps] where they are shorter, to class
     * probabilities or numbers [batch, classes]; to [batch, classes, timeSteps] where it says something at every step.
     */
    public static MultiLayerNetwork create(NetworkSpec spec, long seed) {
        MultiLayerNetwork network = spec.hasOrthogonal() ? orthogonal(spec, seed) : drawn(spec, seed);
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

    private static MultiLayerNetwork drawn(NetworkSpec spec, long seed) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration(spec, seed));
        network.init();
        return network;
    }

    private static MultiLayerNetwork orthogonal(NetworkSpec spec, long seed) {
        Initializer other = Initializer.jointGlorotUniform();
        boolean kernel = spec.kernel().type() == Initializer.Type.ORTHOGONAL;
        boolean head = spec.head().type() == Initializer.Type.ORTHOGONAL;
        MultiLayerNetwork network = drawn(
                spec.toBuilder()
                        .kernel(kernel ? other : spec.kernel())
                        .head(head ? other : spec.head())
                        .build(),
                seed);
        for (org.deeplearning4j.nn.api.Layer layer : network.getLayers()) {
            if (layer == network.getOutputLayer() ? head : kernel) {
                layer.paramTable().forEach((name, parameter) -> {
                    if (name.endsWith(DefaultParamInitializer.WEIGHT_KEY)) {
                        parameter.assign(OrthogonalMatrix.draw(parameter.rows(), parameter.columns()));
                    }
                });
            }
        }
        return restore(configuration(spec, seed), network.params().dup(), null);
    }

    /**
     * The same network by another configuration: parameters, optimiser state and counters are copied.
     *
     * @param conf of the same parameters in the same order; is given the network's counters
     */
    public static MultiLayerNetwork move(MultiLayerNetwork network, MultiLayerConfiguration conf) {
        conf.setIterationCount(network.getLayerWiseConfigurations().getIterationCount());
        conf.setEpochCount(network.getLayerWiseConfigurations().getEpochCount());
        INDArray state = network.getUpdater().getStateViewArray();
        return restore(conf, network.params().dup(), state == null || state.isEmpty() ? null : state.dup());
    }

    /**
     * A network with parameters from elsewhere.
     *
     * @param parameters in DL4J's order, as many as the configuration has
     * @param state of the optimiser; null to start it anew
     */
    public static MultiLayerNetwork restore(MultiLayerConfiguration conf, float[] parameters, float[] state) {
        return restore(conf, Nd4j.createFromArray(parameters), state == null ? null : Nd4j.createFromArray(state));
    }

    private static MultiLayerNetwork restore(MultiLayerConfiguration conf, INDArray parameters, INDArray state) {
        MultiLayerNetwork network = new MultiLayerNetwork(conf);
        network.init(parameters, false);
        if (state != null) {
            network.getUpdater().setStateViewArray(network, state, false);
        }
        return network;
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
        return configuration(spec, seed, Bidirectional::new);
    }

    /**
     * The same to compute with: for sequences of unequal lengths DL4J's bidirectional layer, which begins in their padding, is replaced by
     * {@link BidirectionalByLength}.
     */
    public static MultiLayerConfiguration configurationByLength(NetworkSpec spec, long seed) {
        return configuration(spec, seed, BidirectionalByLength::new);
    }

    private static MultiLayerConfiguration configuration(
            NetworkSpec spec, long seed, BiFunction<Bidirectional.Mode, Layer, Bidirectional> both) {
        Objects.requireNonNull(spec, "spec is null");
        NeuralNetConfiguration.ListBuilder list = common(spec).seed(seed).list();
        layers(spec, both).forEach(list::layer);
        return list.build();
    }

    /**
     * The configuration as DL4J makes it when it initialises a network, and writes it: each layer lists its parameters, but
     * for those that wrap another. Needs no backend: DL4J's builder of lists would start ND4J to give its random numbers
     * the seed.
     */
    public static MultiLayerConfiguration initializedConfiguration(NetworkSpec spec, long seed) {
        List<NeuralNetConfiguration> confs = new ArrayList<>();
        for (Layer layer : layers(spec, Bidirectional::new)) {
            layer.setLayerName("layer" + confs.size());
            NeuralNetConfiguration conf = common(spec).layer(layer).build();
            conf.setSeed(seed);
            if (!(layer instanceof BaseWrapperLayer)) {
                conf.getLayer().initializer().paramKeys(conf.getLayer()).forEach(conf::addVariable);
            }
            confs.add(conf);
        }
        MultiLayerConfiguration conf = new MultiLayerConfiguration();
        conf.setConfs(confs);
        conf.setCacheMode(CacheMode.NONE);
        conf.setDataType(DataType.FLOAT);
        return conf;
    }

    private static NeuralNetConfiguration.Builder common(NetworkSpec spec) {
        return new NeuralNetConfiguration.Builder()
                .updater(spec.optimizer().updater())
                .l2(spec.l2())
                .gradientNormalization(spec.clipping().normalization())
                .gradientNormalizationThreshold(spec.clipping().threshold());
    }

    private static List<Layer> layers(NetworkSpec spec, BiFunction<Bidirectional.Mode, Layer, Bidirectional> both) {
        List<Layer> layers = new ArrayList<>();
        int last = spec.hiddenSizes().size() - 1;
        for (int index = 0; index <= last; index++) {
            Layer layer = recurrent(spec, index);
            boolean atEnd = index == last && !spec.task().atEveryStep();
            if (spec.bidirectional()) {
                Bidirectional directions = both.apply(Bidirectional.Mode.CONCAT, layer);
                layers.add(atEnd ? new BidirectionalEnd(directions) : directions);
            } else {
                layers.add(atEnd ? new LastTimeStep(layer) : layer);
            }
        }
        layers.add(head(spec));
        return layers;
    }

    private static Layer recurrent(NetworkSpec spec, int index) {
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
        return builder.build();
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
        ILossFunction loss = loss(spec.output());
        BaseOutputLayer.Builder<?> head = spec.task().atEveryStep()
                ? new RnnOutputLayer.Builder(loss).dataFormat(RNNFormat.NCW)
                : new OutputLayer.Builder(loss);
        head.nIn(rows).nOut(spec.classes()).weightInit(draw(spec.head().distribution(rows, spec.classes(), rows)));
        head.activation(spec.task().saysClasses() ? Activation.SOFTMAX : Activation.IDENTITY);
        if (spec.dropout() > 0) {
            head.dropOut(1 - spec.dropout());
        }
        return head.build();
    }

    private static ILossFunction loss(Output output) {
        return switch (output.loss()) {
            case CROSS_ENTROPY ->
                output.classWeights() == null
                        ? new LossMCXENT()
                        : new LossMCXENT(Nd4j.createFromArray(output.classWeights().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray())
                                .castTo(DataType.FLOAT));
            case MSE -> new LossMSE();
            case MAE -> new LossMAE();
        };
    }

    private static WeightInitDistribution draw(Distribution distribution) {
        return new WeightInitDistribution(distribution);
    }
}
