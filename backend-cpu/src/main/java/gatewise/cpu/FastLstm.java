package gatewise.cpu;

import gatewise.kernel.KernelKind;
import gatewise.layer.NewLayers;
import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * DL4J's LSTM, computed by {@link gatewise.kernel.RecurrentKernel} on a CPU: the same parameters, the same layout and
 * the same results. Where the kernel does not serve (double precision, other activations than tanh and sigmoid,
 * masks with holes, another backend), it is DL4J's LSTM as it is.
 *
 * <pre>{@code
 * FastLstm lstm = new FastLstm(new LSTM.Builder().nIn(28).nOut(28).activation(Activation.TANH).build());
 * }</pre>
 */
public class FastLstm extends LSTM {
    private static final long serialVersionUID = 1L;

    /** That a batch is split between. */
    private int threads = 1;

    /** What computes it. */
    private KernelKind kernel = KernelKind.OPENBLAS;

    /** For JSON. */
    public FastLstm() {}

    /**
     * Takes over all settings.
     *
     * @param lstm the layer to compute
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastLstm(LSTM lstm) {
        Settings.copyRecurrent(lstm, this);
        setForgetGateBiasInit(lstm.getForgetGateBiasInit());
        setGateActivationFn(lstm.getGateActivationFn());
        setHelperAllowFallback(lstm.isHelperAllowFallback());
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("FastLstm", getLayerName(), layerIndex, getNIn(), getNOut());
        return NewLayers.ready(
                new FastLstmLayer(conf, dataType), listeners, layerIndex, parameters, initializeParameters);
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

    /** {@return what computes} */
    public KernelKind getKernel() {
        return kernel;
    }

    /**
     * Sets what computes.
     *
     * @param kernel one that this JVM has, see {@link KernelKind#obstacle()}
     */
    public void setKernel(KernelKind kernel) {
        this.kernel = kernel;
    }
}
