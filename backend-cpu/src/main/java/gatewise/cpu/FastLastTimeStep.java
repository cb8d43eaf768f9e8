package gatewise.cpu;

import gatewise.layer.NewLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * DL4J's last time step around a fast layer, which is given the gradient of that step alone instead of a sequence of
 * zeros before it.
 */
public class FastLastTimeStep extends LastTimeStep {
    private static final long serialVersionUID = 1L;

    /**
     * Around a layer.
     *
     * @param underlying a {@link FastLstm} or {@link FastGru}; around others it is DL4J's layer
     */
    @JsonCreator
    public FastLastTimeStep(@JsonProperty("underlying") org.deeplearning4j.nn.conf.layers.Layer underlying) {
        super(underlying);
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        return new FastLastTimeStepLayer(underlying.instantiate(
                NewLayers.underlying(conf), listeners, layerIndex, parameters, initializeParameters, dataType));
    }
}
