package gatewise.cpu;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import gatewise.layer.BidirectionalByLengthLayer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** A {@link FastBidirectional} at work. */
final class FastBidirectionalLayer extends BidirectionalByLengthLayer implements InputGradient {
    private static final long serialVersionUID = 1L;

    private final Layer forward;
    private final Layer backward;

    /** Whether the kernels compute the input and the mask; null until somebody asks. */
    private Boolean served;

    FastBidirectionalLayer(NeuralNetConfiguration conf, Layer forward, Layer backward, INDArray parameters) {
        super(conf, forward, backward, parameters);
        this.forward = forward;
        this.backward = backward;
    }

    @Override
    public void leaveOutInputGradient() {
        if (forward instanceof KernelLayer first && backward instanceof KernelLayer second) {
            first.leaveOutInputGradient();
            second.leaveOutInputGradient();
        }
    }

    /** Neither direction may change what the other reads. */
    @Override
    public void allowInputModification(boolean allow) {
        forward.allowInputModification(false);
        backward.allowInputModification(false);
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        super.setInput(input, workspaces);
        served = null;
    }

    @Override
    public void clear() {
        super.clear();
        served = null;
    }

    @Override
    public void setMaskArray(INDArray mask) {
        super.setMaskArray(mask);
        served = null;
    }

    /** Whether the kernels compute the input and the mask that the layer has; gives these to both directions. */
    boolean served(LayerWorkspaceMgr workspaces) {
        if (served == null) {
            served = ((Bidirectional) conf().getLayer()).getMode() == Bidirectional.Mode.CONCAT
                    && forward instanceof KernelLayer first
                    && backward instanceof KernelLayer second
                    && isServed(first, workspaces)
                    && isServed(second, workspaces);
        }
        return served;
    }

    private boolean isServed(KernelLayer direction, LayerWorkspaceMgr workspaces) {
        direction.setInput(input(), workspaces);
        direction.setMaskArray(getMaskArray());
        return direction.runs().served();
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return served(workspaces)
                ? direction(forward).permuted(output(false, training, workspaces))
                : super.activate(training, workspaces);
    }

    /** Both directions' halves, [batch, 2 * nOut, timeSteps] or [batch, 2 * nOut] of the step that each ends with. */
    INDArray output(boolean endsOnly, boolean training, LayerWorkspaceMgr workspaces) {
        INDArray x = direction(forward).permuted(input());
        long size = size();
        long[] shape = endsOnly ? new long[] {x.size(0), 2 * size} : new long[] {x.size(0), 2 * size, x.size(2)};
        INDArray output = workspaces.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'f');
        direction(forward).runs().forwardInto(half(output, 0, size), false, training, workspaces);
        direction(backward).runs().forwardInto(half(output, size, 2 * size), true, training, workspaces);
        return output;
    }

    private long size() {
        return ((BaseRecurrentLayer) forward.conf().getLayer()).getNOut();
    }

    private static KernelLayer direction(Layer layer) {
        return (KernelLayer) layer;
    }

    private static INDArray half(INDArray both, long from, long to) {
        INDArrayIndex[] columns = {all(), interval(from, to), all()};
        return both.rank() == 2 ? both.get(columns[0], columns[1]) : both.get(columns);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (!served(workspaces)) {
            return super.backpropGradient(epsilon, workspaces);
        }
        INDArray dy = epsilon.castTo(DataType.FLOAT);
        return back(dy.rank() == 2 ? dy : direction(forward).permuted(dy), workspaces);
    }

    /** From the gradient of {@link #output}. */
    private Pair<Gradient, INDArray> back(INDArray dy, LayerWorkspaceMgr workspaces) {
        KernelRuns first = direction(forward).runs();
        KernelRuns second = direction(backward).runs();
        if (!first.isTraced() || !second.isTraced()) {
            output(false, true, workspaces);
        }
        long size = size();
        Pair<Gradient, INDArray> forwards = first.backFrom(half(dy, 0, size), workspaces);
        Pair<Gradient, INDArray> backwards = second.backFrom(half(dy, size, 2 * size), workspaces);
        INDArray dx = forwards.getSecond();
        return new Pair<>(
                joined(forwards.getFirst(), backwards.getFirst()), dx == null ? null : dx.addi(backwards.getSecond()));
    }
}
