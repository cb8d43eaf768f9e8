package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** evaluate names test images so that explain and predict can go on with them. */
@RequiresBackend
class EvaluateCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path data;
    private static Path lstm;

    @BeforeAll
    static void train() throws Exception {
        data = Toy.write(folder.resolve("data"));
        lstm = trained("lstm");
    }

    /** So little that it makes mistakes. */
    private static Path trained(String cell) {
        Path run = folder.resolve("my " + cell);
        run("train", "--data", data, "--epochs", 1, "--batch", 64, "--cell", cell, "--hidden", 3, "--out", run)
                .hasExitCode(0);
        return run.resolve("best.zip");
    }

    @Test
    void jsonHasEachMistakeWithItsNumberAndItsProbabilities() throws Exception {
        JsonNode json =
                JSON.readTree(run("evaluate", lstm, "--json").hasExitCode(0).out());
        JsonNode mistakes = json.get("mistakes");
        assertThat(mistakes)
                .hasSize((int) Math.round(60 * (1 - json.get("accuracy").asDouble())));
        assertThat(mistakes).isNotEmpty();
        double before = 1;
        for (JsonNode mistake : mistakes) {
            int predicted = mistake.get("predicted").asInt();
            double probability = mistake.get("probabilities").get(predicted).asDouble();
            assertThat(mistake.get("actual")).isNotEqualTo(mistake.get("predicted"));
            assertThat(probability).isLessThanOrEqualTo(before);
            before = probability;
        }
        JsonNode surest = mistakes.get(0);
        JsonNode again = JSON.readTree(run("predict", lstm, "--index", surest.get("index"), "--json")
                        .hasExitCode(0)
                        .out())
                .get(0);
        assertThat(again.get("actual")).isEqualTo(surest.get("actual"));
        assertThat(again.get("predicted")).isEqualTo(surest.get("predicted"));
    }

    @Test
    void theTextEndsWithTheCommandToLookAtOne() throws Exception {
        String out = run("evaluate", lstm, "--data", data).hasExitCode(0).out();
        String next = out.lines().reduce((first, second) -> second).orElseThrow();
        assertThat(next).matches("next: gatewise explain '.*/my lstm/best.zip' --index \\d+ --data " + data);
        String index = next.replaceAll(".*--index (\\d+) .*", "$1");
        assertThat(out).containsPattern("test image +actual +predicted +probability\n +" + index + " ");
        assertThat(run("explain", lstm, "--index", index).hasExitCode(0).out()).contains("but it is");
    }

    @Test
    void aSimpleCellIsExplainedToo() {
        Path simple = trained("simple");
        assertThat(run("evaluate", simple).hasExitCode(0).out())
                .containsPattern("next: gatewise explain .* --index \\d+");
    }
}
