package gatewise.export;

import gatewise.data.Scaling;
import gatewise.export.Value.Affine;
import gatewise.export.Value.Answer;
import gatewise.export.Value.Axis;
import gatewise.export.Value.Constant;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What the operators between the cells do to what flows from the input to the answer. */
final class FlowOperators {
    private final Sizes sizes;
    private final FlowPieces pieces;
    private final Limits limits;

    /** Whether the head's numbers are the answer, to be scaled back. */
    private final boolean saysNumbers;

    FlowOperators(Sizes sizes, Limits limits, boolean saysNumbers) {
        this.sizes = sizes;
        this.limits = limits;
        this.saysNumbers = saysNumbers;
        pieces = new FlowPieces(sizes);
    }

    /** @param inputs flows, constants and zeros, at least one of them a flow; null for one that is left out */
    List<Value> outputs(Node node, List<Value> inputs) {
        switch (node.type()) {
            case "Concat":
                return List.of(concat(node, inputs));
            case "Add", "Sub", "Mul", "Div", "MatMul", "Gemm":
                Flow computed = new FlowArithmetic(node, inputs, limits).output();
                return List.of(saysNumbers && node.type().equals("Gemm") ? unscaled(computed) : computed);
            default:
                break;
        }
        if (!(inputs.get(0) instanceof Flow flow)) {
            throw node.refusal("computes with what the sequence is", "an operator that passes it on");
        }
        List<Tensor> tensors = new ArrayList<>();
        for (Value input : inputs) {
            tensors.add(input instanceof Constant constant ? constant.tensor() : null);
        }
        if (IntStream.range(1, inputs.size()).anyMatch(i -> inputs.get(i) != null && tensors.get(i) == null)) {
            throw node.refusal("has an input that depends on the sequence beside it", "constants");
        }
        return node.type().equals("Split")
                ? pieces.split(node, flow, tensors)
                : List.of(node.type().equals("Shape") ? new Constant(shape(node, flow)) : output(node, flow, tensors));
    }

    private static Flow unscaled(Flow answer) {
        return answer.with(new Affine(1, 0, Scaling.none(answer.head().bias().length)));
    }

    private Flow output(Node node, Flow flow, List<Tensor> tensors) {
        return switch (node.type()) {
            case "Identity" -> flow;
            case "Cast" -> cast(node, flow);
            case "Dropout" -> dropout(node, flow, tensors);
            case "Transpose" ->
                flow.with(IntStream.of(Shapes.order(node, flow.axes().size()))
                        .mapToObj(flow.axes()::get)
                        .toList());
            case "Unsqueeze" -> unsqueeze(flow, ConstantOperators.axes(node, tensors));
            case "Squeeze" -> squeeze(node, flow, ConstantOperators.axes(node, tensors));
            case "Reshape" -> new FlowReshape(node, flow, sizes).to(tensors.get(1));
            case "Flatten" -> new FlowReshape(node, flow, sizes).flatten();
            case "Gather" -> pieces.gather(node, flow, tensors.get(1));
            case "Slice" -> pieces.slice(node, flow, tensors);
            case "Softmax" -> answer(node, flow, Answer.PROBABILITIES);
            case "LogSoftmax" -> answer(node, flow, Answer.LOG_PROBABILITIES);
            default -> throw node.misplaced();
        };
    }

    private static Flow cast(Node node, Flow flow) {
        long type = node.number("to", 0);
        if (type != 1 && type != 11) { // FLOAT and DOUBLE
            throw node.refusal("makes other numbers of the sequence than floats", "a model in single precision");
        }
        return flow;
    }

    private static Flow dropout(Node node, Flow flow, List<Tensor> tensors) {
        Tensor training = tensors.size() > 2 ? tensors.get(2) : null;
        if (training != null && !training.isZero()) {
            throw node.refusal("is in training mode", "a model exported for inference");
        }
        return flow;
    }

    private Tensor shape(Node node, Flow flow) {
        int rank = flow.axes().size();
        int from = (int) node.number("start", 0);
        int to = (int) Math.min(rank, node.number("end", rank));
        return Tensor.vector(IntStream.range(from < 0 ? from + rank : from, to < 0 ? to + rank : to)
                .mapToDouble(axis -> sizes.of(flow, axis))
                .toArray());
    }

    private static Flow unsqueeze(Flow flow, int[] axes) {
        int rank = flow.axes().size() + axes.length;
        List<Integer> places = IntStream.of(axes)
                .map(axis -> Shapes.axis(axis, rank))
                .sorted()
                .boxed()
                .toList();
        List<Axis> more = new ArrayList<>(flow.axes());
        places.forEach(place -> more.add(place, Axis.ONE));
        return flow.with(more);
    }

    private static Flow squeeze(Node node, Flow flow, int[] axes) {
        List<Integer> dropped = new ArrayList<>();
        for (int axis = 0; axis < flow.axes().size(); axis++) {
            int place = axis;
            boolean isOne = flow.axes().get(axis) == Axis.ONE
                    || flow.axes().get(axis) == Axis.PARTS && flow.parts().size() == 1;
            boolean chosen = axes == null
                    ? isOne
                    : IntStream.of(axes)
                            .anyMatch(a -> Shapes.axis(a, flow.axes().size()) == place);
            if (chosen && !isOne) {
                throw node.refusal(
                        "drops the axis " + flow.axes().get(axis).name().toLowerCase(Locale.ROOT) + " of "
                                + flow.axesText(),
                        "an axis of one element");
            }
            if (chosen) {
                dropped.add(axis);
            }
        }
        return flow.with(IntStream.range(0, flow.axes().size())
                .filter(axis -> !dropped.contains(axis))
                .mapToObj(flow.axes()::get)
                .toList());
    }

    private static Flow concat(Node node, List<Value> inputs) {
        if (!inputs.stream().allMatch(Flow.class::isInstance)) {
            throw node.refusal("puts constants beside what the cells give", "outputs of cells alone");
        }
        Flow first = (Flow) inputs.get(0);
        int axis = Shapes.axis(node, first.axes().size(), 0);
        Axis along = first.axes().get(axis);
        boolean inParts = first.axes().contains(Axis.PARTS);
        List<Part> parts = new ArrayList<>();
        for (Value input : inputs) {
            Flow flow = (Flow) input;
            boolean fits = flow.axes().equals(first.axes())
                    && flow.head() == null
                    && (along == Axis.PARTS || along == Axis.FEATURES && !inParts)
                    && (along != Axis.PARTS
                            || flow.parts().get(0).width()
                                    == first.parts().get(0).width())
                    && flow.scale() == first.scale()
                    && flow.shift() == first.shift();
            boolean sameSteps = !flow.axes().contains(Axis.STEPS)
                    || flow.parts().get(0).when() == first.parts().get(0).when();
            if (!fits || !sameSteps) {
                throw node.refusal(
                        "joins " + first.axesText() + " and " + flow.axesText()
                                + (sameSteps ? "" : ", one of them with its steps reversed"),
                        "the features of two directions");
            }
            parts.addAll(flow.parts());
            if (parts.size() > Limits.MOST_PARTS) {
                throw node.refusal("joins more than " + Limits.MOST_PARTS + " pieces", "fewer");
            }
        }
        return first.withParts(parts);
    }

    /** By default over the last axis; up to operator set 12 over all from the second on, the same for two axes. */
    private static Flow answer(Node node, Flow flow, Answer answer) {
        int rank = flow.axes().size();
        int axis = Shapes.axis(node, rank, -1);
        boolean byDefault = node.attribute("axis") == null;
        if (flow.head() == null || flow.answer() != Answer.LOGITS) {
            throw node.refusal("does not follow a linear layer", "one before it");
        }
        boolean overClasses = flow.axes().get(axis) == Axis.FEATURES
                && axis == rank - 1
                && !(byDefault && flow.axes().contains(Axis.STEPS));
        if (!overClasses) {
            throw node.refusal("is over the axis " + axis + " of " + flow.axesText(), "the classes");
        }
        return flow.with(answer);
    }
}
