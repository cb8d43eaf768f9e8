package gatewise.export;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** What ONNX's operators do to shapes. */
final class Shapes {
    private Shapes() {}

    /** Whole numbers, bounds beyond an int clamped. */
    static int[] ints(Node node, Tensor tensor) {
        if (!tensor.isKnown()) {
            throw node.refusal("reads a size that is known only when the model runs", "a number");
        }
        if (!Arrays.stream(tensor.values()).allMatch(Double::isFinite)) {
            throw node.refusal("reads a size that is no finite number", "a whole number");
        }
        return Arrays.stream(tensor.values()).mapToInt(Node::toInt).toArray();
    }

    /** The axis that a node names, from 0. */
    static int axis(Node node, int rank, long otherwise) {
        return axis(Node.toInt(node.number("axis", otherwise)), rank);
    }

    /** @throws IndexOutOfBoundsException if there is no such axis */
    static int axis(int axis, int rank) {
        return checkIndex(axis, rank);
    }

    /** An index from 0 of one that may count from the end. */
    static int checkIndex(int index, int size) {
        return Objects.checkIndex(index < 0 ? index + size : index, size);
    }

    /** The order of Transpose: by default all axes reversed. */
    static int[] order(Node node, int rank) {
        int[] order = node.numbers("perm");
        if (order == null) {
            return IntStream.range(0, rank).map(i -> rank - 1 - i).toArray();
        }
        boolean isPermutation = Arrays.equals(
                IntStream.range(0, rank).toArray(),
                Arrays.stream(order).sorted().toArray());
        if (!isPermutation) {
            throw node.refusal("has the order " + Text.list(order), rank + " axes, each once");
        }
        return order;
    }

    static int[] without(int[] shape, int axis) {
        return IntStream.range(0, shape.length)
                .filter(i -> i != axis)
                .map(i -> shape[i])
                .toArray();
    }

    static int[] unsqueezed(int[] shape, int[] axes) {
        int rank = shape.length + axes.length;
        boolean[] isNew = new boolean[rank];
        Arrays.stream(axes).forEach(axis -> isNew[axis(axis, rank)] = true);
        int[] unsqueezed = new int[rank];
        int next = 0;
        for (int i = 0; i < rank; i++) {
            unsqueezed[i] = isNew[i] ? 1 : shape[next++];
        }
        return unsqueezed;
    }

    /** @param axes null for all of size 1 */
    static int[] squeezed(Node node, int[] shape, int[] axes) {
        if (axes == null) {
            return Arrays.stream(shape).filter(size -> size != 1).toArray();
        }
        List<Integer> dropped = new ArrayList<>();
        for (int axis : axes) {
            if (shape[axis(axis, shape.length)] != 1) {
                throw node.refusal(
                        "drops axis " + axis + " of a constant of shape " + Text.list(shape), "an axis of size 1");
            }
            dropped.add(axis(axis, shape.length));
        }
        return IntStream.range(0, shape.length)
                .filter(i -> !dropped.contains(i))
                .map(i -> shape[i])
                .toArray();
    }

    /** 0 copies a size, -1 is what remains. */
    static int[] reshaped(Node node, int[] shape, Tensor target) {
        int[] sizes = ints(node, target);
        long all = Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
        int rest = -1;
        long product = 1;
        if (sizes.length > Limits.MOST_AXES) {
            throw node.refusal("gives a constant " + sizes.length + " axes", "at most " + Limits.MOST_AXES);
        }
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] == 0) {
                sizes[i] = shape[i];
            }
            if (sizes[i] == -1) {
                rest = i;
            } else {
                product = Math.multiplyExact(product, (long) sizes[i]);
            }
        }
        if (rest >= 0) {
            sizes[rest] = product == 0 ? 0 : (int) (all / product);
            product *= sizes[rest];
        }
        if (product != all) {
            throw node.refusal(
                    "gives a constant of shape " + Text.list(shape) + " the shape " + Text.list(sizes),
                    "one of as many elements");
        }
        return sizes;
    }
}
