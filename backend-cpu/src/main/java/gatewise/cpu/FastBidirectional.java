package gatewise.cpu;

import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Collection;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's bidirectional layer around fast layers, whose kernels read backward themselves and write into the halves of one output: no reversed
 * copies, and masks that only say where sequences end cost nothing. The same parameters and the same results; only dropout between
 * layers draws for the backward direction in the order of time. For other modes than CONCAT it is DL4J's layer as it is.
 */
public class FastBidirectional extends Bidirectional {
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
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        INDArray row = parameters.reshape(parameters.length());
        long half = row.length() / 2;
        NeuralNetConfiguration forward = conf.clone();
        forward.setLayer(getFwd());
        NeuralNetConfiguration backward = conf.clone();
        backward.setLayer(getBwd());
        FastBidirectionalLayer layer = new FastBidirectionalLayer(
                conf,
                getFwd().instantiate(
                                forward,
                                listeners,
                                layerIndex,
                                row.get(interval(0, half)),
                                initializeParameters,
                                dataType),
                getBwd().instantiate(
                                backward,
                                listeners,
                                layerIndex,
                                row.get(interval(half, 2 * half)),
                                initializeParameters,
                                dataType),
                parameters);
        layer.setParamTable(initializer().init(conf, parameters, initializeParameters));
        return layer;
    }
}
