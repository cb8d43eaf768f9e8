package gatewise.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.ByteString;

/** Builds an ONNX graph node by node; every method that adds something returns the name of its (first) output. */
final class OnnxGraph {
    private static final int IR_VERSION = 7;

    private final GraphProto.Builder graph;

    OnnxGraph(String name) {
        graph = GraphProto.newBuilder().setName(name);
    }

    /** A float input; a size is a number, or the name of one that is known when the model runs. */
    String input(String name, Object... sizes) {
        graph.addInput(value(name, TensorProto.DataType.FLOAT_VALUE, sizes));
        return name;
    }

    /** The same of whole numbers of 32 bits. */
    String intInput(String name, Object... sizes) {
        graph.addInput(value(name, TensorProto.DataType.INT32_VALUE, sizes));
        return name;
    }

    /** A float output. */
    void output(String name, Object... sizes) {
        graph.addOutput(value(name, TensorProto.DataType.FLOAT_VALUE, sizes));
    }

    /** @param attributes see {@link #attribute} */
    String node(
            String type, String name, List<String> inputs, List<String> outputs, AttributeProto.Builder... attributes) {
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(type)
                .setName(name)
                .addAllInput(inputs)
                .addAllOutput(outputs);
        Arrays.stream(attributes).forEach(node::addAttribute);
        graph.addNode(node);
        return outputs.get(0);
    }

    String floats(String name, List<Integer> shape, float... values) {
        graph.addInitializer(floatTensor(name, shape, values));
        return name;
    }

    /** A vector of whole numbers. */
    String longs(String name, long... values) {
        graph.addInitializer(longTensor(name, List.of(values.length), values));
        return name;
    }

    static TensorProto floatTensor(String name, List<Integer> shape, float... values) {
        ByteBuffer raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return tensor(name, TensorProto.DataType.FLOAT_VALUE, shape, raw);
    }

    static TensorProto longTensor(String name, List<Integer> shape, long... values) {
        ByteBuffer raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return tensor(name, TensorProto.DataType.INT64_VALUE, shape, raw);
    }

    private static TensorProto tensor(String name, int type, List<Integer> shape, ByteBuffer raw) {
        return TensorProto.newBuilder()
                .setName(name)
                .setDataType(type)
                .addAllDims(shape.stream().map(Integer::longValue).toList())
                .setRawData(ByteString.copyFrom(raw))
                .build();
    }

    /** @param value a whole number, a float, a string, an int[] or a tensor */
    static AttributeProto.Builder attribute(String name, Object value) {
        AttributeProto.Builder attribute = AttributeProto.newBuilder().setName(name);
        if (value instanceof Integer number) {
            return attribute.setType(AttributeProto.AttributeType.INT).setI(number);
        }
        if (value instanceof Float number) {
            return attribute.setType(AttributeProto.AttributeType.FLOAT).setF(number);
        }
        if (value instanceof int[] numbers) {
            Arrays.stream(numbers).forEach(attribute::addInts);
            return attribute.setType(AttributeProto.AttributeType.INTS);
        }
        if (value instanceof TensorProto tensor) {
            return attribute.setType(AttributeProto.AttributeType.TENSOR).setT(tensor);
        }
        if (value instanceof String text) {
            return attribute.setType(AttributeProto.AttributeType.STRING).setS(ByteString.copyFromUtf8(text));
        }
        throw new IllegalArgumentException("no attribute for " + value);
    }

    ModelProto.Builder model(int opset, Map<String, String> metadata) {
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(opset))
                .setGraph(graph);
        metadata.forEach((key, value) -> model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        return model;
    }

    private static ValueInfoProto value(String name, int type, Object... sizes) {
        TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
        for (Object size : sizes) {
            var dimension = TensorShapeProto.Dimension.newBuilder();
            shape.addDim(
                    size instanceof Integer number
                            ? dimension.setDimValue(number)
                            : dimension.setDimParam(size.toString()));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(
                                TypeProto.Tensor.newBuilder().setElemType(type).setShape(shape)))
                .build();
    }
}
