package gatewise.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.BaseRecurrentLayer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.params.BidirectionalParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.ReverseSequence;
import org.nd4j.linalg.factory.Nd4j;

/** A {@link BidirectionalByLength} at work. */
public class BidirectionalByLengthLayer extends BidirectionalLayer {
    private static final long serialVersionUID = 1L;

    private final transient Layer forward;
    private final transient Layer backward;
    private transient INDArray input;
    private transient INDArray mask;

    /** Whether both directions have been given the input. */
    private boolean given;

    /** Of the input that was given by lengths, or null if it was given as DL4J does. */
    private int[] lengths;

    /** What the directions put out last, for the mode that multiplies them. */
    private transient INDArray forwardOutput;

    private transient INDArray backwardOutput;

    /**
     * Around a layer a direction.
     *
     * @param conf whose layer is a {@link Bidirectional}
     * @param forward reads from the first step to the last
     * @param backward reads from the last step to the first
     * @param parameters of both
     */
    protected BidirectionalByLengthLayer(
            NeuralNetConfiguration conf, Layer forward, Layer backward, INDArray parameters) {
        super(conf, forward, backward, parameters);
        this.forward = forward;
        this.backward = backward;
    }

    /** {@return the layer that reads from the first step to the last} */
    protected final Layer forwardLayer() {
        return forward;
    }

    /** {@return the layer that reads from the last step to the first} */
    protected final Layer backwardLayer() {
        return backward;
    }

    /** DL4J's own makes a reversed copy at once, when the mask need not be known yet. */
    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
        this.input = input;
        given = false;
    }

    @Override
    public INDArray input() {
        return input;
    }

    @Override
    public void setMaskArray(INDArray mask) {
        this.mask = mask;
        given = false;
    }

    @Override
    public INDArray getMaskArray() {
        return mask;
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batch) {
        setMaskArray(mask);
        return forward.feedForwardMaskArray(mask, state, batch);
    }

    @Override
    public void clear() {
        super.clear();
        input = null;
        mask = null;
        given = false;
        forwardOutput = null;
        backwardOutput = null;
    }

    private void giveInput(LayerWorkspaceMgr workspaces) {
        if (given) {
            return;
        }
        given = true;
        lengths = null;
        boolean isSequence = input.rank() == 3 && forward instanceof BaseRecurrentLayer;
        INDArray sequence = isSequence ? permuted(input) : input;
        Padding padding = isSequence ? Padding.of(mask, sequence.size(0), sequence.size(2)) : new Padding(false, null);
        if (padding.lengths() == null) {
            if (isSequence && !padding.onRightOnly() && forward instanceof LSTM) {
                throw new DL4JInvalidInputException(
                        "a mask hides steps before or within a sequence: in both directions an LSTM or a simple recurrent"
                                + " layer reads masks [batch, timeSteps] of ones and then zeros alone (layer "
                                + getIndex()
                                + ")");
            }
            super.setInput(input, workspaces);
            super.setMaskArray(padding.onRightOnly() ? null : mask);
            return;
        }
        lengths = padding.lengths();
        forward.setMaskArray(null);
        backward.setMaskArray(null);
        INDArray valid = valid(sequence);
        forward.setInput(permuted(valid), workspaces);
        backward.setInput(permuted(reversed(valid)), workspaces);
    }

    /** A copy with zeros past the end of each sequence, in no workspace. */
    @SuppressWarnings("try")
    private INDArray valid(INDArray sequence) {
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            INDArray valid = sequence.dup('f');
            for (int row = 0; row < lengths.length; row++) {
                if (lengths[row] < valid.size(2)) {
                    valid.get(interval(row, row + 1), all(), interval(lengths[row], valid.size(2)))
                            .assign(0);
                }
            }
            return valid;
        }
    }

    /** Each sequence reversed within its length. */
    @SuppressWarnings("try")
    private INDArray reversed(INDArray valid) {
        try (MemoryWorkspace none = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
            return Nd4j.exec(new ReverseSequence(valid, Nd4j.createFromArray(lengths), 2, 0))[0];
        }
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        setInput(input, workspaces);
        return activate(training, workspaces);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        giveInput(workspaces);
        if (lengths == null) {
            return super.activate(training, workspaces);
        }
        INDArray first = valid(permuted(forward.activate(training, workspaces)));
        INDArray second = reversed(valid(permuted(backward.activate(training, workspaces))));
        forwardOutput = first;
        backwardOutput = second;
        INDArray joined = switch (mode()) {
            case CONCAT -> Nd4j.concat(1, first, second);
            case ADD -> first.add(second);
            case AVERAGE -> first.add(second).muli(0.5);
            case MUL -> first.mul(second);
        };
        return permuted(workspaces.dup(ArrayType.ACTIVATIONS, joined, 'f'));
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        giveInput(workspaces);
        if (lengths == null) {
            return super.backpropGradient(epsilon, workspaces);
        }
        INDArray dy = permuted(epsilon);
        long half = dy.size(1) / 2;
        INDArray toForward = switch (mode()) {
            case CONCAT -> dy.get(all(), interval(0, half), all());
            case ADD -> dy;
            case AVERAGE -> dy.mul(0.5);
            case MUL -> dy.mul(backwardOutput);
        };
        INDArray toBackward = switch (mode()) {
            case CONCAT -> dy.get(all(), interval(half, 2 * half), all());
            case ADD -> dy;
            case AVERAGE -> dy.mul(0.5);
            case MUL -> dy.mul(forwardOutput);
        };
        Pair<Gradient, INDArray> forwards = forward.backpropGradient(permuted(valid(toForward)), workspaces);
        Pair<Gradient, INDArray> backwards =
                backward.backpropGradient(permuted(reversed(valid(toBackward))), workspaces);
        INDArray dx = valid(permuted(forwards.getSecond())).addi(reversed(valid(permuted(backwards.getSecond()))));
        return new Pair<>(
                joined(forwards.getFirst(), backwards.getFirst()),
                permuted(workspaces.dup(ArrayType.ACTIVATION_GRAD, dx, 'f')));
    }

    /**
     * The gradients of both directions by the layer's own keys.
     *
     * @param forwards those of the forward layer
     * @param backwards those of the backward layer
     * @return both
     */
    protected final Gradient joined(Gradient forwards, Gradient backwards) {
        Gradient gradient = new DefaultGradient(getGradientsViewArray());
        forwards.gradientForVariable()
                .forEach((key, view) ->
                        gradient.gradientForVariable().put(BidirectionalParamInitializer.FORWARD_PREFIX + key, view));
        backwards
                .gradientForVariable()
                .forEach((key, view) ->
                        gradient.gradientForVariable().put(BidirectionalParamInitializer.BACKWARD_PREFIX + key, view));
        return gradient;
    }

    private Bidirectional.Mode mode() {
        return ((Bidirectional) conf().getLayer()).getMode();
    }

    /** Between [batch, size, timeSteps] and the layer's own order of dimensions. */
    private INDArray permuted(INDArray sequence) {
        boolean nwc = TimeSeriesUtils.getFormatFromRnnLayer(forward.conf().getLayer()) == RNNFormat.NWC;
        return nwc ? sequence.permute(0, 2, 1) : sequence;
    }
}
