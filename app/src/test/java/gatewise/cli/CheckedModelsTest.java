package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.export.ForeignModels;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.shade.protobuf.ByteString;

/** What {@code import --check} has ONNX Runtime run: of a model, which may be anybody's, what the answer needs and nothing else. */
@RequiresBackend
class CheckedModelsTest {
    private static final String HOSTILE = "\u001b]0;name\u0007\u001b[2J\nsecond line";

    @TempDir
    Path folder;

    private ModelProto.Builder model;
    private GraphProto.Builder graph;

    @BeforeEach
    void read() throws Exception {
        model = ModelProto.parseFrom(ForeignModels.lstm()).toBuilder();
        graph = model.getGraphBuilder();
    }

    /** In a JVM of its own, whose natives print what they will; it works in another folder than the model's. */
    private String imported() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        Path said = folder.resolve("said");
        Process process = OwnJvm.gatewise(
                        List.of("import", "--onnx=" + file, "--out=" + folder.resolve("m.zip"), "--check"))
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String text = Files.readString(said);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    private NodeProto.Builder node(String type, String output, String... inputs) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(HOSTILE)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    private TensorProto.Builder whole(String name, long value) {
        return graph.addInitializerBuilder()
                .setName(name)
                .setDataType(TensorProto.DataType.INT64_VALUE)
                .addDims(1)
                .addInt64Data(value);
    }

    private void assertCompared(String said) {
        assertThat(said).contains("over 65 random sequences is").doesNotContain("\u001b", "\u0007", "second line");
    }

    @Test
    void otherOutputsAreNotRun() throws Exception {
        whole("size", 1L << 42);
        node("ConstantOfShape", "zeros", "size");
        graph.addOutput(graph.getOutput(0).toBuilder().setName("zeros"));
        whole("times", 1L << 62).clearDims();
        graph.addInitializerBuilder()
                .setName("condition")
                .setDataType(TensorProto.DataType.BOOL_VALUE)
                .addInt32Data(1);
        GraphProto.Builder body = GraphProto.newBuilder().setName("body");
        body.addNodeBuilder().setOpType("Identity").addInput("again").addOutput("on");
        body.addInput(scalar("i", TensorProto.DataType.INT64_VALUE));
        body.addInput(scalar("again", TensorProto.DataType.BOOL_VALUE));
        body.addOutput(scalar("on", TensorProto.DataType.BOOL_VALUE));
        body.addNodeBuilder()
                .setOpType("Cast")
                .addInput("i")
                .addOutput("x")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(TensorProto.DataType.FLOAT_VALUE));
        body.addOutput(scalar("x", TensorProto.DataType.FLOAT_VALUE));
        node("Loop", "for ever", "times", "condition")
                .addAttribute(AttributeProto.newBuilder()
                        .setName("body")
                        .setType(AttributeProto.AttributeType.GRAPH)
                        .setG(body));
        graph.addOutput(graph.getOutput(0).toBuilder().setName("for ever"));
        assertCompared(imported());
    }

    private static ValueInfoProto scalar(String name, int type) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(type)
                                .setShape(TensorShapeProto.getDefaultInstance())))
                .build();
    }

    @Test
    void zerosOfAnySizeAreLeftToTheOperator() throws Exception {
        whole("size", 1L << 42);
        NodeProto zeros = node("ConstantOfShape", "zeros", "size").build();
        graph.removeNode(graph.getNodeCount() - 1).addNode(0, zeros);
        graph.getNodeBuilderList().stream()
                .filter(node -> node.getOpType().equals("LSTM"))
                .forEach(node -> node.setInput(5, "zeros").setName(HOSTILE));
        assertCompared(imported());
    }

    @Test
    void constantsInFilesAreFoundFromAnyFolder() throws Exception {
        TensorProto.Builder weights = graph.getInitializerBuilder(0);
        Files.write(folder.resolve("weights.bin"), weights.getRawData().toByteArray());
        weights.setRawData(ByteString.EMPTY).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        weights.addExternalDataBuilder().setKey("location").setValue("weights.bin");
        assertCompared(imported());
    }

    /** As ONNX has it for an output that nobody reads. */
    @Test
    void outputsWithoutNamesAreLeftOut() throws Exception {
        model = ModelProto.parseFrom(ForeignModels.lastState()).toBuilder();
        graph = model.getGraphBuilder();
        Set<String> unread = new HashSet<>();
        List<NodeProto> nodes = new ArrayList<>();
        for (NodeProto node : graph.getNodeList()) {
            if (node.getOpType().equals("LSTM")) {
                unread.add(node.getOutput(0));
                nodes.add(node.toBuilder().setOutput(0, "").build());
            } else if (node.getInputList().stream().anyMatch(unread::contains)) {
                unread.addAll(node.getOutputList());
            } else {
                nodes.add(node);
            }
        }
        graph.clearNode().addAllNode(nodes);
        node("Dropout", "answer", graph.getOutput(0).getName()).addOutput("");
        graph.getOutputBuilder(0).setName("answer");
        assertCompared(imported());
    }
}
