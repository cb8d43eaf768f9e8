package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;

/** Models of sequences that no program exports are refused in a line. */
class StrangeSequenceModelsTest {
    @TempDir
    Path folder;

    private OnnxImport read(byte[] model) throws Exception {
        return OnnxImport.read(Files.write(folder.resolve("m.onnx"), model), new OnnxImport.Input(0, 0, 1));
    }

    private void isRefused(Consumer<GraphProto.Builder> change, String words) throws Exception {
        ModelProto.Builder model =
                ModelProto.parseFrom(SequenceModels.originals().get(0)).toBuilder();
        change.accept(model.getGraphBuilder());
        assertThatThrownBy(() -> read(model.build().toByteArray()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words)
                .hasMessageNotContaining("\n");
    }

    @Test
    void ofMoreFeaturesThanANetworkReads() throws Exception {
        for (int features : new int[] {(1 << 16) + 1, Integer.MAX_VALUE}) {
            isRefused(
                    graph -> graph.getInputBuilder(0)
                            .getTypeBuilder()
                            .getTensorTypeBuilder()
                            .getShapeBuilder()
                            .getDimBuilder(2)
                            .setDimValue(features),
                    "the input has " + features + " numbers a step; expected at most 65536");
        }
    }

    @Test
    void whatIsComputedOfTheLengthsIsLeftOutWhereNobodyNeedsIt() throws Exception {
        byte[] original = SequenceModels.originals().get(0);
        for (String operator : new String[] {"Identity", "Shape", "Add"}) {
            ModelProto.Builder model = ModelProto.parseFrom(original).toBuilder();
            model.getGraphBuilder()
                    .addNode(
                            0,
                            NodeProto.newBuilder()
                                    .setOpType(operator)
                                    .addInput(OnnxExport.LENGTHS)
                                    .addInput(OnnxExport.LENGTHS)
                                    .addOutput("more"));
            assertThat(read(model.build().toByteArray()).weights().head())
                    .isEqualTo(read(original).weights().head());
        }
    }

    @Test
    void ofMeansAndDeviationsThatNoneCanHave() throws Exception {
        for (float value : new float[] {3e38f, -3e38f}) {
            isRefused(graph -> set(graph, "Sub", value), "changes the input otherwise");
        }
        for (float value : new float[] {3e38f, 1e-40f, 0, -1, Float.POSITIVE_INFINITY}) {
            isRefused(graph -> set(graph, "Div", value), "changes the input otherwise");
        }
    }

    /** The three numbers of the first node of a type. */
    private static void set(GraphProto.Builder graph, String operator, float value) {
        String name = graph.getNodeList().stream()
                .filter(node -> node.getOpType().equals(operator))
                .findFirst()
                .orElseThrow()
                .getInput(1);
        for (TensorProto.Builder tensor : graph.getInitializerBuilderList()) {
            if (tensor.getName().equals(name)) {
                ByteBuffer bytes = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
                bytes.putFloat(1).putFloat(value).putFloat(1);
                tensor.clearFloatData().setRawData(ByteString.copyFrom(bytes.array()));
            }
        }
    }
}
