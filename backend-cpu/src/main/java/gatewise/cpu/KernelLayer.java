package gatewise.cpu;

import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A recurrent layer of DL4J whose passes {@link KernelRuns} computes, and what that needs to know of it. */
interface KernelLayer extends Layer, FastLastTimeStepLayer.Source, InputGradient {
    /** Its passes. */
    KernelRuns runs();

    /** Whether the kernel knows the arithmetic that the layer is configured to, whatever its input. */
    boolean isComputable();

    /** The input after dropout, [batch, nIn, timeSteps] of the layer's type. */
    INDArray readyInput(boolean training, LayerWorkspaceMgr workspaces);

    /** The order of dimensions of its sequences. */
    RNNFormat getDataFormat();

    /** Between [batch, size, timeSteps] and the layer's own order of dimensions. */
    default INDArray permuted(INDArray sequence) {
        return getDataFormat() == RNNFormat.NWC ? sequence.permute(0, 2, 1) : sequence;
    }

    @Override
    default void leaveOutInputGradient() {
        runs().leaveOutInputGradient();
    }

    @Override
    default INDArray activateLastStep(boolean training, LayerWorkspaceMgr workspaces) {
        return runs().served() ? runs().forward(Map.of(), training, true, workspaces) : null;
    }

    @Override
    default boolean goesBackFromLastStep() {
        return runs().isTraced();
    }
}
