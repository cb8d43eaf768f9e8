package gatewise.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's bidirectional layer for sequences of unequal lengths: each is reversed within its own length, so that both directions begin with its
 * first and its last step, and what stands past its end is never read, be it NaN. The parameters are those of DL4J's, and so are the results
 * where lengths are equal.
 *
 * <p>DL4J's own reverses the padding too. Its LSTM then begins in the padding: stacked layers read it, and on the way back it adds to
 * the gradients of the parameters (LSTM leaves its mask out of {@code backpropGradient}).
 *
 * <p>A mask [batch, timeSteps] shows where sequences end: ones, then zeros. Any other is refused with a {@link
 * org.deeplearning4j.exception.DL4JInvalidInputException} around an LSTM; around other layers it is DL4J's bidirectional layer then.
 */
public class BidirectionalByLength extends Bidirectional {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public BidirectionalByLength() {}

    /**
     * Around one recurrent layer, of which each direction has one of its own.
     *
     * @param mode how the directions are joined
     * @param layer a recurrent layer; around others it is DL4J's bidirectional layer
     */
    public BidirectionalByLength(Mode mode, Layer layer) {
        super(mode, layer);
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        INDArray row = parameters.reshape(parameters.length());
        long half = row.length() / 2;
        BidirectionalByLengthLayer layer = newLayer(
                conf,
                getFwd().instantiate(
                                of(conf, getFwd()),
                                listeners,
                                layerIndex,
                                row.get(interval(0, half)),
                                initializeParameters,
                                dataType),
                getBwd().instantiate(
                                of(conf, getBwd()),
                                listeners,
                                layerIndex,
                                row.get(interval(half, 2 * half)),
                                initializeParameters,
                                dataType),
                parameters);
        layer.setParamTable(initializer().init(conf, parameters, initializeParameters));
        return layer;
    }

    private static NeuralNetConfiguration of(NeuralNetConfiguration both, Layer direction) {
        NeuralNetConfiguration conf = both.clone();
        conf.setLayer(direction);
        return conf;
    }

    /**
     * The layer at work.
     *
     * @param conf whose layer is this
     * @param forward reads from the first step to the last
     * @param backward reads from the last step to the first
     * @param parameters of both
     * @return a new layer
     */
    protected BidirectionalByLengthLayer newLayer(
            NeuralNetConfiguration conf,
            org.deeplearning4j.nn.api.Layer forward,
            org.deeplearning4j.nn.api.Layer backward,
            INDArray parameters) {
        return new BidirectionalByLengthLayer(conf, forward, backward, parameters);
    }
}
