package gatewise.export;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;

/**
 * A constant of a graph. Sizes that are known only when a model runs are held as {@link #BATCH} and {@link #STEPS}, so
 * that what exporters compute from the shape of an input can be followed; arithmetic on them gives {@link #UNKNOWN}.
 *
 * @param shape empty for a single number
 * @param values row-major
 */
record Tensor(int[] shape, double[] values) {
    Tensor {
        if (shape.length > Limits.MOST_AXES || extent(shape) > Limits.MOST_ELEMENTS) {
            throw new UserError("a constant has the shape " + Text.list(shape), "expected fewer axes, or smaller ones");
        }
    }

    /** The product of the sizes, of empty axes too, so that no part of it overflows; beyond the limit, anything above it. */
    private static long extent(int... shape) {
        long extent = 1;
        for (int size : shape) {
            extent = Math.min(extent, Limits.MOST_ELEMENTS + 1) * Math.max(1, size);
        }
        return extent;
    }

    /** The number of sequences in a batch. */
    static final double BATCH = -1e100;

    /** The number of steps of a sequence. */
    static final double STEPS = -2e100;

    /** What is computed from sizes that are not known. */
    static final double UNKNOWN = -Double.MAX_VALUE;

    static Tensor vector(double... values) {
        return new Tensor(new int[] {values.length}, values);
    }

    boolean isZero() {
        return Arrays.stream(values).allMatch(value -> value == 0);
    }

    /** Whether all values are those of the model, finite or not, and not sizes yet to be known. */
    boolean isKnown() {
        // No stream, whose call for each of many millions of values takes several times as long.
        for (double value : values) {
            if (value >= UNKNOWN && value <= BATCH) {
                return false;
            }
        }
        return true;
    }

    int rank() {
        return shape.length;
    }

    Tensor reshaped(int... newShape) {
        return new Tensor(newShape, values);
    }

    float[] floats() {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Such as {@code [1, 112, 28]}. */
    String shapeText() {
        return Text.list(shape);
    }

    /**
     * Picks elements along one axis.
     *
     * @param indices from 0
     * @param limits what the result counts against
     * @throws IndexOutOfBoundsException if there is no such element
     */
    Tensor take(int axis, int[] indices, Limits limits) {
        int inner = 1;
        for (int i = axis + 1; i < shape.length; i++) {
            inner *= shape[i];
        }
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape[i];
        }
        int[] newShape = shape.clone();
        newShape[axis] = indices.length;
        limits.hold((long) outer * indices.length * inner);
        double[] taken = new double[outer * indices.length * inner];
        for (int o = 0; o < outer && taken.length > 0; o++) {
            for (int i = 0; i < indices.length; i++) {
                int from = (o * shape[axis] + Math.floorMod(indices[i], shape[axis])) * inner;
                System.arraycopy(values, from, taken, (o * indices.length + i) * inner, inner);
            }
        }
        return new Tensor(newShape, taken);
    }

    /** One after the other along an axis; the other sizes must be equal. */
    static Tensor concat(int axis, List<Tensor> tensors, Limits limits) {
        int[] newShape = tensors.get(0).shape.clone();
        long length = tensors.stream().mapToLong(tensor -> tensor.shape[axis]).sum();
        long elements =
                tensors.stream().mapToLong(tensor -> tensor.values.length).sum();
        limits.hold(Math.max(length, elements));
        newShape[axis] = (int) length;
        int outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= newShape[i];
        }
        double[] all = new double[(int) elements];
        int to = 0;
        for (int o = 0; o < outer && all.length > 0; o++) {
            for (Tensor tensor : tensors) {
                int piece = tensor.values.length / outer;
                System.arraycopy(tensor.values, o * piece, all, to, piece);
                to += piece;
            }
        }
        return new Tensor(newShape, all);
    }

    /** Its axes in another order. */
    Tensor transposed(int[] order, Limits limits) {
        limits.hold(values.length);
        int[] newShape = new int[order.length];
        int[] strides = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            newShape[i] = shape[order[i]];
            strides[i] = 1;
            for (int j = order[i] + 1; j < shape.length; j++) {
                strides[i] *= shape[j];
            }
        }
        double[] moved = new double[values.length];
        int[] place = new int[order.length];
        for (int to = 0; to < moved.length; to++) {
            int from = 0;
            for (int i = 0; i < place.length; i++) {
                from += place[i] * strides[i];
            }
            moved[to] = values[from];
            for (int i = place.length - 1; i >= 0 && ++place[i] == newShape[i]; i--) {
                place[i] = 0;
            }
        }
        return new Tensor(newShape, moved);
    }
}
