package gatewise.layer;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a {@link Gru}, in this order in the flat parameter vector, each column-major, column blocks reset,
 * update, candidate:
 *
 * <ul>
 *   <li>{@code W} [nIn, 3 * nOut], input weights, drawn with fan-in nIn and fan-out 3 * nOut
 *   <li>{@code RW} [nOut, 3 * nOut], recurrent weights, drawn with fan-in nOut and fan-out 3 * nOut
 *   <li>{@code b} [3 * nOut], biases: gateBiasInit for the two gates, 0 for the candidate
 *   <li>{@code rb} [3 * nOut], recurrent biases, 0; only if the reset gate acts after the product
 * </ul>
 */
public final class GruParamInitializer implements ParamInitializer {
    static final GruParamInitializer INSTANCE = new GruParamInitializer();

    /** Key of W. */
    public static final String INPUT_WEIGHT_KEY = LSTMParamInitializer.INPUT_WEIGHT_KEY;
    /** Key of RW. */
    public static final String RECURRENT_WEIGHT_KEY = LSTMParamInitializer.RECURRENT_WEIGHT_KEY;
    /** Key of b. */
    public static final String BIAS_KEY = DefaultParamInitializer.BIAS_KEY;
    /** Key of rb. */
    public static final String RECURRENT_BIAS_KEY = "rb";

    static final int GATES = 3;

    private GruParamInitializer() {}

    @Override
    public long numParams(NeuralNetConfiguration conf) {
        return numParams(conf.getLayer());
    }

    @Override
    public long numParams(Layer layer) {
        Gru gru = (Gru) layer;
        long columns = GATES * gru.getNOut();
        return (gru.getNIn() + gru.getNOut() + biasKeys(gru).size()) * columns;
    }

    @Override
    public List<String> paramKeys(Layer layer) {
        return ((Gru) layer).isResetAfter()
                ? List.of(INPUT_WEIGHT_KEY, RECURRENT_WEIGHT_KEY, BIAS_KEY, RECURRENT_BIAS_KEY)
                : List.of(INPUT_WEIGHT_KEY, RECURRENT_WEIGHT_KEY, BIAS_KEY);
    }

    @Override
    public List<String> weightKeys(Layer layer) {
        return List.of(INPUT_WEIGHT_KEY, RECURRENT_WEIGHT_KEY);
    }

    @Override
    public List<String> biasKeys(Layer layer) {
        return ((Gru) layer).isResetAfter() ? List.of(BIAS_KEY, RECURRENT_BIAS_KEY) : List.of(BIAS_KEY);
    }

    @Override
    public boolean isWeightParam(Layer layer, String key) {
        return weightKeys(layer).contains(key);
    }

    @Override
    public boolean isBiasParam(Layer layer, String key) {
        return biasKeys(layer).contains(key);
    }

    @Override
    public Map<String, INDArray> init(NeuralNetConfiguration conf, INDArray parameters, boolean initialize) {
        Gru gru = (Gru) conf.getLayer();
        paramKeys(gru).forEach(conf::addVariable);
        Map<String, INDArray> views = Collections.synchronizedMap(views(gru, parameters));
        if (initialize) {
            IWeightInit kernel = gru.getWeightInitFn();
            IWeightInit recurrentKernel =
                    gru.getWeightInitFnRecurrent() == null ? kernel : gru.getWeightInitFnRecurrent();
            draw(kernel, views.get(INPUT_WEIGHT_KEY));
            draw(recurrentKernel, views.get(RECURRENT_WEIGHT_KEY));
            for (String key : biasKeys(gru)) {
                views.get(key).assign(0);
            }
            views.get(BIAS_KEY).get(NDArrayIndex.interval(0, 2 * gru.getNOut())).assign(gru.getGateBiasInit());
        }
        return views;
    }

    private static void draw(IWeightInit init, INDArray view) {
        INDArray flat = Nd4j.createUninitialized(view.dataType(), view.length());
        view.assign(init.init(view.size(0), view.size(1), view.shape(), view.ordering(), flat));
    }

    @Override
    public Map<String, INDArray> getGradientsFromFlattened(NeuralNetConfiguration conf, INDArray gradient) {
        return views((Gru) conf.getLayer(), gradient);
    }

    private LinkedHashMap<String, INDArray> views(Gru gru, INDArray flat) {
        long expected = numParams(gru);
        if (flat.length() != expected) {
            throw new IllegalStateException("Expected a view of length " + expected + ", got " + flat.length());
        }
        INDArray vector = flat.reshape(flat.length());
        long columns = GATES * gru.getNOut();
        LinkedHashMap<String, INDArray> views = new LinkedHashMap<>();
        long offset = 0;
        for (String key : paramKeys(gru)) {
            boolean weight = isWeightParam(gru, key);
            long rows = key.equals(INPUT_WEIGHT_KEY) ? gru.getNIn() : weight ? gru.getNOut() : 1;
            INDArray view = vector.get(NDArrayIndex.interval(offset, offset + rows * columns));
            views.put(key, weight ? view.reshape('f', rows, columns) : view);
            offset += rows * columns;
        }
        return views;
    }
}
