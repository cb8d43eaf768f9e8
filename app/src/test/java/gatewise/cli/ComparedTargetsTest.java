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
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks that say numbers of very different size are compared by the errors that evaluate gives of each. */
@RequiresBackend
class ComparedTargetsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    private Path out;
    private Path networks;

    @BeforeEach
    void writeNetworks() throws Exception {
        out = folder.resolve("out");
        networks = ComparedNetworks.write(folder, 3, 2);
    }

    private String[] regress() throws Exception {
        Random random = new Random(3);
        StringBuilder text = new StringBuilder("run,k,x,energy,share\n");
        for (int i = 0; i < 40; i++) {
            double level = random.nextGaussian();
            for (int k = 0; k < 3; k++) {
                text.append("r" + i + "," + k + "," + (level + random.nextGaussian()) + "," + (3000 + 800 * level) + ","
                        + (0.1 - 0.02 * level * level) + "\n");
            }
        }
        Path file = Files.writeString(folder.resolve("runs.csv"), text);
        return ("--data " + file + " --task regress --sequence run --step k --features x --target energy,share")
                .split(" ");
    }

    private String[] forecast() throws Exception {
        Path file = TrainedSequences.in(folder).hours();
        Files.writeString(file, Files.readString(file).replaceAll(",(\\d)\n", ",0.000$1\n"));
        return ("--data " + file + " --task forecast --features load,wind --window 6 --horizon 2").split(" ");
    }

    private CommandResult compare(String... data) {
        List<Object> all = new ArrayList<>(List.of("compare", networks, "--epochs", 2, "--out", out, "--seeds", 1));
        all.addAll(Arrays.asList(data));
        return run(all.toArray()).hasExitCode(0);
    }

    private List<String[]> table(String name) throws Exception {
        return Files.readAllLines(out.resolve(name)).stream()
                .map(line -> line.split(",", -1))
                .toList();
    }

    private static double cell(List<String[]> table, int row, String header) {
        int column = Arrays.asList(table.get(0)).indexOf(header);
        assertThat(column).as(header).isNotNegative();
        return Double.parseDouble(table.get(row)[column]);
    }

    private JsonNode evaluation(int run) throws Exception {
        Path model = out.resolve(run == 1 ? "runs/01-gru-3-seed-1/best.zip" : "runs/02-lstm-2-seed-1/best.zip");
        return MAPPER.readTree(run("evaluate", model, "--json", "--out", folder.resolve("pictures" + run))
                .hasExitCode(0)
                .out());
    }

    private void agreesWithEvaluate() throws Exception {
        for (int row = 1; row <= 2; row++) {
            JsonNode evaluation = evaluation(row);
            assertThat(evaluation.get("standardised").asBoolean()).isTrue();
            double rmse = evaluation.get("rmse").asDouble();
            double mae = evaluation.get("mae").asDouble();
            assertThat(rmse).isBetween(0.01, 10.0);
            assertThat(cell(table("results.csv"), row, "testStandardisedRmseMean"))
                    .isCloseTo(rmse, within(1e-5 * rmse));
            assertThat(cell(table("results.csv"), row, "testStandardisedMaeMean"))
                    .isCloseTo(mae, within(1e-5 * mae));
            assertThat(cell(table("runs.csv"), row, "testStandardisedRmse")).isCloseTo(rmse, within(1e-5 * rmse));
            assertThat(cell(table("runs.csv"), row, "testStandardisedMae")).isCloseTo(mae, within(1e-5 * mae));
        }
    }

    private void saysThatItIsStandardised(CommandResult result) throws Exception {
        assertThat(result.out())
                .contains("test RMSE, standardised", "test MAE, standardised")
                .doesNotContain("test RMSE  ");
        assertThat(result.err()).contains("standardised RMSE ", "standardised MAE ");
        assertThat(out.resolve("results.md"))
                .content()
                .contains("| test RMSE, standardised |", "standardised", "divided by the deviation of that output")
                .doesNotContain("in the units of the file");
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "with a standardised RMSE of ",
                        ">test RMSE, standardised<",
                        "The test RMSE of each output, in the units of the file,");
    }

    @Test
    void numbersOfVeryDifferentSizeCountAlike() throws Exception {
        CommandResult result = compare(regress());
        saysThatItIsStandardised(result);
        agreesWithEvaluate();
        // Results say the errors of each output, as those of older versions do.
        Path stored = out.resolve("runs/01-gru-3-seed-1/result.json");
        JsonNode errors = MAPPER.readTree(stored.toFile()).get("errors");
        assertThat(errors.properties())
                .extracting(field -> field.getKey())
                .containsExactlyInAnyOrder("rootMeanSquares", "meanAbsolutes");
        assertThat(errors.get("rootMeanSquares").get(0).asDouble()).isGreaterThan(10);
        assertThat(run("reproduce", out.resolve("runs/01-gru-3-seed-1/best.zip"))
                        .hasExitCode(0)
                        .out())
                .contains("test RMSE, standardised, ");
    }

    @Test
    void featuresThatAreForecastCountAlike() throws Exception {
        saysThatItIsStandardised(compare(forecast()));
        agreesWithEvaluate();
    }

    @Test
    void theWinnerOfASearchToo() throws Exception {
        List<Object> all = new ArrayList<>(
                List.of("compare", "--search", "--configurations", 2, "--epochs", 2, "--batch", 8, "--out", out));
        all.addAll(Arrays.asList(regress()));
        CommandResult result = run(all.toArray()).hasExitCode(0);
        assertThat(result.out()).contains("test RMSE, standardised");
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "a standardised test RMSE of ",
                        "<th scope=\"col\" class=\"wrap\">test RMSE, standardised</th>");
    }
}
