package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.BufferedReader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@RequiresBackend
class CompareCommandTest {
    @TempDir
    static Path shared;

    private static Path data;
    private static Path study;

    @TempDir
    Path folder;

    @BeforeAll
    static void write() throws Exception {
        data = Toy.write(shared.resolve("data"));
        study = Files.writeString(
                shared.resolve("study.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}, {\"name\": \"t\", \"plan\": \"tutorial\"}]");
    }

    private CommandResult compare(Path out, Object... more) {
        Object[] arguments = new Object[9 + more.length];
        Object[] common = {"compare", "--data", data, "--batch", 16, "--epochs", 2, "--out", out};
        System.arraycopy(common, 0, arguments, 0, common.length);
        System.arraycopy(more, 0, arguments, common.length, more.length);
        return run(arguments);
    }

    @Test
    void comparesAndGoesOnAndReproduces() throws Exception {
        Path out = folder.resolve("study");
        CommandResult first = compare(out, study, "--seeds", 2).hasExitCode(0);
        assertThat(first.out())
                .contains("GRU-6", "test accuracy", out.resolve("report.html").toString());
        assertThat(first.err())
                .contains("4 runs into " + out, "  1 of 4  GRU-6, seed 1: ", " left", "  4 of 4  t, seed 2");
        assertThat(out.resolve("report.html")).content().contains("2 networks on", "GRU-6");
        assertThat(out.resolve("results.md")).content().contains("| GRU-6 |");
        assertThat(out.resolve("runs.csv")).content().hasLineCount(5);

        CommandResult again = compare(out, study, "--seeds", 2).hasExitCode(0);
        assertThat(again.err()).contains("4 are there already").doesNotContain("of 4  ");
        assertThat(again.out()).isEqualTo(first.out());
        compare(out, study, "--seeds", 3).isWrongUse("holds a study with other seeds");
        compare(out, study, "--seeds", 2, "--learning-rate", 0.1).isWrongUse("other networks");

        Path checkpoint = out.resolve("runs").resolve("01-gru-6-seed-2").resolve("best.zip");
        CommandResult reproduced = run("reproduce", checkpoint).hasExitCode(0);
        assertThat(reproduced.out()).contains("parameters are the same, bit for bit", "of the checkpoint");
        run("reproduce", checkpoint, "--data", otherData()).isWrongUse("checksum differs");
    }

    private Path otherData() {
        IdxFiles.write(folder.resolve("other"), 240, 60, 6, 5, 3, 2, true);
        return folder.resolve("other");
    }

    @Test
    void theDefaultListIsTrainedOnAnySet() {
        CommandResult all = run(
                "compare",
                "--data",
                data,
                "--batch",
                16,
                "--seconds",
                0.01,
                "--seeds",
                1,
                "--out",
                folder.resolve("all"));
        assertThat(all.hasExitCode(0).out().lines().filter(line -> line.contains("%")))
                .hasSizeGreaterThanOrEqualTo(11);
        assertThat(all.out()).contains("tutorial's LSTM-28", "simple RNN-", ", reset after", "bidirectional GRU-");
    }

    @ParameterizedTest
    @CsvSource({
        "--seeds 0, --seeds must be in 1..1000",
        "--seconds 0, --seconds must be above 0",
        "--seconds NaN, --seconds must be above 0",
        "--seconds Infinity, '--seconds must be a finite number, got Infinity'",
        "--learning-rate 1e39, '--learning-rate must be in 1e-38..1e38, got 1e39'",
        "--seconds 5 --schedule cosine, --schedule cosine",
        "--parameters 0, --parameters must be at least 1",
        "--parameters 61, within 2% of 61 parameters",
        "--optimizer adagrad, --optimizer: expected rmsprop",
        "--limit 0, --limit 0",
        "--batch 1000, more than the 220 training images",
        "--threads 0, --threads must be in",
        "none.json, none.json: no such file",
        "--nonsense, unknown option",
    })
    void wrongUseIsOneLineAndLeavesNothing(String flags, String message) {
        Path out = folder.resolve("bad");
        Object[] given = ("compare --data " + data + " --out " + out + " " + flags).split(" ");
        run(given).isWrongUse(message);
        assertThat(out).doesNotExist();
    }

    @Test
    void aFolderWithOtherFilesAndAFileInTheWayAreRefused() {
        compare(data, study).isWrongUse("holds other files and no study");
        compare(study, study).isWrongUse("is a file; give a folder");
    }

    @Test
    void interruptedItSaysHowToGoOn() throws Exception {
        Path out = folder.resolve("interrupted");
        Process process = OwnJvm.gatewise(List.of(
                        "compare",
                        study.toString(),
                        "--data=" + data,
                        "--batch=16",
                        "--seconds=1",
                        "--seeds=20",
                        "--out=" + out))
                .redirectErrorStream(true)
                .start();
        String last = "";
        try (BufferedReader reader = process.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                last = line;
                if (line.startsWith("  1 of 40")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(last).isEqualTo("stopped; the same command goes on with what is left");
        assertThat(out.resolve("report.html")).doesNotExist();
        assertThat(out.resolve("runs/01-gru-6-seed-1/result.json")).exists();
    }

    @Test
    void reproduceSaysWhatDiffers() throws Exception {
        Path run = folder.resolve("run");
        run("train", "--data", data, "--batch", 16, "--epochs", 1, "--out", run).hasExitCode(0);
        Path other = folder.resolve("other-run");
        run("train", "--data", data, "--batch", 16, "--epochs", 1, "--seed", 3, "--out", other)
                .hasExitCode(0);
        Path mixed = mixed(run.resolve("last.zip"), other.resolve("last.zip"));
        CommandResult result = run("reproduce", mixed).hasExitCode(1);
        assertThat(result.out()).contains("parameters differ, by at most", "trained again");
        assertThat(result.err().lines().filter(line -> line.startsWith("gatewise: ")))
                .singleElement()
                .asString()
                .contains("mixed.zip is not reproduced", "try on the machine that trained it");
        run("reproduce").isWrongUse("CHECKPOINT");
        run("reproduce", folder.resolve("none.zip")).isWrongUse("no such file");
        run("reproduce", data).isWrongUse("not a file");
    }

    /** The provenance of one checkpoint with the parameters of another. */
    private Path mixed(Path provenance, Path parameters) throws Exception {
        Path mixed = Files.copy(provenance, folder.resolve("mixed.zip"));
        try (var to = FileSystems.newFileSystem(mixed);
                var from = FileSystems.newFileSystem(parameters)) {
            Files.copy(
                    from.getPath("coefficients.bin"),
                    to.getPath("coefficients.bin"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        return mixed;
    }
}
