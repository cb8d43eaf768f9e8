package gatewise.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;
import static org.nd4j.linalg.indexing.NDArrayIndex.point;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.util.TimeSeriesUtils;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;

/** A {@link BidirectionalEnd} at work. */
public class BidirectionalEndLayer extends BaseWrapperLayer {
    private static final long serialVersionUID = 1L;

    private transient long[] sequenceShape;

    /**
     * Around a layer.
     *
     * @param underlying of a {@code Bidirectional}
     */
    public BidirectionalEndLayer(Layer underlying) {
        super(underlying);
    }

    @Override
    public Type type() {
        return Type.FEED_FORWARD;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
        return ends(underlying.activate(training, workspaces), workspaces);
    }

    @Override
    public INDArray activate(INDArray input, boolean training, LayerWorkspaceMgr workspaces) {
        return ends(underlying.activate(input, training, workspaces), workspaces);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
        INDArray sequence = workspaces.create(ArrayType.BP_WORKING_MEM, epsilon.dataType(), sequenceShape, 'f');
        move(epsilon, sequence, false);
        return underlying.backpropGradient(isNwc() ? sequence.permute(0, 2, 1) : sequence, workspaces);
    }

    @Override
    public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int batchSize) {
        underlying.feedForwardMaskArray(mask, state, batchSize);
        setMaskArray(mask);
        return new Pair<>(null, state);
    }

    private INDArray ends(INDArray output, LayerWorkspaceMgr workspaces) {
        INDArray sequence = isNwc() ? output.permute(0, 2, 1) : output;
        sequenceShape = sequence.shape();
        INDArray ends = workspaces.createUninitialized(
                ArrayType.ACTIVATIONS, output.dataType(), new long[] {sequenceShape[0], sequenceShape[1]}, 'f');
        move(ends, sequence, true);
        return ends;
    }

    /** Between the ends [batch, size] and their places in a sequence [batch, size, timeSteps]. */
    private void move(INDArray ends, INDArray sequence, boolean toEnds) {
        long size = sequenceShape[1];
        long last = sequenceShape[2] - 1;
        INDArray mask = getMaskArray();
        if (mask == null) {
            copy(ends, sequence, all(), 0, size / 2, last, toEnds);
            copy(ends, sequence, all(), size / 2, size, 0, toEnds);
            return;
        }
        for (long example = 0; example < sequenceShape[0]; example++) {
            INDArray kept = mask.getRow(example);
            long from = 0;
            while (from < last && kept.getDouble(from) == 0) {
                from++;
            }
            long to = last;
            while (to > from && kept.getDouble(to) == 0) {
                to--;
            }
            copy(ends, sequence, interval(example, example + 1), 0, size / 2, to, toEnds);
            copy(ends, sequence, interval(example, example + 1), size / 2, size, from, toEnds);
        }
    }

    private static void copy(
            INDArray ends, INDArray sequence, INDArrayIndex examples, long from, long to, long step, boolean toEnds) {
        INDArray end = ends.get(examples, interval(from, to));
        INDArray place = sequence.get(examples, interval(from, to), point(step));
        if (toEnds) {
            end.assign(place.reshape(end.shape()));
        } else {
            place.assign(end.reshape(place.shape()));
        }
    }

    private boolean isNwc() {
        return TimeSeriesUtils.getFormatFromRnnLayer(underlying.conf().getLayer()) == RNNFormat.NWC;
    }
}
