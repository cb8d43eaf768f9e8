package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.data.Form;
import gatewise.data.Reading;
import gatewise.data.Task;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.StringStringEntryProto;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresBackend
class SequenceExportTest {
    private static final OnnxImport.Input AS_IT_IS = new OnnxImport.Input(0, 0, 1);

    @TempDir
    Path folder;

    static Stream<NetworkSpec> everyKind() {
        return EveryKind.specs().flatMap(kind -> Stream.of(Task.values()).map(task -> SequenceKinds.spec(kind, task)));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void onnxRuntimeSaysTheSameOfUnequalLengthsInOneBatch(NetworkSpec spec) {
        MultiLayerNetwork network = EveryKind.network(spec);
        Form form = SequenceKinds.form(spec.task());
        OnnxCheck check = SequenceCheck.of(
                SequenceKinds.export(network, spec),
                SequenceCheck.Names.of(form),
                SequenceKinds.inference(network, spec),
                form,
                SequenceCheck.random(spec, form, 40, 3));
        assertThat(check.deviation()).isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
        assertThat(check.sequences()).isEqualTo(40);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatIsExportedIsImportedToTheSameBits(NetworkSpec spec) throws Exception {
        MultiLayerNetwork network = EveryKind.network(spec);
        OnnxImport imported = read(SequenceKinds.export(network, spec));
        NetworkSpec found = imported.weights().spec();
        assertThat(found.title()).isEqualTo(spec.title());
        assertThat(found.task()).isEqualTo(spec.task());
        assertThat(found.timeSteps()).isEqualTo(30);
        assertThat(imported.weights().toNetwork().params()).isEqualTo(network.params());
        assertThat(imported.sequences())
                .isEqualTo(
                        new OnnxImport.Sequences(SequenceKinds.form(spec.task()), OnnxExport.LENGTHS, Reading.DEFAULT));
        assertThat(imported.result().kind()).isEqualTo(spec.task().saysClasses() ? "probabilities" : "numbers");
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatStandsPastTheEndMakesNoDifference(NetworkSpec spec) {
        byte[] model = SequenceKinds.export(EveryKind.network(spec), spec);
        String output = OnnxExport.output(SequenceKinds.form(spec.task()));
        try (OnnxRuntime runtime = new OnnxRuntime(model)) {
            Object[] answers = Stream.of(0f, 1e3f, -1e30f)
                    .map(padding -> {
                        float[][][] batch = new float[2][5][3];
                        for (int t = 0; t < 5; t++) {
                            batch[0][t] = new float[] {60 + t, -t, t * t};
                            batch[1][t] = t < 2 ? batch[0][t] : new float[] {padding, padding, padding};
                        }
                        Object all = runtime.run(
                                Map.of(OnnxExport.INPUT, batch, OnnxExport.LENGTHS, new int[] {5, 2}), output);
                        return spec.task().atEveryStep()
                                ? Arrays.copyOf(((float[][][]) all)[1], 2)
                                : ((float[][]) all)[1];
                    })
                    .toArray();
            assertThat(answers[1]).isEqualTo(answers[0]);
            assertThat(answers[2]).isEqualTo(answers[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(Task.class)
    void aDifferenceIsSeen(Task task) {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), task);
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = SequenceKinds.export(network, spec);
        Form form = SequenceKinds.form(task);
        network.params().addi(0.01);
        OnnxCheck check = SequenceCheck.of(
                model,
                SequenceCheck.Names.of(form),
                SequenceKinds.inference(network, spec),
                form,
                SequenceCheck.random(spec, form, 5, 1));
        assertThat(check.agrees()).isFalse();
    }

    @Test
    void whatHangsOnTheLastDigitsMayDifferByThem() {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.TAG);
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = SequenceKinds.export(network, spec);
        Form form = SequenceKinds.form(Task.TAG);
        SequenceCheck.Names names = SequenceCheck.Names.of(form);
        List<float[][]> sequences = SequenceCheck.random(spec, form, 5, 1);
        Inference inference = SequenceKinds.inference(network, spec);
        assertThat(SequenceCheck.of(model, names, inference, form, sequences).tolerance())
                .isBetween(OnnxCheck.TOLERANCE, 1e-4);
        // A thousand times as much as the digits that differ.
        OnnxCheck check = SequenceCheck.of(
                model,
                names,
                steps -> {
                    float[][] answers = inference.answers(steps);
                    answers[0][0] += 1000 * steps[0][0];
                    return answers;
                },
                form,
                sequences);
        double largest = sequences.stream()
                .mapToDouble(steps -> Math.abs(form.scaling().scaled(0, steps[0][0])))
                .max()
                .orElseThrow();
        assertThat(check.tolerance()).isBetween(1000 * largest * 0x1p-22, 3000 * largest * 0x1p-22);
        assertThat(check.agrees()).isFalse();
    }

    @Test
    void noMoreThanAHundredthIsTakenForRounding() {
        NetworkSpec spec = SequenceKinds.spec(NetworkSpec.tutorial(), Task.CLASSIFY);
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = SequenceKinds.export(network, spec);
        Form form = SequenceKinds.form(Task.CLASSIFY);
        Inference inference = SequenceKinds.inference(network, spec);
        // Whole answers hang on the last digits.
        OnnxCheck check = SequenceCheck.of(
                model,
                SequenceCheck.Names.of(form),
                steps -> {
                    float[][] answers = inference.answers(steps);
                    answers[0][0] += Float.floatToIntBits(steps[0][0]) % 7 / 7f;
                    return answers;
                },
                form,
                SequenceCheck.random(spec, form, 20, 1));
        assertThat(check.tolerance()).isEqualTo(0.01);
        assertThat(check.isUnstable()).isTrue();
        assertThat(check.agrees()).isFalse();
    }

    @Test
    void whatDoesNotBelongTogetherIsRefused() throws Exception {
        NetworkSpec spec =
                SequenceKinds.spec(EveryKind.specs().skip(2).findFirst().orElseThrow(), Task.CLASSIFY);
        assertThat(spec.hiddenSizes()).hasSize(2);
        ModelProto good = ModelProto.parseFrom(SequenceKinds.export(EveryKind.network(spec), spec));
        refuses(changed(good, "task", null), "has a constant of shape [3] for the input");
        refuses(changed(good, "task", "tag"), "the model's answer is [batch, features]", "[batch, steps, classes]");
        refuses(changed(good, "task", "regress"), "the model says probabilities", "expected numbers");
        refuses(changed(good, "features", "[\"a\"]"), "has 1 names in features, expected 3");
        refuses(changed(good, "features", "[\"a\", null, \"b\"]"), "has a task, but no features that can be read");
        refuses(changed(good, "labels", "{"), "has a task, but no labels that can be read");
        refuses(changed(good, "reading", "{\"columns\": null}"), "has a task, but no reading that can be read");
        refuses(changed(good, "time_steps", null), "may have any number of steps");
        refuses(
                good.toBuilder(),
                model -> model.getGraphBuilder().getNodeBuilderList().stream()
                        .filter(node -> node.getName().equals("layer1"))
                        .forEach(node -> node.setInput(4, "")),
                "node 'layer2' (LSTM) differs from node 'layer1' (LSTM)",
                "in reading lengths");
        refuses(
                good.toBuilder(),
                model -> model.getGraphBuilder().getNodeBuilderList().stream()
                        .filter(node -> node.getOpType().equals("Sub"))
                        .forEach(node -> node.setOpType("Mul")),
                "changes the input otherwise than by Sub of means");
        assertThatThrownBy(() -> OnnxImport.read(
                        Files.write(folder.resolve("good.onnx"), good.toByteArray()), new OnnxImport.Input(0, 0.1, 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("are for images");
    }

    @Test
    void lengthsInAModelOfAnotherProgramAreRefused() throws Exception {
        NetworkSpec spec = NetworkSpec.tutorial();
        byte[] images = OnnxExport.of(
                NetworkWeights.of(EveryKind.network(spec), spec),
                OnnxExport.Layout.BATCH_FIRST,
                "test",
                Map.of(OnnxImport.TIME_STEPS, "28"));
        ModelProto.Builder model = ModelProto.parseFrom(images).toBuilder();
        read(model.build().toByteArray());
        ModelProto lengths = ModelProto.parseFrom(SequenceKinds.export(
                EveryKind.network(SequenceKinds.spec(spec, Task.CLASSIFY)), SequenceKinds.spec(spec, Task.CLASSIFY)));
        model.getGraphBuilder().addInput(lengths.getGraph().getInput(1));
        read(model.build().toByteArray());
        refuses(
                model,
                changed -> changed.getGraphBuilder().getNodeBuilderList().stream()
                        .filter(node -> node.getOpType().equals("LSTM"))
                        .forEach(node -> node.addInput(OnnxExport.LENGTHS)),
                "has lengths of its own for each sequence (sequence_lens)");
    }

    private OnnxImport read(byte[] model) throws Exception {
        return OnnxImport.read(Files.write(folder.resolve("model.onnx"), model), AS_IT_IS);
    }

    private static ModelProto.Builder changed(ModelProto model, String key, String value) {
        List<StringStringEntryProto> entries = model.getMetadataPropsList().stream()
                .filter(entry -> !entry.getKey().equals(key))
                .toList();
        ModelProto.Builder changed = model.toBuilder().clearMetadataProps().addAllMetadataProps(entries);
        if (value != null) {
            changed.addMetadataProps(
                    StringStringEntryProto.newBuilder().setKey(key).setValue(value));
        }
        return changed;
    }

    private void refuses(ModelProto.Builder model, String... words) {
        assertThatThrownBy(() -> read(model.build().toByteArray()))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(words)
                .hasMessageNotContaining("\n");
    }

    private void refuses(ModelProto.Builder model, Consumer<ModelProto.Builder> change, String... words) {
        change.accept(model);
        refuses(model, words);
    }
}
