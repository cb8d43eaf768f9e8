package gatewise.cpu;

import gatewise.cell.CellType;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.LSTMParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastLstm} at work. */
final class FastLstmLayer extends LSTM implements KernelLayer {
    private static final long serialVersionUID = 1L;

    private transient KernelRuns runs;

    public FastLstmLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public KernelRuns runs() {
        if (runs == null) {
            KernelRuns.Inside inside =
                    new KernelRuns.Inside(this::getParamWithNoise, () -> gradientViews, this::backpropDropOutIfPresent);
            FastLstm conf = (FastLstm) layerConf();
            runs = new KernelRuns(this, conf.getKernel(), CellType.LSTM, conf.getThreads(), inside);
        }
        return runs;
    }

    @Override
    public boolean isComputable() {
        return KernelPass.serves(
                dataType, layerConf().getActivationFn(), layerConf().getGateActivationFn());
    }

    @Override
    public INDArray readyInput(boolean training, LayerWorkspaceMgr workspaces) {
        applyDropOutIfNecessary(training, workspaces);
        // In DL4J's order, so that weight noise draws the same for both.
        getParamWithNoise(LSTMParamInitializer.RECURRENT_WEIGHT_KEY, training, workspaces);
        return permuteIfNWC(input.castTo(dataType));
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        runs().inputChanged();
    }

    /** DL4J's own leaves masks to the layers above, and computes what they hide. */
    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
        setMaskArray(runs().showsEnds(mask) ? mask : null);
        return super.feedForwardMaskArray(mask, state, batch);
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return activate(training, workspaces);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return runs().served() ? runs().activate(training, workspaces) : super.activate(training, workspaces);
    }

    @Override
    public INDArray rnnTimeStep(INDArray input, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return runs().served() ? runs().goOn(stateMap, false, true, workspaces) : super.rnnTimeStep(input, workspaces);
    }

    @Override
    public INDArray rnnActivateUsingStoredState(
            INDArray input, boolean training, boolean storeLastForTBPTT, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return runs().served()
                ? runs().goOn(tBpttStateMap, training, storeLastForTBPTT, workspaces)
                : super.rnnActivateUsingStoredState(input, training, storeLastForTBPTT, workspaces);
    }

    /** Takes the gradient of the whole output, or from {@link FastLastTimeStep} that of the last step, [batch, nOut]. */
    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        assertInputSet(true);
        if (runs().goesBack()) {
            return runs().back(epsilon, workspaces);
        }
        runs().requireMaskOfEnds();
        return super.backpropGradient(epsilon, workspaces);
    }
}
