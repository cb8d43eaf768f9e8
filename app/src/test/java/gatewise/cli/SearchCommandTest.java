package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.testing.ToySequences;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresBackend
class SearchCommandTest {
    private static final String LAST = "winner/runs";

    @TempDir
    static Path shared;

    private static Path data;
    private static Path space;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() throws Exception {
        data = Toy.write(shared.resolve("data"));
        space = Files.writeString(
                shared.resolve("space.json"),
                "{\"hiddenSize\": {\"from\": 3, \"to\": 8}, \"layers\": 1, \"learningRate\": {\"from\": 0.001, \"to\": 0.05}}");
    }

    private static List<String> search(Path out, Object... more) {
        return Stream.concat(
                        Stream.of(
                                "compare",
                                "--search",
                                space,
                                "--data",
                                data,
                                "--batch",
                                16,
                                "--threads",
                                1,
                                "--epochs",
                                3,
                                "--configurations",
                                5,
                                "--out",
                                out),
                        Stream.of(more))
                .map(String::valueOf)
                .toList();
    }

    private static CommandResult runs(List<String> arguments) {
        return run(arguments.toArray());
    }

    @Test
    void searchesAndGoesOnAndComparesTheWinner() throws Exception {
        Path out = folder.resolve("found");
        CommandResult first = runs(search(out)).hasExitCode(0);
        assertThat(first.err())
                .contains(
                        "5 configurations, seed 1: 5 up to 1 epoch, 1 up to 3 epochs; at most 7 epochs",
                        "5 runs into " + out.resolve("rungs/1"),
                        "  5 of 5  #05 ",
                        ": validation accuracy ");
        assertThat(first.err().lines().filter(line -> line.contains("of the test images")))
                .hasSize(1);
        assertThat(first.out())
                .contains("validation accuracy", "winner:", "test accuracy", "written:", "next: gatewise");
        assertThat(out.resolve("report.html"))
                .content()
                .contains(
                        "5 configurations searched on",
                        "was chosen, with a validation accuracy of",
                        "Of this run: a test")
                .contains("Jamieson &amp; Talwalkar 2016", "hiddenSize: 3 to 8 by its logarithm", "<svg");
        assertThat(out.resolve("results.md")).content().contains("    gatewise compare --search ", "| #05 ");
        assertThat(out.resolve("results.csv"))
                .content()
                .startsWith(
                        "configuration,parameters,learningRate,dropout,rung,validationAccuracy,validationLoss,bestEpoch,epochs,")
                .hasLineCount(6)
                .doesNotContain("test");

        CommandResult again = runs(search(out)).hasExitCode(0);
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(again.err()).doesNotContain("validation accuracy", "of the test");
        assertThat(run("compare", "--search", "--out", out).hasExitCode(0).out())
                .isEqualTo(first.out());
        assertThat(run("compare", "--report", "--out", out).hasExitCode(0).out())
                .isEqualTo(first.out());

        String compare = first.out()
                .lines()
                .filter(line -> line.contains("gatewise compare"))
                .findFirst()
                .orElseThrow()
                .strip();
        assertThat(compare)
                .isEqualTo("gatewise compare " + out.resolve("winner.json") + " --data " + data
                        + " --batch 16 --threads 1 --epochs 3 --seed 2 --out " + out + "-winner");
        CommandResult compared =
                runs(Stream.concat(Stream.of(compare.split(" ")).skip(1), Stream.of("--seeds", "1"))
                        .toList());
        assertThat(compared.hasExitCode(0).out()).contains("test accuracy");

        runs(search(out, "--seed", 3)).isWrongUse("--out " + out + " holds a search with other seeds");
        runs(search(out, "--seeds", 3)).isWrongUse("holds a search with other seeds of the winner");
        runs(search(out, "--patience", 3)).isWrongUse("holds a search with another training plan");
        runs(search(out, "--limit", 100)).isWrongUse("holds a search with other data");
        run("compare", "--search", "--configurations", 6, "--out", out)
                .isWrongUse("holds a search with another number of configurations");
        run("compare", "--data", data, "--out", out).isWrongUse("holds a search; go on with --search");
        run("compare", "--data", data, "--out", out.resolve("rungs/1")).isWrongUse("holds a rung of a search");
        run("compare", "--search", "--data", data, "--out", folder.resolve("found-winner"))
                .isWrongUse("holds other files and no search");
    }

    @Test
    void theWinnerOfSequencesIsTrainedFromSeeds() throws Exception {
        Path sequences = ToySequences.classes(folder);
        CommandResult result = run(
                "compare",
                "--search",
                space,
                "--data",
                sequences,
                "--configurations",
                3,
                "--epochs",
                3,
                "--seeds",
                2,
                "--out",
                folder.resolve("out"));
        assertThat(result.hasExitCode(0).out()).contains("data: slopes", "macro F1", "95% interval");
        assertThat(folder.resolve("out/report.html"))
                .content()
                .contains("Trained anew from 2 other seeds: a test accuracy");
        assertThat(folder.resolve("out/winner/runs.csv"))
                .content()
                .hasLineCount(3)
                .contains(",2,", ",3,");
    }

    @ParameterizedTest
    @CsvSource({
        "--configurations 0, '--configurations must be in 1..10000, got 0'",
        "--parameters 100, --parameters does not go with --search",
        "--learning-rate 0.1, --learning-rate does not go with --search",
        "--seconds 5, --seconds does not go with --search",
        "--seeds 0, --seeds must be in 1..1000",
        "--epochs 0, --epochs must be at least 1",
        "--optimizer adagrad, --optimizer: expected rmsprop",
        "--batch 1000, more than the 220 training images",
        "none.json, none.json: no such file",
        "--report, '--report takes the study as it is in --out, got --search too'",
    })
    void wrongUseIsOneLineAndLeavesNothing(String flags, String message) {
        Path out = folder.resolve("bad");
        Object[] given = ("compare --search --data " + data + " --out " + out + " " + flags).split(" ");
        run(given).isWrongUse(message);
        assertThat(out).doesNotExist();
        run("compare", "--data", data, "--configurations", 3, "--out", out)
                .isWrongUse("--configurations is for --search");
    }

    @Test
    void killedItGoesOnAndTwoPartsFindTheSame() throws Exception {
        Path whole = folder.resolve("whole");
        String expected = figures(runs(search(whole)).hasExitCode(0));

        Path killed = folder.resolve("killed");
        Process process =
                OwnJvm.gatewise(search(killed)).redirectErrorStream(true).start();
        try (BufferedReader reader = process.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                if (line.startsWith("  3 of 5")) {
                    process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run("compare", "--report", "--out", killed).hasExitCode(1).err())
                .contains("the search is not at its end");
        assertThat(figures(run("compare", "--search", "--out", killed).hasExitCode(0)))
                .isEqualTo(expected);

        Path out = folder.resolve("parts");
        Process other = OwnJvm.gatewise(search(out, "--part", "1/2"))
                .redirectErrorStream(true)
                .start();
        assertThat(runs(search(out, "--part", "2/2")).hasExitCode(0).out()).contains("winner:");
        String said = new String(other.getInputStream().readAllBytes());
        assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(other.exitValue()).as(said).isZero();
        assertThat(said).contains("winner:");
        assertThat(figures(run("compare", "--report", "--out", out).hasExitCode(0)))
                .isEqualTo(expected);
        assertThat(Checkpoint.load(last(out), Checkpoint.provenance(last(out)).engine(), 1)
                        .network()
                        .params())
                .isEqualTo(Checkpoint.load(
                                last(whole), Checkpoint.provenance(last(whole)).engine(), 1)
                        .network()
                        .params());
    }

    /** The table of the configurations without their seconds. */
    private static String figures(CommandResult result) {
        return String.join(
                "\n",
                result.out()
                        .lines()
                        .filter(line -> line.startsWith("#"))
                        .map(line -> line.replaceFirst(" +\\S+$", ""))
                        .limit(5)
                        .toList());
    }

    private static Path last(Path out) throws Exception {
        try (Stream<Path> runs = Files.list(out.resolve(LAST))) {
            return runs.findFirst().orElseThrow().resolve("last.zip");
        }
    }
}
