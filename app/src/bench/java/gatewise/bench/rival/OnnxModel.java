package gatewise.bench.rival;

import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A network of one direction as an ONNX model, from {@code x} [steps, batch, columns] to {@code p} [batch, classes]. */
final class OnnxModel {
    private static final int OPSET = 14;
    private static final int IR_VERSION = 7;
    /** Our column blocks in the order of ONNX: input, output, forget, candidate. */
    private static final int[] LSTM_BLOCKS = {3, 2, 1, 0};
    /** Our column blocks in the order of ONNX: update, reset, candidate. */
    private static final int[] GRU_BLOCKS = {1, 0, 2};

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("network");

    private OnnxModel() {}

    static byte[] of(NetworkSpec spec, MultiLayerNetwork network) {
        if (spec.bidirectional() || spec.cell() == Cell.SIMPLE) {
            throw new IllegalArgumentException(spec.title() + " has no ONNX form here");
        }
        OnnxModel model = new OnnxModel();
        model.graph.addInput(value("x", spec.timeSteps(), 0, spec.inputSize()));
        model.graph.addOutput(value("p", 0, spec.classes()));
        int last = spec.hiddenSizes().size() - 1;
        String input = "x";
        for (int layer = 0; layer <= last; layer++) {
            input = model.recurrent(spec, network, layer, input, layer == last);
        }
        INDArray weights = network.getLayer(last + 1).getParam("W");
        model.floats("headW", List.of((long) spec.headInputSize(), (long) spec.classes()), rowMajor(weights));
        model.floats(
                "headB",
                List.of((long) spec.classes()),
                network.getLayer(last + 1).getParam("b").toFloatVector());
        model.node("Gemm", List.of(input, "headW", "headB"), List.of("logits"));
        model.node("Softmax", List.of("logits"), List.of("p"));
        return ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("").setVersion(OPSET))
                .setGraph(model.graph)
                .build()
                .toByteArray();
    }

    private String recurrent(NetworkSpec spec, MultiLayerNetwork network, int layer, String input, boolean last) {
        int hidden = spec.hiddenSizes().get(layer);
        int[] blocks = spec.cell() == Cell.LSTM ? LSTM_BLOCKS : GRU_BLOCKS;
        long columns = (long) blocks.length * hidden;
        var own = network.getLayer(layer);
        String name = "layer" + layer;
        floats(
                name + "W",
                List.of(1L, columns, (long) spec.inputSize(layer)),
                blocks(own.getParam("W"), blocks, hidden));
        floats(name + "R", List.of(1L, columns, (long) hidden), blocks(own.getParam("RW"), blocks, hidden));
        float[] biases = new float[(int) (2 * columns)];
        System.arraycopy(blocks(row(own.getParam("b")), blocks, hidden), 0, biases, 0, (int) columns);
        if (spec.resetAfter()) {
            System.arraycopy(blocks(row(own.getParam("rb")), blocks, hidden), 0, biases, (int) columns, (int) columns);
        }
        floats(name + "B", List.of(1L, 2 * columns), biases);
        NodeProto.Builder node = NodeProto.newBuilder()
                .setOpType(spec.cell().name())
                .addAllInput(List.of(input, name + "W", name + "R", name + "B"))
                .addAllOutput(last ? List.of("", name + "Y") : List.of(name + "Y"))
                .addAttribute(attribute("hidden_size", hidden));
        if (spec.cell() == Cell.GRU) {
            node.addAttribute(attribute("linear_before_reset", spec.resetAfter() ? 1 : 0));
        }
        graph.addNode(node);
        ints(name + "Axis", last ? 0 : 1);
        node("Squeeze", List.of(name + "Y", name + "Axis"), List.of(name + "H"));
        return name + "H";
    }

    private static INDArray row(INDArray vector) {
        return vector.reshape(1, vector.length());
    }

    /** [rows, blocks * hidden] to [blocks * hidden, rows], blocks in another order, row-major. */
    private static float[] blocks(INDArray matrix, int[] order, int hidden) {
        float[][] from = matrix.toFloatMatrix();
        float[] to = new float[(int) matrix.length()];
        int next = 0;
        for (int block : order) {
            for (int unit = 0; unit < hidden; unit++) {
                for (float[] row : from) {
                    to[next++] = row[block * hidden + unit];
                }
            }
        }
        return to;
    }

    private static float[] rowMajor(INDArray matrix) {
        return matrix.dup('c').data().asFloat();
    }

    private void node(String type, List<String> inputs, List<String> outputs) {
        graph.addNode(NodeProto.newBuilder().setOpType(type).addAllInput(inputs).addAllOutput(outputs));
    }

    private static AttributeProto.Builder attribute(String name, long value) {
        return AttributeProto.newBuilder()
                .setName(name)
                .setType(AttributeProto.AttributeType.INT)
                .setI(value);
    }

    private void floats(String name, List<Long> shape, float... values) {
        List<Float> boxed = new ArrayList<>(values.length);
        for (float value : values) {
            boxed.add(value);
        }
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.FLOAT_VALUE)
                .addAllDims(shape)
                .addAllFloatData(boxed));
    }

    private void ints(String name, long value) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(1)
                .addInt64Data(value));
    }

    /** @param shape 0 for the size of the batch */
    private static ValueInfoProto value(String name, long... shape) {
        TensorShapeProto.Builder dimensions = TensorShapeProto.newBuilder();
        for (long size : shape) {
            var dimension = TensorShapeProto.Dimension.newBuilder();
            dimensions.addDim(size == 0 ? dimension.setDimParam("batch") : dimension.setDimValue(size));
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT_VALUE)
                                .setShape(dimensions)))
                .build();
    }
}
