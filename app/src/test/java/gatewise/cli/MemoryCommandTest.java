package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresBackend
class MemoryCommandTest {
    @TempDir
    Path folder;

    @Test
    void aShortTaskIsSolvedOrGivenUpAndWrittenDown() throws Exception {
        Path out = folder.resolve("memory");
        Files.createDirectories(out);
        Files.writeString(out.resolve("memory.json"), "{}");
        CommandResult result = run(
                "memory",
                "--lengths",
                10,
                "--cells",
                "simple,gru",
                "--seeds",
                1,
                "--hidden",
                16,
                "--learning-rate",
                0.01,
                "--batch",
                32,
                "--most",
                400,
                "--out",
                out);
        assertThat(result.hasExitCode(0).out())
                .contains(
                        "task",
                        "adding:10",
                        "simple",
                        "gru",
                        "1 of 1",
                        out.resolve("memory.json").toString());
        assertThat(result.err()).contains("warning: " + out.resolve("memory.json") + " was there and is replaced");
        assertThat(result.err()).doesNotContain("gradient.png");
        JsonNode outcomes =
                new ObjectMapper().readTree(out.resolve("memory.json").toFile());
        assertThat(outcomes).hasSize(2);
        JsonNode simple = outcomes.get(0);
        JsonNode gru = outcomes.get(1);
        int steps = gru.at("/training/steps").asInt();
        assertThat(steps).isBetween(20, 400).isEqualTo(gru.at("/training/done").asInt());
        assertThat(steps % 20).isZero();
        assertThat(gru.at("/training/error").asDouble()).isBetween(0.0, 0.01);
        assertThat(gru.at("/before/gradient")).hasSize(10);
        assertThat(gru.at("/before/gradient/9").asDouble()).isEqualTo(1);
        // A gate that was drawn around a bias of 1 keeps about sigmoid(1) of the state.
        assertThat(gru.at("/before/keeps").asDouble()).isBetween(0.65, 0.8);
        assertThat(gru.at("/before/best").asDouble())
                .isGreaterThan(gru.at("/before/keeps").asDouble());
        // Through a simple cell the gradient grows or shrinks with each step, and no gate says by how much.
        assertThat(simple.at("/before/keeps").isNumber()).isFalse();
        assertThat(Files.size(out.resolve("gradient.png"))).isGreaterThan(1000);
    }

    @Test
    void copyingCountsTheSymbolsAlone() throws Exception {
        Path out = folder.resolve("copy");
        run(
                        "memory",
                        "--task",
                        "copy",
                        "--lengths",
                        100,
                        "--cells",
                        "gru",
                        "--seeds",
                        1,
                        "--hidden",
                        8,
                        "--batch",
                        32,
                        "--most",
                        200,
                        "--out",
                        out)
                .hasExitCode(0);
        JsonNode training =
                new ObjectMapper().readTree(out.resolve("memory.json").toFile()).at("/0/training");
        // It says blanks, which are right at all steps but the last ten: nine in ten of all.
        assertThat(training.at("/steps").asInt()).isZero();
        assertThat(training.at("/error").asDouble()).isBetween(0.7, 1.0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--task | copying | expected adding, temporal-order or copy, got 'copying'",
                "--most | 19 | --most must be at least 20, got 19",
                "--seeds | 0 | --seeds must be at least 1, got 0",
                "--cells | gru,lstm,gru | --cells: gru is there twice; leave it out once",
                "--lengths | 20,20 | --lengths: 20 is there twice; leave it out once",
                "--hidden | 0 | --hidden must be at least 1, got 0",
                "--batch | -1 | --batch must be at least 1, got -1",
                "--lengths | 1 | --lengths must be in 2..10000 for adding, got 1",
                "--lengths | 50,0 | --lengths must be in 2..10000 for adding, got 0",
            })
    void whatCannotBeMeasuredIsRefusedInALine(String flag, String value, String words) {
        run("memory", flag, value, "--out", folder.resolve("none")).isWrongUse(words);
        assertThat(folder.resolve("none")).doesNotExist();
    }
}
