package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gatewise.testing.FileOperations.Kind;
import gatewise.testing.WatchedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FolderLockTest {
    @TempDir
    private Path folder;

    @Test
    void aSecondOneIsRefusedUntilTheFirstIsClosed() throws IOException {
        Path run = folder.resolve("a/run");
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
        FolderLock first = FolderLock.take(run);
        for (Path same : new Path[] {run, link.resolve("run"), folder.resolve("a/../a/run")}) {
            assertThatThrownBy(() -> FolderLock.take(same))
                    .isInstanceOfSatisfying(
                            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                    .hasMessage("outputFolder " + same
                            + " is in use by another run; wait until that has ended, or give another folder");
        }
        assertThat(first.warning()).isEmpty();
        first.close();
        first.close();
        FolderLock.take(run).close();
    }

    @Test
    void whatWasMadeForItIsTakenAwayUnlessSomethingWasWritten() throws IOException {
        Path run = folder.resolve("a/b");
        FolderLock.take(run).close();
        assertThat(folder).isEmptyDirectory();

        try (FolderLock lock = FolderLock.take(run)) {
            assertThat(lock.warning()).isEmpty();
            Files.writeString(run.resolve("file"), "text");
        }
        assertThat(run.toFile().list()).containsExactly("file");

        Files.delete(run.resolve("file"));
        FolderLock.take(run).close();
        assertThat(run).isEmptyDirectory();
    }

    @Test
    void aFileThatAKilledProcessLeftStopsNobody() throws IOException {
        FolderLock lock = FolderLock.take(folder);
        Path file = Path.of(folder.toFile().list()[0]);
        lock.close();
        Files.writeString(folder.resolve(file), "");
        assertThat(FolderLock.isLock(file)).isTrue();
        FolderLock.take(folder).close();
    }

    @Test
    void aFolderThatCannotBeWrittenToIsOneLine() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "text");
        assertThatThrownBy(() -> FolderLock.take(file))
                .hasMessage("outputFolder " + file + " is a file; give a folder");
        assertThatThrownBy(() -> FolderLock.take(file.resolve("run/deep")))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageStartingWith("outputFolder " + file.resolve("run/deep") + " cannot be written to (")
                .message()
                .doesNotContain("\n");
        assertThat(folder.toFile().list()).containsExactly("file");

        Path kernel = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(kernel), "no folder that nobody can write to");
        assertThatThrownBy(() -> FolderLock.take(kernel)).hasMessageContaining("/proc/self cannot be written to (");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aLinkInPlaceOfTheLockIsNotFollowed() throws IOException {
        Path elsewhere = folder.resolve("elsewhere");
        Files.createSymbolicLink(folder.resolve(".lock"), elsewhere);
        assertThatThrownBy(() -> FolderLock.take(folder)).hasMessageContaining(" has a .lock that is no file; ");
        assertThat(elsewhere).doesNotExist();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aPipeInPlaceOfTheLockIsNotWaitedFor() throws Exception {
        Path pipe = folder.resolve(".lock");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        assertThat(FolderLock.isTaken(folder)).isFalse();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> FolderLock.take(folder))
                    .isInstanceOfSatisfying(
                            UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                    .hasMessage("outputFolder " + folder
                            + " has a .lock that is no file; take that away, or give another folder");
        }
        assertThat(pipe).exists();
    }

    @Test
    void aDiskWithoutRoomIsOneLineAndLeavesNothing() {
        Path run = WatchedFiles.watch(folder.resolve("a/b"), (kind, file, bytes) -> {
            if (kind == Kind.OPEN) {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(() -> FolderLock.take(run))
                .hasMessage("outputFolder " + run
                        + " cannot be written to (No space left on device); give another folder or make room");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileSystemWithoutLocksIsNamed() {
        Path run = WatchedFiles.watch(folder.resolve("run"), (kind, file, bytes) -> {
            if (kind == Kind.LOCK) {
                throw new IOException("No locks available");
            }
        });
        try (FolderLock lock = FolderLock.take(run)) {
            assertThat(lock.warning())
                    .contains("the file system of " + run
                            + " has no locks (No locks available), so start no second run there");
        }
        assertThat(folder).isEmptyDirectory();
    }

    /** The lock of the file that another process had would keep nobody out of the one that a third has by now. */
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aFileThatAnotherHasReplacedIsNotLocked() throws IOException {
        Files.createFile(folder.resolve(".lock"));
        AtomicInteger locks = new AtomicInteger();
        Path run = WatchedFiles.watch(folder, (kind, file, bytes) -> {
            if (kind == Kind.LOCK && locks.incrementAndGet() == 1) {
                Files.move(file, folder.resolve("old"));
                Files.createFile(file);
            }
        });
        FolderLock.take(run).close();
        assertThat(locks).hasValue(2);
    }

    @Test
    void whetherAFolderIsTakenIsSeenWithoutTakingIt() throws IOException {
        Path run = folder.resolve("a/run");
        assertThat(FolderLock.isTaken(run)).isFalse();
        assertThat(folder).isEmptyDirectory();
        try (FolderLock lock = FolderLock.take(run)) {
            assertThat(lock.warning()).isEmpty();
            assertThat(FolderLock.isTaken(run)).isTrue();
            assertThat(FolderLock.isTaken(folder.resolve("a/../a/run"))).isTrue();
        }
        assertThat(FolderLock.isTaken(run)).isFalse();
        Files.createFile(folder.resolve(".lock"));
        assertThat(FolderLock.isTaken(folder)).isFalse();
        FolderLock.take(folder).close();
    }

    @Test
    void aLinkToNothingIsSaidToBeOne(@TempDir Path place) throws Exception {
        Path link = Files.createSymbolicLink(place.resolve("link"), place.resolve("nowhere"));
        for (Path out : List.of(link, link.resolve("sub"))) {
            assertThatThrownBy(() -> FolderLock.take(out))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining(
                            "(" + link + " is a link to " + place.resolve("nowhere") + ", which is not there)");
        }
        Path file = link.resolve("x.png");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "(" + link + " is a link to " + place.resolve("nowhere") + ", which is not there)");
    }
}
