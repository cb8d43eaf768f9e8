package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.io.Text;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class ExplainCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path shared;

    private static Path lstm;
    private static Path stacked;
    private static Path simple;

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        Path data = Toy.write(shared.resolve("data"));
        lstm = train(data, "lstm", "--cell", "lstm", "--hidden", 8);
        simple = train(data, "simple", "--cell", "simple", "--hidden", 7);
        stacked = train(data, "stacked", "--cell", "gru", "--hidden", "6,4", "--bidirectional");
    }

    private static Path train(Path data, String name, Object... network) {
        Object[] arguments = new Object[network.length + 10];
        Object[] common = {
            "train", "--data", data, "--epochs", 6, "--batch", 16, "--learning-rate=0.02", "--out", shared.resolve(name)
        };
        System.arraycopy(common, 0, arguments, 0, common.length);
        System.arraycopy(network, 0, arguments, common.length, network.length);
        run(arguments).hasExitCode(0);
        return shared.resolve(name).resolve("best.zip");
    }

    @Test
    void saysRowByRowWhatTheNetworkGuessedAndItsGatesDid() throws Exception {
        CommandResult result =
                run("explain", lstm, "--index", 4, "--out", folder).hasExitCode(0);
        assertThat(result.out().lines().filter(line -> line.matches(" +[0-5]  \\|.{5}\\|.*%.*")))
                .hasSize(6);
        assertThat(result.out())
                .contains("LSTM-8 reads test image 4 (class 1)", "the input gate is widest open at rows");
        BufferedImage picture =
                ImageIO.read(folder.resolve("test-4-layer-1.png").toFile());
        assertThat(picture.getWidth()).isGreaterThan(1000);
    }

    @Test
    void jsonHoldsEveryGateOfEveryLayerAndDirection() throws Exception {
        CommandResult result =
                run("explain", stacked, "--index", 2, "--json", "--out", folder).hasExitCode(0);
        JsonNode json = JSON.readTree(result.out());
        assertThat(json.get("actual").asText()).isEqualTo("2");
        assertThat(json.get("after").isNull()).isTrue();
        JsonNode layers = json.get("before").get("layers");
        assertThat(layers).hasSize(2);
        JsonNode backward = layers.get(1).get("directions").get(1);
        assertThat(backward.get("direction").asText()).isEqualTo("backward");
        assertThat(backward.get("gates").fieldNames()).toIterable().containsExactly("reset", "update", "candidate");
        assertThat(backward.get("hidden")).hasSize(6);
        assertThat(backward.get("hidden").get(0)).hasSize(4);
        assertThat(backward.has("cell")).isFalse();
        JsonNode predicted = JSON.readTree(
                run("predict", stacked, "--index", 2, "--json").hasExitCode(0).out());
        assertThat(json.get("before").get("predicted"))
                .isEqualTo(predicted.get(0).get("predicted"));
        assertThat(folder.resolve("test-2-layer-2.png")).isNotEmptyFile();
    }

    @Test
    void aSimpleRnnShowsItsHiddenStatesAndAnswers() throws Exception {
        CommandResult result = run("explain", simple, "--index", 4, "--reverse-rows", "--out", folder)
                .hasExitCode(0);
        assertThat(result.out())
                .contains("simple RNN-7 reads test image 4", "|hidden|  after")
                .doesNotContain("gate", "candidate");
        JsonNode json = JSON.readTree(run("explain", simple, "--index", 4, "--json", "--out", folder)
                .hasExitCode(0)
                .out());
        JsonNode cell = json.at("/before/layers/0/directions/0");
        assertThat(cell.get("gates")).isEmpty();
        double sum = 0;
        for (JsonNode unit : cell.at("/hidden/5")) {
            sum += Math.abs(unit.asDouble());
        }
        assertThat(run("explain", simple, "--index", 4, "--out", folder).out())
                .containsPattern("(?m)^ *5  \\|.{5}\\|.*%  +" + Text.format("%.2f", sum / 7) + "$");
        assertThat(folder.resolve("test-4-layer-1.png")).isNotEmptyFile();
        for (String hold : List.of("--clamp forget=0", "--clamp candidate=0", "--units 0", "--rows 0-2")) {
            String[] words = ("explain " + simple + " --index 4 " + hold).split(" ");
            String refused = run((Object[]) words).hasExitCode(2).err();
            assertThat(refused.lines()).hasSize(1);
            assertThat(refused).contains("a simple RNN-7 has no gates that --clamp, --rows, --units");
        }
        assertThat(run("explain", simple, "--test-set").hasExitCode(2).err())
                .contains("such as --reverse-rows;")
                .doesNotContain("--clamp");
    }

    @Test
    void showsBeforeAndAfterSideBySide() throws Exception {
        CommandResult result = run(
                        "explain", lstm, "--index", 0, "--clamp", "input=0", "--rows", "0-5", "--out", folder)
                .hasExitCode(0);
        assertThat(result.out())
                .contains(
                        "before and after input=0, rows 0-5",
                        "image after",
                        "guess before  after",
                        "before: ",
                        "after: ");
        assertThat(result.out().lines().filter(line -> line.matches(" *[0-5] .*0\\.00.*")))
                .hasSize(6);
        assertThat(folder.resolve("test-0-input-0-rows-0-5-layer-1.png")).isNotEmptyFile();
    }

    @Test
    void rowsInAnotherOrderAreCalledSteps() {
        CommandResult result = run("explain", lstm, "--index", 0, "--reverse-rows", "--out", folder)
                .hasExitCode(0);
        assertThat(result.out()).contains("step  image after").containsPattern("after: .* from step \\d on");
    }

    @Test
    void jsonAloneWritesNothing() throws Exception {
        JsonNode json = JSON.readTree(
                run("explain", lstm, "--index", 0, "--json").hasExitCode(0).out());
        assertThat(json.get("written")).isEmpty();
        assertThat(lstm.resolveSibling("explanation")).doesNotExist();
    }

    @Test
    void scoresTheTestSetBeforeAndAfter() throws Exception {
        JsonNode json =
                JSON.readTree(run("explain", lstm, "--test-set", "--clamp", "input=0", "--json", "--out", folder)
                        .hasExitCode(0)
                        .out());
        assertThat(json.get("images").asInt()).isEqualTo(60);
        assertThat(json.get("before").asDouble()).isGreaterThan(0.9);
        assertThat(json.get("after").asDouble()).isBetween(0.32, 0.34);
        assertThat(json.get("classes")).hasSize(3);
        assertThat(folder.resolve("test-set-input-0.png")).isNotEmptyFile();
        CommandResult table = run("explain", lstm, "--test-set", "--clamp", "input=0", "--out", folder)
                .hasExitCode(0);
        assertThat(table.out())
                .contains(String.format(
                        Locale.ROOT, "%.2f%%", 100 * json.get("before").asDouble()));
    }

    @Test
    void readsAPicture() throws Exception {
        BufferedImage drawing = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = drawing.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, 60, 60);
        graphics.setColor(Color.BLACK);
        graphics.fillRect(10, 25, 40, 8);
        graphics.dispose();
        Path file = folder.resolve("bar.png");
        ImageIO.write(drawing, "png", file.toFile());
        CommandResult result = run("explain", lstm, file, "--out", folder).hasExitCode(0);
        assertThat(result.out()).contains("reads " + file).doesNotContain("class ");
    }

    @Test
    void wrongUseIsOneLine() {
        run("explain", lstm).isWrongUse("give one of IMAGE, --index N and --test-set");
        run("explain", lstm, "--index", 1, "--test-set").isWrongUse("give one of");
        run("explain", lstm, "--index", 60).isWrongUse("--index 60", "0..59");
        run("explain", lstm, "--test-set").isWrongUse("--test-set needs something to change");
        run("explain", lstm, "--index", 1, "--clamp", "update=1")
                .isWrongUse("no gate 'update'", "input, forget, output");
        run("explain", lstm, "--index", 1, "--clamp", "forget=2").isWrongUse("from 0 to 1");
        run("explain", lstm, "--index", 1, "--clamp", "forget=1", "--rows", "4-6")
                .isWrongUse("--rows 4-6", "0 to 5");
        run("explain", lstm, "--index", 1, "--clamp", "forget=1", "--units", 8).isWrongUse("--units 8", "0 to 7");
        run("explain", lstm, "--index", 1, "--clamp", "forget=1", "--layer", 2).isWrongUse("no layer 2");
        run("explain", lstm, "--index", 1, "--rows", 1).isWrongUse("give --clamp");
        run("explain", lstm, "--index", 1, "--reverse-rows", "--shuffle-rows").isWrongUse("exclude each other");
        run("explain", folder.resolve("none.zip"), "--index", 1).isWrongUse("no such file");
        run("explain", lstm, folder.resolve("none.png")).isWrongUse("none.png");
    }

    @Test
    void eachModelAndEachExperimentHasFilesOfItsOwn() throws Exception {
        Path other = Files.copy(lstm, folder.resolve("a.zip"));
        Files.copy(lstm, folder.resolve("b.2.zip"));
        run("explain", other, "--index", 0).hasExitCode(0);
        run("explain", folder.resolve("b.2.zip"), "--index", 0).hasExitCode(0);
        assertThat(folder.resolve("explanation/a/test-0-layer-1.png")).isNotEmptyFile();
        assertThat(folder.resolve("explanation/b.2/test-0-layer-1.png")).isNotEmptyFile();
        run("evaluate", other).hasExitCode(0);
        assertThat(folder.resolve("evaluation/a/confusion-matrix.png")).isNotEmptyFile();

        Path out = folder.resolve("long");
        for (int seed : new int[] {1, 2}) {
            Object[] words =
                    ("--clamp forget=0 --clamp input=0.25 --clamp output=0.75 --clamp candidate=0.5 --rows 0,2,4"
                                    + " --units 0,2,4,6 --blank-rows 1,3 --shuffle-rows --seed " + seed)
                            .split(" ");
            Object[] line = {"explain", other, "--index", 0, "--out", out};
            run(Stream.concat(Stream.of(line), Stream.of(words)).toArray()).hasExitCode(0);
        }
        assertThat(out.toFile().list()).hasSize(2);
    }

    /** It may be about another model. */
    @Test
    void whatIsReplacedInAFolderOfTheUsersIsSaid() {
        Path out = folder.resolve("both");
        Object[] explain = {"explain", lstm, "--index", 0, "--out", out};
        assertThat(run(explain).hasExitCode(0).err()).isEmpty();
        assertThat(run(explain).hasExitCode(0).err().lines())
                .containsExactly("warning: " + out.resolve("test-0-layer-1.png") + " was there and is replaced");
        Object[] evaluate = {"evaluate", lstm, "--out", out};
        assertThat(run(evaluate).hasExitCode(0).err()).isEmpty();
        assertThat(run(evaluate).hasExitCode(0).err().lines())
                .containsExactly(
                        "warning: " + out.resolve("confusion-matrix.png") + " was there and is replaced",
                        "warning: " + out.resolve("mistakes.png") + " was there and is replaced");
    }
}
