package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no file, or far too large a one, is one line at once, whichever command it is given to. */
class OddFilesTest {
    private static final List<String> READERS =
            List.of("train --dry-run --network", "compare", "verify", "import --out new.zip --onnx", "describe");

    @TempDir
    Path folder;

    private static CommandResult read(String command, Object file) {
        Object[] words = (command + " FILE").split(" ");
        words = Arrays.copyOf(words, words.length, Object[].class);
        words[words.length - 1] = file;
        return run(words);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void pipesDevicesAndFoldersAreNoFiles() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        for (String command : READERS) {
            for (Path file : List.of(pipe, folder, Path.of("/dev/zero"))) {
                read(command, file).isWrongUse(file + ": not a file");
            }
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void filesOfTwoGigabytesAreNotRead() throws Exception {
        Path large = folder.resolve("large");
        try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
            file.setLength(5L << 30);
        }
        for (String command : READERS.subList(0, 4)) {
            read(command, large).isWrongUse("large: has 5368709120 bytes, expected at most");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void piecesOfASetThatAreNoFilesAreMissed() throws Exception {
        Path pipe = folder.resolve("train-images-idx3-ubyte");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        run("train", "--dry-run", "--data", folder).isWrongUse("found no IDX files in this folder");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --dry-run --network",
                "train --dry-run --data",
                "train --dry-run --out",
                "train --resume --out",
                "compare --out x",
                "compare --out",
                "compare --data",
                "reproduce",
                "evaluate",
                "evaluate m.zip --data",
                "evaluate m.zip --out",
                "predict",
                "predict m.zip",
                "explain m.zip --index 1 --out",
                "serve",
                "export m.zip --onnx",
                "export m.zip --java",
                "import --out new.zip --onnx",
                "import --onnx m.onnx --out",
                "describe",
                "verify"
            })
    void aNameWithAZeroByteIsOneLine(String command) {
        CommandResult result = read(command, "a\0b");
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).startsWith("gatewise: ").doesNotContain("\0");
    }

    @Test
    void networksAreBounded() throws Exception {
        Path file = Files.writeString(folder.resolve("n.json"), "{\"hiddenSizes\": [" + "3,".repeat(99_999) + "3]}");
        CommandResult result = read("train --dry-run --network", file);
        result.isWrongUse("n.json");
        assertThat(result.err()).hasSizeLessThan(600);
    }
}
