package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** By what MASE is scaled: by the training's steps, whatever file is scored, and it says of which naive forecast. */
@RequiresBackend
class ForecastScaleTest {
    private static final String ONE_STEP =
            "MASE: absolute errors, divided by those of the naive forecast one step ahead on the training steps";
    private static final String MISSING = "no MASE: the training steps, by which errors are scaled, are not at hand";

    @TempDir
    Path folder;

    /** Steps that alternate, so that the naive forecast is wrong by twice the height. */
    private Path series(String file, double height) throws Exception {
        StringBuilder text = new StringBuilder("load\n");
        for (int t = 0; t < 100; t++) {
            text.append(t % 2 == 0 ? height : -height).append('\n');
        }
        return Files.writeString(folder.resolve(file), text);
    }

    private Path named(String file, String first, int height, String second, int other) throws Exception {
        StringBuilder text = new StringBuilder("station,load\n");
        for (int t = 0; t < 60; t++) {
            text.append(first + "," + (t % 2 == 0 ? height : -height) + "\n");
        }
        for (int t = 0; t < 60; t++) {
            text.append(second + "," + (t % 2 == 0 ? other : -other) + "\n");
        }
        return Files.writeString(folder.resolve(file), text);
    }

    private CommandResult train(Path file, String flags) {
        String line = "train --data " + file + " --task forecast --window 4 --horizon 1 --hidden 2 --epochs 1 --out "
                + folder.resolve("run") + flags;
        return run((Object[]) line.split(" ")).hasExitCode(0);
    }

    private CommandResult evaluate(Object... more) {
        List<Object> all = new ArrayList<>(
                List.of("evaluate", folder.resolve("run/best.zip"), "--out", folder.resolve("pictures")));
        all.addAll(Arrays.asList(more));
        return run(all.toArray()).hasExitCode(0);
    }

    private JsonNode json(Path file) throws Exception {
        return new ObjectMapper().readTree(evaluate("--json", "--data", file).out());
    }

    @Test
    void anotherFileIsScaledByTheTrainingSteps() throws Exception {
        Path trained = series("trained.csv", 1);
        assertThat(train(trained, "").out()).contains(ONE_STEP);
        Path other = series("other.csv", 10);
        JsonNode json = json(other);
        // The mean absolute error of the naive forecast is 2 in training, and was 20 here.
        assertThat(json.get("mase").asDouble()).isCloseTo(json.get("mae").asDouble() / 2, within(1e-6));
        assertThat(json.get("lastValue").get("mase").asDouble()).isCloseTo(10, within(1e-6));
        assertThat(json.get("maseScale").asText()).isEqualTo("naive forecast one step ahead");
        assertThat(evaluate("--data", other).out()).contains(ONE_STEP);
        Files.delete(trained);
        JsonNode without = json(other);
        assertThat(without.get("mase").isNumber()).isFalse();
        assertThat(without.get("maseScale").isNull()).isTrue();
        assertThat(without.get("mae")).isEqualTo(json.get("mae"));
        assertThat(evaluate("--data", other).out().replace("\n", " "))
                .contains(MISSING)
                .doesNotContain("MASE: absolute");
    }

    @Test
    void seriesAreScaledByThoseOfTheirName() throws Exception {
        train(named("trained.csv", "north", 1, "south", 2), " --sequence station");
        JsonNode swapped = json(named("swapped.csv", "south", 3, "north", 4));
        assertThat(swapped.get("lastValue").get("mase").asDouble()).isCloseTo((3 / 2.0 + 4) / 2, within(1e-6));
        Path east = named("east.csv", "north", 3, "east", 5);
        assertThat(json(east).get("lastValue").get("mase").asDouble()).isCloseTo(3, within(1e-6));
        assertThat(evaluate("--data", east).out().replace("\n", " "))
                .contains(
                        "MASE leaves out series of which the training steps, by which errors are scaled, are not at hand");
    }

    @Test
    void aSeasonIsNamed() throws Exception {
        Path file = TrainedSequences.in(folder).hours();
        String words =
                "MASE: absolute errors, divided by those of the seasonal naive forecast (season 7) on the training"
                        + " steps";
        assertThat(train(file, " --features load,wind --season 7").out().replace("\n", " "))
                .contains(words);
        assertThat(evaluate().out().replace("\n", " ")).contains(words);
        assertThat(json(file).get("maseScale").asText()).isEqualTo("seasonal naive forecast (season 7)");
    }
}
