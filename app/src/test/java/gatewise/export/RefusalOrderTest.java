package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.shade.protobuf.ByteString;

/** What makes a model impossible is said before what a setting could mend. */
class RefusalOrderTest {
    private static final OnnxImport.Input NO_STEPS = new OnnxImport.Input(0, 0, 1);
    private static final OnnxImport.Input STEPS = new OnnxImport.Input(6, 0, 1);

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"Scan", "QLinearMatMul", "MatMulInteger", "Relu"})
    void anOperatorBeforeTheStepsAndBeforeTheTypeOfWhatItReads(String operator) throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, operator);
        model.getGraphBuilder().getInitializerBuilderList().forEach(RefusalOrderTest::makeInt8);

        refused(model, "(" + operator + ") has no place in a network of recurrent layers");
        refused(model, ": the model is quantised");
    }

    @ParameterizedTest
    @ValueSource(strings = {"QLinearMatMul", "MatMulInteger", "DynamicQuantizeLinear", "DequantizeLinear"})
    void anOperatorOfAQuantisedModelIsTheCause(String operator) throws Exception {
        refused(flat(lstm -> lstm, operator), ": the model is quantised: node '/" + operator);
    }

    @Test
    void theBodyOfALoopMayBeQuantisedToo() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, "Scan");
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("Scan"))
                .forEach(node -> node.addAttribute(AttributeProto.newBuilder()
                        .setName("body")
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(GraphProto.newBuilder()
                                .addNode(NodeProto.newBuilder()
                                        .setOpType("MatMulInteger")
                                        .setName("inside")))));

        refused(model, ": the model is quantised (node 'inside' (MatMulInteger)), and node '/Scan");
    }

    @Test
    void aScanOfFloatsIsNotCalledQuantised() throws Exception {
        Path file = Files.write(
                folder.resolve("model.onnx"), flat(lstm -> lstm, "Scan").build().toByteArray());

        assertThatThrownBy(() -> OnnxImport.read(file, NO_STEPS))
                .hasMessageContaining("(Scan) has no place")
                .hasMessageNotContaining("quantised");
    }

    /** As ONNX Runtime's quantize_static writes an LSTM: weights of INT8, made floats again by a node. */
    @Test
    void weightsThatAreMadeFloatsAgain() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, null);
        GraphProto.Builder graph = model.getGraphBuilder();
        TensorProto.Builder weights = graph.getInitializerBuilder(0);
        makeInt8(weights);
        for (NodeProto.Builder node : graph.getNodeBuilderList()) {
            if (node.getOpType().equals("LSTM")) {
                node.setInput(1, "W_float");
            }
        }
        graph.addNode(
                0,
                NodeProto.newBuilder()
                        .setOpType("DequantizeLinear")
                        .setName("dequantize")
                        .addInput(weights.getName())
                        .addInput("scale")
                        .addOutput("W_float"));

        refused(model, ": the model is quantised: node 'dequantize' (DequantizeLinear)");
    }

    @Test
    void aConstantNodeIsOneToo() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, null);
        GraphProto.Builder graph = model.getGraphBuilder();
        TensorProto.Builder weights = graph.getInitializerBuilder(0).clone();
        makeInt8(weights);
        graph.removeInitializer(0);
        graph.addNode(
                0,
                NodeProto.newBuilder()
                        .setOpType("Constant")
                        .addOutput(weights.getName())
                        .addAttribute(AttributeProto.newBuilder()
                                .setName("value")
                                .setType(AttributeProto.AttributeType.TENSOR)
                                .setT(weights.clearName())));

        refused(model, ": the model is quantised: constant 'onnx::weights");
    }

    @Test
    void anInputOfBytes() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, "QLinearMatMul");
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .setElemType(TensorProto.DataType.UINT8_VALUE);

        refused(model, ": the model is quantised: node '/QLinearMatMul");
    }

    @Test
    void aForeignOperatorBeforeTheSteps() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, "DynamicQuantizeLSTM");
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("DynamicQuantizeLSTM"))
                .forEach(node -> node.setDomain("com.microsoft"));

        refused(model, ": the model is quantised: node '/DynamicQuantizeLSTM");
        refused(model, "(DynamicQuantizeLSTM) is of the operator set com.microsoft");
    }

    @Test
    void anActivationBeforeTheStepsAndTheType() throws Exception {
        AttributeProto.Builder relu =
                AttributeProto.newBuilder().setName("activations").setType(AttributeProto.AttributeType.STRINGS);
        List.of("Sigmoid", "Relu", "Tanh").forEach(name -> relu.addStrings(ByteString.copyFromUtf8(name)));
        ModelProto.Builder model = flat(lstm -> relu, null);
        makeInt8(model.getGraphBuilder().getInitializerBuilder(0));

        refused(model, "(LSTM) has the activations [Sigmoid, Relu, Tanh]");
    }

    @Test
    void aTypeBeforeTheSteps() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, null);
        makeInt8(model.getGraphBuilder().getInitializerBuilder(0));

        refused(model, "is of type INT8, expected FLOAT");
    }

    @Test
    void theStepsWhereNothingElseIsWrong() throws Exception {
        Path file = Files.write(
                folder.resolve("model.onnx"), flat(lstm -> lstm, null).build().toByteArray());

        assertThatThrownBy(() -> OnnxImport.read(file, NO_STEPS)).hasMessageContaining("say with timeSteps");
    }

    private void refused(ModelProto.Builder model, String words) throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        for (OnnxImport.Input input : List.of(NO_STEPS, STEPS)) {
            assertThatThrownBy(() -> OnnxImport.read(file, input))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(words)
                    .hasMessageNotContaining("timeSteps")
                    .hasMessageNotContaining("single precision");
        }
    }

    private static void makeInt8(TensorProto.Builder constant) {
        constant.setDataType(TensorProto.DataType.INT8_VALUE);
    }

    /**
     * An LSTM that reads 30 numbers as 6 steps of 5, any number of sequences at once.
     *
     * @param operator between it and the head; null for none
     */
    private static ModelProto.Builder flat(UnaryOperator<AttributeProto.Builder> setting, String operator)
            throws Exception {
        ModelBuilder model = new ModelBuilder();
        String x = model.graph.input("x", "batch", 30);
        String steps = model.node(
                "Transpose",
                List.of(model.node("Reshape", List.of(x, model.longs(-1, 6, 5)))),
                attribute("perm", new int[] {1, 0, 2}));
        String last = model.nodes(
                        "LSTM",
                        2,
                        List.of(steps, model.weights(1, 16, 5), model.weights(1, 16, 4)),
                        attribute("hidden_size", 4),
                        setting.apply(attribute("direction", "forward")))
                .get(1);
        String state = model.node("Squeeze", List.of(last, model.longs(0)));
        if (operator != null) {
            state = model.node(operator, List.of(state, model.weights(4, 4)));
        }
        model.graph.output(model.node("MatMul", List.of(state, model.weights(4, 3))), "batch", 3);
        return ModelProto.parseFrom(model.bytes(14)).toBuilder();
    }
}
