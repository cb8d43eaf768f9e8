package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.io.Text;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class ExplainSequencesTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path table;
    private static Path classes;
    private static Path tags;
    private static Path sums;
    private static Path forecasts;

    @TempDir
    Path folder;

    /** Walks of 3 to 8 steps, uphill or downhill, at rest in each third step. */
    @BeforeAll
    static void train() throws Exception {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("walk,minute,height,speed,kind,doing\n");
        for (int walk = 0; walk < 40; walk++) {
            for (int t = 0; t < 3 + walk % 6; t++) {
                boolean rest = t % 3 == 2;
                double height = 400 + (walk % 2 == 0 ? 10 : -10) * t + random.nextDouble();
                text.append(Text.format(
                        "w%d,%d,%.2f,%s,%s,%s%n",
                        walk, t, height, rest ? "0.0" : "4.5", walk % 2 == 0 ? "up" : "down", rest ? "rest" : "go"));
            }
        }
        table = Files.writeString(shared.resolve("walks.csv"), text);
        Object[] rows = {"--data", table, "--sequence", "walk", "--step", "minute", "--features", "height,speed"};
        classes = train("classes", rows, "--label", "kind", "--hidden", 6);
        tags = train("tags", rows, "--label", "doing", "--task", "tag", "--hidden", "5,4", "--bidirectional");
        sums = train("sums", new Object[] {"--data", "adding:12", "--limit", 64}, "--cell", "gru", "--hidden", 1);
        StringBuilder series = new StringBuilder("hour,load\n");
        for (int t = 0; t < 300; t++) {
            series.append(Text.format("%d,%.1f%n", t, 100 + 10 * Math.sin(t / 3.0)));
        }
        Path load = Files.writeString(shared.resolve("load.csv"), series);
        forecasts = train(
                "forecasts",
                new Object[] {"--data", load, "--step", "hour", "--window", 10, "--horizon", 8},
                "--hidden",
                4);
    }

    @Test
    void aSimpleRnnShowsItsHiddenStatesAndAnswers() throws Exception {
        Object[] rows = {"--data", table, "--sequence", "walk", "--step", "minute", "--features", "height,speed"};
        Path simple = train("simple", rows, "--label", "doing", "--task", "tag", "--hidden", "5,4", "--cell", "simple");
        CommandResult all =
                run("explain", simple, "--index", 1, "--out", folder).hasExitCode(0);
        assertThat(all.out())
                .containsPattern("step +height +speed +guess +true +\\|hidden\\|\n")
                .containsPattern("layer 2\nstep +\\|hidden\\|\n +0 +0\\.[0-9]{2}\n")
                .doesNotContain("gate", "candidate");
        assertThat(folder.resolve("test-1-layer-2.png")).isNotEmptyFile();
        String refused = run("explain", simple, "--index", 1, "--clamp", "update=0", "--steps", "1")
                .hasExitCode(2)
                .err();
        assertThat(refused.lines()).hasSize(1);
        assertThat(refused).contains("a simple RNN-5-4 has no gates that --clamp, --steps, --units");
    }

    private static Path train(String name, Object[] data, Object... network) {
        Path out = shared.resolve(name);
        Object[] rest = {"--epochs", 2, "--batch", 8, "--learning-rate=0.02", "--out", out};
        run(Stream.of(new Object[] {"train"}, data, network, rest)
                        .flatMap(Stream::of)
                        .toArray())
                .hasExitCode(0);
        return out.resolve("best.zip");
    }

    private static JsonNode json(Object... arguments) throws Exception {
        return JSON.readTree(run(arguments).hasExitCode(0).out());
    }

    @Test
    void saysStepByStepInTheUnitsOfTheFileWhatWasReadAndSaid() throws Exception {
        CommandResult result = run("explain", classes, table, "--sequence", "w10", "--out", folder)
                .hasExitCode(0);
        assertThat(result.out())
                .contains("LSTM-6 reads sequence w10 of " + table + ", 7 steps (class up)", "input gate is widest")
                .doesNotContain("image", "row ");
        assertThat(result.out().lines().filter(line -> line.matches(" +[0-6] +4[0-6]\\d\\.\\d +[04]\\.[05]\\d* .*%.*")))
                .hasSize(7);
        assertThat(ImageIO.read(folder.resolve("walks-w10-layer-1.png").toFile())
                        .getWidth())
                .isGreaterThan(600);
        assertThat(run("explain", classes, table, "--out", folder)
                        .hasExitCode(0)
                        .out())
                .contains("reads sequence w0 of");
    }

    @Test
    void testSequencesAreFoundByNumberAndByName() throws Exception {
        JsonNode byNumber = json("explain", classes, "--index", 2, "--json");
        String name = byNumber.get("sequence").asText();
        assertThat(name).startsWith("w");
        JsonNode byName = json("explain", classes, "--sequence", name, "--json");
        assertThat(byName).isEqualTo(byNumber);
        assertThat(byName.get("index").asInt()).isEqualTo(2);
        JsonNode before = byName.get("before");
        int steps = byName.get("steps").asInt();
        assertThat(before.get("task").asText()).isEqualTo("classify");
        assertThat(before.get("features")).hasToString("[\"height\",\"speed\"]");
        assertThat(before.get("values")).hasSize(steps);
        assertThat(before.get("values").get(0).get(0).asDouble()).isBetween(400.0, 401.0);
        assertThat(before.get("values").get(2).get(1).asDouble()).isZero();
        assertThat(before.get("answers").get(steps - 1)).hasSize(2);
        assertThat(before.get("layers").get(0).get("directions").get(0).get("hidden"))
                .hasSize(steps);
        assertThat(byName.get("written")).isEmpty();
    }

    @Test
    void tagsGoWithTheirStepsInAnotherOrder() throws Exception {
        JsonNode both = json("explain", tags, table, "--sequence", "w4", "--reverse-steps", "--json", "--out", folder);
        assertThat(both.get("actual")).hasToString("[\"go\",\"go\",\"rest\",\"go\",\"go\",\"rest\",\"go\"]");
        assertThat(both.get("surgery").asText()).isEqualTo("steps reversed");
        assertThat(both.get("after").get("values").get(1).get(1).asDouble()).isZero();
        assertThat(both.get("after").get("predicted")).hasSize(7);
        assertThat(folder.resolve("walks-w4-steps-reversed-layer-2.png")).isNotEmptyFile();
        assertThat(run("explain", tags, table, "--sequence", "w4", "--out", folder)
                        .hasExitCode(0)
                        .out())
                .containsPattern("right at \\d of 7 steps")
                .contains("layer 2, backward: the input gate");
    }

    @Test
    void numbersAreInTheUnitsOfTheFile() throws Exception {
        JsonNode one = json("explain", forecasts, "--index", 0, "--json");
        assertThat(one.get("actual")).hasSize(8);
        for (JsonNode number : one.get("before").get("predicted")) {
            assertThat(number.asDouble()).isBetween(80.0, 120.0);
        }
        assertThat(one.get("before").get("predicted"))
                .isEqualTo(one.get("before").get("answers").get(9));
        CommandResult text =
                run("explain", forecasts, "--index", 0, "--out", folder).hasExitCode(0);
        assertThat(text.out()).containsPattern("load\\+8 +\\d{2,3}\\.\\d+ +\\d{2,3}\\.\\d");
        CommandResult unknown = run("explain", forecasts, shared.resolve("load.csv"), "--out", folder)
                .hasExitCode(0);
        assertThat(unknown.out()).contains("output  answer\n").doesNotContain("true");
    }

    @Test
    void scoresTheTestSequencesBeforeAndAfter() throws Exception {
        JsonNode score = json("explain", classes, "--test-set", "--clamp", "input=0", "--json", "--out", folder);
        assertThat(score.get("sequences").asInt()).isEqualTo(8);
        assertThat(score.get("accuracy").get("after").asDouble()).isEqualTo(0.5);
        assertThat(score.get("classes").get(0).get("sequences").asInt()).isEqualTo(4);
        assertThat(score.has("images")).isFalse();
        assertThat(folder.resolve("test-set-input-0.png")).isNotEmptyFile();

        JsonNode steps = json("explain", tags, "--test-set", "--blank-steps", "0-1", "--json");
        assertThat(steps.get("steps").asInt())
                .isEqualTo(steps.get("classes").get(0).get("steps").asInt()
                        + steps.get("classes").get(1).get("steps").asInt());

        // An update gate of 1 lets nothing in, so that the answer is the same for all: RMSE of the best constant or
        // more.
        JsonNode errors = json("explain", sums, "--test-set", "--clamp", "update=1", "--json", "--out", folder);
        assertThat(errors.get("sequences").asInt()).isEqualTo(2000);
        assertThat(errors.get("rmse").get("after").asDouble()).isGreaterThan(0.39);
        assertThat(errors.get("outputs").get(0).get("after").asDouble())
                .isCloseTo(errors.get("rmse").get("after").asDouble(), within(1e-9));
        assertThat(run("explain", sums, "--test-set", "--clamp", "update=1", "--out", folder)
                        .hasExitCode(0)
                        .out())
                .contains("on the test sequences of adding:12, before and after update=1", "RMSE before");
        assertThat(folder.resolve("test-set-update-1.png")).isNotEmptyFile();
    }

    @Test
    void aLongSequenceIsShownInPartsThatShareARow() throws Exception {
        StringBuilder text = new StringBuilder("walk,minute,height,speed\n");
        for (int t = 0; t < 2600; t++) {
            text.append(Text.format("long,%d,%d,1%n", t, 300 + t % 7));
        }
        text.append("short,0,400,3\n");
        Path file = Files.writeString(folder.resolve("new.csv"), text);
        CommandResult result = run("explain", classes, file, "--out", folder).hasExitCode(0);
        assertThat(result.out())
                .contains("each row is 100 steps", "2500 to 2599")
                .doesNotContain("(class");
        assertThat(result.out().lines().count()).isLessThan(50);
        assertThat(ImageIO.read(folder.resolve("new-long-layer-1.png").toFile()).getWidth())
                .isLessThan(1500);
        run("explain", classes, file, "--sequence", "short", "--clamp", "forget=0", "--steps", "0", "--out", folder)
                .hasExitCode(0);
    }

    @Test
    void wrongUseIsOneLine() throws Exception {
        String choose = "give one of --index N, --sequence NAME, FILE and --test-set";
        run("explain", classes).isWrongUse(choose);
        run("explain", classes, "--index", 1, "--sequence", "w1").isWrongUse(choose);
        run("explain", classes, table, "--test-set").isWrongUse(choose);
        run("explain", classes, "--index", 8).isWrongUse("--index 8", "walks has test sequences 0..7");
        run("explain", classes, table, "--index", 40).isWrongUse("--index 40", "has sequences 0..39");
        run("explain", classes, table, "--sequence", "w100").isWrongUse("--sequence w100", "did you mean w10?");
        run("explain", classes, "--test-set").isWrongUse("needs something to change", "--reverse-steps");
        run("explain", classes, table, "--clamp", "forget=0", "--steps", "2-3")
                .isWrongUse("--steps 2-3: expected numbers from 0 to 2");
        run("explain", classes, table, "--blank-steps", "3").isWrongUse("--blank-steps 3");
        run("explain", classes, table, "--steps", "1").isWrongUse("--steps, --units and --layer say");
        run("explain", classes, table, "--reverse-steps", "--shuffle-steps")
                .isWrongUse("--reverse-steps and --shuffle-steps exclude each other");
        run("explain", classes, folder.resolve("none.csv")).isWrongUse("none.csv");
        run("explain", classes, "--index", 0, "--data", "mnist").isWrongUse("has images");
        run("explain", classes, "--index", 0, "--data", "adding:12").isWrongUse("to regress", "to classify");
        run("explain", classes, "--index", 0, "--data", "temporal-order:12").isWrongUse("features", "height, speed");
    }
}
