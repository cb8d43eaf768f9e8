package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.io.Text;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every command as a user runs it, on a toy problem, with good and bad input. */
@RequiresBackend
class CommandLineTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path data;
    private static Path model;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(shared.resolve("data"));
        Path run = shared.resolve("run");
        run("train", "--data", data, "--epochs", 6, "--batch", 16, "--learning-rate", 0.02, "--hidden", 8, "--out", run)
                .hasExitCode(0);
        model = run.resolve("best.zip");
    }

    @Test
    void trainWritesEverythingAndReportsIt() throws Exception {
        Path run = folder.resolve("run");
        CommandResult result =
                run("train", "--data", data, "--epochs", 3, "--batch", 16, "--cell", "gru", "--out", run);
        result.hasExitCode(0);
        assertThat(result.out()).contains("accuracy on all 60 test images:");
        for (String name : List.of(
                "best.zip", "last.zip", "history.csv", "learning-curve.png", "confusion-matrix.png", "report.json")) {
            assertThat(run.resolve(name)).isNotEmptyFile();
            assertThat(result.out()).contains(run.resolve(name).toString());
        }
        assertThat(result.out())
                .contains("GRU-28", "parameters", "state 28 numbers", "seed 1")
                .endsWith(Text.format(
                        "next: gatewise explain %s --index 0%n      gatewise serve %<s%n", run.resolve("last.zip")));
        List<String> history = Files.readAllLines(run.resolve("history.csv"));
        assertThat(history).hasSize(4);
        assertThat(history.get(0))
                .isEqualTo("epoch,loss,sampleAccuracy,validationAccuracy,seconds,imagesPerSecond,validationLoss");
        JsonNode report = JSON.readTree(run.resolve("report.json").toFile());
        for (String name : List.of(
                "testAccuracy", "validationAccuracy", "epochs", "parameters", "seconds", "seed", "imagesPerSecond")) {
            assertThat(report.get(name).isNumber()).as(name).isTrue();
        }
        assertThat(report.get("engine").isTextual()).isTrue();
        assertThat(report.get("epochs").asInt()).isEqualTo(3);
        assertThat(result.out())
                .contains(String.format(
                        Locale.ROOT, "%.2f%%", 100 * report.get("testAccuracy").asDouble()));
    }

    @Test
    void aSecondRunIntoTheSameFolderIsRefusedAndLosesNothing() throws Exception {
        byte[] before = Files.readAllBytes(model);
        run("train", "--data", data, "--batch", 16, "--out", model.getParent())
                .isWrongUse("already holds a run", "--resume");
        assertThat(Files.readAllBytes(model)).isEqualTo(before);
    }

    @Test
    void aFinishedRunGoesOnWithMoreEpochs() throws Exception {
        Path run = folder.resolve("run");
        run("train", "--data", data, "--epochs", 1, "--batch", 16, "--out", run).hasExitCode(0);
        run("train", "--resume", "--out", run, "--epochs", 3).hasExitCode(0);
        assertThat(Files.readAllLines(run.resolve("history.csv"))).hasSize(4);
        run("train", "--resume", "--out", run, "--cell", "gru").isWrongUse("--cell cannot change");
        run("train", "--resume", "--out", run, "--data", otherData()).isWrongUse("checksum differs");
        run("train", "--resume", "--out", folder.resolve("none")).isWrongUse("no run to continue");
        run("train", "--resume").isWrongUse("--resume needs --out");
    }

    private Path otherData() {
        IdxFiles.write(folder.resolve("other"), 240, 60, 6, 5, 3, 2, true);
        return folder.resolve("other");
    }

    @Test
    void dryRunWritesNothing() {
        Path run = folder.resolve("run");
        CommandResult result = run("train", "--data", data, "--batch", 16, "--dry-run", "--out", run);
        result.hasExitCode(0);
        assertThat(result.out()).contains("one batch: loss 1.");
        assertThat(run).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "--epochs 0, --epochs must be at least 1",
        "--epochs many, '--epochs: expected a whole number, got ''many'''",
        "--batch 0, --batch must be at least 1",
        "--data=, '--data: expected a name, got '''''",
        "--out=, '--out: expected the name of a file, got '''''",
        "--batch 1000, more than the 220 training images",
        "--cell elman, elman",
        "--layers 0, --layers must be in",
        "--hidden 0, --hidden must be in 1..65536",
        "'--hidden 3,4 --layers 3', --hidden names 2 layers",
        "--dropout 1, --dropout must be in",
        "--optimizer adagrad, '--optimizer: expected rmsprop, adam or sgd, got ''adagrad'''",
        "--learning-rate 0, --learning-rate must be above 0",
        "--learning-rate NaN, --learning-rate must be above 0",
        "--learning-rate Infinity, '--learning-rate must be in 1e-38..1e38, got Infinity'",
        "--learning-rate 1e39, '--learning-rate must be in 1e-38..1e38, got 1e39'",
        "--learning-rate 1e-50, '--learning-rate must be in 1e-38..1e38, got 1e-50'",
        "--dropout NaN, '--dropout must be in 0..1 (without 1), got NaN'",
        "--dropout -0.1, '--dropout must be in 0..1 (without 1), got -0.1'",
        "--learning-rate 1e400, '--learning-rate: expected a number of a size in 1e-307..1e308, or 0, got ''1e400'''",
        "--learning-rate 1e-400, '--learning-rate: expected a number of a size in 1e-307..1e308, or 0, got ''1e-400'''",
        "--dropout -1e400, '--dropout: expected a number of a size in 1e-307..1e308, or 0, got ''-1e400'''",
        "--dropout nan, '--dropout: expected a number, got ''nan'''",
        "--epochs 99999999999, '--epochs: expected a whole number in -2147483648..2147483647, got ''99999999999'''",
        "--epochs 1e3, '--epochs: expected a whole number, got ''1e3'''",
        "--schedule linear, linear",
        "--shift -1, --shift must not be negative",
        "--shift 5, --shift 5 moves images of 6 x 5 pixels out of sight",
        "--patience -1, --patience must not be negative",
        "--limit 0, --limit 0",
        "--limit 999, 220",
        "--threads 0, --threads must be in",
        "--reset-after, --reset-after is for the gru cell",
        "--preset fast, fast",
        "--network nothing.json, no such file",
        "--nonsense, unknown option --nonsense",
    })
    void badFlagsOfTrainAreOneLine(String flags, String message) {
        Path run = folder.resolve("run");
        Object[] given = ("train --data " + data + " --out " + run + " " + flags).split(" ");
        run(given).isWrongUse(message);
        assertThat(run).doesNotExist();
    }

    @Test
    void aNetworkFileReplacesThePresets() throws Exception {
        Path file = folder.resolve("net.json");
        Files.writeString(
                file, Toy.NETWORK.toBuilder().hiddenSizes(List.of(4, 3)).build().toJson());
        CommandResult result = run("train", "--data", data, "--batch", 16, "--dry-run", "--network", file);
        assertThat(result.hasExitCode(0).out()).contains("LSTM-4-3", "adam");
        Files.writeString(file, "{}");
        run("train", "--data", data, "--dry-run", "--network", file).isWrongUse(file.toString(), "not a network");
    }

    @Test
    void evaluatePrintsAndDraws() throws Exception {
        Path out = folder.resolve("evaluation");
        CommandResult result = run("evaluate", model, "--out", out);
        assertThat(result.hasExitCode(0).out()).contains("of 60 test images", "precision", "actual \\ predicted");
        assertThat(out.resolve("confusion-matrix.png")).isNotEmptyFile();
        assertThat(out.resolve("mistakes.png")).isNotEmptyFile();

        JsonNode json = JSON.readTree(
                run("evaluate", model, "--json", "--out", out).hasExitCode(0).out());
        assertThat(json.get("accuracy").asDouble()).isGreaterThan(0.5);
        assertThat(json.get("classes")).hasSize(3);
        long images = 0;
        for (JsonNode row : json.get("confusion")) {
            for (JsonNode count : row) {
                images += count.asLong();
            }
        }
        assertThat(images).isEqualTo(60);
    }

    @Test
    void dataOfAnotherSizeIsRefused() {
        IdxFiles.write(folder.resolve("large"), 24, 6, 7, 5, 3, 2, true);
        run("evaluate", model, "--data", folder.resolve("large"))
                .isWrongUse("reads images of 6 x 5 in 3 classes", "7 x 5");
        run("predict", model, "--index", 0, "--data", folder.resolve("large")).isWrongUse("7 x 5");
    }

    @Test
    void predictReadsPicturesAndTestImages() throws Exception {
        BufferedImage picture = new BufferedImage(60, 60, BufferedImage.TYPE_BYTE_GRAY);
        picture.createGraphics().fillRect(10, 25, 40, 8);
        Path png = folder.resolve("stroke.png");
        ImageIO.write(picture, "png", png.toFile());
        CommandResult result = run("predict", model, png, "--index", 4);
        assertThat(result.hasExitCode(0).out().lines()).hasSize(2);
        assertThat(result.out()).contains("stroke.png:", "test image 4:", "(is 1)");

        JsonNode json = JSON.readTree(
                run("predict", model, png, "--json").hasExitCode(0).out());
        double sum = 0;
        for (JsonNode row : json.get(0).get("classes")) {
            sum += row.get("probability").asDouble();
        }
        assertThat(sum).isBetween(0.99999, 1.00001);
        assertThat(json.get(0).get("predicted"))
                .isEqualTo(json.get(0).get("classes").get(0).get("label"));
    }

    @Test
    void badInputOfPredictIsOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        run("predict", model, text).isWrongUse("text.png");
        run("predict", model, folder.resolve("none.png")).isWrongUse("none.png");
        run("predict", model).isWrongUse("nothing to predict");
        run("predict", model, "--index", 60).isWrongUse("0..59");
        run("predict", model, "--index", -1).isWrongUse("0..59");
        run("predict", model, "--index", 1, "--top", 0).isWrongUse("--top");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evaluate", "predict", "describe"})
    void aModelThatIsNoneIsOneLine(String command) throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "no zip");
        Object[] index = command.equals("predict") ? new Object[] {"--index", 0} : new Object[0];
        for (Path path : List.of(text, folder.resolve("none.zip"), folder)) {
            List<Object> arguments = new ArrayList<>(List.of(command, path));
            arguments.addAll(List.of(index));
            run(arguments.toArray()).isWrongUse(path.toString());
        }
        run(command).isWrongUse("MODEL");
    }

    @Test
    void badFlagsOfBenchAreOneLine() {
        run("bench", "--batches", 0).isWrongUse("--batches must be in 1..429, got 0");
        run("bench", "--batches", 430).isWrongUse("--batches must be in 1..429, got 430");
        run("bench", "--rounds", 0).isWrongUse("--rounds must be at least 1, got 0");
        run("bench", "--hidden", 0).isWrongUse("--hidden must be in");
    }

    @Test
    void helpVersionAndCompletionAreThere() {
        for (String command :
                List.of("train", "evaluate", "predict", "describe", "export", "import", "verify", "bench", "doctor")) {
            assertThat(run(command, "--help").hasExitCode(0).out()).contains("Usage: gatewise " + command);
        }
        assertThat(run("--version").hasExitCode(0).out()).contains("Gatewise ", "backend: ", "Deeplearning4j 1.0.0");
        assertThat(run("generate-completion").hasExitCode(0).out()).contains("complete", "gatewise");
    }

    @Test
    void verboseShowsTheTrace() {
        assertThat(run("describe", folder.resolve("none.zip"), "--verbose").err())
                .contains("no such file", "at gatewise.");
    }
}
