package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.layer.GruLayer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastGru} at work. */
final class FastGruLayer extends GruLayer implements FastLastTimeStepLayer.Source, InputGradient {
    private static final long serialVersionUID = 1L;

    private transient KernelPass kernel;

    /** Whether the last pass forward was the kernel's. */
    private transient boolean byKernel;

    private transient boolean inputGradientUnused;

    public FastGruLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public void leaveOutInputGradient() {
        inputGradientUnused = true;
    }

    private FastGru fastConf() {
        return (FastGru) layerConf();
    }

    @Override
    protected boolean needsInputGradient() {
        return !inputGradientUnused;
    }

    private boolean served() {
        return maskArray == null
                && KernelPass.serves(
                        dataType, layerConf().getActivationFn(), layerConf().getGateActivationFn());
    }

    @Override
    public INDArray activateLastStep(boolean training, LayerWorkspaceMgr workspaces) {
        return served() ? forward(null, training, true, workspaces) : null;
    }

    /** Writes the whole output, or for {@link FastLastTimeStep} that of the last step, [batch, nOut]. */
    @Override
    protected void passForward(
            INDArray x, INDArray start, INDArray output, boolean training, LayerWorkspaceMgr workspaces) {
        byKernel = served();
        if (!byKernel) {
            super.passForward(x, start, output, training, workspaces);
            return;
        }
        if (kernel == null) {
            CellType cell = layerConf().isResetAfter() ? CellType.GRU_RESET_AFTER : CellType.GRU_RESET_BEFORE;
            kernel = new KernelPass(
                    cell,
                    layerConf().getNIn(),
                    layerConf().getNOut(),
                    fastConf().getThreads());
        }
        kernel.forward(
                x,
                key -> getParamWithNoise(key, training, workspaces),
                new KernelPass.State(start, null),
                output,
                training);
    }

    @Override
    public boolean goesBackFromLastStep() {
        return byKernel && isTraced();
    }

    /** Takes the gradient of the whole output, or from {@link FastLastTimeStep} that of the last step, [batch, nOut]. */
    @Override
    protected void passBackward(
            INDArray x, INDArray start, INDArray dy, int backwardSteps, INDArray dx, LayerWorkspaceMgr workspaces) {
        if (!byKernel) {
            super.passBackward(x, start, dy, backwardSteps, dx, workspaces);
        } else if (backwardSteps >= x.size(2)) {
            kernel.backward(dy, gradientViews, dx);
        } else {
            // The kernel goes back over whole sequences only; DL4J's own training never asks for less.
            INDArray output = dy.ulike();
            super.passForward(x, start, output, true, workspaces);
            super.passBackward(x, start, dy, backwardSteps, dx, workspaces);
        }
    }
}
