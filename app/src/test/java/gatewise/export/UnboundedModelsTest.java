package gatewise.export;

import static gatewise.export.OnnxGraph.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import gatewise.io.UserError;
import gatewise.network.Cell;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

/** Small files that ask for much: each is one short line, soon, and within a small part of the heap. */
class UnboundedModelsTest {
    @TempDir
    Path folder;

    static Stream<Arguments> models() {
        Map<String, Consumer<GraphProto.Builder>> models = new LinkedHashMap<>();
        models.put("its constants come to more than", graph -> doubled(graph, "Concat", "big", 40));
        models.put("its constants come to more than | ", graph -> {
            for (int i = 0; i < 9_000; i++) {
                node(graph, "Identity", "w" + i, "w" + i, "onnx").clearInput();
                graph.getNodeBuilder(graph.getNodeCount() - 1)
                        .setOpType("Mul")
                        .addInput("big")
                        .addInput("big");
            }
            use(graph, "w1");
        });
        models.put("joins more than 1024 pieces", graph -> {
            String states = graph.getNode(RefusedModels.index(graph, "Gemm")).getInput(0);
            graph.getNodeBuilder(RefusedModels.index(graph, "Gemm")).setInput(0, "x40");
            int before = RefusedModels.index(graph, "Gemm");
            for (int i = 0; i <= 40; i++) {
                graph.addNode(before + i, concat(i == 0 ? states : "x" + (i - 1), "x" + i, 1));
            }
        });
        models.put(
                "has the shape [1, 2147483647, 5]; expected a smaller one",
                graph -> graph.getInitializerBuilder(0).setDims(1, Integer.MAX_VALUE));
        models.put(
                "has the shape [1, 9223372036854775807, 5]",
                graph -> graph.getInitializerBuilder(0).setDims(1, Long.MAX_VALUE));
        models.put(
                "has the shape [4294967296, 4294967296]",
                graph -> graph.getInitializerBuilder(0).clearDims().addAllDims(List.of(1L << 32, 1L << 32)));
        models.put(
                "... 99988 more]; expected a smaller one",
                graph -> graph.getInitializerBuilder(0).clearDims().addAllDims(Collections.nCopies(100_000, 1L)));
        models.put("the model has 20002 nodes, expected at most 10000", graph -> {
            for (int i = 0; graph.getNodeCount() < 20_002; i++) {
                node(graph, "Identity", "n" + i, "y" + i, "input");
            }
        });
        models.put("expected at most 100", graph -> {
            for (int i = 0; i < 101; i++) {
                graph.addOutput(graph.getOutput(0));
            }
        });
        models.put("gives [batch, features] 5000 axes; expected at most 16", graph -> {
            graph.addInitializer(OnnxGraph.longTensor("shape", List.of(5_000), new long[5_000]));
            int gemm = RefusedModels.index(graph, "Gemm");
            String states = graph.getNode(gemm).getInput(0);
            graph.getNodeBuilder(gemm).setInput(0, "reshaped");
            graph.addNode(
                    gemm,
                    NodeProto.newBuilder()
                            .setOpType("Reshape")
                            .addInput(states)
                            .addInput("shape")
                            .addOutput("reshaped"));
        });
        models.put("nnn ... nnn | has the hidden_size 1073741824", graph -> {
            NodeProto.Builder lstm = graph.getNodeBuilder(RefusedModels.index(graph, "LSTM"));
            lstm.clearAttribute()
                    .addAttribute(attribute("hidden_size", 1 << 30))
                    .setName("n".repeat(1_000_000));
            graph.getInitializerBuilder(0).setDims(1, 0).clearRawData();
        });
        models.put("has the activations [tanh, tanh, ", graph -> {
            var activations = graph.getNodeBuilder(RefusedModels.index(graph, "LSTM"))
                    .addAttributeBuilder()
                    .setName("activations");
            for (int i = 0; i < 100_000; i++) {
                activations.addStrings(ByteString.copyFromUtf8("tanh"));
            }
        });
        return models.entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    /** Reads of a constant that is doubled so often. */
    private static void doubled(GraphProto.Builder graph, String type, String start, int times) {
        graph.addInitializer(ones(start));
        for (int i = 0; i < times; i++) {
            NodeProto.Builder node = concat(i == 0 ? start : "x" + (i - 1), "x" + i, 0).toBuilder();
            graph.addNode(i, node.setOpType(type));
        }
        use(graph, "x" + (times - 1));
    }

    /** So many that a few doublings are too many. */
    private static TensorProto ones(String name) {
        float[] ones = new float[1 << 18];
        Arrays.fill(ones, 1);
        return OnnxGraph.floatTensor(name, List.of(ones.length), ones);
    }

    private static NodeProto concat(String input, String output, int axis) {
        return NodeProto.newBuilder()
                .setOpType("Concat")
                .addInput(input)
                .addInput(input)
                .addOutput(output)
                .addAttribute(attribute("axis", axis))
                .build();
    }

    private static NodeProto.Builder node(
            GraphProto.Builder graph, String type, String name, String output, String input) {
        return graph.addNodeBuilder()
                .setOpType(type)
                .setName(name)
                .addInput(input)
                .addOutput(output);
    }

    private static void use(GraphProto.Builder graph, String constant) {
        if (graph.getInitializerList().stream().noneMatch(i -> i.getName().equals("big"))) {
            graph.addInitializer(ones("big"));
        }
        graph.getNodeBuilder(RefusedModels.index(graph, "Gemm")).setInput(2, constant);
    }

    @ParameterizedTest
    @MethodSource("models")
    void isRefusedInOneLine(String words, Consumer<GraphProto.Builder> change) throws Exception {
        ModelProto.Builder model = OnnxImportTest.torch(Cell.LSTM).toBuilder();
        change.accept(model.getGraphBuilder());
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        assertTimeout(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> OnnxImport.read(file, new OnnxImport.Input(0, 0, 1)))
                        .isInstanceOf(UserError.class)
                        .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1))
                        .satisfies(e ->
                                assertThat(e.getMessage()).hasSizeLessThan(800).contains(words.split(" \\| *"))));
        // Of the processor, as the large ones come to seconds beside other work.
        assertThat(Duration.ofNanos(threads.getCurrentThreadCpuTime() - began)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void aConstantIsNotReadOverAndOver() {
        Limits limits = new Limits(100);
        limits.hold(100);
        refuses(
                () -> limits.hold(1),
                1,
                "more than 100 numbers",
                "; give a smaller model, or allow more with GATEWISE_OPTS='-Xmx");
        limits.read(1L << 31);
        refuses(() -> limits.read(1), 2, "its nodes read more than 2147483648 numbers; expected a smaller model");
        refuses(
                () -> new Limits(Long.MAX_VALUE).hold((1L << 28) + 1),
                2,
                "has more than 268435456 numbers; expected a smaller model");
    }

    /** What the heap is too small for is no fault of the model's. */
    private static void refuses(ThrowingCallable use, int exitCode, String... words) {
        assertThatThrownBy(use).isInstanceOfSatisfying(UserError.class, e -> {
            assertThat(e.getMessage()).contains(words);
            assertThat(e.exitCode()).isEqualTo(exitCode);
        });
    }

    @Test
    void aFileThatTheHeapIsTooSmallForIsNamed() throws Exception {
        ModelProto.Builder model = OnnxImportTest.torch(Cell.LSTM).toBuilder();
        doubled(model.getGraphBuilder(), "Concat", "big", 40);
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        refuses(
                () -> OnnxImport.read(file, new OnnxImport.Input(0, 0, 1)),
                1,
                file + ": its constants come to more than ",
                "allow more with GATEWISE_OPTS='-Xmx");
    }

    @Test
    void axesOfNoElementsOverflowNothing() {
        assertThatThrownBy(() -> new Tensor(new int[] {0, 1 << 16, 1 << 16}, new double[0]))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("[0, 65536, 65536]");
        assertThat(new SliceRange(0, 0, 10, Integer.MAX_VALUE).indices(10)).containsExactly(0);
        assertThat(new SliceRange(0, -1, Integer.MIN_VALUE, Integer.MIN_VALUE).indices(10))
                .containsExactly(9);
        assertThat(new SliceRange(0, 1, 10, 4).indices(10)).containsExactly(1, 5, 9);
    }

    @Test
    void tensorsOfOtherTypesAreNotDecoded() throws Exception {
        ModelProto.Builder model = OnnxImportTest.torch(Cell.LSTM).toBuilder();
        model.getGraphBuilder().getInitializerBuilder(0).setDataType(TensorProto.DataType.STRING_VALUE);
        Path file = Files.write(folder.resolve("model.onnx"), model.build().toByteArray());
        assertThatThrownBy(() -> OnnxImport.read(file, new OnnxImport.Input(0, 0, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is of type STRING");
    }
}
