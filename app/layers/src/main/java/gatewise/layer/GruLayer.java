package gatewise.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Gru} at work, through ND4J operations alone, so on any backend.
 *
 * <p>A training pass forward leaves its {@link GruTrace} for the pass backward, which then need not repeat it. The trace
 * holds the state that the pass began with: gradients under truncated back-propagation through time are those of the
 * segment as it was really run.
 */
public class GruLayer extends BaseRecurrentLayer<Gru> {
    private static final long serialVersionUID = 1L;
    private static final String PREVIOUS_HIDDEN = "prevAct";

    /** Of the last training pass forward; its arrays serve again as long as shapes stay. */
    private transient GruTrace trace;

    /** The input and the mask of the last training pass forward that no pass backward has consumed; else null. */
    private transient INDArray tracedInput;

    private transient INDArray tracedMask;

    /** The hidden state that the last pass forward began with, [batch, nOut], or null for zeros. */
    private transient INDArray startState;

    /**
     * Without parameters; {@link Gru#instantiate} sets them.
     *
     * @param conf whose layer is a {@link Gru}
     * @param dataType of its parameters and outputs
     */
    public GruLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /** The state that the last pass began with was not this input's. */
    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        startState = null;
    }

    /**
     * Lets the next pass backward start from another state than zeros, as of a pass forward that another class computed.
     *
     * @param state [batch, nOut], or null for zeros
     */
    protected final void startFrom(INDArray state) {
        startState = state;
    }

    /** Whether the last pass forward was a training one, of the input and the mask that the layer still has. */
    private boolean isTraced() {
        return tracedInput != null && tracedInput == input && tracedMask == maskArray;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return forward(null, training, workspaces);
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        INDArray output = forward(stateMap.get(PREVIOUS_HIDDEN), false, workspaces);
        stateMap.put(PREVIOUS_HIDDEN, lastHidden(output));
        return output;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        INDArray output = forward(tBpttStateMap.get(PREVIOUS_HIDDEN), training, workspaces);
        if (storeLastForTBPTT) {
            tBpttStateMap.put(PREVIOUS_HIDDEN, lastHidden(output));
        }
        return output;
    }

    /** After the last step of each sequence; one whose steps are all hidden keeps its state. */
    private INDArray lastHidden(INDArray output) {
        INDArray sequence = permuteIfNWC(output);
        INDArray last = Steps.at(sequence, sequence.size(2) - 1).dup('f').detach();
        int[] lengths =
                Padding.of(maskArray, sequence.size(0), sequence.size(2)).lengths();
        for (int row = 0; lengths != null && row < lengths.length; row++) {
            if (lengths[row] > 0) {
                last.putRow(row, Steps.at(sequence, lengths[row] - 1).getRow(row));
            } else if (startState != null) {
                last.putRow(row, startState.getRow(row));
            }
        }
        return last;
    }

    /** Runs the input that is set from a state [batch, nOut], or null for zeros. */
    private INDArray forward(INDArray start, boolean training, LayerWorkspaceMgr workspaces) {
        assertInputSet(false);
        applyDropOutIfNecessary(training, workspaces);
        INDArray x = inputSequence(workspaces, ArrayType.FF_WORKING_MEM);
        long batch = x.size(0);
        if (start != null && start.size(0) != batch) {
            throw new IllegalStateException("the stored state is of " + start.size(0) + " sequences, the input of "
                    + batch + ": call rnnClearPreviousState() between batches " + layerId());
        }
        startState = start == null ? null : start.castTo(dataType);
        tracedInput = null;
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, new long[] {batch, layerConf().getNOut(), x.size(2)}, 'f');
        passForward(x, startState, output, training, workspaces);
        if (training) {
            tracedInput = input;
            tracedMask = maskArray;
        }
        return permuteIfNWC(output);
    }

    /**
     * Computes the hidden states of all steps; a training pass also leaves what the pass backward needs.
     *
     * @param x [batch, nIn, timeSteps], column-major
     * @param start [batch, nOut], or null for zeros
     * @param output [batch, nOut, timeSteps], column-major, written
     * @param training whether a pass backward follows
     * @param workspaces of what the pass needs
     */
    @SuppressWarnings("try")
    protected void passForward(
            INDArray x, INDArray start, INDArray output, boolean training, LayerWorkspaceMgr workspaces) {
        long timeSteps = x.size(2);
        if (training) {
            trace = GruTrace.reuse(trace, dataType, x.size(0), layerConf().getNOut(), timeSteps);
        }
        GruTrace written = training
                ? trace
                : GruTrace.reuse(null, dataType, x.size(0), layerConf().getNOut(), 1);
        INDArray previous = start;
        GruCell cell = cell(training, workspaces);
        for (int t = 0; t < timeSteps; t++) {
            INDArray hidden = Steps.at(output, t);
            try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.RNN_FF_LOOP_WORKING_MEM)) {
                cell.forward(Steps.at(x, t), previous, written.at(training ? t : 0), hidden, training);
                if (maskArray != null) {
                    hidden.muliColumnVector(maskColumn(t));
                }
            }
            previous = hidden;
        }
        if (training) {
            // A copy: what follows this layer may write into its output (Bidirectional does when it adds).
            trace.hidden().assign(output);
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return backward(epsilon, Integer.MAX_VALUE, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardSteps, LayerWorkspaceMgr workspaces) {
        return backward(epsilon, backwardSteps, workspaces);
    }

    private Pair<Gradient, INDArray> backward(INDArray epsilon, int backwardSteps, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (!isTraced()) {
            forward(startState, true, workspaces);
        }
        tracedInput = null;
        tracedMask = null;
        INDArray x = inputSequence(workspaces, ArrayType.BP_WORKING_MEM);
        INDArray dy = epsilon.rank() == 3 ? permuteIfNWC(epsilon.castTo(dataType)) : epsilon.castTo(dataType);
        INDArray dx = workspaces.create(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'f');
        passBackward(x, startState, dy, backwardSteps, dx, workspaces);
        weightNoiseParams.clear();
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(gradient, permuteIfNWC(backpropDropOutIfPresent(dx)));
    }

    /** Computes gradients, and dx of zeros, from what the last training pass forward left, which it uses up. */
    @SuppressWarnings("try")
    private void passBackward(
            INDArray x, INDArray start, INDArray dy, int backwardSteps, INDArray dx, LayerWorkspaceMgr workspaces) {
        int timeSteps = (int) x.size(2);
        gradientsFlattened.assign(0);
        GruCell cell = cell(true, workspaces);
        INDArray dh = workspaces.create(
                ArrayType.BP_WORKING_MEM,
                dataType,
                new long[] {x.size(0), layerConf().getNOut()},
                'f');
        for (int t = timeSteps - 1; t >= Math.max(0, timeSteps - backwardSteps); t--) {
            try (MemoryWorkspace scope = workspaces.notifyScopeEntered(ArrayType.RNN_BP_LOOP_WORKING_MEM)) {
                dh.addi(Steps.at(dy, t));
                if (maskArray != null) {
                    dh.muliColumnVector(maskColumn(t));
                }
                INDArray previous = t > 0 ? Steps.at(trace.hidden(), t - 1) : start;
                cell.backward(Steps.at(x, t), previous, trace.at(t), dh, Steps.at(dx, t), gradientViews);
            }
        }
    }

    /** The input as [batch, nIn, timeSteps], column-major, so that each step is one block of memory. */
    private INDArray inputSequence(LayerWorkspaceMgr workspaces, ArrayType copyTo) {
        if (input.rank() != 3) {
            throw new DL4JInvalidInputException(
                    "a GRU reads [batch, nIn, timeSteps], got rank " + input.rank() + " " + layerId());
        }
        INDArray x = permuteIfNWC(input.castTo(dataType));
        if (x.size(1) != layerConf().getNIn()) {
            throw new DL4JInvalidInputException("a GRU with nIn " + layerConf().getNIn() + " got an input of size "
                    + x.size(1) + " a step " + layerId());
        }
        if (maskArray != null) {
            return withoutHidden(x, workspaces, copyTo);
        }
        return Steps.areContiguous(x) ? x : workspaces.dup(copyTo, x, 'f');
    }

    /** With zeros where the mask hides a step: what stands there may be anything, even NaN. */
    private INDArray withoutHidden(INDArray x, LayerWorkspaceMgr workspaces, ArrayType copyTo) {
        INDArray shown = workspaces.dup(copyTo, x, 'f');
        double[] mask = maskArray.castTo(DataType.DOUBLE).dup('c').data().asDouble();
        int timeSteps = (int) x.size(2);
        for (int from = 0; from < mask.length; from++) {
            int rowEnd = (from / timeSteps + 1) * timeSteps;
            int to = from;
            while (to < rowEnd && mask[to] == 0) {
                to++;
            }
            if (to > from) {
                long row = from / timeSteps;
                shown.get(interval(row, row + 1), all(), interval(from % timeSteps, to - row * timeSteps))
                        .assign(0);
                from = to - 1;
            }
        }
        return shown;
    }

    private INDArray maskColumn(int t) {
        return maskArray.get(all(), interval(t, t + 1)).castTo(dataType);
    }

    private GruCell cell(boolean training, LayerWorkspaceMgr workspaces) {
        return new GruCell(
                layerConf(),
                getParamWithNoise(GruParamInitializer.INPUT_WEIGHT_KEY, training, workspaces),
                getParamWithNoise(GruParamInitializer.RECURRENT_WEIGHT_KEY, training, workspaces),
                getParamWithNoise(GruParamInitializer.BIAS_KEY, training, workspaces),
                layerConf().isResetAfter()
                        ? getParamWithNoise(GruParamInitializer.RECURRENT_BIAS_KEY, training, workspaces)
                        : null);
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }
}
