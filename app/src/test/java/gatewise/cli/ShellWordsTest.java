package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "quotes as POSIX shells do")
class ShellWordsTest {
    @Test
    void quotesWhatAShellWouldTakeApart() throws Exception {
        List<String> words = List.of("echo", "a b", "it's", "", "$HOME", "runs/x.zip", "größe");
        assertThat(ShellWords.line(words)).startsWith("echo 'a b' 'it'\\''s' '' '$HOME' runs/x.zip ");
        Process shell =
                new ProcessBuilder("sh", "-c", ShellWords.line("printf", "%s|", "a b", "it's", "", "$HOME")).start();
        assertThat(new String(shell.getInputStream().readAllBytes())).isEqualTo("a b|it's||$HOME|");
    }
}
