package gatewise.cpu;

import gatewise.layer.BidirectionalEnd;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link BidirectionalEnd} around fast layers, which compute the step that each direction ends with alone. */
public class FastBidirectionalEnd extends BidirectionalEnd {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastBidirectionalEnd() {}

    /**
     * Around a bidirectional layer.
     *
     * @param underlying a {@link FastBidirectional}; around others it is the {@link BidirectionalEnd} as it is
     * @throws IllegalArgumentException if it does not concatenate its two directions
     */
    public FastBidirectionalEnd(Bidirectional underlying) {
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
        NeuralNetConfiguration underlyingConf = conf.clone();
        underlyingConf.setLayer(((FastBidirectionalEnd) underlyingConf.getLayer()).getUnderlying());
        return new FastBidirectionalEndLayer(underlying.instantiate(
                underlyingConf, listeners, layerIndex, parameters, initializeParameters, dataType));
    }
}
