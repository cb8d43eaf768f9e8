package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class ExportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path data;
    private static Path lstm;
    private static Path gru;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(shared.resolve("data"));
        lstm = train("lstm", "--cell", "lstm");
        gru = train("gru", "--cell", "gru", "--reset-after", "--layers", 2, "--bidirectional");
    }

    private static Path train(String name, Object... network) {
        Object[] common = {
            "train", "--data", data, "--epochs", 2, "--batch", 16, "--hidden", 5, "--out", shared.resolve(name)
        };
        Object[] arguments = Arrays.copyOf(common, common.length + network.length);
        System.arraycopy(network, 0, arguments, common.length, network.length);
        run(arguments).hasExitCode(0);
        return shared.resolve(name).resolve("best.zip");
    }

    @Test
    void aCheckedModelSaysWhatItIsAndWhereItComesFrom() throws Exception {
        for (Path model : List.of(lstm, gru)) {
            Path onnx = folder.resolve("model.onnx");
            CommandResult result =
                    run("export", model, "--onnx", onnx, "--check").hasExitCode(0);
            assertThat(result.out())
                    .contains(
                            "input float [batch, steps, 5], probabilities float [batch, 3]",
                            "over 65 random sequences and 60 test images is",
                            "written:",
                            onnx.toString());
            ModelProto proto = ModelProto.parseFrom(Files.readAllBytes(onnx));
            Map<String, String> metadata = new HashMap<>();
            proto.getMetadataPropsList().forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
            JsonNode provenance = JSON.readTree(
                    run("describe", model, "--json").hasExitCode(0).out());
            assertThat(metadata)
                    .containsEntry("time_steps", "6")
                    .containsEntry("seed", "1")
                    .containsEntry(
                            "epochs",
                            Integer.toString(
                                    provenance.get("progress").get("history").size()))
                    .containsEntry("data", provenance.get("data").get("name").asText())
                    .containsEntry(
                            "data_sha256", provenance.get("data").get("sha256").asText())
                    .containsEntry("dl4j_version", provenance.get("dl4jVersion").asText())
                    .containsKeys(
                            "title", "preprocessing", "parameters", "created", "gatewise_version", "java_version");
            assertThat(JSON.readTree(metadata.get("labels")).toString()).isEqualTo("[\"0\",\"1\",\"2\"]");
            assertThat(JSON.readTree(metadata.get("network"))).isEqualTo(provenance.get("network"));
            assertThat(proto.getProducerName()).isEqualTo("gatewise");
            assertThat(proto.getOpsetImport(0).getVersion()).isEqualTo(14);
            assertThat(proto.getGraph().getInput(0).getName()).isEqualTo("input");
            assertThat(proto.getGraph().getOutput(0).getName()).isEqualTo("probabilities");
        }
    }

    @Test
    void theWayBackGivesACheckpointThatPredictsTheSame() throws Exception {
        for (Path model : List.of(lstm, gru)) {
            Path onnx = folder.resolve("there.onnx");
            Path back = folder.resolve(model.getParent().getFileName() + ".zip");
            run("export", model, "--onnx", onnx).hasExitCode(0);
            run("import", "--onnx", onnx, "--out", back, "--data", data, "--check")
                    .hasExitCode(0);
            JsonNode expected = predictions(model);
            assertThat(predictions(back)).isEqualTo(expected);
        }
    }

    private static JsonNode predictions(Path model) throws Exception {
        return JSON.readTree(run("predict", model, "--index", 0, "--index", 1, "--index", 2, "--json")
                .hasExitCode(0)
                .out());
    }

    @Test
    void aJavaClassIsWrittenIntoANewFolder() {
        Path home = folder.resolve("new");
        CommandResult result =
                run("export", gru, "--java", home, "--package", "my.digits").hasExitCode(0);
        Path source = home.resolve("my/digits/SequenceClassifier.java");
        assertThat(result.out()).contains("javac " + source, "java -cp " + home + " my.digits.SequenceClassifier");
        assertThat(source).content().contains("package my.digits;", "bidirectional GRU-5-5, reset after");
        assertThat(home.resolve("my/digits/SequenceClassifier.weights")).isNotEmptyFile();
        run("export", gru, "--java", home).isWrongUse("--java " + home, "holds files already");
    }

    @Test
    void badInputIsOneLineAndLosesNothing() throws Exception {
        byte[] before = Files.readAllBytes(lstm);
        run("export", lstm).isWrongUse("nothing to export", "--onnx FILE");
        run("export", lstm, "--check", "--java", folder.resolve("j")).isWrongUse("--check compares an ONNX model");
        run("export", lstm, "--onnx", lstm).isWrongUse("is no ONNX model, so it is not replaced");
        assertThat(Files.readAllBytes(lstm)).isEqualTo(before);
        CommandResult taken = run("export", lstm, "--onnx", folder).hasExitCode(1);
        assertThat(taken.err().lines()).singleElement().asString().contains("it is a folder");
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        run("export", text, "--onnx", folder.resolve("m.onnx")).isWrongUse("text.zip");
        run("export", folder.resolve("none.zip"), "--onnx", folder.resolve("m.onnx"))
                .isWrongUse("no such file");
        run("export", lstm, "--java", text).isWrongUse("text.zip is a file");
        run("export", lstm, "--java", folder.resolve("j"), "--package", "1.2").isWrongUse("--package 1.2");
        run("export", lstm, "--onnx", folder.resolve("m.onnx"), "--check", "--data", folder.resolve("none"))
                .isWrongUse("none");
        assertThat(folder.resolve("m.onnx")).doesNotExist();
        assertThat(folder.resolve("j")).doesNotExist();
        assertThat(run("export", "--help").hasExitCode(0).out()).contains("Usage: gatewise export", "--onnx", "--java");
    }
}
