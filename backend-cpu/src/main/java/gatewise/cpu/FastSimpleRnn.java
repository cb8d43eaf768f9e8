package gatewise.cpu;

import gatewise.layer.NewLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's simple recurrent layer, computed by {@link gatewise.kernel.RecurrentKernel} on a CPU: the same parameters, the same layout and
 * the same results. Where the kernel does not serve (double precision, another activation than tanh, layer
 * normalisation, masks of holes, another backend), it is DL4J's simple recurrent layer as it is.
 *
 * <pre>{@code
 * FastSimpleRnn rnn = new FastSimpleRnn(new SimpleRnn.Builder().nIn(28).nOut(28).activation(Activation.TANH).build());
 * }</pre>
 */
public class FastSimpleRnn extends SimpleRnn {
    private static final long serialVersionUID = 1L;

    /** That a batch is split between. */
    private int threads = 1;

    /** For JSON. */
    public FastSimpleRnn() {
        super(new SimpleRnn.Builder());
    }

    /**
     * Takes over all settings.
     *
     * @param rnn the layer to compute
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastSimpleRnn(SimpleRnn rnn) {
        this();
        Settings.copyRecurrent(rnn, this);
        setHasLayerNorm(rnn.hasLayerNorm());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastSimpleRnn", getLayerName(), layerIndex, getNIn(), getNOut());
        return NewLayers.ready(
                new FastSimpleRnnLayer(conf, dataType), listeners, layerIndex, parameters, initializeParameters);
    }

    /** {@return the threads that a batch is split between} */
    public int getThreads() {
        return threads;
    }

    /**
     * Sets how many threads a batch is split between.
     *
     * @param threads at least 1; the same number gives the same bits
     */
    public void setThreads(int threads) {
        this.threads = threads;
    }
}
