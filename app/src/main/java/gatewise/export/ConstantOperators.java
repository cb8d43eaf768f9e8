package gatewise.export;

import gatewise.export.Value.Constant;
import gatewise.export.Value.Unknown;
import gatewise.export.Value.Zeros;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import onnx.Onnx.AttributeProto;

/** The operators that exporters build weights, shapes and initial states with, computed on constants. */
final class ConstantOperators {
    /** Larger ones are not worth computing: weights come as they are. */
    private static final long MOST_VALUES = 1 << 20;

    private static final Set<String> KEEP_ZEROS = Set.of(
            "Identity",
            "Cast",
            "Unsqueeze",
            "Squeeze",
            "Reshape",
            "Transpose",
            "Slice",
            "Gather",
            "Expand",
            "Tile",
            "Concat");

    private final TensorReader tensors;
    private final Limits limits;

    ConstantOperators(TensorReader tensors, Limits limits) {
        this.tensors = tensors;
        this.limits = limits;
    }

    /** Whether zeros in the first input may make all of the output zeros. */
    static boolean keepsZeros(Node node) {
        return KEEP_ZEROS.contains(node.type());
    }

    /** Zeros of a shape that need not be known; null if this node's output is to be computed. */
    Value zeros(Node node, List<Value> inputs) {
        boolean known = inputs.stream().allMatch(input -> input == null || isKnown(input));
        boolean grows = node.type().equals("Expand") || node.type().equals("Tile");
        if (known && !grows) {
            return null;
        }
        if (node.type().equals("Concat")) {
            return inputs.stream().allMatch(GraphReader::isZero) ? new Zeros() : null;
        }
        return new Zeros();
    }

    private static boolean isKnown(Value value) {
        return value instanceof Constant constant && constant.tensor().isKnown();
    }

    /** @param inputs constants and zeros; null for one that is left out */
    Value output(Node node, List<Value> inputs) {
        if (node.type().equals("ConstantOfShape")) {
            return ofShape(node);
        }
        if (inputs.stream().anyMatch(Zeros.class::isInstance)) {
            return new Unknown(
                    node.title() + " depends on sizes that are known only when the model runs",
                    "expected the same for every input");
        }
        if (inputs.stream().anyMatch(input -> input != null && !(input instanceof Constant))) {
            throw node.refusal("computes with the lengths of the sequences", "them for recurrent layers alone");
        }
        List<Tensor> given = new ArrayList<>();
        inputs.forEach(input -> given.add(input == null ? null : ((Constant) input).tensor()));
        return new Constant(compute(node, given));
    }

    private Value ofShape(Node node) {
        AttributeProto value = node.attribute("value");
        return value == null || tensors.read(value.getT(), limits).isZero()
                ? new Zeros()
                : new Unknown(node.title() + " fills a shape with other numbers than zeros", "expected zeros");
    }

    private Tensor compute(Node node, List<Tensor> inputs) {
        Tensor first = inputs.isEmpty() ? null : inputs.get(0);
        return switch (node.type()) {
            case "Constant" -> constant(node);
            case "Identity", "Cast" -> first;
            case "Shape" ->
                Tensor.vector(Arrays.stream(first.shape()).asDoubleStream().toArray());
            case "Unsqueeze" -> first.reshaped(Shapes.unsqueezed(first.shape(), axes(node, inputs)));
            case "Squeeze" -> first.reshaped(Shapes.squeezed(node, first.shape(), axes(node, inputs)));
            case "Reshape" -> first.reshaped(Shapes.reshaped(node, first.shape(), inputs.get(1)));
            case "Transpose" -> first.transposed(Shapes.order(node, first.rank()), limits);
            case "Concat" -> Tensor.concat(Shapes.axis(node, first.rank(), 0), inputs, limits);
            case "Gather" -> gather(node, first, inputs.get(1));
            case "Slice" -> slice(node, inputs);
            case "Mul" -> arithmetic(node, inputs, (a, b) -> a * b);
            case "Add" -> arithmetic(node, inputs, Double::sum);
            case "Sub" -> arithmetic(node, inputs, (a, b) -> a - b);
            case "Div" -> arithmetic(node, inputs, (a, b) -> a / b);
            default -> throw node.refusal("is not computed here", "a constant");
        };
    }

    private Tensor constant(Node node) {
        AttributeProto value = node.proto().getAttribute(0);
        return switch (value.getName()) {
            case "value" -> tensors.read(value.getT(), limits);
            case "value_float" -> new Tensor(new int[0], new double[] {value.getF()});
            case "value_int" -> new Tensor(new int[0], new double[] {value.getI()});
            case "value_ints" ->
                Tensor.vector(value.getIntsList().stream()
                        .mapToDouble(Long::doubleValue)
                        .toArray());
            case "value_floats" ->
                Tensor.vector(value.getFloatsList().stream()
                        .mapToDouble(Float::doubleValue)
                        .toArray());
            default -> throw node.refusal("holds " + value.getName(), "numbers");
        };
    }

    /** Of Squeeze and Unsqueeze: an attribute up to operator set 12, an input since; null for all of size 1. */
    static int[] axes(Node node, List<Tensor> inputs) {
        return inputs.size() > 1 && inputs.get(1) != null ? Shapes.ints(node, inputs.get(1)) : node.numbers("axes");
    }

    private Tensor gather(Node node, Tensor data, Tensor indices) {
        int axis = Shapes.axis(node, data.rank(), 0);
        int[] chosen = Shapes.ints(node, indices);
        Arrays.stream(chosen).forEach(index -> Shapes.checkIndex(index, data.shape()[axis]));
        Tensor taken = data.take(axis, chosen, limits);
        return indices.rank() == 0 ? taken.reshaped(Shapes.without(taken.shape(), axis)) : taken;
    }

    private Tensor slice(Node node, List<Tensor> inputs) {
        Tensor sliced = inputs.get(0);
        for (SliceRange range : SliceRange.of(node, inputs, sliced.rank())) {
            sliced = sliced.take(range.axis(), range.indices(sliced.shape()[range.axis()]), limits);
        }
        return sliced;
    }

    private Tensor arithmetic(Node node, List<Tensor> inputs, DoubleBinaryOperator operator) {
        Tensor a = inputs.get(0);
        Tensor b = inputs.get(1);
        Tensor larger = a.values().length >= b.values().length ? a : b;
        boolean fits = Arrays.equals(a.shape(), b.shape()) || a.values().length == 1 || b.values().length == 1;
        if (!fits || larger.values().length > MOST_VALUES) {
            throw node.refusal("joins constants of shapes " + a.shapeText() + " and " + b.shapeText(), "equal ones");
        }
        limits.hold(larger.values().length);
        boolean known = a.isKnown() && b.isKnown();
        double[] values = new double[larger.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = known
                    ? operator.applyAsDouble(a.values()[i % a.values().length], b.values()[i % b.values().length])
                    : Tensor.UNKNOWN;
        }
        return new Tensor(larger.shape(), values);
    }
}
