package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of files in other letters than English ones. */
class FileNamesTest {
    @TempDir
    Path folder;

    @Test
    void whatALocaleOfAsciiLostIsNamedWithTheRemedy() {
        assertThatThrownBy(() -> FileNames.check(
                        List.of("train", "--out", "gr\ufffd\ufffde"), "/home", StandardCharsets.US_ASCII))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "'gr\ufffd\ufffde' has characters that the locale (US-ASCII) has not; set LC_ALL=C.UTF-8, or"
                                + " another locale of UTF-8 that 'locale -a' lists");
        assertThatThrownBy(() -> FileNames.check(List.of("train"), "/home/\ufffd", StandardCharsets.US_ASCII))
                .hasMessageStartingWith("the working folder /home/\ufffd has characters");
    }

    @Test
    void whatTheLocaleKnowsIsLeftAlone() {
        assertThatCode(() -> FileNames.check(List.of("gr\u00f6\u00dfe"), "/h\u00f6me", StandardCharsets.ISO_8859_1))
                .doesNotThrowAnyException();
        // A name that is no UTF-8 has such a character; the file will not be found, which its reader says.
        assertThatCode(() -> FileNames.check(List.of("\ufffd"), "/", StandardCharsets.UTF_8))
                .doesNotThrowAnyException();
    }

    @Test
    void aNameFromElsewhereIsOneLine() {
        assertThat(FileNames.refusal(new InvalidPathException("/data/\u6f22", "unmappable")))
                .hasMessage(
                        "'/data/\u6f22' is no name of a file here (unmappable); set LC_ALL=C.UTF-8, or another locale of"
                                + " UTF-8 that 'locale -a' lists");
        assertThat(FileNames.refusal(new InvalidPathException("a?b", "Illegal char")))
                .hasMessage("'a?b' is no name of a file here (Illegal char); give another");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "train --dry-run --data",
                "train --dry-run --out",
                "predict model.zip",
                "describe",
                "evaluate model.zip --out",
                "export model.zip --java",
                "import --out new.zip --onnx",
                "serve"
            })
    @EnabledOnOs(OS.LINUX)
    void javaAloneSaysTheRemedyUnderC(String command) throws Exception {
        // A script, because this process may itself be one that cannot name the file.
        String java = OwnJvm.gatewise(List.of(command.split(" "))).command().stream()
                .map(word -> "'" + word + "'")
                .collect(Collectors.joining(" "));
        Path script = Files.writeString(folder.resolve("run.sh"), "exec " + java + " gr\u00f6\u00dfe\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString()).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isEqualTo(2);
        assertThat(said.lines())
                .singleElement()
                .asString()
                .startsWith("gatewise: 'gr")
                .contains("set LC_ALL=C.UTF-8");
    }
}
