package gatewise.cpu;

import gatewise.layer.BidirectionalByLength;
import gatewise.layer.BidirectionalByLengthLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's bidirectional layer around fast layers, whose kernels read backward themselves and write into the halves of one output: no reversed
 * copies, and masks that only say where sequences end cost nothing. The same parameters and the same results; only dropout between
 * layers draws for the backward direction in the order of time. For other modes than CONCAT it is {@link BidirectionalByLength} as it is.
 */
public class FastBidirectional extends BidirectionalByLength {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastBidirectional() {}

    /**
     * Around one layer a direction.
     *
     * @param mode how the directions are joined
     * @param forward a {@link FastLstm}, {@link FastGru} or {@link FastSimpleRnn}; around others it is DL4J's layer
     * @param backward of the same kind
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastBidirectional(Mode mode, Layer forward, Layer backward) {
        super(mode, forward);
        setBwd(backward);
    }

    @Override
    protected BidirectionalByLengthLayer newLayer(
            NeuralNetConfiguration conf,
            org.deeplearning4j.nn.api.Layer forward,
            org.deeplearning4j.nn.api.Layer backward,
            INDArray parameters) {
        return new FastBidirectionalLayer(conf, forward, backward, parameters);
    }
}
