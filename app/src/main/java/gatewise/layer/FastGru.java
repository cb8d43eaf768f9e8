package gatewise.layer;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A {@link Gru}, computed by {@link gatewise.kernel.RecurrentKernel} on a CPU: the same parameters, the same layout and
 * the same results. Where the kernel does not serve (double precision, other activations than tanh and sigmoid, masks,
 * another backend), it is the {@link Gru} as it is.
 *
 * <pre>{@code
 * FastGru gru = new FastGru(new Gru.Builder().nIn(28).nOut(28));
 * }</pre>
 */
public class FastGru extends Gru {
    private static final long serialVersionUID = 1L;

    private int threads = 1;
    private boolean inputGradient = true;

    /** For JSON. */
    public FastGru() {}

    /** Takes over all settings. */
    public FastGru(Gru.Builder builder) {
        super(builder);
    }

    @Override
    GruLayer newLayer(NeuralNetConfiguration conf, DataType dataType) {
        return new FastGruLayer(conf, dataType);
    }

    /** Threads that a batch is split between. */
    public int getThreads() {
        return threads;
    }

    public void setThreads(int threads) {
        this.threads = threads;
    }

    /** Whether the gradient with respect to the input is computed; a first layer needs none. */
    public boolean isInputGradient() {
        return inputGradient;
    }

    public void setInputGradient(boolean inputGradient) {
        this.inputGradient = inputGradient;
    }
}
