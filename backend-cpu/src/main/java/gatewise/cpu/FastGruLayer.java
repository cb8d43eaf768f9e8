package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.layer.GruLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastGru} at work. */
final class FastGruLayer extends GruLayer implements KernelLayer {
    private static final long serialVersionUID = 1L;

    private transient KernelRuns runs;

    public FastGruLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public KernelRuns runs() {
        if (runs == null) {
            KernelRuns.Inside inside =
                    new KernelRuns.Inside(this::getParamWithNoise, () -> gradientViews, this::backpropDropOutIfPresent);
            CellType cell = layerConf().isResetAfter() ? CellType.GRU_RESET_AFTER : CellType.GRU_RESET_BEFORE;
            FastGru conf = (FastGru) layerConf();
            runs = new KernelRuns(this, conf.getKernel(), cell, conf.getThreads(), inside);
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
        return permuteIfNWC(input.castTo(dataType));
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        runs().inputChanged();
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
        return runs().goesBack() ? runs().back(epsilon, workspaces) : super.backpropGradient(epsilon, workspaces);
    }

    /** The kernel goes back over whole sequences only; DL4J's own training never asks for less. */
    @Override
    public Pair<Gradient, INDArray> tbpttBackpropGradient(
            INDArray epsilon, int backwardSteps, LayerWorkspaceMgr workspaces) {
        if (runs().goesBack()) {
            if (backwardSteps >= permuteIfNWC(input).size(2)) {
                return runs().back(epsilon, workspaces);
            }
            startFrom(runs().startHidden());
        }
        return super.tbpttBackpropGradient(epsilon, backwardSteps, workspaces);
    }
}
