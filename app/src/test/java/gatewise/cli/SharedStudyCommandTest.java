package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.testing.Holds;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Processes that share a study. */
@RequiresBackend
class SharedStudyCommandTest {
    private static final String FIRST = "01-gru-6-seed-1";

    @TempDir
    Path folder;

    private Path out;
    private List<String> compare;

    @BeforeEach
    void write() throws Exception {
        Path data = Toy.write(folder.resolve("data"));
        Path study = Files.writeString(
                folder.resolve("study.json"),
                "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}, {\"cell\": \"simple\", \"hiddenSizes\": [7]}]");
        out = folder.resolve("out");
        compare =
                List.of(("compare " + study + " --data " + data + " --batch 16 --epochs 2 --seeds 3 --threads 1 --out ")
                        .split(" "));
    }

    private List<String> compare(Path out, String... more) {
        return Stream.of(compare, List.of(out.toString()), List.of(more))
                .flatMap(List::stream)
                .toList();
    }

    private CommandResult part(String part) {
        return run(compare(out, "--part", part).toArray());
    }

    private CommandResult report() {
        return run("compare", "--report", "--out", out);
    }

    private Process start(Map<String, String> environment, List<String> flags, String part) throws IOException {
        ProcessBuilder builder = OwnJvm.gatewise(compare(out, "--part", part)).redirectErrorStream(true);
        builder.command().addAll(1, flags);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String said(Process process) throws Exception {
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    @Test
    void threeProcessesTrainEachRunOnceAsOneProcessDoes() throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int index = 0; index < 3; index++) {
            processes.add(start(Map.of("JOB_COMPLETION_INDEX", Integer.toString(index)), List.of(), "auto/3"));
        }
        List<String> trained = new ArrayList<>();
        for (int part = 1; part <= 3; part++) {
            String said = said(processes.get(part - 1));
            assertThat(said).contains("part " + part + "/3 is done: ", "gatewise compare --report --out " + out);
            said.lines()
                    .filter(line -> line.matches(" +\\d of 6  .*"))
                    .forEach(line -> trained.add(line.substring(10, line.indexOf(':'))));
        }
        assertThat(trained)
                .containsExactlyInAnyOrder(
                        "GRU-6, seed 1",
                        "GRU-6, seed 2",
                        "GRU-6, seed 3",
                        "simple RNN-7, seed 1",
                        "simple RNN-7, seed 2",
                        "simple RNN-7, seed 3");
        assertThat(out.resolve("report.html")).doesNotExist();

        CommandResult report = report().hasExitCode(0);
        assertThat(report.out())
                .contains("GRU-6", "s/epoch*", "* Measured while other runs")
                .doesNotContain("missing");
        assertThat(out.resolve("results.md")).content().contains("--part auto/3", "| GRU-6 |");
        Path whole = folder.resolve("whole");
        run(compare(whole).toArray()).hasExitCode(0);
        try (Stream<Path> runs = Files.list(whole.resolve("runs"))) {
            for (Path run : runs.toList()) {
                Path same = out.resolve("runs").resolve(run.getFileName());
                assertThat(Checkpoint.load(same.resolve("best.zip"), Engine.FAST, 1)
                                .network()
                                .params())
                        .isEqualTo(Checkpoint.load(run.resolve("best.zip"), Engine.FAST, 1)
                                .network()
                                .params());
            }
        }
    }

    @Test
    void aRunOfAPartThatIsKilledIsTakenUpWhenItIsDead() throws Exception {
        Process held = start(
                Map.of(),
                List.of(
                        "-Djava.nio.file.spi.DefaultFileSystemProvider=" + Holds.class.getName(),
                        "-D" + Holds.TEXT + "=" + FIRST + "/.best.zip."),
                "1/2");
        try (BufferedReader reader = held.inputReader()) {
            String line = reader.readLine();
            while (line != null && !line.equals(Holds.SAID)) {
                line = reader.readLine();
            }
            assertThat(line).isNotNull();
            CommandResult nothing = report().hasExitCode(1);
            assertThat(nothing.out())
                    .startsWith("missing:\n  GRU-6, seed 1: running in part 1, process " + held.pid() + ", since ")
                    .contains("  simple RNN-7, seed 3: not begun");
            assertThat(nothing.err())
                    .isEqualTo(
                            "gatewise: " + out + ": 0 of 6 runs finished, 1 running, 5 not begun; wait"
                                    + " for what is running, start parts again that have died, or finish the study without --part\n");
            part("1/2").isWrongUse("--part 1/2 is running already");
            run(compare(out).toArray()).isWrongUse("--out " + out + " is in use by part 1 of its study");

            CommandResult second = part("2/2").hasExitCode(0);
            assertThat(second.err()).contains("  5 of 6  ").doesNotContain("GRU-6, seed 1:");
            assertThat(second.out())
                    .startsWith("part 2/2 is done: 5 of 6 runs finished, 1 running\n  GRU-6, seed 1: running in part 1")
                    .contains("when all parts have ended, gatewise compare --report --out " + out);
        } finally {
            held.toHandle().destroyForcibly();
        }
        assertThat(held.waitFor(60, TimeUnit.SECONDS)).isTrue();

        CommandResult half = report().hasExitCode(1);
        assertThat(half.out())
                .contains("So far 1 of the 6 runs is missing.")
                .contains("GRU-6, seed 1: left unfinished by part 1, whose process has ended");
        assertThat(out.resolve("report.html")).content().contains("So far 1 of the 6 runs is missing.");
        assertThat(out.resolve("runs.csv")).content().hasLineCount(6);
        assertThat(part("2/2").hasExitCode(0).err()).contains("5 are there already", "  6 of 6  GRU-6, seed 1: ");
        assertThat(out.resolve("runs").resolve(FIRST)).isDirectoryNotContaining("glob:**.tmp");
        report().hasExitCode(0);
        assertThat(part("1/2").hasExitCode(0).out())
                .startsWith("part 1/2 is done: 6 of 6 runs finished\nnext: gatewise");
    }

    @Test
    void aStudyGoesOnWithoutParts() throws Exception {
        part("2/3").hasExitCode(0);
        part("1/2").isWrongUse("--part 1/2: the study in " + out + " is shared by 3 parts", "without --part");
        Files.delete(out.resolve("runs").resolve(FIRST).resolve("result.json"));
        assertThat(report().hasExitCode(1).out())
                .contains("GRU-6, seed 1: running in part 2, process "
                        + ProcessHandle.current().pid());
        Path claim = out.resolve("parts/claims/" + FIRST + ".1.json");
        Files.writeString(claim, Files.readString(claim).replaceFirst("\"space\" : \"", "$0other "));
        CommandResult rest = run(compare(out).toArray()).hasExitCode(0);
        assertThat(rest.err())
                .contains("warning: GRU-6, seed 1, was claimed by part 2 on ", "  6 of 6  GRU-6, seed 1: ");
        assertThat(rest.out())
                .contains("so that their speeds are not compared.")
                .doesNotContain("s/epoch");
        assertThat(out.resolve("parts")).doesNotExist();
        part("1/2").hasExitCode(0);
    }

    @Test
    void otherFlagsThanTheStudysAreRefused() {
        part("1/2").hasExitCode(0);
        List<String> words = new ArrayList<>(compare(out, "--part", "2/2"));
        words.set(words.indexOf("--epochs") + 1, "3");
        run(words.toArray()).isWrongUse("holds a study with another training plan");
    }

    @ParameterizedTest
    @CsvSource({
        "--part 0/3, --part 0/3: parts are counted from 1 to 3",
        "--part 4/3, --part 4/3: parts are counted from 1 to 3",
        "--part x/y, '--part x/y: expected K/N, auto or auto/N'",
        "--part auto, neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set",
        "--part, '--part needs a value, --part K/N'",
        "--part 1/2 --seconds 3, --part 1/2 does not go with --seconds",
        "--report, --report takes the study as it is in --out; got STUDY too",
    })
    void wrongUseIsOneLineAndLeavesNothing(String flags, String message) {
        run(compare(out, flags.split(" ")).stream()
                        .filter(word -> !flags.contains("--seconds")
                                || !List.of("--epochs", "2").contains(word))
                        .toArray())
                .isWrongUse(message.replace("; got", ", got"));
        assertThat(out).doesNotExist();
    }

    @Test
    void aReportNeedsAStudy() {
        report().isWrongUse("--report: no study in " + out + " (it has no study.json)");
        run("compare", "--report", "--part", "1/2", "--out", out).isWrongUse("got --part too");
        run("compare", "--report", "--epochs", "1", "--out", out).isWrongUse("got --epochs too");
        assertThat(out).doesNotExist();
    }
}
