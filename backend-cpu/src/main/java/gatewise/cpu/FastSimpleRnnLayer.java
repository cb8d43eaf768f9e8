package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.kernel.KernelKind;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastSimpleRnn} at work. */
final class FastSimpleRnnLayer extends SimpleRnn implements KernelLayer {
    private static final long serialVersionUID = 1L;

    private transient KernelRuns runs;

    public FastSimpleRnnLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public KernelRuns runs() {
        if (runs == null) {
            KernelRuns.Inside inside =
                    new KernelRuns.Inside(this::getParamWithNoise, () -> gradientViews, this::backpropDropOutIfPresent);
            int threads = ((FastSimpleRnn) layerConf()).getThreads();
            runs = new KernelRuns(this, KernelKind.OPENBLAS, CellType.SIMPLE, threads, inside);
        }
        return runs;
    }

    @Override
    public boolean isComputable() {
        return KernelPass.serves(dataType, layerConf().getActivationFn()) && !hasLayerNorm();
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
}
