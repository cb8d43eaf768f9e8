package gatewise.cpu;

import gatewise.layer.BidirectionalEndLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A {@link FastBidirectionalEnd} at work. */
final class FastBidirectionalEndLayer extends BidirectionalEndLayer {
    private static final long serialVersionUID = 1L;

    FastBidirectionalEndLayer(Layer underlying) {
        super(underlying);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return getUnderlying() instanceof FastBidirectionalLayer both && both.served(workspaces)
                ? both.output(true, training, workspaces)
                : super.activate(training, workspaces);
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return activate(training, workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        return getUnderlying() instanceof FastBidirectionalLayer both && both.served(workspaces)
                ? both.backpropGradient(epsilon, workspaces)
                : super.backpropGradient(epsilon, workspaces);
    }
}
