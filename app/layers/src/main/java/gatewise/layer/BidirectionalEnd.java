package gatewise.layer;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a bidirectional layer ends with: of each direction the output after it has read the whole sequence, that is the
 * forward half at the last step and the backward half at the first. DL4J's {@code LastTimeStep} takes both halves at the
 * last step, where the backward direction has read one step only.
 *
 * <p>[batch, 2 * hiddenSize, timeSteps] becomes [batch, 2 * hiddenSize]; with a mask, first and last are those steps of
 * each sequence that the mask keeps.
 */
public class BidirectionalEnd extends BaseWrapperLayer {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public BidirectionalEnd() {}

    /**
     * Around a bidirectional layer.
     *
     * @param underlying must concatenate its two directions
     * @throws IllegalArgumentException if it does not
     */
    public BidirectionalEnd(Bidirectional underlying) {
        super(underlying);
        if (underlying.getMode() != Bidirectional.Mode.CONCAT) {
            throw new IllegalArgumentException("mode must be CONCAT, got " + underlying.getMode());
        }
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        return newLayer(underlying.instantiate(
                NewLayers.underlying(conf), listeners, layerIndex, parameters, initializeParameters, dataType));
    }

    /**
     * The layer at work.
     *
     * @param bidirectional whose ends it takes
     * @return a new layer
     */
    protected BidirectionalEndLayer newLayer(org.deeplearning4j.nn.api.Layer bidirectional) {
        return new BidirectionalEndLayer(bidirectional);
    }

    @Override
    public InputType getOutputType(int layerIndex, InputType inputType) {
        InputType sequence = underlying.getOutputType(layerIndex, inputType);
        return InputType.feedForward(((InputType.InputTypeRecurrent) sequence).getSize());
    }
}
