package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** evaluate, predict and describe of networks that read sequences, one a task. */
@RequiresBackend
class SequenceCommandsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static TrainedSequences models;

    @BeforeAll
    static void train() throws Exception {
        models = TrainedSequences.in(folder);
        Object[] of = models.onTable();
        models.train("classify", of, "--label", "kind", "--epochs", 4);
        models.train("tag", of, "--label", "tag", "--task", "tag", "--epochs", 2);
        models.train("regress", of, "--target", "level", "--epochs", 4, "--cell", "gru", "--loss", "mae");
        models.train("simple", of, "--label", "kind", "--epochs", 1, "--cell", "simple");
        models.train("both", of, "--label", "kind", "--epochs", 1, "--bidirectional");
        Object[] forecast =
                ("train --data " + models.hours() + " --window 6 --horizon 2 --season 12 --target load").split(" ");
        models.train("forecast", forecast, "--hidden", "5,4", "--epochs", 2);
    }

    private static Path model(String name) {
        return models.model(name);
    }

    static CommandResult fed(String input, Object... arguments) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(before);
        }
    }

    private static JsonNode json(CommandResult result) throws IOException {
        return JSON.readTree(result.hasExitCode(0).out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "tag", "simple", "both"})
    void classesAreScored(String name) throws Exception {
        String out = run("evaluate", model(name)).hasExitCode(0).out();
        assertThat(out)
                .startsWith("data: table, table with a row a step; ")
                .contains("macro F1 ", "test sequences", "confusion-matrix.png", "worst.png")
                .containsPattern("steps +sequences +accuracy\n +2 +[0-9]+ +[0-9.]+%\n")
                .doesNotContain("image");
        assertThat(folder.resolve(name).resolve("evaluation/best/worst.png")).isNotEmptyFile();
        JsonNode json = json(run("evaluate", model(name), "--json"));
        assertThat(json.get("labels")).hasSize(2);
        long items = json.get(name.equals("tag") ? "steps" : "sequences").asLong();
        long right = json.get("confusion").get(0).get(0).asLong()
                + json.get("confusion").get(1).get(1).asLong();
        assertThat(json.get("accuracy").asDouble()).isEqualTo((double) right / items);
        long wrong = 0;
        for (JsonNode worst : json.get("worst")) {
            assertThat(worst.get("name").asText()).startsWith("s");
            wrong += worst.has("wrong") ? worst.get("wrong").asLong() : 1;
        }
        assertThat(wrong).isEqualTo(items - right);
        assertThat(json.get("lengths")).hasSize(4);
    }

    @Test
    void numbersAreScoredInTheUnitsOfTheFile() throws Exception {
        assertThat(run("evaluate", model("regress")).hasExitCode(0).out())
                .contains("errors on 12 test sequences", "output", "RMSE", "residuals.png")
                .containsPattern("number +sequence +actual +predicted +error\n")
                .doesNotContain("image", "MASE");
        JsonNode json = json(run("evaluate", model("regress"), "--json"));
        assertThat(json.get("worst")).hasSize(12);
        double absolute = 0;
        for (JsonNode row : json.get("worst")) {
            absolute += Math.abs(row.get("actual").get(0).asDouble()
                    - row.get("predicted").get(0).asDouble());
        }
        assertThat(json.get("mae").asDouble()).isCloseTo(absolute / 12, within(1e-4));
        JsonNode worst = json.get("worst").get(0);
        JsonNode again = json(run(
                        "predict",
                        model("regress"),
                        "--sequence",
                        worst.get("name").asText(),
                        "--json"))
                .get(0);
        assertThat(again.get("actual").get(0).asDouble())
                .isEqualTo(worst.get("actual").get(0).asDouble());
        assertThat(again.get("numbers").get(0).get("predicted").asDouble())
                .isCloseTo(worst.get("predicted").get(0).asDouble(), within(1e-3));
    }

    @Test
    void forecastsStandBesideNaiveOnes() throws Exception {
        String out = run("evaluate", model("forecast")).hasExitCode(0).out();
        assertThat(out)
                .contains(
                        " test windows of 6 steps",
                        "errors on 17 test windows",
                        "load+1",
                        "load+2",
                        "MASE",
                        "network",
                        "last value",
                        "seasonal naive, season 12")
                .contains("residuals.png");
        JsonNode json = json(run("evaluate", model("forecast"), "--json"));
        // A season of 12 repeats itself to rounding.
        assertThat(json.get("seasonalNaive").get("rmse").asDouble()).isLessThan(1e-4);
        assertThat(json.get("lastValue").get("mae").asDouble()).isGreaterThan(5);
        JsonNode report = JSON.readTree(folder.resolve("forecast/report.json").toFile());
        assertThat(report.get("test").get("lastValue")).isEqualTo(json.get("lastValue"));
    }

    @Test
    void anotherFileIsScoredWhole() throws Exception {
        Path other = Files.writeString(
                folder.resolve("other.csv"), "kind,y,x,t,id\nup,100,5,0,a\nup,90,6,1,a\ndown,80,-5,0,b\n");
        JsonNode json = json(run("evaluate", model("classify"), "--data", other, "--json"));
        assertThat(json.get("sequences").asInt()).isEqualTo(2);
        assertThat(run("evaluate", model("classify"), "--data", other).out())
                .startsWith(
                        "data: other.csv, table with a row a step; 2 sequences of 1 to 2 steps, all to be scored\n");
        Path moved = Files.copy(folder.resolve("table.csv"), folder.resolve("moved.csv"));
        assertThat(json(run("evaluate", model("classify"), "--data", moved, "--json")))
                .isEqualTo(json(run("evaluate", model("classify"), "--json")));
        Path unlabelled = Files.writeString(folder.resolve("unlabelled.csv"), "y,x,t,id\n100,5,0,a\n90,6,1,a\n");
        run("evaluate", model("classify"), "--data", unlabelled)
                .isWrongUse("unlabelled.csv: does not say what is true");
        run("evaluate", model("classify"), "--data", "adding:10").isWrongUse("the model reads sequences to classify");
        run("evaluate", model("classify"), "--data", "mnist").isWrongUse("mnist has images");
    }

    @Test
    void filesAreAnsweredLabelledOrNot() throws Exception {
        Path file = Files.writeString(folder.resolve("new.csv"), "y,x,t,id\n100,5,0,a\n90,6,1,a\n80,-5,0,b\n");
        String out = run("predict", model("classify"), file, "--top", 1)
                .hasExitCode(0)
                .out();
        assertThat(out.lines()).hasSize(2).allMatch(line -> line.matches("[ab]:  (up|down) [0-9.]+%"));
        CommandResult some = run("predict", model("classify"), file, folder.resolve("nothing.csv"));
        assertThat(some.hasExitCode(1).err())
                .startsWith("gatewise: ")
                .contains("nothing.csv: ")
                .hasLineCount(1);
        assertThat(some.out()).startsWith(file + ", a:  ");
        assertThat(run("predict", model("classify"), "--index", 0)
                        .hasExitCode(0)
                        .out())
                .matches("test sequence s[0-9]+:  .*\\(is (up|down)\\)\n");
        assertThat(fed(Files.readString(file), "predict", model("classify"), "-")
                        .hasExitCode(0)
                        .out()
                        .lines())
                .hasSize(2);
        assertThat(fed(Files.readString(file), "predict", model("classify"), "-", file, "-")
                        .hasExitCode(2)
                        .err())
                .isEqualTo("gatewise: - is given several times, and standard input can be read once; give it once\n");
        assertThat(run("predict", model("tag"), file).hasExitCode(0).out())
                .matches("(?s)a:  (in|out) x2\nb:.*|(?s)a:  (in|out) x1, (in|out) x1\nb:.*");
        JsonNode tags = json(run("predict", model("tag"), file, "--json")).get(0);
        assertThat(tags.get("predicted")).hasSize(2);
        assertThat(tags.has("actual")).isFalse();
    }

    @Test
    void stepsAreLeftOutWhereAllLieFurtherApartThanInTraining() throws Exception {
        String text = "y,x,t,id,kind\n100,5,1,q,up\n90,6,5,q,up\n";
        String problem = "line 3: sequence 'q' has no step 2 after step 1; add it";
        Path file = Files.writeString(folder.resolve("apart.csv"), text);
        run("predict", model("classify"), file).isWrongUse("apart.csv, " + problem);
        fed(text, "predict", model("classify"), "-").isWrongUse("standard input, " + problem);
        run("evaluate", model("classify"), "--data", file).isWrongUse("apart.csv, " + problem);
        run("explain", model("classify"), file).isWrongUse("apart.csv, " + problem);
    }

    @Test
    void aForecastIsOfWhatComesAfterTheEnd() throws Exception {
        JsonNode end = json(run("predict", model("forecast"), folder.resolve("hours.csv"), "--json"));
        assertThat(end).hasSize(1);
        assertThat(end.get(0).get("numbers")).hasSize(2);
        List<String> lines = Files.readAllLines(folder.resolve("hours.csv"));
        String last = String.join("\n", lines.subList(lines.size() - 6, lines.size())) + "\n";
        List<String> said = fed(last, "predict", model("forecast"), "--stream", "--json")
                .hasExitCode(0)
                .out()
                .lines()
                .toList();
        assertThat(JSON.readTree(said.get(5)).get("numbers"))
                .isEqualTo(end.get(0).get("numbers"));
    }

    @Test
    void whatIsNoSequenceIsRefused() throws Exception {
        Path picture = Files.write(folder.resolve("a.png"), new byte[] {(byte) 137, 'P', 'N', 'G', 13, 10, 26, 10, 0});
        run("predict", model("classify"), picture).isWrongUse("a.png: is a picture, expected sequences");
        run("predict", model("classify"), "--index", 12).isWrongUse("--index 12", "test sequences 0..11");
        run("predict", model("classify"), "--sequence", "s100").isWrongUse("--sequence s100", "no test sequence");
        run("predict", model("classify")).isWrongUse("nothing to predict");
        run("predict", model("both"), "--stream").isWrongUse("--stream", "reads from the last step to the first");
        run("predict", model("classify"), "--stream", "--index", 1).isWrongUse("--stream reads standard input");
    }

    @ParameterizedTest
    @ValueSource(strings = {"classify", "tag", "regress", "simple"})
    void aStreamAnswersAfterEachStepWhatTheStepsSoFarSay(String name) throws Exception {
        String steps = "y,x\n100,5\n90,6\n\n80,-5\n";
        List<String> said = fed(steps, "predict", model(name), "--stream", "--json")
                .hasExitCode(0)
                .out()
                .lines()
                .toList();
        assertThat(said).hasSize(3);
        Path file = Files.writeString(
                folder.resolve(name + ".csv"), "y,x,t,id\n100,5,0,a\n100,5,0,b\n90,6,1,b\n80,-5,0,c\n");
        JsonNode whole = json(run("predict", model(name), file, "--json"));
        for (int i = 0; i < 3; i++) {
            JsonNode step = JSON.readTree(said.get(i));
            assertThat(step.get("step").asInt()).isEqualTo(i == 1 ? 2 : 1);
            if (name.equals("tag")) {
                assertThat(step.get("predicted"))
                        .isEqualTo(whole.get(i).get("predicted").get(i == 1 ? 1 : 0));
            } else {
                String key = name.equals("regress") ? "numbers" : "classes";
                assertThat(step.get(key)).isEqualTo(whole.get(i).get(key));
            }
        }
    }

    @Test
    void aStreamGoesOnAfterALineThatIsNoStep() {
        CommandResult result = fed("5,100\nbroken,1\n\n\n5,100\n6,90\n", "predict", model("classify"), "--stream");
        assertThat(result.hasExitCode(1).err())
                .isEqualTo("gatewise: standard input, line 2: x: found broken, expected a number; correct it"
                        + System.lineSeparator());
        List<String> lines = result.out().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).isEqualTo(lines.get(2)).startsWith("1:  ");
        assertThat(lines.get(1)).isEmpty();
        assertThat(lines.get(3)).startsWith("2:  ");
        fed("a,b\n1,2\n", "predict", model("classify"), "--stream").isWrongUse("line 1", "does not name x");
    }

    @Test
    void describeSaysWhatIsReadAndSaid() {
        assertThat(run("describe", model("regress"), "--history").hasExitCode(0).out())
                .contains(
                        "sequences of up to 5 steps of 2, 1 number",
                        "features [x, y], standardised",
                        "outputs [level], standardised in training",
                        "loss mae",
                        "columns: sequence id, step t, targets [level]",
                        "linear",
                        "validation loss",
                        "sequences/s",
                        "training sequences",
                        "gatewise evaluate")
                .doesNotContain("image", "softmax", "accuracy");
        assertThat(run("describe", model("tag")).out())
                .contains("2 classes of steps", "softmax at each step", "classes [in, out]", "test accuracy");
        assertThat(run("describe", model("forecast")).out())
                .contains("forecast of 2 steps after windows of 6 steps of 2, season 12");
    }
}
