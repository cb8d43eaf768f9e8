package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.TensorProto;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.shade.protobuf.ByteString;

/** Models in the patterns of the two great exporters: ONNX Runtime runs each, and the imported network says the same. */
@RequiresBackend
class OnnxImportTest {
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    @TempDir
    Path folder;

    /** Of a model: what it is called here, its bytes, and the title of the network that it is. */
    static Stream<Arguments> models() {
        Map<String, Object[]> models = new LinkedHashMap<>();
        torch(models);
        for (boolean resetAfter : new boolean[] {false, true}) {
            String after = resetAfter ? ", reset after" : "";
            models.put("Keras GRU" + after, of(KerasModels.single(Cell.GRU, resetAfter), "GRU-7" + after));
            models.put("Keras GRUs" + after, of(KerasModels.stacked(Cell.GRU, resetAfter), "GRU-7-7" + after));
        }
        models.put("Keras LSTM", of(KerasModels.single(Cell.LSTM, false), "LSTM-7"));
        models.put("Keras LSTMs", of(KerasModels.stacked(Cell.LSTM, false), "LSTM-7-7"));
        models.put("Keras biLSTM", of(KerasModels.bidirectional(Cell.LSTM, false), "bidirectional LSTM-7"));
        models.put("by Split", of(KerasModels.bidirectional(Cell.LSTM, true), "bidirectional LSTM-7"));
        models.put("Keras biGRU", of(KerasModels.bidirectional(Cell.GRU, false), "bidirectional GRU-7, reset after"));
        models.put("two nodes", of(KerasModels.twoNodes(Cell.GRU, false), "bidirectional GRU-7"));
        models.put("reversed input", of(KerasModels.twoNodes(Cell.LSTM, true), "bidirectional LSTM-7"));
        models.put("images of one channel", of(KerasModels.image(false), "LSTM-7"));
        return models.entrySet().stream()
                .map(entry -> Arguments.of(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
    }

    private static void torch(Map<String, Object[]> models) {
        for (Cell cell : Cell.values()) {
            String name = (cell == Cell.SIMPLE ? "simple RNN" : cell.name()) + "-";
            String after = cell == Cell.GRU ? ", reset after" : "";
            for (TorchModels.Initial initial : TorchModels.Initial.values()) {
                models.put(
                        "PyTorch " + cell + ", initial states " + initial,
                        of(
                                new TorchModels(cell, false, initial, 6, 3)
                                        .classifier(TorchModels.End.LAST_STEP, false),
                                name + "6-3" + after));
            }
            for (TorchModels.End end : TorchModels.End.values()) {
                boolean softmax = end.ordinal() % 2 == 1;
                if (end != TorchModels.End.BOTH_ENDS) {
                    models.put(
                            "PyTorch " + cell + " by " + end,
                            of(
                                    new TorchModels(cell, false, TorchModels.Initial.FROM_SHAPE, 6)
                                            .classifier(end, softmax),
                                    name + "6" + after));
                }
            }
            for (TorchModels.End end : List.of(TorchModels.End.LAST_STATES, TorchModels.End.BOTH_ENDS)) {
                models.put(
                        "PyTorch bidirectional " + cell + " by " + end,
                        of(
                                new TorchModels(cell, true, TorchModels.Initial.FROM_SHAPE, 4, 4).classifier(end, true),
                                "bidirectional " + name + "4-4" + after));
            }
        }
    }

    private static Object[] of(byte[] model, String title) {
        return new Object[] {model, title};
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void theNetworkSaysWhatTheModelSays(String name, byte[] model, String title) throws Exception {
        OnnxImport imported = importAndCompare(model, AS_IT_IS);
        NetworkSpec spec = imported.weights().spec();
        assertThat(spec.title()).isEqualTo(title);
        assertThat(spec.timeSteps()).isEqualTo(TorchModels.STEPS);
        assertThat(spec.inputSize()).isEqualTo(TorchModels.INPUTS);
        assertThat(spec.classes()).isEqualTo(TorchModels.CLASSES);
    }

    private OnnxImport importAndCompare(byte[] model, OnnxImport.Input input) throws Exception {
        new OnnxRuntime(model).close();
        OnnxImport imported = read(model, input);
        MultiLayerNetwork network = imported.weights().toNetwork();
        List<float[][]> sequences = OnnxCheck.random(imported.weights().spec(), 40, 9);
        OnnxCheck check = OnnxCheck.of(imported, input, network, sequences);
        assertThat(check.sequences()).isEqualTo(40);
        assertThat(check.deviation()).isBetween(0.0, OnnxCheck.TOLERANCE);
        float[][] answers = OnnxCheck.probabilities(network, sequences.toArray(float[][][]::new));
        assertThat(OnnxCheck.deviation(new float[][] {answers[0]}, new float[][] {answers[1]}))
                .as("the answer depends on the input")
                .isGreaterThan(1e-3);
        return imported;
    }

    private OnnxImport read(byte[] model, OnnxImport.Input input) throws Exception {
        return OnnxImport.read(Files.write(folder.resolve("model.onnx"), model), input);
    }

    @Test
    void aFlatImageNeedsItsNumberOfRows() throws Exception {
        byte[] model = KerasModels.image(true);
        importAndCompare(model, new OnnxImport.Input(TorchModels.STEPS, 0, 1));
        refused(model, AS_IT_IS, "'pixels' is flat, 30 numbers", "say with timeSteps");
        refused(model, new OnnxImport.Input(7, 0, 1), "'pixels' is flat");
    }

    @Test
    void whatWasDoneToPixelsIsDoneByTheWeights() throws Exception {
        byte[] model = KerasModels.single(Cell.LSTM, false);
        importAndCompare(model, new OnnxImport.Input(0, 0.1307, 0.3081));
        importAndCompare(
                new TorchModels(Cell.SIMPLE, true, TorchModels.Initial.NONE, 4)
                        .classifier(TorchModels.End.LAST_STATES, false),
                new OnnxImport.Input(6, 0.5, 0.25));
    }

    @Test
    void stepsThatAreKnownOnlyWhenItRunsAreAskedFor() throws Exception {
        ModelProto.Builder model = torch(Cell.LSTM).toBuilder();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(1)
                .setDimParam("steps");
        byte[] bytes = model.build().toByteArray();
        refused(bytes, AS_IT_IS, "'input' may have any number of steps", "say with timeSteps");
        assertThat(importAndCompare(bytes, new OnnxImport.Input(6, 0, 1))
                        .weights()
                        .spec()
                        .timeSteps())
                .isEqualTo(6);
        refused(torch(Cell.LSTM).toByteArray(), new OnnxImport.Input(7, 0, 1), "timeSteps 7 does not go with");
    }

    @Test
    void batchFirstByLayoutIsTheSameNetwork() throws Exception {
        // ONNX Runtime has no kernel for this layout, so the network is compared with that of the other layout.
        ModelProto model = torch(Cell.GRU);
        ModelProto.Builder batchFirst = model.toBuilder();
        GraphProto.Builder graph = batchFirst.getGraphBuilder();
        int gru = RefusedModels.index(graph, "GRU");
        String squeezed = graph.getNode(RefusedModels.index(graph, "Squeeze")).getOutput(0);
        graph.getNodeBuilder(gru).setInput(0, "input").addAttribute(OnnxGraph.attribute("layout", 1));
        graph.getNodeBuilder(RefusedModels.index(graph, "Squeeze")).setInput(1, "two");
        graph.addInitializer(OnnxGraph.longTensor("two", List.of(1), 2));
        graph.getNodeBuilder(RefusedModels.index(graph, "Gather", "Gemm")).setInput(0, squeezed);
        OnnxImport expected = read(model.toByteArray(), AS_IT_IS);
        OnnxImport found = read(batchFirst.build().toByteArray(), AS_IT_IS);
        assertThat(found.weights().toNetwork().params())
                .isEqualTo(expected.weights().toNetwork().params());
    }

    static ModelProto torch(Cell cell) throws Exception {
        return ModelProto.parseFrom(
                new TorchModels(cell, false, TorchModels.Initial.NONE, 4).classifier(TorchModels.End.LAST_STEP, false));
    }

    @Test
    void weightsInAFileBesideTheModelAreRead() throws Exception {
        ModelProto model = torch(Cell.LSTM);
        ModelProto.Builder apart = model.toBuilder();
        TensorProto.Builder weights = apart.getGraphBuilder().getInitializerBuilder(0);
        byte[] raw = weights.getRawData().toByteArray();
        byte[] padded = new byte[raw.length + 64];
        System.arraycopy(raw, 0, padded, 64, raw.length);
        Files.write(folder.resolve("model.onnx.data"), padded);
        weights.setRawData(ByteString.EMPTY).setDataLocation(TensorProto.DataLocation.EXTERNAL);
        weights.addExternalDataBuilder().setKey("location").setValue("model.onnx.data");
        weights.addExternalDataBuilder().setKey("offset").setValue("64");
        weights.addExternalDataBuilder().setKey("length").setValue(Integer.toString(raw.length));
        assertThat(read(apart.build().toByteArray(), AS_IT_IS)
                        .weights()
                        .toNetwork()
                        .params())
                .isEqualTo(read(model.toByteArray(), AS_IT_IS)
                        .weights()
                        .toNetwork()
                        .params());
        weights.getExternalDataBuilder(1).setValue("65");
        refused(apart.build().toByteArray(), AS_IT_IS, "lies outside of model.onnx.data");
        weights.getExternalDataBuilder(0).setValue("../model.onnx.data");
        refused(apart.build().toByteArray(), AS_IT_IS, "is kept in the file '../model.onnx.data'");
    }

    private void refused(byte[] model, OnnxImport.Input input, String... words) {
        assertThatThrownBy(() -> read(model, input))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder.resolve("model.onnx") + ": ")
                .hasMessageNotContaining("\n")
                .hasMessageContainingAll(words);
    }

    static Stream<Arguments> refusedModels() throws Exception {
        return RefusedModels.all().entrySet().stream().map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedModels")
    void whatNoNetworkHereComputesIsRefused(String words, byte[] model) {
        refused(model, AS_IT_IS, words.split(" \\| "));
    }

    @Test
    void filesThatAreNoModelsAreOneLine() throws Exception {
        byte[] model = torch(Cell.LSTM).toByteArray();
        Path file = folder.resolve("bad.onnx");
        for (byte[] bytes : List.of(
                new byte[0],
                "no model at all, but a text".getBytes(),
                Arrays.copyOf(model, model.length / 2),
                Arrays.copyOf(model, model.length - 1))) {
            Files.write(file, bytes);
            assertThatThrownBy(() -> OnnxImport.read(file, AS_IT_IS))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + " is not an ONNX model")
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> OnnxImport.read(folder, AS_IT_IS)).hasMessageContaining("not a file");
        assertThatThrownBy(() -> OnnxImport.read(folder.resolve("none"), AS_IT_IS))
                .hasMessageContaining("no such file");
    }

    @Test
    void noDamageToAModelEndsInAnythingButOneLine() throws Exception {
        byte[] model = KerasModels.bidirectional(Cell.GRU, false);
        var random = new Random(11);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = model.clone();
            for (int change = 0; change < 1 + i % 3; change++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                read(damaged, AS_IT_IS);
            } catch (UserError e) {
                assertThat(e.getMessage()).doesNotContain("\n");
                refused++;
            }
        }
        assertThat(refused).isBetween(100, 1999);
    }
}
