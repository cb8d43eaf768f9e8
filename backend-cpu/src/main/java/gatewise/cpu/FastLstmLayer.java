package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.layer.Steps;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link FastLstm} at work.
 *
 * <p>The pass forward runs once a training step. Under truncated back-propagation through time, gradients are those of
 * the segment as it was really run, from the state that it began with.
 */
final class FastLstmLayer extends LSTM implements FastLastTimeStepLayer.Source, InputGradient {
    private static final long serialVersionUID = 1L;

    private transient KernelPass kernel;

    private transient boolean inputGradientUnused;

    /** The input of the kernel's last training pass forward that no pass backward has consumed; else null. */
    private transient INDArray tracedInput;

    /** The state that the last pass forward began with, each [batch, nOut], or null for zeros. */
    private transient INDArray startHidden;

    private transient INDArray startCell;

    public FastLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public void leaveOutInputGradient() {
        inputGradientUnused = true;
    }

    private FastLstm fastConf() {
        return (FastLstm) layerConf();
    }

    private boolean served() {
        return maskArray == null
                && input.rank() == 3
                && permuteIfNWC(input).size(1) == layerConf().getNIn()
                && KernelPass.serves(
                        dataType, layerConf().getActivationFn(), layerConf().getGateActivationFn());
    }

    /** The state that the last pass began with was not this input's. */
    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        startHidden = null;
        startCell = null;
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return activate(training, workspaces);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return served() ? forward(Map.of(), training, workspaces) : super.activate(training, workspaces);
    }

    @Override
    public INDArray activateLastStep(boolean training, LayerWorkspaceMgr workspaces) {
        return served() ? forward(Map.of(), training, true, workspaces) : null;
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        if (!served()) {
            return super.rnnTimeStep(input, workspaces);
        }
        INDArray output = forward(stateMap, false, workspaces);
        keepState(output, stateMap);
        return output;
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        if (!served()) {
            return super.rnnActivateUsingStoredState(input, training, storeLastForTBPTT, workspaces);
        }
        INDArray output = forward(tBpttStateMap, training, workspaces);
        if (storeLastForTBPTT) {
            keepState(output, tBpttStateMap);
        }
        return output;
    }

    private void keepState(INDArray output, Map<String, INDArray> state) {
        INDArray sequence = permuteIfNWC(output);
        INDArray lastHidden = Steps.at(sequence, sequence.size(2) - 1);
        state.put(STATE_KEY_PREV_ACTIVATION, lastHidden.dup('f').detach());
        state.put(STATE_KEY_PREV_MEMCELL, kernel.finalCellState(sequence.size(0)));
    }

    private INDArray forward(Map<String, INDArray> start, boolean training, LayerWorkspaceMgr workspaces) {
        return permuteIfNWC(forward(start, training, false, workspaces));
    }

    /** The outputs [batch, nOut, timeSteps], or [batch, nOut] of the last step. */
    private INDArray forward(
            Map<String, INDArray> start, boolean training, boolean lastStepOnly, LayerWorkspaceMgr workspaces) {
        applyDropOutIfNecessary(training, workspaces);
        startHidden = start.get(STATE_KEY_PREV_ACTIVATION);
        startCell = start.get(STATE_KEY_PREV_MEMCELL);
        INDArray x = permuteIfNWC(input.castTo(dataType));
        if (startHidden != null && startHidden.size(0) != x.size(0)) {
            throw new IllegalStateException("the stored state is of " + startHidden.size(0)
                    + " sequences, the input of " + x.size(0)
                    + ": call rnnClearPreviousState() between batches " + layerId());
        }
        if (kernel == null) {
            kernel = new KernelPass(
                    CellType.LSTM,
                    layerConf().getNIn(),
                    layerConf().getNOut(),
                    fastConf().getThreads());
        }
        // In DL4J's order, so that weight noise draws the same for both.
        getParamWithNoise(LSTMParamInitializer.RECURRENT_WEIGHT_KEY, training, workspaces);
        long[] all = {x.size(0), layerConf().getNOut(), x.size(2)};
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, dataType, lastStepOnly ? Arrays.copyOf(all, 2) : all, 'f');
        tracedInput = null;
        kernel.forward(
                x,
                key -> getParamWithNoise(key, training, workspaces),
                new KernelPass.State(startHidden, startCell),
                output,
                training);
        tracedInput = training ? input : null;
        return output;
    }

    @Override
    public boolean goesBackFromLastStep() {
        return served() && isTraced();
    }

    private boolean isTraced() {
        return tracedInput != null && tracedInput == input;
    }

    /** Takes the gradient of the whole output, or from {@link FastLastTimeStep} that of the last step, [batch, nOut]. */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (!served()) {
            return super.backpropGradient(epsilon, workspaces);
        }
        if (!isTraced()) {
            Map<String, INDArray> start = startHidden == null
                    ? Map.of()
                    : Map.of(STATE_KEY_PREV_ACTIVATION, startHidden, STATE_KEY_PREV_MEMCELL, startCell);
            forward(start, true, workspaces);
        }
        tracedInput = null;
        INDArray dx = !inputGradientUnused
                ? workspaces.createUninitialized(
                        ArrayType.ACTIVATION_GRAD, dataType, permuteIfNWC(input).shape(), 'f')
                : null;
        INDArray dy = epsilon.castTo(dataType);
        kernel.backward(dy.rank() == 2 ? dy : permuteIfNWC(dy), gradientViews, dx);
        weightNoiseParams.clear();
        Gradient gradient = new DefaultGradient(gradientsFlattened);
        gradientViews.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(gradient, dx == null ? null : permuteIfNWC(backpropDropOutIfPresent(dx)));
    }
}
