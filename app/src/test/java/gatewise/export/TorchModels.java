package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;

import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import org.nd4j.shade.protobuf.ByteString;

/**
 * Graphs in the patterns that torch.onnx.export writes for {@code torch.nn.LSTM}, {@code GRU} and {@code RNN} with a
 * linear layer: see {@code _generic_rnn} in torch/onnx/symbolic_opset9.py.
 */
final class TorchModels {
    static final int STEPS = 6;
    static final int INPUTS = 5;
    static final int CLASSES = 4;

    /** How a classifier reads the end of its layers. */
    enum End {
        /** {@code output[:, -1]}, which Gather takes. */
        LAST_STEP,
        /** {@code output[:, -1, :]}, by Slice and Squeeze. */
        LAST_SLICE,
        /** {@code h_n[-1]}, or both of the last layer: {@code torch.cat((h_n[-2], h_n[-1]), 1)}. */
        LAST_STATES,
        /** {@code fc(output)[:, -1]}. */
        HEAD_AT_EVERY_STEP,
        /** {@code fc(h_n)[-1]}, of one layer. */
        HEAD_ON_STATES,
        /** {@code torch.cat((output[:, -1, :hidden], output[:, 0, hidden:]), 1)}. */
        BOTH_ENDS
    }

    /** Where initial states come from. */
    enum Initial {
        /** Zeros of a batch size that is read from the input. */
        FROM_SHAPE,
        /** The same by Expand of a zero. */
        EXPANDED,
        /** Zeros of a fixed batch size. */
        FIXED,
        NONE
    }

    private final ModelBuilder model = new ModelBuilder();
    private final Cell cell;
    private final int[] hidden;
    private final boolean bidirectional;
    private final Initial initial;

    TorchModels(Cell cell, boolean bidirectional, Initial initial, int... hidden) {
        this.cell = cell;
        this.bidirectional = bidirectional;
        this.initial = initial;
        this.hidden = hidden;
    }

    /** A classifier with {@code batch_first=True}, of dynamic batch size unless initial states are fixed. */
    byte[] classifier(End end, boolean softmax) {
        Object batch = initial == Initial.FIXED ? (Object) 1 : "batch";
        String x = model.graph.input("input", batch, STEPS, INPUTS);
        String sequence = model.node("Transpose", List.of(x), attribute("perm", new int[] {1, 0, 2}));
        List<String> states = new ArrayList<>();
        for (int layer = 0; layer < hidden.length; layer++) {
            List<String> outputs = recurrent(layer, sequence, x);
            sequence = bidirectional ? sideBySide(outputs.get(0), layer) : squeeze(outputs.get(0), 1);
            states.add(outputs.get(1));
        }
        String output = model.node("Transpose", List.of(sequence), attribute("perm", new int[] {1, 0, 2}));
        String scores = switch (end) {
            case LAST_STEP -> gemm(last(output));
            case LAST_SLICE ->
                gemm(squeeze(
                        model.node(
                                "Slice",
                                List.of(
                                        output,
                                        model.longs(-1),
                                        model.longs(Long.MAX_VALUE),
                                        model.longs(1),
                                        model.longs(1))),
                        1));
            case LAST_STATES -> gemm(lastStates(states));
            case HEAD_ON_STATES ->
                model.node(
                        "Gather",
                        List.of(
                                model.node("MatMul", List.of(states.get(0), model.weights(width(), CLASSES))),
                                model.scalar(-1)),
                        attribute("axis", 0));
            case HEAD_AT_EVERY_STEP ->
                last(model.node(
                        "Add",
                        List.of(
                                model.weights(CLASSES),
                                model.node("MatMul", List.of(output, model.weights(width(), CLASSES))))));
            case BOTH_ENDS -> gemm(bothEnds(output));
        };
        if (softmax) {
            scores = model.node("Softmax", List.of(scores), attribute("axis", 1));
        }
        model.graph.output(scores, batch, CLASSES);
        return model.bytes(14);
    }

    private int directions() {
        return bidirectional ? 2 : 1;
    }

    private int width() {
        return hidden[hidden.length - 1] * directions();
    }

    private List<String> recurrent(int layer, String sequence, String x) {
        int size = hidden[layer];
        int columns = cell.gates().size() * size;
        int inputs = layer == 0 ? INPUTS : hidden[layer - 1] * directions();
        List<String> given = new ArrayList<>(List.of(
                sequence,
                model.weights(directions(), columns, inputs),
                model.weights(directions(), columns, size),
                model.weights(directions(), 2 * columns),
                ""));
        given.add(initial(layer, x));
        if (cell == Cell.LSTM) {
            given.add(initial(layer, x));
        }
        List<AttributeProto.Builder> attributes = new ArrayList<>();
        attributes.add(attribute("hidden_size", size));
        attributes.add(attribute("direction", bidirectional ? "bidirectional" : "forward"));
        if (cell == Cell.GRU) {
            attributes.add(attribute("linear_before_reset", 1));
        }
        if (cell == Cell.SIMPLE) {
            attributes.add(tanh(directions()));
        }
        return model.nodes(
                OnnxOrder.operator(cell),
                cell == Cell.LSTM ? 3 : 2,
                given,
                attributes.toArray(AttributeProto.Builder[]::new));
    }

    private static AttributeProto.Builder tanh(int times) {
        AttributeProto.Builder activations =
                AttributeProto.newBuilder().setName("activations").setType(AttributeProto.AttributeType.STRINGS);
        for (int i = 0; i < times; i++) {
            activations.addStrings(ByteString.copyFromUtf8("Tanh"));
        }
        return activations;
    }

    /** Of one layer: a slice of the states of all layers. */
    private String initial(int layer, String x) {
        int all = hidden.length * directions();
        int size = hidden[layer];
        String states = switch (initial) {
            case NONE -> "";
            case FIXED -> model.zeros(all, 1, size);
            case FROM_SHAPE -> model.node("ConstantOfShape", List.of(shape(x, all, size)), zero());
            case EXPANDED -> model.node("Expand", List.of(model.scalar(0f), shape(x, all, size)));
        };
        boolean slice = hidden.length > 1 && initial != Initial.NONE;
        return !slice
                ? states
                : model.node(
                        "Slice",
                        List.of(
                                states,
                                model.longs((long) layer * directions()),
                                model.longs((layer + 1L) * directions()),
                                model.longs(0)));
    }

    private static AttributeProto.Builder zero() {
        return attribute("value", OnnxGraph.floatTensor("", List.of(1), 0));
    }

    /** [all layers and directions, batch, size], the batch from the input. */
    private String shape(String x, int all, int size) {
        String batch =
                model.node("Gather", List.of(model.node("Shape", List.of(x)), model.scalar(0)), attribute("axis", 0));
        return model.node(
                "Concat",
                List.of(model.longs(all), model.node("Unsqueeze", List.of(batch, model.longs(0))), model.longs(size)),
                attribute("axis", 0));
    }

    private String sideBySide(String outputs, int layer) {
        String inside = model.node("Transpose", List.of(outputs), attribute("perm", new int[] {0, 2, 1, 3}));
        return model.node("Reshape", List.of(inside, model.longs(0, 0, layer == 0 ? -1 : 2L * hidden[layer])));
    }

    private String squeeze(String input, int axis) {
        return model.node("Squeeze", List.of(input, model.longs(axis)));
    }

    private String last(String output) {
        return model.node("Gather", List.of(output, model.scalar(-1)), attribute("axis", 1));
    }

    private String lastStates(List<String> states) {
        String all = states.size() == 1 ? states.get(0) : model.node("Concat", states, attribute("axis", 0));
        String end = model.node("Gather", List.of(all, model.scalar(-1)), attribute("axis", 0));
        if (!bidirectional) {
            return end;
        }
        String forward = model.node("Gather", List.of(all, model.scalar(-2)), attribute("axis", 0));
        return model.node("Concat", List.of(forward, end), attribute("axis", 1));
    }

    private String bothEnds(String output) {
        int size = hidden[hidden.length - 1];
        String first = model.node("Gather", List.of(output, model.scalar(0)), attribute("axis", 1));
        String forward = model.node(
                "Slice", List.of(last(output), model.longs(0), model.longs(size), model.longs(1), model.longs(1)));
        String backward = model.node(
                "Slice",
                List.of(first, model.longs(size), model.longs(Long.MAX_VALUE), model.longs(1), model.longs(1)));
        return model.node("Concat", List.of(forward, backward), attribute("axis", 1));
    }

    private String gemm(String input) {
        return model.node(
                "Gemm",
                List.of(input, model.weights(CLASSES, width()), model.weights(CLASSES)),
                attribute("alpha", 1f),
                attribute("beta", 1f),
                attribute("transB", 1));
    }
}
