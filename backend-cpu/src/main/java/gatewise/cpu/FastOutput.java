package gatewise.cpu;

import gatewise.layer.NewLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's output layer, whose training step with softmax and cross-entropy, or with squared or absolute errors, is computed
 * by {@link gatewise.kernel.LinearHead} on a CPU: the same parameters and the same results. For anything else it is DL4J's layer
 * as it is.
 */
public class FastOutput extends OutputLayer {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastOutput() {}

    /**
     * Takes over all settings.
     *
     * @param output the layer to compute
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastOutput(OutputLayer output) {
        Settings.copyFeedForward(output, this);
        setLossFn(output.getLossFn());
        setHasBias(output.hasBias());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastOutput", getLayerName(), layerIndex, getNIn(), getNOut());
        return NewLayers.ready(
                new FastOutputLayer(conf, dataType), listeners, layerIndex, parameters, initializeParameters);
    }
}
