package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onnx.Onnx.AttributeProto;

/** Builds graphs as exporters write them: names in their style, random weights, constants as nodes. */
final class ModelBuilder {
    final OnnxGraph graph = new OnnxGraph("main_graph");
    private final Random random = new Random(5);
    private int next;

    /** A node with one output. */
    String node(String type, List<String> inputs, AttributeProto.Builder... attributes) {
        return nodes(type, 1, inputs, attributes).get(0);
    }

    /** A node with several outputs. */
    List<String> nodes(String type, int outputs, List<String> inputs, AttributeProto.Builder... attributes) {
        String name = "/" + type + "_" + next++;
        List<String> names = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            names.add(name + "_output_" + i);
        }
        graph.node(type, name, inputs, names, attributes);
        return names;
    }

    /** An initializer of random weights. */
    String weights(int... shape) {
        return graph.floats("onnx::weights_" + next++, boxed(shape), random(shape));
    }

    float[] random(int... shape) {
        float[] values = new float[Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (0.4 * random.nextGaussian());
        }
        return values;
    }

    /** A Constant node of whole numbers in a vector. */
    String longs(long... values) {
        return node(
                "Constant", List.of(), attribute("value", OnnxGraph.longTensor("", List.of(values.length), values)));
    }

    /** A Constant node of one whole number. */
    String scalar(long value) {
        return node("Constant", List.of(), attribute("value", OnnxGraph.longTensor("", List.of(), value)));
    }

    /** A Constant node of one float. */
    String scalar(float value) {
        return node("Constant", List.of(), attribute("value", OnnxGraph.floatTensor("", List.of(), value)));
    }

    /** A Constant node of random floats. */
    String constant(int... shape) {
        return node("Constant", List.of(), attribute("value", OnnxGraph.floatTensor("", boxed(shape), random(shape))));
    }

    String zeros(int... shape) {
        float[] values = new float[random(shape).length];
        return graph.floats("zeros_" + next++, boxed(shape), values);
    }

    byte[] bytes(int opset) {
        return graph.model(opset, Map.of()).setProducerName("test").build().toByteArray();
    }

    static List<Integer> boxed(int... shape) {
        return Arrays.stream(shape).boxed().toList();
    }
}
