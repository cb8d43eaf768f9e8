package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of sequences that are no images, out and in again. */
@RequiresBackend
class SequenceExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path data;
    private static Path classifier;
    private static Path regressor;
    private static Path tagger;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        data = Files.writeString(shared.resolve("walk.ts"), sequences());
        classifier = train("walk", data, "--cell", "gru");
        regressor = train("adding", "adding:6", "--cell", "lstm", "--limit", 64);
        tagger = train("copy", "copy:3", "--cell", "lstm", "--bidirectional", "--limit", 64);
    }

    /** Sequences of 2 to 6 steps that rise or fall about 50. */
    private static String sequences() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("@univariate false\n@classLabel true up down\n@data\n");
        for (int i = 0; i < 60; i++) {
            boolean up = i % 2 == 0;
            int steps = 2 + random.nextInt(5);
            for (int dimension = 0; dimension < 2; dimension++) {
                for (int t = 0; t < steps; t++) {
                    text.append(t == 0 ? "" : ",")
                            .append(50 + (up ? t : -t) + random.nextInt(2))
                            .append(dimension == 0 ? "" : ".5");
                }
                text.append(':');
            }
            text.append(up ? "up\n" : "down\n");
        }
        return text.toString();
    }

    private static Path train(String name, Object from, Object... network) {
        Object[] common = {
            "train", "--data", from, "--epochs", 1, "--batch", 16, "--hidden", 5, "--out", shared.resolve(name)
        };
        Object[] arguments = Arrays.copyOf(common, common.length + network.length);
        System.arraycopy(network, 0, arguments, common.length, network.length);
        run(arguments).hasExitCode(0);
        return shared.resolve(name).resolve("best.zip");
    }

    @Test
    void aModelSaysWhatItReadsAndComesBackTheSame() throws Exception {
        Map<Path, List<String>> kinds = Map.of(
                classifier, List.of("classify", "probabilities float [batch, 2]", "[\"dimension 1\",\"dimension 2\"]"),
                regressor, List.of("regress", "numbers float [batch, 1]", "[\"number\",\"marker\"]"),
                tagger, List.of("tag", "probabilities float [batch, steps, ", ""));
        for (Map.Entry<Path, List<String>> kind : kinds.entrySet()) {
            Path model = kind.getKey();
            Path onnx = folder.resolve("there.onnx");
            CommandResult result =
                    run("export", model, "--onnx", onnx, "--check").hasExitCode(0);
            assertThat(result.out())
                    .contains(
                            "in the units of the data, lengths int32 [batch], ",
                            kind.getValue().get(1))
                    .containsPattern("over 65 random sequences and \\d+ test sequences is \\d\\.\\de-0[5-9]")
                    .doesNotContain("image");
            ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(onnx));
            Map<String, String> metadata = new HashMap<>();
            proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
            assertThat(metadata).containsEntry("task", kind.getValue().get(0)).containsKeys("reading", "time_steps");
            assertThat(metadata.values()).noneMatch(value -> value.contains("image") || value.contains("NaN"));
            assertThat(JSON.readTree(metadata.get("features")).toString())
                    .contains(kind.getValue().get(2));
            Path back = folder.resolve(kind.getValue().get(0) + ".zip");
            CommandResult imported =
                    run("import", "--onnx", onnx, "--out", back, "--check").hasExitCode(0);
            assertThat(imported.out()).contains("over 65 random sequences is").doesNotContain("image");
            JsonNode was = describe(model);
            JsonNode is = describe(back);
            for (String field : List.of("labels", "task", "features", "scaling", "outputScaling", "reading")) {
                assertThat(is.get("data").get(field))
                        .as(field)
                        .isEqualTo(was.get("data").get(field));
            }
            Path again = folder.resolve("again.onnx");
            run("export", back, "--onnx", again, "--check").hasExitCode(0);
            assertThat(ModelProto.parseFrom(Files.readAllBytes(again)).getGraph())
                    .isEqualTo(proto.getGraph());
        }
    }

    private static JsonNode describe(Path model) throws Exception {
        return JSON.readTree(run("describe", model, "--json").hasExitCode(0).out());
    }

    @Test
    void anImportWithoutItsDataIsScoredOnWhatIsNamed() throws Exception {
        Path onnx = folder.resolve("unknown.onnx");
        Path back = folder.resolve("unknown.zip");
        run("export", classifier, "--onnx", onnx).hasExitCode(0);
        run("import", "--onnx", onnx, "--out", back).hasExitCode(0);
        run("evaluate", back).isWrongUse("imported without its data", "--data");
        assertThat(run("describe", back).hasExitCode(0).out().replaceAll("\\s+", " "))
                .contains("gatewise evaluate " + back + " --data PATH");
        Path part = Files.writeString(folder.resolve("part.ts"), sequences().replace("50", "51"));
        for (Path file : List.of(data, part)) {
            assertThat(run("evaluate", back, "--data", file).hasExitCode(0).out())
                    .contains("accuracy")
                    .doesNotContain("trained on");
            run("evaluate", back, "--data", file, "--json").hasExitCode(0);
            run("explain", back, "--data", file, "--index", 0, "--out", folder.resolve("explained"))
                    .hasExitCode(0);
        }
    }

    @Test
    void anImportKnowsItsDataAgain() throws Exception {
        Path onnx = folder.resolve("walk.onnx");
        Path back = folder.resolve("walk.zip");
        run("export", classifier, "--onnx", onnx).hasExitCode(0);
        run("import", "--onnx", onnx, "--out", back, "--data", data).hasExitCode(0);
        assertThat(describe(back).get("data").get("sha256"))
                .isEqualTo(describe(classifier).get("data").get("sha256"));
        assertThat(run("evaluate", back, "--json").hasExitCode(0).out())
                .isEqualTo(run("evaluate", classifier, "--json").hasExitCode(0).out());
        Path other = Files.writeString(folder.resolve("other.ts"), sequences().replace("50", "51"));
        Path out = folder.resolve("other.zip");
        run("import", "--onnx", onnx, "--out", out, "--data", other).isWrongUse("has other training sequences");
        run("import", "--onnx", onnx, "--out", out, "--data", "adding:6")
                .isWrongUse("has the features [number, marker]");
        run("import", "--onnx", onnx, "--out", out, "--mean", 0.1).isWrongUse("--mean and --std are for images");
        run("export", classifier, "--onnx", onnx, "--check", "--data", "adding:6")
                .isWrongUse("has the features [number, marker], but the model reads ['dimension 1', 'dimension 2']");
        assertThat(out).doesNotExist();
    }

    @Test
    void aJavaClassIsCalledByItsTask() throws Exception {
        Map<Path, String> names =
                Map.of(classifier, "SequenceClassifier", regressor, "SequenceRegressor", tagger, "StepClassifier");
        for (Map.Entry<Path, String> kind : names.entrySet()) {
            Path home = folder.resolve(kind.getValue());
            CommandResult result = run("export", kind.getKey(), "--java", home).hasExitCode(0);
            Path source = home.resolve("sequences/" + kind.getValue() + ".java");
            assertThat(result.out())
                    .contains("javac " + source, "java -cp " + home + " sequences." + kind.getValue() + " STEPS.csv");
            assertThat(source).content().contains("package sequences;").doesNotContain("image", "${");
        }
    }
}
