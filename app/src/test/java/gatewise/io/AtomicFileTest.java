package gatewise.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.FileOperations.Kind;
import gatewise.testing.WatchedFiles;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    private Path folder;

    @Test
    void writesAndReplacesAndMakesFolders() {
        Path file = folder.resolve("a/b/result.txt");

        AtomicFile.write(file, out -> out.write("one".getBytes(UTF_8)));
        AtomicFile.write(file, out -> out.write("two".getBytes(UTF_8)));

        assertThat(file).hasContent("two");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.tmp");
    }

    @Test
    void aFailureLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("result.txt"), "old");

        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(1);
                    throw new IOException("No space left on device");
                }))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining(file + ": cannot be written (No space left on device)");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    throw new IllegalStateException("a bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(file).hasContent("old");
        assertThat(folder.toFile().list()).containsExactly("result.txt");
    }

    @Test
    void aFolderAndAFileInTheWayAreRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> AtomicFile.write(folder, out -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("it is a folder");
        assertThatThrownBy(() -> AtomicFile.write(file.resolve("result.txt"), out -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be written");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aDeviceIsWrittenToAndNotReplaced() {
        Path device = Path.of("/dev/null");

        AtomicFile.write(device, out -> out.write(1));

        assertThat(Files.isRegularFile(device)).isFalse();
        assertThat(device).exists();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void contentIsOnTheDiskBeforeItsNameAndTheNameBeforeItReturns() {
        List<String> done = new ArrayList<>();
        Path file = WatchedFiles.watch(
                folder.resolve("a/result.txt"),
                (kind, path, bytes) ->
                        done.add(kind + " " + path.getFileName().toString().replaceAll("[0-9a-f-]{36}", "ID")));

        AtomicFile.write(file, out -> out.write("one".getBytes(UTF_8)));

        assertThat(done)
                .containsExactly(
                        "MAKE_FOLDER a",
                        "OPEN .result.txt.ID.tmp",
                        "WRITE .result.txt.ID.tmp",
                        "FORCE .result.txt.ID.tmp",
                        "MOVE result.txt",
                        "FORCE a",
                        "FORCE " + folder.getFileName());
    }

    @Test
    void onlyLeftoversOfTheNamedFilesAreDeleted() throws IOException {
        Path file = WatchedFiles.watch(folder.resolve("result.txt"), (kind, path, bytes) -> {
            if (kind == Kind.FORCE || kind == Kind.DELETE) {
                throw new Error("killed");
            }
        });
        assertThatThrownBy(() -> AtomicFile.write(file, out -> out.write(1))).hasMessage("killed");
        assertThat(folder.toFile().list()).singleElement().asString().startsWith(".result.txt.");
        String id = UUID.randomUUID().toString();
        List<String> others = List.of(
                ".other.txt." + id + ".tmp",
                "result.txt." + id + ".tmp",
                ".result.txt.backup.tmp",
                ".result.txt." + id + ".tmp.txt",
                "result.txt");
        for (String other : others) {
            Files.writeString(folder.resolve(other), "mine");
        }
        Files.createDirectory(folder.resolve(".result.txt." + id + ".tmp"));

        AtomicFile.deleteLeftovers(folder, Set.of("result.txt"));
        AtomicFile.deleteLeftovers(folder.resolve("missing"), Set.of("result.txt"));

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(others.stream(), Stream.of(".result.txt." + id + ".tmp"))
                                .toList());
    }

    @Test
    void ofManyThatMakeAFileOneDoes() throws Exception {
        for (int round = 0; round < 20; round++) {
            Path file = folder.resolve("made/claim" + round);
            List<Integer> makers = IntStream.range(0, 8)
                    .parallel()
                    .filter(i -> AtomicFile.create(file, out -> out.write(("maker " + i).getBytes(UTF_8))))
                    .boxed()
                    .toList();
            assertThat(makers).hasSize(1);
            assertThat(file).hasContent("maker " + makers.get(0));
        }
        assertThat(folder.resolve("made").toFile().list()).hasSize(20);
    }

    @Test
    void aFileSystemWithoutHardLinksIsNamed() {
        Path watched = WatchedFiles.watch(folder.resolve("claim"), (kind, file, bytes) -> {
            if (kind == Kind.LINK) {
                throw new FileSystemException(file.toString(), null, "Operation not supported");
            }
        });
        assertThatThrownBy(() -> AtomicFile.create(watched, out -> out.write(1)))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining("cannot be made (", "Operation not supported")
                .hasMessageContaining("on a file system with hard links");
        assertThat(folder).isEmptyDirectory();
    }

    /** As NFS does it when an answer is lost and the client asks a second time. */
    @Test
    void aLinkThatIsThereAlreadyIsNoOthers() throws IOException {
        Path watched = WatchedFiles.watch(folder.resolve("claim"), (kind, file, bytes) -> {
            if (kind == Kind.LINK) {
                Files.createLink(
                        file, Path.of(folder.toString(), folder.toFile().list()[0]));
            }
        });
        assertThat(AtomicFile.create(watched, out -> out.write(7))).isTrue();
        assertThat(AtomicFile.create(folder.resolve("claim"), out -> out.write(8)))
                .isFalse();
        assertThat(folder.resolve("claim")).hasBinaryContent(new byte[] {7});
    }
}
