package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(shared.resolve("data"));
        Path run = shared.resolve("run");
        run("train", "--data", data, "--epochs", 6, "--batch", 16, "--learning-rate", 0.02, "--hidden", 8, "--out", run)
                .hasExitCode(0);
        model = Files.copy(run.resolve("last.zip"), shared.resolve("alone.zip"));
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
                .containsPattern("of the validation images\\ntest accuracy: gatewise evaluate .* finds it\\n$")
                .doesNotContain("256 test");
        assertThat(run("describe", model, "--history").out()).contains("256 test", "images/s");
        assertThat(run("describe", shared.resolve("run/last.zip")).out()).endsWith("% (by report.json)\n");
        JsonNode json =
                JSON.readTree(run("describe", model, "--json").hasExitCode(0).out());
        assertThat(json.get("network").get("hiddenSizes").get(0).asInt()).isEqualTo(8);
        assertThat(json.get("plan").get("seed").asInt()).isEqualTo(1);
        assertThat(json.get("progress").get("history")).isNotEmpty();
    }

    @Test
    void aReportOfAnotherNetworkOrNoneAtAllSaysNothing() throws Exception {
        Path report = shared.resolve("report.json");
        for (String text :
                new String[] {"{}", "no report", "{\"scoredEpoch\": 6, \"seed\": 1, \"testAccuracy\": 0.5}"}) {
            Files.writeString(report, text);
            assertThat(run("describe", model).hasExitCode(0).out()).contains("test accuracy: gatewise evaluate ");
        }
        Files.delete(report);
    }
}
