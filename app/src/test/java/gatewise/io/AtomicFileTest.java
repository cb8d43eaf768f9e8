package gatewise.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
