package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;

import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.TensorProto;

/** Graphs in the patterns that tf2onnx writes for Keras' LSTM and GRU layers with a dense one. */
final class KerasModels {
    private static final int STEPS = TorchModels.STEPS;
    private static final int INPUTS = TorchModels.INPUTS;
    private static final int CLASSES = TorchModels.CLASSES;
    private static final int SIZE = 7;

    private final ModelBuilder model = new ModelBuilder();

    private KerasModels() {}

    /** {@code Rescaling(2, -0.5)}, one layer with {@code return_sequences=False}, {@code Dense(softmax)}. */
    static byte[] single(Cell cell, boolean resetAfter) {
        KerasModels keras = new KerasModels();
        ModelBuilder model = keras.model;
        String x = model.graph.input("input_1", "unk__1", STEPS, INPUTS);
        String scaled = model.node(
                "Add",
                List.of(
                        model.node(
                                "Mul", List.of(model.node("Cast", List.of(x), attribute("to", 1)), model.scalar(2f))),
                        model.scalar(-0.5f)));
        List<String> outputs = keras.recurrent(cell, resetAfter, "forward", keras.stepsFirst(scaled), INPUTS, x);
        String end = model.node("Squeeze", List.of(outputs.get(1), model.longs(0)));
        return keras.dense(model.node("Identity", List.of(end)), SIZE, true);
    }

    /** Two layers, the first with {@code return_sequences=True}; the end by a strided slice of the second's sequence. */
    static byte[] stacked(Cell cell, boolean resetAfter) {
        KerasModels keras = new KerasModels();
        ModelBuilder model = keras.model;
        String x = model.graph.input("input_1", "unk__1", STEPS, INPUTS);
        List<String> first = keras.recurrent(cell, resetAfter, "forward", keras.stepsFirst(x), INPUTS, x);
        String between = keras.stepsFirst(model.node("Squeeze", List.of(first.get(0), model.longs(1))));
        List<String> second = keras.recurrent(cell, resetAfter, "forward", keras.stepsFirst(between), SIZE, x);
        String sequence = keras.stepsFirst(model.node("Squeeze", List.of(second.get(0), model.longs(1))));
        String sliced = model.node(
                "Slice",
                List.of(
                        sequence,
                        model.longs(0, STEPS - 1, 0),
                        model.longs(Integer.MAX_VALUE, STEPS, SIZE),
                        model.longs(0, 1, 2),
                        model.longs(1, 1, 1)));
        return keras.dense(model.node("Squeeze", List.of(sliced, model.longs(1))), SIZE, true);
    }

    /** {@code Bidirectional} with both last states joined, each picked out of one node's by Gather or Split. */
    static byte[] bidirectional(Cell cell, boolean bySplit) {
        KerasModels keras = new KerasModels();
        ModelBuilder model = keras.model;
        String x = model.graph.input("input_1", "unk__1", STEPS, INPUTS);
        List<String> outputs = keras.recurrent(cell, true, "bidirectional", keras.stepsFirst(x), INPUTS, x);
        List<String> ends = bySplit
                ? model.nodes("Split", 2, List.of(outputs.get(1)), attribute("axis", 0))
                : List.of(keras.pick(outputs.get(1), 0), keras.pick(outputs.get(1), 1));
        String joined = model.node(
                "Concat",
                List.of(
                        model.node("Squeeze", List.of(ends.get(0), model.longs(0))),
                        model.node("Squeeze", List.of(ends.get(1), model.longs(0)))),
                attribute("axis", -1));
        return keras.dense(joined, 2 * SIZE, false);
    }

    /** The same as two nodes, the backward one first in the answer: of direction reverse, or on a reversed input. */
    static byte[] twoNodes(Cell cell, boolean onReversedInput) {
        KerasModels keras = new KerasModels();
        ModelBuilder model = keras.model;
        String x = model.graph.input("input_1", "unk__1", STEPS, INPUTS);
        String forward = keras.recurrent(cell, false, "forward", keras.stepsFirst(x), INPUTS, x)
                .get(1);
        String input = keras.stepsFirst(x);
        if (onReversedInput) {
            input = model.node(
                    "Slice",
                    List.of(input, model.longs(-1), model.longs(Long.MIN_VALUE), model.longs(0), model.longs(-1)));
        }
        String direction = onReversedInput ? "forward" : "reverse";
        String backward =
                keras.recurrent(cell, false, direction, input, INPUTS, x).get(1);
        String joined = model.node(
                "Concat",
                List.of(
                        model.node("Squeeze", List.of(backward, model.longs(0))),
                        model.node("Squeeze", List.of(forward, model.longs(0)))),
                attribute("axis", 1));
        return keras.dense(joined, 2 * SIZE, true);
    }

    /** Images of one channel, flat or not, that the graph brings into rows. */
    static byte[] image(boolean flat) {
        KerasModels keras = new KerasModels();
        ModelBuilder model = keras.model;
        String x = flat
                ? model.graph.input("pixels", "batch", STEPS * INPUTS)
                : model.graph.input("pixels", "batch", 1, STEPS, INPUTS);
        String rows = model.node("Reshape", List.of(x, model.longs(-1, STEPS, INPUTS)));
        List<String> outputs = keras.recurrent(Cell.LSTM, false, "forward", keras.stepsFirst(rows), INPUTS, x);
        String end = model.node("Reshape", List.of(outputs.get(1), model.longs(-1, SIZE)));
        return keras.dense(end, SIZE, true);
    }

    private String stepsFirst(String sequence) {
        return model.node("Transpose", List.of(sequence), attribute("perm", new int[] {1, 0, 2}));
    }

    private String pick(String states, int direction) {
        return model.node("Gather", List.of(states, model.longs(direction)), attribute("axis", 0));
    }

    private List<String> recurrent(
            Cell cell, boolean resetAfter, String direction, String sequence, int inputs, String x) {
        int directions = direction.equals("bidirectional") ? 2 : 1;
        int columns = cell.gates().size() * SIZE;
        // Biases are put together in the graph: Keras' LSTM has one, ONNX' two.
        String bias = model.node(
                "Concat",
                List.of(
                        model.constant(directions, columns),
                        resetAfter ? model.weights(directions, columns) : model.zeros(directions, columns)),
                attribute("axis", 1));
        List<String> given = new ArrayList<>(List.of(
                sequence,
                model.weights(directions, columns, inputs),
                model.weights(directions, columns, SIZE),
                bias,
                ""));
        for (int i = 0; i < (cell == Cell.LSTM ? 2 : 1); i++) {
            given.add(zeroState(directions, x));
        }
        List<AttributeProto.Builder> attributes = new ArrayList<>();
        attributes.add(attribute("hidden_size", SIZE));
        attributes.add(attribute("direction", direction));
        if (cell == Cell.GRU) {
            attributes.add(attribute("linear_before_reset", resetAfter ? 1 : 0));
        }
        return model.nodes(
                OnnxOrder.operator(cell),
                cell == Cell.LSTM ? 3 : 2,
                given,
                attributes.toArray(AttributeProto.Builder[]::new));
    }

    /** [directions, batch, size] as tf2onnx has it: a shape in 32-bit integers, filled, and an axis put before it. */
    private String zeroState(int directions, String x) {
        String shape = model.node(
                "Cast", List.of(model.node("Shape", List.of(x))), attribute("to", TensorProto.DataType.INT32_VALUE));
        String batch = model.node("Slice", List.of(shape, model.longs(0), model.longs(1), model.longs(0)));
        String sizes = model.node(
                "Concat",
                List.of(model.node("Cast", List.of(batch), attribute("to", 7)), model.longs(SIZE)),
                attribute("axis", 0));
        String zeros = model.node("Expand", List.of(model.scalar(0f), sizes));
        String state = model.node("Unsqueeze", List.of(zeros, model.longs(0)));
        return directions == 1 ? state : model.node("Concat", List.of(state, state), attribute("axis", 0));
    }

    private byte[] dense(String input, int width, boolean softmax) {
        String product = model.node("MatMul", List.of(input, model.weights(width, CLASSES)));
        String scores = model.node("Add", List.of(product, model.weights(CLASSES)));
        String answer = softmax ? model.node("Softmax", List.of(scores), attribute("axis", -1)) : scores;
        model.graph.output(answer, "unk__2", CLASSES);
        return model.bytes(15);
    }
}
