package gatewise.export;

import gatewise.export.Value.Axis;
import gatewise.export.Value.CellSource;
import gatewise.export.Value.Constant;
import gatewise.export.Value.Flow;
import gatewise.export.Value.Lengths;
import gatewise.export.Value.Part;
import gatewise.export.Value.Unknown;
import gatewise.export.Value.When;
import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import org.nd4j.shade.protobuf.ByteString;

/** ONNX's LSTM, GRU and RNN (ONNX operators, "LSTM", "GRU", "RNN"), as far as a cell here computes the same. */
final class RecurrentNode {
    private static final Set<String> TYPES = Set.of("LSTM", "GRU", "RNN");
    private static final List<Axis> STEPS_FIRST = List.of(Axis.STEPS, Axis.BATCH, Axis.FEATURES);
    private static final List<Axis> BATCH_FIRST = List.of(Axis.BATCH, Axis.STEPS, Axis.FEATURES);

    private final Node node;
    private final List<Value> inputs;
    private final Limits limits;
    private final Cell cell;

    private RecurrentNode(Node node, List<Value> inputs, Limits limits) {
        this.node = node;
        this.inputs = inputs;
        this.limits = limits;
        this.cell = cell(node);
    }

    private static Cell cell(Node node) {
        return switch (node.type()) {
            case "LSTM" -> Cell.LSTM;
            case "GRU" -> Cell.GRU;
            default -> Cell.SIMPLE;
        };
    }

    static boolean isRecurrent(Node node) {
        return TYPES.contains(node.type());
    }

    /** The sequence of states, the last states, and for an LSTM the last cell states, which no layer reads. */
    static List<Value> outputs(Node node, List<Value> inputs, Limits limits) {
        return new RecurrentNode(node, inputs, limits).outputs();
    }

    private List<Value> outputs() {
        if (inputs.isEmpty() || inputs.get(0) instanceof Unknown) {
            return List.of(
                    inputs.isEmpty()
                            ? new Unknown(node.title() + " has no input", "expected the sequence")
                            : inputs.get(0));
        }
        checkSettings();
        boolean batchFirst = node.number("layout", 0) != 0;
        Flow input = input(batchFirst ? BATCH_FIRST : STEPS_FIRST);
        List<Boolean> backward = directions();
        long size = node.number("hidden_size", 0);
        if (size < 1 || size > NetworkSpec.MAX_SIZE) {
            throw node.refusal(
                    size == 0 ? "has no hidden_size" : "has the hidden_size " + size, "1.." + NetworkSpec.MAX_SIZE);
        }
        int hidden = (int) size;
        int columns = cell.gates().size() * hidden;
        Tensor w = tensor(1, "input weights", backward.size(), columns, input.width());
        Tensor r = tensor(2, "recurrent weights", backward.size(), columns, hidden);
        Tensor b = node.hasInput(3)
                ? tensor(3, "biases", backward.size(), 2 * columns)
                : new Tensor(new int[0], new double[backward.size() * 2 * columns]);
        // Floats, of half the size.
        limits.hold(((long) w.values().length + r.values().length + b.values().length) / 2);
        boolean reversed = input.parts().get(0).when() == When.REVERSED;
        boolean byLengths = node.hasInput(4);
        if (byLengths && reversed) {
            throw node.refusal("reads sequences of unequal lengths in reverse", "its direction reverse");
        }
        boolean resetAfter = cell == Cell.GRU && node.number("linear_before_reset", 0) != 0;
        List<Part> sequence = new ArrayList<>();
        List<Part> end = new ArrayList<>();
        for (int direction = 0; direction < backward.size(); direction++) {
            boolean againstTime = backward.get(direction) != reversed;
            CellSource source = new CellSource(
                    node,
                    new Value.Kind(cell, resetAfter, byLengths),
                    againstTime,
                    weights(w, r, b, direction, hidden, resetAfter),
                    input);
            sequence.add(new Part(source, hidden, input.parts().get(0).when()));
            end.add(new Part(source, hidden, againstTime ? When.FIRST : When.LAST));
        }
        Flow states = Flow.of(
                batchFirst
                        ? List.of(Axis.BATCH, Axis.STEPS, Axis.PARTS, Axis.FEATURES)
                        : List.of(Axis.STEPS, Axis.PARTS, Axis.BATCH, Axis.FEATURES),
                sequence);
        Flow last = Flow.of(
                batchFirst
                        ? List.of(Axis.BATCH, Axis.PARTS, Axis.FEATURES)
                        : List.of(Axis.PARTS, Axis.BATCH, Axis.FEATURES),
                end);
        return List.of(
                states,
                last,
                new Unknown(node.title() + " gives its cell state to what follows", "expected its hidden state"));
    }

    /** What no cell here does, as far as attributes tell; null if there is nothing. */
    static UserError wrongAttribute(Node node) {
        AttributeProto activations = node.attribute("activations");
        if (activations != null) {
            List<String> expected = switch (cell(node)) {
                case LSTM -> List.of("sigmoid", "tanh", "tanh");
                case GRU -> List.of("sigmoid", "tanh");
                case SIMPLE -> List.of("tanh");
            };
            List<String> found = activations.getStringsList().stream()
                    .map(ByteString::toStringUtf8)
                    .toList();
            for (int i = 0; i < found.size(); i++) {
                if (!found.get(i).toLowerCase(Locale.ROOT).equals(expected.get(i % expected.size()))) {
                    return node.refusal("has the activations " + Text.list(found), expected + " for each direction");
                }
            }
        }
        if (node.attribute("clip") != null) {
            return node.refusal("clips at " + node.attribute("clip").getF(), "no clip");
        }
        return node.number("input_forget", 0) == 0
                ? null
                : node.refusal("couples its input and forget gates", "gates of their own");
    }

    private void checkSettings() {
        UserError wrong = wrongAttribute(node);
        if (wrong != null) {
            throw wrong;
        }
        if (node.hasInput(7) && !GraphReader.isZero(inputs.get(7))) {
            throw node.refusal("has peepholes", "an LSTM without them");
        }
        if (node.hasInput(4) && !(inputs.get(4) instanceof Lengths)) {
            throw node.refusal("has lengths of its own for each sequence (sequence_lens)", "none");
        }
        checkInitial(5, "initial_h");
        checkInitial(6, "initial_c");
    }

    private void checkInitial(int index, String name) {
        if (!node.hasInput(index) || GraphReader.isZero(inputs.get(index))) {
            return;
        }
        String found = inputs.get(index) instanceof Unknown unknown
                ? "an initial state (" + name + ") that is not known: "
                        + unknown.error().problem()
                : "an initial state (" + name + ") that is not zero";
        throw node.refusal("has " + found, "zeros");
    }

    private Flow input(List<Axis> axes) {
        if (!(inputs.get(0) instanceof Flow flow) || flow.head() != null) {
            throw node.refusal("does not read the sequence", "the input or the layer before it");
        }
        if (!flow.axes().equals(axes)) {
            throw new LayoutError(
                    node.title() + " reads " + flow.axesText(),
                    "expected " + axes.toString().toLowerCase(Locale.ROOT) + ", by its layout");
        }
        return flow;
    }

    /** For each direction, whether it reads its input from the end. */
    private List<Boolean> directions() {
        String direction = node.text("direction", "forward").toLowerCase(Locale.ROOT);
        return switch (direction) {
            case "forward" -> List.of(false);
            case "reverse" -> List.of(true);
            case "bidirectional" -> List.of(false, true);
            default -> throw node.refusal("has the direction " + direction, "forward, reverse or bidirectional");
        };
    }

    private Tensor tensor(int index, String name, int... shape) {
        Value value = index < inputs.size() ? inputs.get(index) : null;
        if (value instanceof Unknown unknown) {
            throw new UserError(
                    Phrase.of(node.title(), ": ", unknown.error().problem()),
                    unknown.error().fix());
        }
        if (!(value instanceof Constant constant)) {
            throw node.refusal("has " + name + " that are no constants", "constants");
        }
        if (!Arrays.equals(constant.tensor().shape(), shape)) {
            throw node.refusal("has " + name + " of shape " + constant.tensor().shapeText(), Arrays.toString(shape));
        }
        return constant.tensor();
    }

    private CellWeights weights(Tensor w, Tensor r, Tensor b, int direction, int hidden, boolean resetAfter) {
        int gates = cell.gates().size();
        int inputSize = w.shape()[2];
        float[][][] input = new float[gates][hidden][inputSize];
        float[][][] recurrent = new float[gates][hidden][hidden];
        float[][] bias = new float[gates][hidden];
        float[][] recurrentBias = resetAfter ? new float[gates][hidden] : null;
        int[] order = OnnxOrder.gates(cell);
        for (int block = 0; block < gates; block++) {
            for (int unit = 0; unit < hidden; unit++) {
                int row = (direction * gates + block) * hidden + unit;
                copy(w, row * inputSize, input[order[block]][unit]);
                copy(r, row * hidden, recurrent[order[block]][unit]);
                int place = (direction * 2 * gates + block) * hidden + unit;
                double own = b.values()[place];
                double ofState = b.values()[place + gates * hidden];
                bias[order[block]][unit] = (float) (resetAfter ? own : own + ofState);
                if (resetAfter) {
                    recurrentBias[order[block]][unit] = (float) ofState;
                }
            }
        }
        return new CellWeights(input, recurrent, bias, recurrentBias);
    }

    private static void copy(Tensor from, int start, float[] to) {
        for (int i = 0; i < to.length; i++) {
            to[i] = (float) from.values()[start + i];
        }
    }
}
