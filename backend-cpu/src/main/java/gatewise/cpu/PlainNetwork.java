package gatewise.cpu;

import gatewise.kernel.CellParameters;
import gatewise.kernel.LinearHead;
import gatewise.kernel.NetworkKernel;
import gatewise.kernel.RecurrentKernel;
import gatewise.layer.Padding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.BackpropType;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A network that a training step computes without DL4J's layers, by {@link NetworkKernel}: fast recurrent layers one upon the other, the
 * last step of the uppermost, and a fast output layer, without dropout, weight noise, constraints, regularisation or clipping.
 */
final class PlainNetwork implements AutoCloseable {
    private final NetworkKernel kernel;
    private final FloatPointer parameters;
    private final FloatPointer gradients;
    private final long inputs;
    private final long outputs;

    /** Keeps the views of the parameters reachable whose memory the kernel has. */
    private final ArrayMemory memory = new ArrayMemory();

    private PlainNetwork(MultiLayerNetwork network, List<KernelLayer> layers, FastOutputLayer head) {
        parameters = memory.of(network.params());
        gradients = memory.of(network.getFlattenedGradients());
        inputs = layers.get(0).runs().shape().inputSize();
        outputs = head.layerConf().getNOut();
        List<CellParameters> cellParameters = new ArrayList<>();
        List<CellParameters> cellGradients = new ArrayList<>();
        for (KernelLayer layer : layers) {
            cellParameters.add(KernelPass.parameters(layer.runs().shape().cell(), layer.paramTable(), memory));
            cellGradients.add(KernelPass.parameters(layer.runs().shape().cell(), gradientViews(layer), memory));
        }
        kernel = new NetworkKernel(
                layers.stream().map(layer -> layer.runs().shape()).toList(),
                () -> Heads.of(head.layerConf()),
                layers.get(0).runs().threads(),
                new NetworkKernel.Parameters(cellParameters, headParameters(head.paramTable())),
                new NetworkKernel.Parameters(cellGradients, headParameters(gradientViews(head))));
    }

    private static Map<String, INDArray> gradientViews(Layer layer) {
        return layer.conf()
                .getLayer()
                .initializer()
                .getGradientsFromFlattened(layer.conf(), layer.getGradientsViewArray());
    }

    private LinearHead.Parameters headParameters(Map<String, INDArray> values) {
        return new LinearHead.Parameters(
                memory.of(values.get(DefaultParamInitializer.WEIGHT_KEY)),
                memory.of(values.get(DefaultParamInitializer.BIAS_KEY)));
    }

    /** The network so, with the memory that its parameters and gradients have now; empty if it is of another kind. */
    static Optional<PlainNetwork> of(MultiLayerNetwork network) {
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        int last = network.getnLayers() - 1;
        if (conf.getBackpropType() != BackpropType.Standard
                || !conf.getInputPreProcessors().isEmpty()
                || last == 0
                || network.params().wasClosed()
                || !(network.getLayer(last) instanceof FastOutputLayer head)
                || !isPlain(head)
                || !Heads.serve(
                        (BaseOutputLayer) head.layerConf(), network.params().dataType())) {
            return Optional.empty();
        }
        List<KernelLayer> layers = new ArrayList<>();
        for (int i = 0; i < last; i++) {
            Layer layer = network.getLayer(i);
            if (i == last - 1) {
                if (!(layer instanceof FastLastTimeStepLayer ofLast)) {
                    return Optional.empty();
                }
                layer = ofLast.getUnderlying();
            }
            if (!(layer instanceof KernelLayer recurrent)
                    || !isPlain(layer)
                    || !recurrent.isComputable()
                    || recurrent.getDataFormat() != RNNFormat.NCW) {
                return Optional.empty();
            }
            layers.add(recurrent);
        }
        return Optional.of(new PlainNetwork(network, layers, head));
    }

    private static boolean hasDropOut(Layer layer) {
        return layer.conf().getLayer().getIDropout() != null;
    }

    private static boolean isPlain(Layer layer) {
        BaseLayer conf = (BaseLayer) layer.conf().getLayer();
        GradientNormalization normalization = conf.getGradientNormalization();
        return !hasDropOut(layer)
                && conf.getWeightNoise() == null
                && (conf.getConstraints() == null || conf.getConstraints().isEmpty())
                && (normalization == null || normalization == GradientNormalization.None)
                && layer.conf().isMiniBatch()
                && layer.paramTable().keySet().stream().allMatch(name -> isEmpty(conf.getRegularizationByParam(name)));
    }

    private static boolean isEmpty(List<?> list) {
        return list == null || list.isEmpty();
    }

    /** Whether the network still has its parameters and gradients where the kernel looks for them. */
    boolean isOf(MultiLayerNetwork network) {
        INDArray now = network.params();
        INDArray gradientsNow = network.getFlattenedGradients();
        if (now.wasClosed() || gradientsNow.wasClosed()) {
            return false;
        }
        try (ArrayMemory present = new ArrayMemory()) {
            return present.of(now).equals(parameters)
                    && present.of(gradientsNow).equals(gradients);
        }
    }

    /** The lengths of a batch of which this computes the gradients; empty if the network's layers are to do it. */
    Optional<Padding> padding(INDArray features, INDArray labels, INDArray featuresMask) {
        if (features.rank() != 3
                || features.size(1) != inputs
                || labels.rank() != 2
                || labels.size(1) != outputs
                || labels.size(0) != features.size(0)) {
            return Optional.empty();
        }
        Padding padding = Padding.of(featuresMask, features.size(0), features.size(2));
        return padding.onRightOnly() && !padding.hasEmptySequence() ? Optional.of(padding) : Optional.empty();
    }

    /** Leaves the gradients in the network's memory and returns the sum of the loss over the batch. */
    double lossAndGradients(INDArray features, INDArray labels, Padding padding) {
        try (ArrayMemory batch = new ArrayMemory()) {
            RecurrentKernel.Sequences x = new RecurrentKernel.Sequences(
                    batch.columnMajor(features.castTo(DataType.FLOAT)),
                    (int) features.size(0),
                    (int) features.size(2),
                    padding.lengths(),
                    RecurrentKernel.Direction.FORWARD);
            return kernel.lossAndGradients(x, batch.columnMajor(labels.castTo(DataType.FLOAT)));
        }
    }

    @Override
    public void close() {
        kernel.close();
        memory.close();
    }
}
