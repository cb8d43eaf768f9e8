package gatewise.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What Slice takes along one axis (ONNX operators, "Slice"): from {@code start} on, up to but without {@code end}.
 *
 * @param start counted from the end if negative, as is {@code end}
 */
record SliceRange(int axis, int start, int end, int step) {

    /** Bounds are attributes up to operator set 9, inputs since. */
    static List<SliceRange> of(Node node, List<Tensor> inputs, int rank) {
        int[] starts = bounds(node, inputs, 1, "starts");
        int[] ends = bounds(node, inputs, 2, "ends");
        int[] axes = bounds(node, inputs, 3, "axes");
        int[] steps = bounds(node, inputs, 4, "steps");
        if (starts == null || ends == null) {
            throw node.refusal("has no bounds", "starts and ends");
        }
        List<SliceRange> ranges = new ArrayList<>();
        for (int i = 0; i < starts.length; i++) {
            int axis = axes == null ? i : Shapes.axis(axes[i], rank);
            ranges.add(new SliceRange(axis, starts[i], ends[i], steps == null ? 1 : steps[i]));
        }
        return ranges;
    }

    private static int[] bounds(Node node, List<Tensor> inputs, int index, String attribute) {
        return index < inputs.size() && inputs.get(index) != null
                ? Shapes.ints(node, inputs.get(index))
                : node.numbers(attribute);
    }

    /** The elements that it takes of so many. */
    int[] indices(int size) {
        int from = clamp(start < 0 ? start + (long) size : start, 0, step > 0 ? size : size - 1);
        int to = clamp(end < 0 ? end + (long) size : end, step > 0 ? 0 : -1, step > 0 ? size : size - 1);
        long by = step;
        long count = by > 0 ? (to - from + by - 1) / by : (from - to - by - 1) / -by;
        return IntStream.range(0, (int) Math.max(0, count))
                .map(i -> (int) (from + i * by))
                .toArray();
    }

    private static int clamp(long value, int least, int most) {
        return (int) Math.max(least, Math.min(most, value));
    }

    /** Whether it takes all elements in order, however many there are. */
    boolean takesAll() {
        return start == 0 && end == Integer.MAX_VALUE && step == 1;
    }

    /** Whether it takes all elements from the last to the first, however many there are. */
    boolean reversesAll() {
        return (start == -1 || start == Integer.MAX_VALUE) && end == Integer.MIN_VALUE && step == -1;
    }

    /** Whether it takes the last element alone, however many there are. */
    boolean takesLast() {
        return start == -1 && end == Integer.MAX_VALUE && step == 1;
    }

    /** Whether it takes the first element alone, however many there are. */
    boolean takesFirst() {
        return start == 0 && end == 1 && step == 1;
    }
}
