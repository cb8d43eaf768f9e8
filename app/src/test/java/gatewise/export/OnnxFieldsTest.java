package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Small files that are much work for whoever makes objects of them. */
@Timeout(60)
class OnnxFieldsTest {
    @TempDir
    Path folder;

    private ModelProto.Builder model;

    @BeforeEach
    void export() throws Exception {
        model = OnnxImportTest.torch(Cell.LSTM).toBuilder();
    }

    private void refused(byte[] bytes, String... words) throws Exception {
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertThatThrownBy(() -> OnnxImport.read(file, new OnnxImport.Input(0, 0, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file.toString())
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                .satisfies(e -> assertThat(e.getMessage()).contains(words));
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    /** With one more message in some field of it. */
    private static byte[] with(byte[] message, int field, byte[] more) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(message);
        append(bytes, field, more);
        return bytes.toByteArray();
    }

    private static void append(ByteArrayOutputStream bytes, int field, byte[] content) {
        bytes.write(field << 3 | 2);
        for (int left = content.length; ; left >>>= 7) {
            bytes.write(left > 0x7f ? left & 0x7f | 0x80 : left);
            if (left <= 0x7f) {
                break;
            }
        }
        bytes.writeBytes(content);
    }

    @Test
    void whatIsMergedAgainAndAgainIsNotMergedOnce() throws Exception {
        GraphProto.Builder graph = GraphProto.newBuilder();
        for (int i = 0; i < 150_000; i++) {
            graph.addNode(NodeProto.getDefaultInstance());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        append(bytes, ModelProto.GRAPH_FIELD_NUMBER, graph.build().toByteArray());
        byte[] another = GraphProto.newBuilder()
                .addNode(NodeProto.getDefaultInstance())
                .build()
                .toByteArray();
        for (int i = 0; i < 40_000; i++) {
            append(bytes, ModelProto.GRAPH_FIELD_NUMBER, another);
        }
        refused(bytes.toByteArray(), "a ModelProto in it has the field 'graph' twice, expected it once");
    }

    @Test
    void theSameWithinOthers() throws Exception {
        byte[] tensor = TensorProto.newBuilder().addDims(1).build().toByteArray();
        byte[] attribute = with(
                AttributeProto.newBuilder()
                        .setT(TensorProto.getDefaultInstance())
                        .build()
                        .toByteArray(),
                AttributeProto.T_FIELD_NUMBER,
                tensor);
        byte[] node = with(NodeProto.getDefaultInstance().toByteArray(), NodeProto.ATTRIBUTE_FIELD_NUMBER, attribute);
        byte[] graph = with(model.getGraph().toByteArray(), GraphProto.NODE_FIELD_NUMBER, node);
        refused(
                with(model.clearGraph().build().toByteArray(), ModelProto.GRAPH_FIELD_NUMBER, graph),
                "a AttributeProto in it has the field 't' twice");
    }

    @Test
    void moreFieldsThanAnyNetworkHas() throws Exception {
        NodeProto.Builder node = model.getGraphBuilder().addNodeBuilder().setOpType("Foreign");
        for (int i = 0; i < 300_000; i++) {
            node.addAttribute(AttributeProto.newBuilder().setI(i));
        }
        refused(model.build().toByteArray(), "has more than 200000 fields");
        byte[] unknown = new byte[2];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < 300_000; i++) {
            append(bytes, 15, unknown);
        }
        refused(bytes.toByteArray(), "has more than 200000 fields");
    }

    @Test
    void placesOfExternalDataCountToo() throws Exception {
        TensorProto.Builder tensor = model.getGraphBuilder().getInitializerBuilder(0);
        for (int i = 0; i < 300_000; i++) {
            tensor.addExternalDataBuilder();
        }
        refused(model.build().toByteArray(), "has more than 200000 fields");
    }

    @Test
    void whatNestsOrIsNoMessage() throws Exception {
        byte[] deep = new byte[0];
        for (int i = 0; i < 300; i++) {
            deep = with(new byte[0], i % 3 == 0 ? 7 : i % 3 == 1 ? 1 : 5, deep);
            deep = with(new byte[0], 6, deep);
        }
        refused(deep, "is not an ONNX model");
        byte[] groups = new byte[1_000_000];
        Arrays.fill(groups, (byte) (15 << 3 | 3));
        refused(groups, "is not an ONNX model, or is cut short");
        refused(
                new byte[] {7 << 3 | 2, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
                "is not an ONNX model");
    }
}
