package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.io.FolderLock;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One run at a time writes into a folder, and a run that was killed stops none. */
@RequiresBackend
class OccupiedFolderTest {
    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.write(folder.resolve("data"));
    }

    @Test
    void aSecondProcessIsRefusedUntilTheFirstIsKilled() throws Exception {
        Path out = folder.resolve("run");
        Process process = OwnJvm.gatewise(
                        List.of("train", "--data=" + data, "--batch=16", "--epochs=1000000", "--out=" + out))
                .redirectErrorStream(true)
                .start();
        try (BufferedReader reader = process.inputReader()) {
            String line = reader.readLine();
            while (line != null && !line.matches(" +2 +\\d+\\.\\d{4} .*")) {
                line = reader.readLine();
            }
            assertThat(line).isNotNull();
            String inUse =
                    "--out " + out + " is in use by another run; wait until that has ended, or give another folder";
            // No data, so that it shows what is looked at first.
            run("train", "--data", "none", "--out", out).isWrongUse(inUse);
            run("train", "--resume", "--out", out).isWrongUse(inUse);
            run("compare", "--data", "none", "--out", out).isWrongUse(inUse);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        Path own = Files.writeString(out.resolve(".last.zip." + UUID.randomUUID() + ".tmp"), "half");
        Path foreign = Files.writeString(out.resolve(".model.onnx." + UUID.randomUUID() + ".tmp"), "half");
        run("train", "--data", data, "--out", out).isWrongUse("already holds a run");
        assertThat(own).doesNotExist();
        assertThat(foreign).exists();
        run("train", "--resume", "--out", out, "--epochs", 1).isWrongUse("--epochs 1: the run in ", " has done ");
        run("train", "--resume", "--dry-run", "--out", out).hasExitCode(0);
    }

    @Test
    void aStudyAndItsRunsAreTakenTogether() throws Exception {
        Path study = Files.writeString(folder.resolve("study.json"), "[{\"cell\": \"gru\", \"hiddenSizes\": [6]}]");
        Path out = folder.resolve("study");
        Object[] compare = {"compare", study, "--data", data, "--batch", 16, "--epochs", 1, "--seeds", 1, "--out", out};
        try (FolderLock lock = FolderLock.take(out)) {
            assertThat(lock.warning()).isEmpty();
            run(compare).isWrongUse("--out " + out + " is in use by another run");
        }
        Path run = out.resolve("runs/01-gru-6-seed-1");
        try (FolderLock lock = FolderLock.take(run)) {
            assertThat(lock.warning()).isEmpty();
            Files.writeString(out.resolve(".study.json." + UUID.randomUUID() + ".tmp"), "half");
        }
        assertThat(out.resolve("runs")).doesNotExist();
        // As a driver leaves it that was killed before anything was whole.
        Files.createFile(out.resolve(".lock"));
        run(compare).hasExitCode(0);
        assertThat(out).isDirectoryNotContaining("glob:**.tmp");

        Files.delete(run.resolve("result.json"));
        Path leftover = Files.writeString(run.resolve(".result.json." + UUID.randomUUID() + ".tmp"), "half");
        try (FolderLock lock = FolderLock.take(run)) {
            assertThat(lock.warning()).isEmpty();
            assertThat(run(compare).hasExitCode(2).err()).contains("--out " + run + " is in use by another run");
        }
        run(compare).hasExitCode(0);
        assertThat(leftover).doesNotExist();
    }

    @Test
    void aFolderThatCannotBeMadeIsSaidBeforeTheDataIsRead() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "text");
        for (String command : List.of("train", "compare")) {
            CommandResult result = run(command, "--data", "none", "--out", file.resolve("run"));
            assertThat(result.hasExitCode(1).err().lines())
                    .singleElement()
                    .asString()
                    .startsWith("gatewise: --out " + file.resolve("run") + " cannot be written to (")
                    .endsWith("; give another folder or make room");
            run(command, "--data", "none", "--out", file).isWrongUse("--out " + file + " is a file; give a folder");
        }
    }

    @Test
    void whatIsRefusedLeavesNothing() {
        Path out = folder.resolve("deep/run");
        run("train", "--data", folder.resolve("none"), "--out", out).hasExitCode(2);
        run("train", "--data", data, "--batch", 1000, "--out", out).isWrongUse("--batch 1000");
        run("train", "--resume", "--out", out).isWrongUse("no run to continue");
        assertThat(folder.resolve("deep")).doesNotExist();
    }

    @Test
    void aRunThatDivergedAtOnceLeavesAFolderForTheNext() {
        Path out = folder.resolve("run");
        Object[] words = {
            "train",
            "--data",
            data,
            "--batch",
            16,
            "--epochs",
            1,
            "--optimizer",
            "sgd",
            "--out",
            out,
            "--learning-rate",
            1e30
        };
        run(words).hasExitCode(1);
        assertThat(out).doesNotExist();
        words[words.length - 1] = 0.1;
        run(words).hasExitCode(0);
        assertThat(out.toFile().list())
                .containsExactlyInAnyOrder(
                        "last.zip",
                        "best.zip",
                        "history.csv",
                        "learning-curve.png",
                        "confusion-matrix.png",
                        "report.json");
    }

    /** As versions left it that wrote best.zip first. */
    @Test
    void aFolderWithBestAloneIsARunThatGoesOn() throws Exception {
        Path out = folder.resolve("run");
        run("train", "--data", data, "--batch", 16, "--epochs", 1, "--out", out).hasExitCode(0);
        Files.delete(out.resolve("last.zip"));
        run("train", "--data", data, "--batch", 16, "--out", out).isWrongUse("already holds a run; continue it with");
        assertThat(run("train", "--resume", "--out", out, "--epochs", 2)
                        .hasExitCode(0)
                        .err())
                .startsWith("going on in " + out + " after epoch 1 of 2");
        Path whole = folder.resolve("whole");
        run("train", "--data", data, "--batch", 16, "--epochs", 2, "--out", whole)
                .hasExitCode(0);
        KilledProcessTest.assertSameEnd(out, whole);
    }

    @Test
    void aFolderInPlaceOfAFileOfTheRunIsNamedBeforeTheTraining() throws Exception {
        Path run = folder.resolve("occupied");
        Files.createDirectories(run.resolve("history.csv"));
        run("train", "--data", data, "--out", run)
                .isWrongUse(
                        "--out " + run + " has a folder history.csv, where a file is to be written; take that away");
        assertThat(run.toFile().list()).containsExactly("history.csv");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeInPlaceOfAFileOfTheRunIsNotWaitedFor() throws Exception {
        for (String name : List.of("history.csv", "report.json", "learning-curve.png")) {
            Path run = Files.createTempDirectory(folder, "run");
            Path pipe = run.resolve(name);
            assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                    .isZero();
            run("train", "--data", data, "--out", run)
                    .isWrongUse("--out " + run + " has a pipe or device " + name + ", where a file is to be written");
        }
    }
}
