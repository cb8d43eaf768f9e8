package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.export.ForeignModels;
import gatewise.export.OnnxCheck;
import gatewise.export.OnnxImport;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import onnx.Onnx.ModelProto;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A model in PyTorch's pattern becomes a checkpoint that every other command takes. */
@RequiresBackend
class ImportCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path data;
    private static Path onnx;
    private static Path imported;

    @TempDir
    Path folder;

    @BeforeAll
    static void importIt() throws Exception {
        data = shared.resolve("data");
        IdxFiles.write(data, 48, 20, 6, 5, 4, 1, false);
        onnx = Files.write(shared.resolve("torch.onnx"), ForeignModels.lstm());
        imported = shared.resolve("imported.zip");
        CommandResult result = run(
                        "import",
                        "--onnx",
                        onnx,
                        "--out",
                        imported,
                        "--data",
                        data,
                        "--labels",
                        "a,b,c,d",
                        "--mean",
                        0.1307,
                        "--std",
                        0.3081,
                        "--check")
                .hasExitCode(0);
        assertThat(result.out())
                .contains(
                        "LSTM-6",
                        "imported from " + onnx,
                        "by test",
                        "of (x - 0.1307) / 0.3081",
                        "over 65 random sequences is",
                        imported.toString())
                .doesNotContain("rmsprop", "training images");
    }

    @Test
    void describeSaysWhereItComesFrom() throws Exception {
        CommandResult result = run("describe", imported).hasExitCode(0);
        assertThat(result.out())
                .contains("imported from " + onnx, "SHA-256", "imported 20", data.toString())
                .doesNotContain("epoch");
        JsonNode json =
                JSON.readTree(run("describe", imported, "--json").hasExitCode(0).out());
        assertThat(json.get("origin").asText()).contains(onnx.toString());
        assertThat(json.get("network").get("timeSteps").asInt()).isEqualTo(6);
    }

    @Test
    void everyCommandTakesIt() throws Exception {
        assertThat(run("evaluate", imported, "--out", folder).hasExitCode(0).out())
                .contains("of 20 test images", "a ");
        assertThat(run("predict", imported, "--index", 3).hasExitCode(0).out()).containsPattern("[abcd] \\d+\\.\\d%");
        assertThat(run("explain", imported, "--index", 3, "--out", folder)
                        .hasExitCode(0)
                        .out())
                .contains("LSTM-6 reads test image 3", "gate is widest open");
        run("export", imported, "--onnx", folder.resolve("again.onnx"), "--check")
                .hasExitCode(0);
    }

    @Test
    void withoutDataOneIsAskedFor() {
        Path model = folder.resolve("m.zip");
        run("import", "--onnx", onnx, "--out", model).hasExitCode(0);
        run("evaluate", model, "--out", folder).isWrongUse("imported without its data", "--data");
        run("predict", model, "--index", 1).isWrongUse("imported without its data");
        run("predict", model, "--index", 1, "--data", data).hasExitCode(0);
        run("describe", model).hasExitCode(0);
        run("export", model, "--onnx", folder.resolve("m.onnx"), "--check").hasExitCode(0);
    }

    @Test
    void itIsNoRunToResume() {
        run("import", "--onnx", onnx, "--out", folder.resolve("last.zip")).hasExitCode(0);
        run("train", "--resume", "--out", folder).isWrongUse("was imported and has no run to continue");
        run("reproduce", folder.resolve("last.zip")).isWrongUse("was imported and has no run to repeat");
    }

    @Test
    void badInputIsOneLineAndLosesNothing() throws Exception {
        byte[] before = Files.readAllBytes(imported);
        Path out = folder.resolve("out.zip");
        run("import", "--onnx", onnx, "--out", imported).isWrongUse("is there already; give a new file");
        assertThat(Files.readAllBytes(imported)).isEqualTo(before);
        run("import", "--onnx", onnx).isWrongUse("--out");
        run("import", "--out", out).isWrongUse("--onnx");
        run("import", "--onnx", folder, "--out", out).isWrongUse("not a file");
        run("import", "--onnx", folder.resolve("none"), "--out", out).isWrongUse("no such file");
        run("import", "--onnx", imported, "--out", out).isWrongUse("is not an ONNX model");
        byte[] whole = Files.readAllBytes(onnx);
        Path half = Files.write(folder.resolve("half.onnx"), Arrays.copyOf(whole, whole.length / 2));
        run("import", "--onnx", half, "--out", out).isWrongUse("half.onnx is not an ONNX model, or is cut short");
        Path wrong = Files.write(folder.resolve("wrong.onnx"), ForeignModels.bidirectionalByLastStep());
        run("import", "--onnx", wrong, "--out", out).isWrongUse("(LSTM) reads backwards too", "output[:, -1]");
        run("import", "--onnx", onnx, "--out", out, "--labels", "a,b").isWrongUse("--labels names 2 classes", "4");
        run("import", "--onnx", onnx, "--out", out, "--labels", "a,b,c,a")
                .isWrongUse("--labels names one twice, 'a'; give each class a name of its own with --labels");
        run("import", "--onnx", onnx, "--out", out, "--labels", "a,b,,d")
                .isWrongUse("--labels names one without a name; give");
        Path poisoned = Files.write(folder.resolve("poisoned.onnx"), ForeignModels.withNaN(whole));
        run("import", "--onnx", poisoned, "--out", out)
                .isWrongUse("poisoned.onnx: a parameter of layer 1 is NaN, expected finite numbers alone");
        run("import", "--onnx", onnx, "--out", out, "--std", 1e-35)
                .isWrongUse("a parameter of layer 1 is ", "expected at most 1e30");
        run("import", "--onnx", onnx, "--out", out, "--std", 0).isWrongUse("--std must be above 0");
        run("import", "--onnx", onnx, "--out", out, "--mean", "NaN").isWrongUse("--mean must be a finite number");
        run("import", "--onnx", onnx, "--out", out, "--steps", -1).isWrongUse("--steps must be at least 1");
        run("import", "--onnx", onnx, "--out", out, "--steps", 9).isWrongUse("--steps 9 does not go with");
        run("import", "--onnx", onnx, "--out", out, "--data", "mnist")
                .isWrongUse("reads images of 6 x 5 in 4 classes", "28 x 28");
        assertThat(out).doesNotExist();
        assertThat(run("import", "--help").hasExitCode(0).out()).contains("Usage: gatewise import", "--mean");
    }

    @ParameterizedTest
    @CsvSource({"1, 65", "2, 66", "64, 128", "65, 65", "66, 66", "130, 130"})
    void aFixedBatchOfAnySizeIsCompared(int batch, int compared) throws Exception {
        Path file = Files.write(folder.resolve("fixed.onnx"), withBatch(batch));
        CommandResult result = run("import", "--onnx", file, "--out", folder.resolve("fixed.zip"), "--check");
        assertThat(result.hasExitCode(0).out()).contains("over " + compared + " random sequences is");
    }

    private static byte[] withBatch(int batch) throws Exception {
        ModelProto.Builder model = ModelProto.parseFrom(ForeignModels.lstm()).toBuilder();
        model.getGraphBuilder()
                .getInputBuilder(0)
                .getTypeBuilder()
                .getTensorTypeBuilder()
                .getShapeBuilder()
                .getDimBuilder(0)
                .setDimValue(batch);
        return model.build().toByteArray();
    }

    @Test
    void whatIsNotComparedDoesNotAgree() throws Exception {
        assertThat(new OnnxCheck("1.0", 0, 0, OnnxCheck.TOLERANCE).agrees()).isFalse();
        assertThat(new OnnxCheck("1.0", 1, 0, OnnxCheck.TOLERANCE).agrees()).isTrue();
        Path file = Files.write(folder.resolve("huge.onnx"), withBatch(Integer.MAX_VALUE));
        Path out = folder.resolve("huge.zip");
        CommandResult result =
                run("import", "--onnx", file, "--out", out, "--check").hasExitCode(1);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("--check: the model takes batches of 2147483647");
        assertThat(out).doesNotExist();
        run("import", "--onnx", file, "--out", out).hasExitCode(0);
    }

    @Test
    void aBatchOfNothingIsNotCompared() throws Exception {
        Path file = Files.write(folder.resolve("none.onnx"), withBatch(0));
        Path out = folder.resolve("none.zip");
        CommandResult result =
                run("import", "--onnx", file, "--out", out, "--check").hasExitCode(1);
        assertThat(result.err())
                .isEqualTo("gatewise: --check: an input of the model has an axis of size 0, so it takes no sequence;"
                        + " export it with a batch of 1 or of any size, or leave out --check\n");
        assertThat(out).doesNotExist();
        run("import", "--onnx", file, "--out", out).hasExitCode(0);
        Path any = Files.write(folder.resolve("any.onnx"), withBatch(-1));
        result = run("import", "--onnx", any, "--out", folder.resolve("any.zip"), "--check");
        assertThat(result.hasExitCode(0).out()).contains("over 65 random sequences is");
    }

    @Test
    void namesOfClassesThatNoCheckpointHolds(@TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.zip");
        for (String name : List.of("x".repeat(1001), "\\ud800")) {
            ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(onnx)).toBuilder();
            model.clearMetadataProps();
            model.addMetadataPropsBuilder().setKey(OnnxImport.LABELS).setValue("[\"a\",\"b\",\"c\",\"" + name + "\"]");
            Path file = Files.write(folder.resolve("odd.onnx"), model.build().toByteArray());
            run("import", "--onnx", file, "--out", out)
                    .isWrongUse("odd.onnx names ", "give each class a name of its own with --labels");
        }
        assertThat(out).doesNotExist();
        run("import", "--onnx", onnx, "--out", out, "--labels", "a,b,c," + "x".repeat(1001))
                .isWrongUse("--labels names one of 1001 characters, more than 1000, 'xxx");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b,c,d", "[1,2,3,4]x", "[\"a\",null]", "LONG"})
    void namesOfClassesThatCannotBeReadAreLeftOutWithAWarning(String names, @TempDir Path folder) throws Exception {
        Path out = folder.resolve("out.zip");
        ModelProto.Builder model = ModelProto.parseFrom(Files.readAllBytes(onnx)).toBuilder();
        model.clearMetadataProps();
        model.addMetadataPropsBuilder()
                .setKey(OnnxImport.LABELS)
                .setValue(names.equals("LONG") ? "[\"" + "x".repeat(100_000) + "\"]" : names);
        Path file = Files.write(folder.resolve("odd.onnx"), model.build().toByteArray());
        CommandResult result = run("import", "--onnx", file, "--out", out).hasExitCode(0);
        assertThat(result.err().replaceAll("\\s+", " "))
                .startsWith("warning: the labels of ")
                .contains("odd.onnx are no JSON list of short names and are not taken; name the classes with --labels");
        CommandResult named =
                run("import", "--onnx", file, "--out", folder.resolve("named.zip"), "--labels", "a,b,c,d");
        assertThat(named.hasExitCode(0).err()).isEmpty();
    }

    @Test
    void aModelAtALongPathMakesACheckpointThatIsRead(@TempDir Path folder) throws Exception {
        Path deep = folder;
        for (int i = 0; i < 6; i++) {
            deep = Files.createDirectory(deep.resolve("d".repeat(200)));
        }
        Path file = Files.copy(onnx, deep.resolve("m.onnx"));
        Path out = folder.resolve("out.zip");
        run("import", "--onnx", file, "--out", out).hasExitCode(0);
        assertThat(run("describe", out).hasExitCode(0).out()).contains("imported from " + folder, "m.onnx (SHA-256");
    }
}
