package gatewise.cpu;

import gatewise.cell.CellType;
import gatewise.kernel.KernelKind;
import gatewise.kernel.NetworkKernel;
import gatewise.layer.Padding;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The passes of one fast layer on its kernel, and what a pass forward leaves for the pass backward.
 *
 * <p>The pass forward runs once a training step. Under truncated back-propagation through time, gradients are those of
 * the segment as it was really run, from the state that it began with. Masks that only say where sequences end become
 * lengths; for others the layer is not served.
 */
final class KernelRuns {
    private final KernelLayer layer;
    private final KernelKind kind;
    private final CellType cell;
    private final int threads;
    private final Inside inside;
    private final BaseRecurrentLayer conf;

    private KernelPass kernel;
    private boolean inputGradientUnused;

    /** What the mask below says of the layer's input; null until somebody asks. */
    private Padding padding;

    private INDArray readMask;

    /** Whether that mask was given for the input to come. */
    private boolean isMaskAhead;

    /** The input and mask of the last training pass forward that no pass backward has consumed; else null. */
    private INDArray tracedInput;

    private INDArray tracedMask;

    /** The state that the last pass forward began with, each [batch, nOut], or null for zeros. */
    private INDArray startHidden;

    private INDArray startCell;

    /** What DL4J's layers show to their subclasses alone. */
    record Inside(
            Parameters parameters,
            Supplier<Map<String, INDArray>> gradientViews,
            UnaryOperator<INDArray> throughDropOut) {
        /** Gives a parameter by its key, with the weight noise of training if there is any. */
        interface Parameters {
            INDArray get(String key, boolean training, LayerWorkspaceMgr workspaces);
        }
    }

    KernelRuns(KernelLayer layer, KernelKind kind, CellType cell, int threads, Inside inside) {
        this.layer = layer;
        this.kind = kind;
        this.cell = cell;
        this.threads = threads;
        this.inside = inside;
        conf = (BaseRecurrentLayer) layer.conf().getLayer();
    }

    /** The layer as a part of a whole network's kernel. */
    NetworkKernel.Layer shape() {
        return new NetworkKernel.Layer(kind, cell, (int) conf.getNIn(), (int) conf.getNOut());
    }

    int threads() {
        return threads;
    }

    void leaveOutInputGradient() {
        inputGradientUnused = true;
    }

    /** To be called when the layer is given another input: the state that the last pass began with was not that one's. */
    void inputChanged() {
        startHidden = null;
        startCell = null;
        if (!isMaskAhead) {
            padding = null; // the same array may hold other values
        }
        isMaskAhead = false;
    }

    /** Whether the kernel computes the input and the mask that the layer has. */
    boolean served() {
        INDArray input = layer.input();
        return input != null
                && input.rank() == 3
                && layer.isComputable()
                && layer.permuted(input).size(1) == conf.getNIn()
                && padding().onRightOnly()
                && !padding().hasEmptySequence();
    }

    /** Read once an input: a mask may be long. */
    private Padding padding() {
        INDArray sequence = layer.permuted(layer.input());
        if (padding == null || readMask != layer.getMaskArray() || !isOf(sequence, readMask)) {
            readMask = layer.getMaskArray();
            padding = Padding.of(readMask, sequence.size(0), sequence.size(2));
        }
        return padding;
    }

    private static boolean isOf(INDArray sequence, INDArray mask) {
        return mask == null || mask.rank() != 2 || mask.size(0) == sequence.size(0) && mask.size(1) == sequence.size(2);
    }

    /** Whether a mask that comes before its input, if it is of that input's sequences, only says where they end. */
    boolean showsEnds(INDArray mask) {
        if (mask == null || mask.rank() != 2) {
            return false;
        }
        readMask = mask;
        padding = Padding.of(mask, mask.size(0), mask.size(1));
        isMaskAhead = true;
        return padding.onRightOnly();
    }

    /** To be called before DL4J's LSTM goes back: it leaves its mask out, which counts the steps that are hidden before others. */
    void requireMaskOfEnds() {
        if (!padding().onRightOnly()) {
            throw new DL4JInvalidInputException(
                    "a mask hides steps before or within a sequence, for which DL4J's LSTM has"
                            + " wrong gradients: masks [batch, timeSteps] of ones and then zeros are served (layer "
                            + layer.getIndex() + ")");
        }
    }

    /** The whole output in the layer's own order of dimensions. */
    INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return layer.permuted(forward(Map.of(), training, false, workspaces));
    }

    /** The same from a stored state, which is replaced by that after the last step of each sequence. */
    INDArray goOn(Map<String, INDArray> state, boolean training, boolean store, LayerWorkspaceMgr workspaces) {
        INDArray output = forward(state, training, false, workspaces);
        if (store) {
            state.put(LSTM.STATE_KEY_PREV_ACTIVATION, kernel.finalHiddenState(output.size(0)));
            if (cell.hasCellState()) {
                state.put(LSTM.STATE_KEY_PREV_MEMCELL, kernel.finalCellState(output.size(0)));
            }
        }
        return layer.permuted(output);
    }

    /** The outputs [batch, nOut, timeSteps], or [batch, nOut] of the last step of each sequence. */
    INDArray forward(
            Map<String, INDArray> start, boolean training, boolean lastStepOnly, LayerWorkspaceMgr workspaces) {
        INDArray x = layer.readyInput(training, workspaces);
        startHidden = start.get(LSTM.STATE_KEY_PREV_ACTIVATION);
        startCell = start.get(LSTM.STATE_KEY_PREV_MEMCELL);
        if (startHidden != null && startHidden.size(0) != x.size(0)) {
            throw new IllegalStateException("the stored state is of " + startHidden.size(0)
                    + " sequences, the input of " + x.size(0)
                    + ": call rnnClearPreviousState() between batches (layer " + layer.getIndex() + ")");
        }
        long[] all = {x.size(0), conf.getNOut(), x.size(2)};
        INDArray output = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, DataType.FLOAT, lastStepOnly ? Arrays.copyOf(all, 2) : all, 'f');
        run(x, output, false, training, workspaces);
        return output;
    }

    /** From zeros in one direction into columns of an array, [batch, nOut, timeSteps] or [batch, nOut] for the last step. */
    void forwardInto(INDArray output, boolean backward, boolean training, LayerWorkspaceMgr workspaces) {
        startHidden = null;
        startCell = null;
        run(layer.readyInput(training, workspaces), output, backward, training, workspaces);
    }

    private void run(INDArray x, INDArray output, boolean backward, boolean training, LayerWorkspaceMgr workspaces) {
        if (kernel == null) {
            kernel = new KernelPass(kind, cell, conf.getNIn(), conf.getNOut(), threads);
        }
        tracedInput = null;
        kernel.forward(
                new KernelPass.Input(x, padding().lengths(), backward),
                key -> inside.parameters().get(key, training, workspaces),
                new KernelPass.State(startHidden, startCell),
                output,
                training);
        if (training) {
            tracedInput = layer.input();
            tracedMask = layer.getMaskArray();
        }
    }

    /** Whether the last pass forward was a training one of the input and the mask that the layer still has. */
    boolean isTraced() {
        return tracedInput != null && tracedInput == layer.input() && tracedMask == layer.getMaskArray();
    }

    /** Whether the kernel can go back over what the layer has, after a pass forward of its own where that is missing. */
    boolean goesBack() {
        return isTraced() || served();
    }

    INDArray startHidden() {
        return startHidden;
    }

    /** Takes the gradient of the whole output, or [batch, nOut] of the last step of each sequence. */
    Pair<Gradient, INDArray> back(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        if (!isTraced()) {
            Map<String, INDArray> start = startHidden == null
                    ? Map.of()
                    : startCell == null
                            ? Map.of(LSTM.STATE_KEY_PREV_ACTIVATION, startHidden)
                            : Map.of(
                                    LSTM.STATE_KEY_PREV_ACTIVATION,
                                    startHidden,
                                    LSTM.STATE_KEY_PREV_MEMCELL,
                                    startCell);
            forward(start, true, false, workspaces);
        }
        INDArray dy = epsilon.castTo(DataType.FLOAT);
        return backFrom(dy.rank() == 2 ? dy : layer.permuted(dy), workspaces);
    }

    /** As {@link #back}, from [batch, nOut, timeSteps] after a traced pass. */
    Pair<Gradient, INDArray> backFrom(INDArray dy, LayerWorkspaceMgr workspaces) {
        tracedInput = null;
        INDArray dx = !inputGradientUnused
                ? workspaces.createUninitialized(
                        ArrayType.ACTIVATION_GRAD,
                        DataType.FLOAT,
                        layer.permuted(layer.input()).shape(),
                        'f')
                : null;
        Map<String, INDArray> views = inside.gradientViews().get();
        kernel.backward(dy, views, dx);
        layer.clearNoiseWeightParams();
        Gradient gradient = new DefaultGradient(layer.getGradientsViewArray());
        views.forEach((key, view) -> gradient.gradientForVariable().put(key, view));
        return new Pair<>(
                gradient,
                dx == null ? null : layer.permuted(inside.throughDropOut().apply(dx)));
    }
}
