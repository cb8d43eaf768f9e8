package gatewise.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.data.Dataset;
import gatewise.data.ImageSet;
import gatewise.data.RowSequences;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresBackend
class OnnxExportTest {
    private static final int IMAGES = 200;

    @TempDir
    Path folder;

    static Stream<NetworkSpec> everyKind() {
        return EveryKind.specs();
    }

    private static byte[] export(MultiLayerNetwork network, NetworkSpec spec) {
        return OnnxExport.of(
                NetworkWeights.of(network, spec), OnnxExport.Layout.BATCH_FIRST, "test", Map.of("title", spec.title()));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void onnxRuntimeSaysTheSameOfRandomSequencesAndOfImages(NetworkSpec spec) {
        MultiLayerNetwork network = EveryKind.network(spec);
        List<float[][]> sequences = new ArrayList<>(OnnxCheck.random(spec, 100, 3));
        ImageSet test = Dataset.mnist().testImages();
        for (int i = 0; i < IMAGES; i++) {
            sequences.add(RowSequences.rows(test.image(i), 28, 28));
        }
        OnnxCheck check = OnnxCheck.of(export(network, spec), network, sequences);
        assertThat(check.deviation()).isBetween(0.0, OnnxCheck.TOLERANCE);
        assertThat(check.sequences()).isEqualTo(100 + IMAGES);
        assertThat(check.agrees()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void anyNumberOfStepsWillDo(NetworkSpec spec) {
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = export(network, spec);
        for (int steps : new int[] {1, 5, 40}) {
            List<float[][]> sequences =
                    OnnxCheck.random(spec.toBuilder().timeSteps(steps).build(), 3, steps);
            assertThat(OnnxCheck.of(model, network, sequences).deviation()).isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
        }
    }

    @Test
    void aDifferenceIsSeen() {
        NetworkSpec spec = NetworkSpec.tutorial();
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = export(network, spec);
        network.params().addi(0.01);
        OnnxCheck check = OnnxCheck.of(model, network, OnnxCheck.random(spec, 5, 1));
        assertThat(check.agrees()).isFalse();
        assertThat(OnnxCheck.deviation(new float[][] {{Float.NaN}}, new float[][] {{0}}))
                .isInfinite();
    }

    @Test
    void stepsFirstSavesATransposition() {
        NetworkSpec spec = NetworkSpec.tutorial();
        MultiLayerNetwork network = EveryKind.network(spec);
        byte[] model = OnnxExport.of(NetworkWeights.of(network, spec), OnnxExport.Layout.STEPS_FIRST, "test", Map.of());
        float[][][] batch = OnnxCheck.random(spec, 4, 1).toArray(float[][][]::new);
        float[][][] stepsFirst = new float[28][4][];
        for (int t = 0; t < 28; t++) {
            for (int b = 0; b < 4; b++) {
                stepsFirst[t][b] = batch[b][t];
            }
        }
        try (OnnxRuntime runtime = new OnnxRuntime(model)) {
            float[][] theirs = (float[][]) runtime.run(OnnxExport.INPUT, stepsFirst, OnnxExport.OUTPUT);
            assertThat(OnnxCheck.deviation(OnnxCheck.probabilities(network, batch), theirs))
                    .isLessThanOrEqualTo(OnnxCheck.TOLERANCE);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatIsExportedIsImportedToTheSameBits(NetworkSpec spec) throws Exception {
        MultiLayerNetwork network = EveryKind.network(spec);
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(file, export(network, spec));
        OnnxImport imported = OnnxImport.read(file, new OnnxImport.Input(28, 0, 1));
        NetworkSpec found = imported.weights().spec();
        assertThat(found.title()).isEqualTo(spec.title());
        assertThat(found.timeSteps()).isEqualTo(28);
        assertThat(imported.weights().toNetwork().params()).isEqualTo(network.params());
        assertThat(imported.result().kind()).isEqualTo("probabilities");
        assertThat(imported.metadata()).containsEntry("title", spec.title());
        assertThat(imported.producer()).isEqualTo("gatewise test");
        assertThat(imported.source().axes()).isEqualTo("[batch, steps, features]");
    }

    @Test
    void aFileThatIsNoModelIsNotReplaced() throws Exception {
        byte[] model = export(EveryKind.network(NetworkSpec.tutorial()), NetworkSpec.tutorial());
        Path text = Files.writeString(folder.resolve("diary.onnx"), "dear diary");
        assertThatThrownBy(() -> OnnxFile.write(text, model))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is no ONNX model, so it is not replaced");
        assertThat(text).hasContent("dear diary");
        Path file = folder.resolve("model.onnx");
        OnnxFile.write(file, export(EveryKind.network(Toy.NETWORK), Toy.NETWORK));
        OnnxFile.write(file, model);
        assertThat(file).hasBinaryContent(model);
        assertThatThrownBy(() -> OnnxFile.write(folder, model)).hasMessageContaining("is a folder");
    }

    @Test
    void withoutOnnxRuntimeOneLineSaysWhereToPutIt() throws Exception {
        try (var nothing = new URLClassLoader(new URL[0], null)) {
            assertThatThrownBy(() -> new OnnxRuntime(new byte[0], nothing))
                    .isInstanceOf(UserError.class)
                    .hasMessageMatching("onnxCheck needs ONNX Runtime, .*put onnxruntime-\\d.*\\.jar .* into /.*")
                    .hasMessageNotContaining("\n");
        }
        assertThatThrownBy(() -> new OnnxRuntime(new byte[] {1, 2, 3}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("ONNX Runtime fails")
                .hasMessageNotContaining("\n");
    }
}
