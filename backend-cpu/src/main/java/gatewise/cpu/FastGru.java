package gatewise.cpu;

import gatewise.kernel.KernelKind;
import gatewise.layer.Gru;
import gatewise.layer.GruLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A {@link Gru}, computed by {@link gatewise.kernel.RecurrentKernel} on a CPU: the same parameters, the same layout and
 * the same results. Where the kernel does not serve (double precision, other activations than tanh and sigmoid,
 * masks with holes, another backend), it is the {@link Gru} as it is.
 *
 * <pre>{@code
 * FastGru gru = new FastGru(new Gru.Builder().nIn(28).nOut(28).build());
 * }</pre>
 */
public class FastGru extends Gru {
    private static final long serialVersionUID = 1L;

    /** That a batch is split between. */
    private int threads = 1;

    /** What computes it. */
    private KernelKind kernel = KernelKind.OPENBLAS;

    /** For JSON. */
    public FastGru() {}

    /**
     * Takes over all settings.
     *
     * @param gru the layer to compute
     */
    @SuppressWarnings("this-escape") // DL4J's setters do no more than set a field
    public FastGru(Gru gru) {
        Settings.copyRecurrent(gru, this);
        setResetAfter(gru.isResetAfter());
        setGateBiasInit(gru.getGateBiasInit());
        setGateActivationFn(gru.getGateActivationFn());
    }

    @Override
    protected GruLayer newLayer(NeuralNetConfiguration conf, DataType dataType) {
        return new FastGruLayer(conf, dataType);
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
