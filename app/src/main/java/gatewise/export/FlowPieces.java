package gatewise.export;

import gatewise.export.Value.Axis;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import gatewise.export.Value.When;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Takes pieces of what flows to the answer: a step, a direction, or all steps in reverse. */
final class FlowPieces {
    private static final int MOST_INDICES = 1 << 20;

    private final Sizes sizes;

    FlowPieces(Sizes sizes) {
        this.sizes = sizes;
    }

    /** Some elements of an axis, by their indices. */
    Flow gather(Node node, Flow flow, Tensor indices) {
        int axis = Shapes.axis(node, flow.axes().size(), 0);
        int[] chosen = Shapes.ints(node, indices);
        Flow taken;
        switch (flow.axes().get(axis)) {
            case ONE -> {
                IntStream.of(chosen).forEach(index -> Shapes.checkIndex(index, 1));
                taken = flow;
            }
            case PARTS ->
                taken = flow.withParts(IntStream.of(chosen)
                        .mapToObj(index -> flow.parts()
                                .get(Shapes.checkIndex(index, flow.parts().size())))
                        .toList());
            case STEPS -> {
                if (chosen.length != 1) {
                    throw node.refusal("takes " + chosen.length + " steps", "the last one");
                }
                taken = step(node, flow, axis, chosen[0]);
            }
            default ->
                throw node.refusal(
                        "takes elements of an axis of " + flow.axesText() + " that has to stay whole",
                        "the last step, or a direction");
        }
        boolean isSingle = chosen.length == 1
                && (taken.axes().get(axis) == Axis.ONE || taken.axes().get(axis) == Axis.PARTS);
        if (indices.rank() == 0 && isSingle) {
            return taken.remove(axis);
        }
        if (indices.rank() != 1) {
            throw node.refusal("takes elements by indices of shape " + indices.shapeText(), "one index");
        }
        return taken;
    }

    /** One step, its axis kept with one element. */
    private Flow step(Node node, Flow flow, int axis, int index) {
        boolean first = index == 0;
        boolean last = index == -1 || sizes.steps() > 0 && index == sizes.steps() - 1;
        if (!first && !last) {
            throw node.refusal("takes step " + index, "the last step, which a network here ends with");
        }
        if (last && isByLengths(flow)) {
            throw node.refusal(
                    "takes the last step of sequences that end before it", "the state at each sequence's end");
        }
        return flow.replace(axis, Axis.ONE)
                .withParts(flow.parts().stream()
                        .map(part -> part.at(first == (part.when() == When.ALL) ? When.FIRST : When.LAST))
                        .toList());
    }

    private static boolean isByLengths(Flow flow) {
        return flow.parts().stream()
                .anyMatch(part -> part.source() != null && part.source().byLengths());
    }

    /** A range of each of some axes. */
    Flow slice(Node node, Flow flow, List<Tensor> tensors) {
        Flow sliced = flow;
        for (SliceRange range : SliceRange.of(node, tensors, flow.axes().size())) {
            sliced = slice(node, sliced, range);
        }
        return sliced;
    }

    private Flow slice(Node node, Flow flow, SliceRange range) {
        double size = sizes.of(flow, range.axis());
        // Of a longer axis none is picked out; a range of all of it tells by its bounds.
        boolean known = size >= 0 && size <= MOST_INDICES;
        int[] indices = known ? range.indices((int) size) : new int[0];
        boolean isAll = known ? indices.length == size && range.step() == 1 : range.takesAll();
        if (isAll) {
            return flow;
        }
        Axis axis = flow.axes().get(range.axis());
        if (axis == Axis.STEPS) {
            if (range.reversesAll() || known && indices.length == size) {
                if (isByLengths(flow)) {
                    throw node.refusal("reverses sequences of unequal lengths", "their own order");
                }
                return flow.withParts(flow.parts().stream()
                        .map(part -> part.at(part.when() == When.ALL ? When.REVERSED : When.ALL))
                        .toList());
            }
            boolean last = range.takesLast() || known && indices.length == 1 && indices[0] == size - 1;
            boolean first = range.takesFirst() || known && indices.length == 1 && indices[0] == 0;
            if (first || last) {
                return step(node, flow, range.axis(), last ? -1 : 0);
            }
        }
        if (axis == Axis.PARTS && indices.length > 0) {
            return flow.withParts(
                    IntStream.of(indices).mapToObj(flow.parts()::get).toList());
        }
        if (axis == Axis.FEATURES && range.step() == 1 && indices.length > 0) {
            return features(node, flow, indices[0], indices.length);
        }
        throw node.refusal(
                "takes a piece of " + flow.axesText() + " that no layer here reads", "the last step, or a direction");
    }

    /** The parts that make up a range of the features. */
    private static Flow features(Node node, Flow flow, int from, int count) {
        List<Part> taken = new ArrayList<>();
        int place = 0;
        int width = 0;
        for (Part part : flow.parts()) {
            if (place >= from && place + part.width() <= from + count) {
                taken.add(part);
                width += part.width();
            }
            place += part.width();
        }
        if (width != count || flow.head() != null || flow.axes().contains(Axis.PARTS)) {
            throw node.refusal("takes features " + from + " to " + (from + count - 1), "all of a direction's");
        }
        return flow.withParts(taken);
    }

    /** All of an axis, in several flows. */
    List<Value> split(Node node, Flow flow, List<Tensor> tensors) {
        int axis = Shapes.axis(node, flow.axes().size(), 0);
        int size = (int) sizes.of(flow, axis);
        int outputs = node.outputs().size();
        int[] lengths = tensors.size() > 1 && tensors.get(1) != null
                ? Shapes.ints(node, tensors.get(1))
                : node.numbers("split");
        List<Value> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < outputs; i++) {
            int length = lengths == null ? size / outputs : lengths[i];
            pieces.add(slice(node, flow, new SliceRange(axis, from, from + length, 1)));
            from += length;
        }
        return pieces;
    }
}
