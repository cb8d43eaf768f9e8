package gatewise.export;

import java.util.List;
import java.util.Random;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;

/** Models that are valid protocol buffers and no longer valid networks: what the reader of bytes lets through. */
public final class GraphMutations {
    private static final List<String> OPERATORS = List.of(
            "LSTM",
            "GRU",
            "RNN",
            "Add",
            "Cast",
            "Concat",
            "Constant",
            "ConstantOfShape",
            "Div",
            "Dropout",
            "Expand",
            "Flatten",
            "Gather",
            "Gemm",
            "Identity",
            "LogSoftmax",
            "MatMul",
            "Mul",
            "Reshape",
            "Shape",
            "Slice",
            "Softmax",
            "Split",
            "Squeeze",
            "Sub",
            "Tile",
            "Transpose",
            "Unsqueeze",
            "Other");
    private static final long[] NUMBERS = {
        0,
        1,
        -1,
        2,
        -2,
        3,
        5,
        6,
        7,
        127,
        65_536,
        1 << 20,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private final List<ModelProto> originals;
    private final Random random;

    public GraphMutations(long seed, List<ModelProto> originals) {
        this.originals = List.copyOf(originals);
        this.random = new Random(seed);
    }

    /** The models that the tests import, of every exporter's pattern. */
    public static List<byte[]> originals() {
        return OnnxImportTest.models()
                .map(arguments -> (byte[]) arguments.get()[1])
                .toList();
    }

    /** The bytes of the next one. */
    public byte[] next() {
        ModelProto.Builder model = originals.get(random.nextInt(originals.size())).toBuilder();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            change(model.getGraphBuilder());
        }
        return model.build().toByteArray();
    }

    private void change(GraphProto.Builder graph) {
        NodeProto.Builder node = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        switch (random.nextInt(8)) {
            case 0 -> node.setOpType(OPERATORS.get(random.nextInt(OPERATORS.size())));
            case 1 -> setInput(graph, node);
            case 2 -> node.addInput(name(graph));
            case 3 -> {
                if (node.getInputCount() > 0) {
                    String last = node.getInput(node.getInputCount() - 1);
                    List<String> fewer = List.copyOf(node.getInputList().subList(0, node.getInputCount() - 1));
                    node.clearInput().addAllInput(random.nextBoolean() ? fewer : List.of(last));
                }
            }
            case 4 -> changeAttribute(node);
            case 5 -> {
                if (graph.getInitializerCount() > 0) {
                    change(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())));
                }
            }
            case 6 -> graph.addNode(random.nextInt(graph.getNodeCount() + 1), node.build());
            default -> {
                var shape = graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder();
                if (shape.getDimCount() > 0) {
                    shape.getDimBuilder(random.nextInt(shape.getDimCount())).setDimValue(number());
                }
            }
        }
    }

    private void setInput(GraphProto.Builder graph, NodeProto.Builder node) {
        if (node.getInputCount() > 0) {
            node.setInput(random.nextInt(node.getInputCount()), random.nextInt(5) == 0 ? "" : name(graph));
        }
    }

    private String name(GraphProto.Builder graph) {
        NodeProto.Builder giver = graph.getNodeBuilder(random.nextInt(graph.getNodeCount()));
        return random.nextInt(4) == 0 && graph.getInitializerCount() > 0
                ? graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                        .getName()
                : giver.getOutput(random.nextInt(giver.getOutputCount()));
    }

    private void changeAttribute(NodeProto.Builder node) {
        if (node.getAttributeCount() == 0) {
            node.addAttributeBuilder().setName("axis").setI(number());
            return;
        }
        AttributeProto.Builder attribute = node.getAttributeBuilder(random.nextInt(node.getAttributeCount()));
        if (attribute.hasT()) {
            change(attribute.getTBuilder());
        } else if (attribute.getIntsCount() > 0 && random.nextBoolean()) {
            attribute.setInts(random.nextInt(attribute.getIntsCount()), number());
        } else {
            attribute.setI(number()).addInts(number());
        }
    }

    private void change(TensorProto.Builder tensor) {
        if (tensor.getDimsCount() > 0 && random.nextInt(3) > 0) {
            tensor.setDims(random.nextInt(tensor.getDimsCount()), number());
        } else if (random.nextBoolean()) {
            tensor.clearRawData()
                    .clearFloatData()
                    .clearDims()
                    .setDataType(7)
                    .addDims(1)
                    .addInt64Data(number());
        } else {
            tensor.addDims(number());
        }
    }

    private long number() {
        return NUMBERS[random.nextInt(NUMBERS.length)];
    }
}
