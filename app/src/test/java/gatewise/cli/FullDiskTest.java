package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file system of 1 MB and 64 files in memory, where this process may mount one. */
@RequiresBackend
class FullDiskTest {
    @TempDir
    Path folder;

    private Path disk;
    private Path data;

    @BeforeEach
    void mount() throws Exception {
        data = Toy.write(folder.resolve("data"));
        disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=1m,nr_inodes=64", "tmpfs", disk.toString()),
                "this process may not mount a file system");
    }

    @AfterEach
    void unmount() throws Exception {
        succeeds("umount", disk.toString());
    }

    private static boolean succeeds(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // no such program
        }
    }

    /** Leaves no room but for so many KB. */
    private Path fill(int left) throws IOException {
        Path ballast = disk.resolve("ballast");
        byte[] block = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast)) {
            for (long room = Files.getFileStore(disk).getUsableSpace(); room > left * 1024L; room -= block.length) {
                out.write(block);
            }
        }
        return ballast;
    }

    private CommandResult train(Path out, int epochs) {
        return run("train", "--data", data, "--hidden", 40, "--batch", 16, "--epochs", epochs, "--out", out);
    }

    private static String line(CommandResult result) {
        assertThat(result.hasExitCode(1).err().lines().filter(line -> line.startsWith("gatewise: ")))
                .hasSize(1);
        return result.err().lines().reduce((first, second) -> second).orElseThrow();
    }

    @Test
    void aRunEndsWithALineAndGoesOnOnceThereIsRoom() throws Exception {
        Path whole = folder.resolve("whole");
        train(whole, 3).hasExitCode(0);
        Path out = disk.resolve("run");
        train(out, 1).hasExitCode(0);
        byte[] last = Files.readAllBytes(out.resolve("last.zip"));
        Path ballast = fill(20);
        Object[] resume = {"train", "--resume", "--epochs", 3, "--out", out};
        for (int again = 0; again < 2; again++) {
            assertThat(line(run(resume)))
                    .isEqualTo("gatewise: " + out.resolve("last.zip")
                            + ": cannot be written (No space left on device); give another place or make room");
            assertThat(Files.readAllBytes(out.resolve("last.zip"))).isEqualTo(last);
            assertThat(out).isDirectoryNotContaining("glob:**.tmp");
        }
        Files.delete(ballast);
        run(resume).hasExitCode(0);
        KilledProcessTest.assertSameEnd(out, whole);
    }

    @Test
    void aNewRunThatFindsNoRoomCanBeginAgain() throws Exception {
        Path out = disk.resolve("run");
        Path ballast = fill(20);
        assertThat(line(train(out, 2))).contains("last.zip: cannot be written (No space left on device)");
        assertThat(out).doesNotExist();
        Files.delete(ballast);
        train(out, 2).hasExitCode(0);
    }

    @Test
    void noRoomForAnotherFileIsSaidAtTheStart() throws Exception {
        Path out = disk.resolve("run");
        for (int file = 0; file < 64; file++) {
            try {
                Files.createFile(disk.resolve("file" + file));
            } catch (IOException e) {
                break;
            }
        }
        assertThat(line(train(out, 2)))
                .isEqualTo("gatewise: --out " + out
                        + " cannot be written to (No space left on device); give another folder or make room");
        assertThat(line(run("compare", "--data", data, "--out", out)))
                .startsWith("gatewise: --out " + out + " cannot be written to (");
    }

    @Test
    void aReadOnlyFolderIsSaidAtTheStart() throws Exception {
        Path out = disk.resolve("run");
        train(out, 1).hasExitCode(0);
        assumeTrue(succeeds("mount", "-o", "remount,ro", disk.toString()), "no remount");
        assertThat(line(run("train", "--resume", "--epochs", 2, "--out", out)))
                .isEqualTo("gatewise: --out " + out
                        + " cannot be written to (Read-only file system); give another folder or make room");
        run("predict", out.resolve("last.zip"), "--index", 0).hasExitCode(0);
    }

    @Test
    void aStudyEndsWithALineAndTheSameCommandGoesOn() throws Exception {
        Path study = Files.writeString(
                folder.resolve("study.json"),
                "[{\"name\": \"small\", \"cell\": \"gru\", \"hiddenSizes\": [4]},"
                        + " {\"name\": \"large\", \"cell\": \"gru\", \"hiddenSizes\": [60]}]");
        Path out = disk.resolve("study");
        Object[] compare = {"compare", study, "--data", data, "--batch", 16, "--epochs", 1, "--seeds", 1, "--out", out};
        Path ballast = fill(100);
        assertThat(line(run(compare))).contains("runs/02-large-seed-1/", "No space left on device");
        assertThat(out.resolve("runs/01-small-seed-1/result.json")).exists();
        Files.delete(ballast);
        assertThat(run(compare).hasExitCode(0).err()).contains("1 is there already");
        Object[] elsewhere = Arrays.copyOf(compare, compare.length);
        elsewhere[elsewhere.length - 1] = folder.resolve("elsewhere");
        run(elsewhere).hasExitCode(0);
        for (String name : new String[] {"01-small-seed-1", "02-large-seed-1"}) {
            KilledProcessTest.assertSameEnd(
                    out.resolve("runs").resolve(name),
                    folder.resolve("elsewhere/runs").resolve(name));
        }
    }
}
