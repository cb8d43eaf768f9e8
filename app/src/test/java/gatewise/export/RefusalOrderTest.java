package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.ModelProto;
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
    }

    @Test
    void aForeignOperatorBeforeTheSteps() throws Exception {
        ModelProto.Builder model = flat(lstm -> lstm, "DynamicQuantizeLSTM");
        model.getGraphBuilder().getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("DynamicQuantizeLSTM"))
                .forEach(node -> node.setDomain("com.microsoft"));

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
                    .hasMessageNotContaining("timeSteps");
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
