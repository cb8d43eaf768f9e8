package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.io.Text;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class DescribeCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path data;
    private static Path model;
    /** As an older version wrote it. */
    private static Path unscored;

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(shared.resolve("data"));
        Path run = shared.resolve("run");
        run("train", "--data", data, "--epochs", 6, "--batch", 16, "--learning-rate", 0.02, "--hidden", 8, "--out", run)
                .hasExitCode(0);
        Path last = run.resolve("last.zip");
        model = shared.resolve("alone.zip");
        Files.copy(last, model);
        Provenance provenance = Checkpoint.provenance(model);
        unscored = shared.resolve("unscored.zip");
        Files.copy(last, unscored);
        Checkpoint.restate(unscored, provenance.with(provenance.progress().scored(null)));
    }

    @Test
    void describeTellsWhereAModelComesFrom() throws Exception {
        CommandResult result = run("describe", model);
        assertThat(result.hasExitCode(0).out())
                .contains(
                        "LSTM-8",
                        "parameters",
                        "SHA-256",
                        "rmsprop",
                        data.toAbsolutePath().toString())
                .containsPattern("epoch 6 of 6, loss .*\\nvalidation accuracy .*%\\ntest accuracy .*%\\n$")
                .doesNotContain("test sample");
        assertThat(run("describe", model, "--history").out()).contains("test sample", "images/s");
        JsonNode json =
                JSON.readTree(run("describe", model, "--json").hasExitCode(0).out());
        assertThat(json.get("network").get("hiddenSizes").get(0).asInt()).isEqualTo(8);
        assertThat(json.get("plan").get("seed").asInt()).isEqualTo(1);
        assertThat(json.get("progress").get("history")).isNotEmpty();
    }

    @Test
    void aReportOfAnotherNetworkOrNoneAtAllSaysNothing() throws Exception {
        Path report = shared.resolve("report.json");
        assertThat(run("describe", unscored).hasExitCode(0).out())
                .containsPattern("validation accuracy .*%\\ntest accuracy was not stored .*: gatewise evaluate .*\\n$");
        for (String text :
                new String[] {"{}", "no report", "{\"scoredEpoch\": 6, \"seed\": 1, \"testAccuracy\": 0.5}"}) {
            Files.writeString(report, text);
            assertThat(run("describe", unscored).hasExitCode(0).out()).contains("test accuracy was not stored");
        }
        Files.delete(report);
    }

    @Test
    void theTestAccuracyBelongsToTheNetworkThatWasScored() throws Exception {
        JsonNode report = JSON.readTree(shared.resolve("run/report.json").toFile());
        double accuracy = report.get("testAccuracy").asDouble();
        for (String name : new String[] {"last.zip", "best.zip"}) {
            Progress progress =
                    Checkpoint.provenance(shared.resolve("run").resolve(name)).progress();
            boolean scored = progress.epochs() == report.get("scoredEpoch").asInt();
            assertThat(progress.testAccuracy()).isEqualTo(scored ? accuracy : null);
        }
        Progress last = Checkpoint.provenance(model).progress();
        assertThat(last.testAccuracy()).isEqualTo(accuracy);
        assertThat(last.afterBatch(1, 1).testAccuracy()).isNull();
        assertThat(last.afterEpoch(last.best()).testAccuracy()).isNull();
        // By the report beside it, an older checkpoint of the run is known too.
        Path older = Files.createDirectory(shared.resolve("older")).resolve("last.zip");
        Files.copy(unscored, older);
        Files.copy(shared.resolve("run/report.json"), older.resolveSibling("report.json"));
        assertThat(run("describe", older).out()).endsWith("test accuracy " + Text.percent(accuracy) + "\n");
    }

    @Test
    void restatingLeavesTheNetworkAsItIs() throws Exception {
        try (ZipFile before = new ZipFile(model.toFile());
                ZipFile after = new ZipFile(unscored.toFile())) {
            assertThat(names(after)).isEqualTo(names(before)).contains("coefficients.bin", "gatewise.json");
            for (String name : names(before)) {
                if (!name.equals("gatewise.json")) {
                    assertThat(after.getInputStream(after.getEntry(name)).readAllBytes())
                            .isEqualTo(
                                    before.getInputStream(before.getEntry(name)).readAllBytes());
                }
            }
        }
    }

    private static List<String> names(ZipFile zip) {
        return zip.stream().map(ZipEntry::getName).toList();
    }
}
