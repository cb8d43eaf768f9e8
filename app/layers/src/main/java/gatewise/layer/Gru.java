package gatewise.layer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.api.layers.LayerConstraint;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.LayerValidation;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gated recurrent unit (Cho et al. 2014, "Learning Phrase Representations using RNN Encoder-Decoder", arXiv:1406.1078),
 * to be used in a DL4J configuration like DL4J's own {@code LSTM}:
 *
 * <pre>{@code
 * new NeuralNetConfiguration.Builder()
 *     .list()
 *     .layer(new LastTimeStep(new Gru.Builder().nIn(28).nOut(28).build()))
 *     .layer(new OutputLayer.Builder(LossFunction.MCXENT).nIn(28).nOut(10).activation(Activation.SOFTMAX).build())
 *     .build();
 * }</pre>
 *
 * <p>For an input {@code x} [batch, nIn] and the last hidden state {@code h'} [batch, nOut]:
 *
 * <pre>
 * r = σ(x·Wr + h'·Rr + br)                  reset gate
 * z = σ(x·Wz + h'·Rz + bz)                  update gate
 * n = tanh(x·Wn + (r * h')·Rn + bn)         candidate, reset before the product (the original; the default)
 * n = tanh(x·Wn + bn + r * (h'·Rn + rbn))   candidate, reset after the product (cuDNN, PyTorch, Keras' default)
 * h = (1 - z) * n + z * h'
 * </pre>
 *
 * <p>Texts that write {@code h = (1 - z) * h' + z * n} mean the same network with {@code z} and {@code 1 - z} swapped.
 *
 * <p>The activation of the candidate is tanh and that of the gates sigmoid unless set otherwise; the network-wide
 * activation does not reach this layer.
 *
 * @see GruParamInitializer for the parameters and their layout
 */
public class Gru extends BaseRecurrentLayer {
    private static final long serialVersionUID = 1L;

    /** Whether the reset gate acts after the recurrent product. */
    private boolean resetAfter;

    /** The initial bias of the reset and the update gate. */
    private double gateBiasInit;

    /** The activation of the reset and the update gate. */
    private IActivation gateActivationFn = new ActivationSigmoid();

    /** For JSON. */
    public Gru() {}

    /**
     * With a builder's settings.
     *
     * @param builder in which nIn and nOut are set, unless the network infers nIn
     */
    @SuppressWarnings("this-escape") // DL4J's layers set up their constraints so
    protected Gru(Builder builder) {
        super(builder);
        this.resetAfter = builder.resetAfter;
        this.gateBiasInit = builder.gateBiasInit;
        this.gateActivationFn = builder.gateActivationFn;
        initializeConstraints(builder);
    }

    @Override
    protected void initializeConstraints(org.deeplearning4j.nn.conf.layers.Layer.Builder<?> builder) {
        super.initializeConstraints(builder);
        constrain(((Builder) builder).getInputWeightConstraints(), GruParamInitializer.INPUT_WEIGHT_KEY);
        constrain(((Builder) builder).getRecurrentConstraints(), GruParamInitializer.RECURRENT_WEIGHT_KEY);
    }

    private void constrain(Collection<LayerConstraint> added, String parameter) {
        if (added == null) {
            return;
        }
        constraints = constraints == null ? new ArrayList<>() : constraints;
        for (LayerConstraint constraint : added) {
            LayerConstraint copy = constraint.clone();
            copy.setParams(Set.of(parameter));
            constraints.add(copy);
        }
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration conf,
            Collection<TrainingListener> listeners,
            int layerIndex,
            INDArray parameters,
            boolean initializeParameters,
            DataType dataType) {
        LayerValidation.assertNInNOutSet("Gru", getLayerName(), layerIndex, getNIn(), getNOut());
        return NewLayers.ready(newLayer(conf, dataType), listeners, layerIndex, parameters, initializeParameters);
    }

    /**
     * The layer at work, without parameters.
     *
     * @param conf whose layer is this
     * @param dataType of its parameters and outputs
     * @return a new layer
     */
    protected GruLayer newLayer(NeuralNetConfiguration conf, DataType dataType) {
        return new GruLayer(conf, dataType);
    }

    @Override
    public ParamInitializer initializer() {
        return GruParamInitializer.INSTANCE;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType inputType) {
        long timeSteps = Math.max(1, ((InputType.InputTypeRecurrent) inputType).getTimeSeriesLength());
        long parameters = initializer().numParams(this);
        // Per step and example: gates before and after their activation, and what the reset gate meets.
        long training = timeSteps * getNOut() * (3 + 3 + 1 + 1);
        return new LayerMemoryReport.Builder(getLayerName(), Gru.class, inputType, getOutputType(0, inputType))
                .standardMemory(parameters, getIUpdater().stateSize(parameters))
                .workingMemory(0, 4 * getNOut(), 0, training)
                .cacheMemory(0, 0)
                .build();
    }

    /** {@return whether the reset gate acts after the recurrent product (cuDNN's form) instead of before it (Cho's form)} */
    public boolean isResetAfter() {
        return resetAfter;
    }

    /**
     * Sets the form of the reset gate.
     *
     * @param resetAfter as {@link #isResetAfter()}
     */
    public void setResetAfter(boolean resetAfter) {
        this.resetAfter = resetAfter;
    }

    /** {@return the initial bias of the reset and the update gate; the candidate's bias starts at 0} */
    public double getGateBiasInit() {
        return gateBiasInit;
    }

    /**
     * Sets the initial bias of the two gates.
     *
     * @param gateBiasInit as {@link #getGateBiasInit()}
     */
    public void setGateBiasInit(double gateBiasInit) {
        this.gateBiasInit = gateBiasInit;
    }

    /** {@return the activation of the reset and the update gate} */
    public IActivation getGateActivationFn() {
        return gateActivationFn;
    }

    /**
     * Sets the activation of the two gates.
     *
     * @param gateActivationFn with values in 0..1
     */
    public void setGateActivationFn(IActivation gateActivationFn) {
        this.gateActivationFn = gateActivationFn;
    }

    @Override
    protected boolean canEqual(Object other) {
        return other instanceof Gru;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Gru that
                && that.canEqual(this)
                && super.equals(that)
                && resetAfter == that.resetAfter
                && Double.compare(gateBiasInit, that.gateBiasInit) == 0
                && Objects.equals(gateActivationFn, that.gateActivationFn);
    }

    @Override
    public int hashCode() {
        return Objects.hash(super.hashCode(), resetAfter, gateBiasInit, gateActivationFn);
    }

    @Override
    public String toString() {
        return "Gru(super=" + super.toString() + ", resetAfter=" + resetAfter + ", gateBiasInit=" + gateBiasInit
                + ", gateActivationFn=" + gateActivationFn + ")";
    }

    /** Builds a {@link Gru}; everything that DL4J's recurrent layers take can be set here too. */
    @SuppressWarnings("unchecked") // DL4J declares build() with a type parameter of the caller's choice
    public static class Builder extends BaseRecurrentLayer.Builder<Builder> {
        private boolean resetAfter;
        private double gateBiasInit = 1.0;
        private IActivation gateActivationFn = new ActivationSigmoid();

        /** With the defaults. */
        @SuppressWarnings("this-escape") // activation() is DL4J's and does no more than set a field
        public Builder() {
            activation(new ActivationTanH());
        }

        /**
         * Sets the form of the reset gate.
         *
         * @param resetAfter whether it acts after the recurrent product; default: before it
         * @return this builder
         */
        public Builder resetAfter(boolean resetAfter) {
            this.resetAfter = resetAfter;
            return this;
        }

        /**
         * Sets the initial bias of the reset and the update gate.
         *
         * @param bias default 1, so that a fresh layer keeps its state
         * @return this builder
         */
        public Builder gateBiasInit(double bias) {
            this.gateBiasInit = bias;
            return this;
        }

        /**
         * Sets the activation of the reset and the update gate.
         *
         * @param activation with values in 0..1; default sigmoid
         * @return this builder
         */
        public Builder gateActivationFunction(Activation activation) {
            return gateActivationFunction(activation.getActivationFunction());
        }

        /**
         * Sets the activation of the reset and the update gate.
         *
         * @param activation with values in 0..1; default sigmoid
         * @return this builder
         */
        public Builder gateActivationFunction(IActivation activation) {
            this.gateActivationFn = Objects.requireNonNull(activation, "activation is null");
            return this;
        }

        @Override
        public Gru build() {
            return new Gru(this);
        }
    }
}
