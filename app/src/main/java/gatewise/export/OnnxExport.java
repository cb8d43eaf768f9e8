package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;

import gatewise.data.Form;
import gatewise.data.Scaling;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;

/**
 * A network as an ONNX model of operator set 14, from {@code input} [batch, steps, inputSize] to {@code probabilities}
 * [batch, classes]. Batch and steps are known when the model runs: any number of either will do.
 *
 * <p>A network of sequences that are no images takes {@code lengths} [batch] too, 32-bit whole numbers of at least 1, and its
 * input in the units of the files; whatever stands past a sequence's end, it says the same. It says the probabilities, of
 * each step [batch, steps, classes] where it says something at every step, those past a sequence's end meaning nothing; or
 * {@code numbers} [batch, outputs] in the units of the files.
 *
 * <p>ONNX's LSTM, GRU and RNN compute what this application's cells do (ONNX operators, versions 14: equations under
 * "LSTM", "GRU", "RNN"); their {@code Y_h} holds each direction's state after it has read the whole sequence, which for
 * the backward one is at the first step.
 */
public final class OnnxExport {
    /** The name of the input. */
    public static final String INPUT = "input";

    /** The name of the lengths, of sequences that are no images. */
    public static final String LENGTHS = "lengths";

    /** The name of the output where classes are said. */
    public static final String OUTPUT = "probabilities";

    /** The name of the output where numbers are said. */
    public static final String NUMBERS = "numbers";

    static final int OPSET = 14;

    private final NetworkWeights weights;
    private final NetworkSpec spec;
    private final OnnxGraph graph = new OnnxGraph("network");

    /** The name of the input with the lengths; empty for none. */
    private final String lengths;

    private OnnxExport(NetworkWeights weights, String lengths) {
        this.weights = weights;
        this.spec = weights.spec();
        this.lengths = lengths;
    }

    /** The order of the input's axes. */
    public enum Layout {
        /** [batch, steps, inputSize], what most programs hold. */
        BATCH_FIRST,
        /** [steps, batch, inputSize], what ONNX's recurrent operators read: saves one transposition. */
        STEPS_FIRST
    }

    /**
     * The bytes of the model's file.
     *
     * @param producerVersion of this application
     * @param metadata to go with the model, as it is
     */
    public static byte[] of(
            NetworkWeights weights, Layout layout, String producerVersion, Map<String, String> metadata) {
        OnnxExport export = new OnnxExport(weights, "");
        export.build(layout);
        return export.bytes(producerVersion, metadata);
    }

    /**
     * The bytes of the file of a model of sequences that are no images.
     *
     * @param form what the network reads and says
     * @param producerVersion of this application
     * @param metadata to go with the model, as it is
     */
    public static byte[] of(NetworkWeights weights, Form form, String producerVersion, Map<String, String> metadata) {
        OnnxExport export = new OnnxExport(weights, LENGTHS);
        export.build(form);
        return export.bytes(producerVersion, metadata);
    }

    /** The name of what a network of sequences that are no images says. */
    public static String output(Form form) {
        return form.task().saysClasses() ? OUTPUT : NUMBERS;
    }

    private byte[] bytes(String producerVersion, Map<String, String> metadata) {
        return graph.model(OPSET, metadata)
                .setProducerName("gatewise")
                .setProducerVersion(producerVersion)
                .setDocString(spec.title())
                .build()
                .toByteArray();
    }

    private void build(Layout layout) {
        String sequence;
        if (layout == Layout.BATCH_FIRST) {
            graph.input(INPUT, "batch", "steps", spec.inputSize());
            sequence = transpose(INPUT, "steps_first", 1, 0, 2);
        } else {
            sequence = graph.input(INPUT, "steps", "batch", spec.inputSize());
        }
        linear(end(sequence), "logits");
        graph.node("Softmax", "softmax", List.of("logits"), List.of(OUTPUT), attribute("axis", 1));
        graph.output(OUTPUT, "batch", spec.classes());
    }

    private void build(Form form) {
        graph.input(INPUT, "batch", "steps", spec.inputSize());
        graph.intInput(LENGTHS, "batch");
        columns("feature_means", form.scaling().means());
        columns("feature_deviations", form.scaling().deviations());
        graph.node("Sub", "centred", List.of(INPUT, "feature_means"), List.of("centred"));
        graph.node("Div", "standardised", List.of("centred", "feature_deviations"), List.of("standardised"));
        String sequence = transpose("standardised", "steps_first", 1, 0, 2);
        if (form.task().atEveryStep()) {
            everyStep(sequence);
        } else if (form.task().saysClasses()) {
            linear(end(sequence), "logits");
            graph.node("Softmax", "softmax", List.of("logits"), List.of(OUTPUT), attribute("axis", 1));
            graph.output(OUTPUT, "batch", spec.classes());
        } else {
            linear(end(sequence), "scaled");
            unscaled(form.outputScaling());
        }
    }

    private void everyStep(String input) {
        String sequence = input;
        for (int layer = 0; layer < spec.hiddenSizes().size(); layer++) {
            sequence = sequence(layer, recurrent(layer, sequence, false));
        }
        String batchFirst = transpose(sequence, "batch_first", 1, 0, 2);
        head();
        transpose("head_weights", "head_columns", 1, 0);
        graph.node("MatMul", "head", List.of(batchFirst, "head_columns"), List.of("products"));
        graph.node("Add", "head_sum", List.of("products", "head_bias"), List.of("logits"));
        graph.node("Softmax", "softmax", List.of("logits"), List.of(OUTPUT), attribute("axis", 2));
        graph.output(OUTPUT, "batch", "steps", spec.classes());
    }

    private void unscaled(Scaling scaling) {
        columns("output_means", scaling.means());
        columns("output_deviations", scaling.deviations());
        graph.node("Mul", "stretched", List.of("scaled", "output_deviations"), List.of("stretched"));
        graph.node("Add", "unscaled", List.of("stretched", "output_means"), List.of(NUMBERS));
        graph.output(NUMBERS, "batch", spec.classes());
    }

    private void columns(String name, List<Float> values) {
        FloatBuffer row = FloatBuffer.allocate(values.size());
        values.forEach(row::put);
        graph.floats(name, List.of(values.size()), row.array());
    }

    /** The states [batch, headInputSize] that the last layer ends with. */
    private String end(String input) {
        String sequence = input;
        int last = spec.hiddenSizes().size() - 1;
        for (int layer = 0; layer < last; layer++) {
            sequence = sequence(layer, recurrent(layer, sequence, false));
        }
        return end(last, recurrent(last, sequence, true));
    }

    private void head() {
        graph.floats(
                "head_weights", List.of(spec.classes(), spec.headInputSize()), NetworkWeights.flat(weights.head()));
        graph.floats("head_bias", List.of(spec.classes()), weights.headBias());
    }

    private void linear(String end, String output) {
        head();
        graph.node("Gemm", "head", List.of(end, "head_weights", "head_bias"), List.of(output), attribute("transB", 1));
    }

    /** Its outputs [steps, directions, batch, hidden], or the states at the end [directions, batch, hidden]. */
    private String recurrent(int layer, String input, boolean end) {
        String name = "layer" + (layer + 1);
        List<CellWeights> directions = weights.cells().get(layer);
        int hidden = spec.hiddenSizes().get(layer);
        int columns = spec.cell().gates().size() * hidden;
        List<Integer> perInput = List.of(directions.size(), columns, spec.inputSize(layer));
        List<Integer> perState = List.of(directions.size(), columns, hidden);
        FloatBuffer inputs = buffer(perInput);
        FloatBuffer recurrent = buffer(perState);
        FloatBuffer bias = buffer(List.of(directions.size(), 2 * columns));
        for (CellWeights cell : directions) {
            for (int gate : OnnxOrder.gates(spec.cell())) {
                inputs.put(NetworkWeights.flat(cell.input()[gate]));
                recurrent.put(NetworkWeights.flat(cell.recurrent()[gate]));
            }
            for (int gate : OnnxOrder.gates(spec.cell())) {
                bias.put(cell.bias()[gate]);
            }
            for (int gate : OnnxOrder.gates(spec.cell())) {
                bias.put(cell.recurrentBias() == null ? new float[hidden] : cell.recurrentBias()[gate]);
            }
        }
        graph.floats(name + "_W", perInput, inputs.array());
        graph.floats(name + "_R", perState, recurrent.array());
        graph.floats(name + "_B", List.of(directions.size(), 2 * columns), bias.array());
        List<AttributeProto.Builder> attributes = new ArrayList<>();
        attributes.add(attribute("hidden_size", hidden));
        attributes.add(attribute("direction", spec.bidirectional() ? "bidirectional" : "forward"));
        if (spec.cell() == Cell.GRU) {
            attributes.add(attribute("linear_before_reset", spec.resetAfter() ? 1 : 0));
        }
        String output = name + (end ? "_end" : "_outputs");
        graph.node(
                OnnxOrder.operator(spec.cell()),
                name,
                lengths.isEmpty()
                        ? List.of(input, name + "_W", name + "_R", name + "_B")
                        : List.of(input, name + "_W", name + "_R", name + "_B", lengths),
                end ? List.of("", output) : List.of(output),
                attributes.toArray(AttributeProto.Builder[]::new));
        return output;
    }

    /** Directions side by side: [steps, batch, directions * hidden]. */
    private String sequence(int layer, String outputs) {
        String name = "layer" + (layer + 1) + "_sequence";
        if (!spec.bidirectional()) {
            return squeeze(outputs, name, 1);
        }
        String batchFirst = transpose(outputs, name + "_directions_inside", 0, 2, 1, 3);
        graph.longs(name + "_shape", 0, 0, spec.outputSize(layer));
        return graph.node("Reshape", name, List.of(batchFirst, name + "_shape"), List.of(name));
    }

    /** Directions side by side: [batch, directions * hidden]. */
    private String end(int layer, String ends) {
        if (!spec.bidirectional()) {
            return squeeze(ends, "end", 0);
        }
        String batchFirst = transpose(ends, "end_directions_inside", 1, 0, 2);
        graph.longs("end_shape", 0, spec.outputSize(layer));
        return graph.node("Reshape", "end", List.of(batchFirst, "end_shape"), List.of("end"));
    }

    private String squeeze(String input, String output, int axis) {
        graph.longs(output + "_axis", axis);
        return graph.node("Squeeze", output, List.of(input, output + "_axis"), List.of(output));
    }

    private String transpose(String input, String output, int... order) {
        return graph.node("Transpose", output, List.of(input), List.of(output), attribute("perm", order));
    }

    private static FloatBuffer buffer(List<Integer> shape) {
        return FloatBuffer.allocate(shape.stream().reduce(1, Math::multiplyExact));
    }
}
