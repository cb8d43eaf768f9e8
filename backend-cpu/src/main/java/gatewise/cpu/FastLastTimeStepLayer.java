package gatewise.cpu;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LastTimeStepLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastLastTimeStep} at work. */
final class FastLastTimeStepLayer extends LastTimeStepLayer {
    private static final long serialVersionUID = 1L;

    public FastLastTimeStepLayer(Layer underlying) {
        super(underlying);
    }

    /** A layer that can compute its last step alone, and go back from the gradient of it alone. */
    interface Source {
        /** The output of the last step [batch, nOut], or null where the layer can only give them all. */
        INDArray activateLastStep(boolean training, LayerWorkspaceMgr workspaces);

        /** Whether its last pass forward was one that it can go back from so. */
        boolean goesBackFromLastStep();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        INDArray last = getUnderlying() instanceof Source source ? source.activateLastStep(training, workspaces) : null;
        return last == null ? super.activate(training, workspaces) : last;
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return activate(training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (!(getUnderlying() instanceof Source source)) {
            return super.backpropGradient(epsilon, workspaces);
        }
        if (!source.goesBackFromLastStep()) {
            super.activate(true, workspaces);
        }
        return source.goesBackFromLastStep()
                ? getUnderlying().backpropGradient(epsilon, workspaces)
                : super.backpropGradient(epsilon, workspaces);
    }
}
