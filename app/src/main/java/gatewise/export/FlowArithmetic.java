package gatewise.export;

import gatewise.data.Scaling;
import gatewise.export.Value.Affine;
import gatewise.export.Value.Answer;
import gatewise.export.Value.Axis;
import gatewise.export.Value.Constant;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Head;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Arithmetic between a flow and constants: of the input before the first cells, and of the head. */
final class FlowArithmetic {
    private final Node node;
    private final List<Value> inputs;
    private final Flow flow;
    private final Limits limits;
    /** Whether the flow is the first operand. */
    private final boolean leads;

    private final Tensor other;

    FlowArithmetic(Node node, List<Value> inputs, Limits limits) {
        this.node = node;
        this.inputs = inputs;
        this.limits = limits;
        leads = inputs.get(0) instanceof Flow;
        Value constant = inputs.get(leads ? 1 : 0);
        if (!(constant instanceof Constant known)) {
            throw node.refusal("joins two values that depend on the sequence", "one of them constant");
        }
        if (!(inputs.get(leads ? 0 : 1) instanceof Flow sequence)) {
            throw node.refusal("computes with what the sequence is beside its operands", "two operands");
        }
        flow = sequence.withoutSinglePart();
        other = known.tensor();
        if (!other.isKnown()) {
            throw node.refusal("computes with sizes of the input", "constants");
        }
    }

    Flow output() {
        return switch (node.type()) {
            case "Gemm" -> gemm();
            case "MatMul" -> product(other, false, 1);
            default ->
                flow.affine().columns() != null
                        ? columns()
                        : flow.isInput() ? affine() : node.type().equals("Add") ? bias(other, 1) : refuseElementwise();
        };
    }

    /** What is done to the input, or to numbers that are said, column by column. */
    private Flow columns() {
        Scaling before = flow.affine().columns();
        int columns = before.columns();
        boolean along = leads
                && flow.axes().get(flow.axes().size() - 1) == Axis.FEATURES
                && other.values().length == columns
                && other.shape()[other.rank() - 1] == columns;
        List<Float> values = new ArrayList<>();
        boolean divides = node.type().equals(flow.isInput() ? "Div" : "Mul");
        boolean shifts = node.type().equals(flow.isInput() ? "Sub" : "Add");
        for (int i = 0; along && i < columns; i++) {
            float value = (float) other.values()[i];
            values.add(value);
            along = shifts ? Scaling.isMean(value) : Scaling.isDeviation(value);
        }
        List<Float> ones = Collections.nCopies(columns, 1f);
        boolean inOrder = flow.isInput() == shifts
                ? before.equals(Scaling.none(columns))
                : flow.isInput() ? before.deviations().equals(ones) : isZero(before.means());
        if (!along || !(divides || shifts) || !inOrder) {
            throw node.refusal(
                    flow.isInput()
                            ? "changes the input otherwise than by Sub of means, then Div by deviations above 0"
                            : "changes the answer otherwise than by Mul by deviations above 0, then Add of means",
                    "one number a column");
        }
        Scaling changed = shifts ? new Scaling(values, before.deviations()) : new Scaling(before.means(), values);
        return flow.with(new Affine(1, 0, changed));
    }

    private static boolean isZero(List<Float> values) {
        return values.stream().allMatch(value -> value == 0);
    }

    private Flow refuseElementwise() {
        throw node.refusal("changes what the layers give", "arithmetic on the input alone, or a linear head");
    }

    /** One number that scales or shifts all of the input. */
    private Flow affine() {
        if (other.values().length != 1) {
            throw node.refusal("has a constant of shape " + other.shapeText() + " for the input", "one number");
        }
        double by = other.values()[0];
        double scale = flow.scale();
        double shift = flow.shift();
        Flow changed = switch (node.type()) {
            case "Add" -> flow.withAffine(scale, shift + by);
            case "Mul" -> flow.withAffine(scale * by, shift * by);
            case "Sub" -> leads ? flow.withAffine(scale, shift - by) : flow.withAffine(-scale, by - shift);
            default -> {
                if (!leads || by == 0) {
                    throw node.refusal("divides by the input or by 0", "the input divided by a number");
                }
                yield flow.withAffine(scale / by, shift / by);
            }
        };
        if (!Double.isFinite(changed.scale()) || !Double.isFinite(changed.shift())) {
            throw node.refusal("scales the input beyond all numbers", "a finite scale");
        }
        return changed;
    }

    /** {@code alpha * x * B + beta * C}, with B transposed if it says so (ONNX operators, "Gemm"). */
    private Flow gemm() {
        if (!leads || node.number("transA", 0) != 0) {
            throw node.refusal("has the sequence as its second matrix or transposed", "it as the first");
        }
        double alpha =
                node.attribute("alpha") == null ? 1 : node.attribute("alpha").getF();
        double beta =
                node.attribute("beta") == null ? 1 : node.attribute("beta").getF();
        Flow product = product(other, node.number("transB", 0) != 0, alpha);
        if (!node.hasInput(2)) {
            return product;
        }
        if (!(inputs.get(2) instanceof Constant constant)) {
            throw node.refusal("has a bias that is no constant", "a constant");
        }
        return new FlowArithmetic(node, List.of(product, constant), limits).bias(constant.tensor(), beta);
    }

    private Flow product(Tensor matrix, boolean transposed, double factor) {
        boolean rightPlace = leads
                && flow.head() == null
                && flow.axes().get(flow.axes().size() - 1) == Axis.FEATURES
                && !flow.axes().contains(Axis.PARTS);
        if (!rightPlace || flow.isInput()) {
            String found = flow.head() != null
                    ? "is a second linear layer"
                    : flow.isInput() ? "reads the input before any recurrent layer" : "multiplies " + flow.axesText();
            throw node.refusal(found, "one linear layer that reads the features of the last recurrent layer");
        }
        int features = flow.width();
        if (matrix.rank() != 2 || matrix.shape()[transposed ? 1 : 0] != features) {
            throw node.refusal(
                    "has weights of shape " + matrix.shapeText(),
                    (transposed ? "[classes, " + features + "]" : "[" + features + ", classes]"));
        }
        int classes = matrix.shape()[transposed ? 0 : 1];
        limits.hold(matrix.values().length + (long) classes);
        float[][] weights = new float[classes][features];
        for (int k = 0; k < classes; k++) {
            for (int i = 0; i < features; i++) {
                weights[k][i] = (float) (factor * matrix.values()[transposed ? k * features + i : i * classes + k]);
            }
        }
        return flow.with(new Head(weights, new float[classes]));
    }

    /** Adds to the bias of the head. */
    private Flow bias(Tensor addend, double factor) {
        if (flow.head() == null || flow.answer() != Answer.LOGITS) {
            return refuseElementwise();
        }
        Head head = flow.head();
        int classes = head.bias().length;
        boolean along = flow.axes().get(flow.axes().size() - 1) == Axis.FEATURES
                && addend.rank() > 0
                && addend.shape()[addend.rank() - 1] == classes;
        int length = addend.values().length;
        if (length != 1 && !(along && length == classes)) {
            throw node.refusal("adds a bias of shape " + addend.shapeText(), "[" + classes + "]");
        }
        limits.hold(classes);
        float[] bias = head.bias().clone();
        for (int k = 0; k < classes; k++) {
            bias[k] += (float) (factor * addend.values()[length == 1 ? 0 : k]);
        }
        return flow.with(new Head(head.weights(), bias));
    }
}
