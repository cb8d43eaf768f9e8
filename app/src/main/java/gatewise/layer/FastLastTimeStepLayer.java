package gatewise.layer;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastLastTimeStep} at work. */
public class FastLastTimeStepLayer extends LastTimeStepLayer {
    private static final long serialVersionUID = 1L;

    public FastLastTimeStepLayer(Layer underlying) {
        super(underlying);
    }

    /** A layer that can go back from the gradient of its last step alone. */
    interface Source {
        /** Whether its last pass forward was one that it can go back from so. */
        boolean goesBackFromLastStep();
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return getUnderlying() instanceof Source source && source.goesBackFromLastStep()
                ? getUnderlying().backpropGradient(epsilon, workspaces)
                : super.backpropGradient(epsilon, workspaces);
    }
}
