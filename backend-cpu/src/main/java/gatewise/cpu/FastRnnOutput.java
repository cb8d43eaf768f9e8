package gatewise.cpu;

import gatewise.layer.NewLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.RnnOutputLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's output layer at every step, whose training step with softmax and cross-entropy, or with squared or absolute errors, is computed
 * by {@link gatewise.kernel.StepHead} on a CPU, for the steps that the mask of the labels shows alone: the same parameters and the same results. For anything else it is DL4J's layer
 * as it is.
 */
public class FastRnnOutput extends RnnOutputLayer {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastRnnOutput() {}

    /**
     * Takes over all settings.
     *
     * @param output the layer to compute
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastRnnOutput(RnnOutputLayer output) {
        Settings.copyFeedForward(output, this);
        setLossFn(output.getLossFn());
        setHasBias(output.hasBias());
        setRnnDataFormat(output.getRnnDataFormat());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastRnnOutput", getLayerName(), layerIndex, getNIn(), getNOut());
        return NewLayers.ready(
                new FastRnnOutputLayer(conf, dataType), listeners, layerIndex, parameters, initializeParameters);
    }
}
