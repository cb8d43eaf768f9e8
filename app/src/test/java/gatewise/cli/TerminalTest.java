package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTest {
    private static final Terminal COLOURED = new Terminal(true, true, true, () -> 40);

    @ParameterizedTest
    @ValueSource(strings = {"NO_COLOR=1", "TERM=dumb", "CLICOLOR=0"})
    void coloursCanBeRefused(String setting) {
        String[] parts = setting.split("=");
        assertThat(Terminal.hasColours(Map.of("TERM", "xterm"), false)).isTrue();
        assertThat(Terminal.hasColours(Map.of("TERM", "xterm", "NO_COLOR", ""), false))
                .isTrue();
        assertThat(Terminal.hasColours(Map.of(parts[0], parts[1]), false)).isFalse();
    }

    @Test
    void anOldConsoleOfWindowsHasNone() {
        assertThat(Terminal.hasColours(Map.of(), true)).isFalse();
        assertThat(Terminal.hasColours(Map.of("WT_SESSION", "x"), true)).isTrue();
    }

    @Test
    void aTerminalGetsColoursAndAFileNone() {
        assertThat(COLOURED.error("gatewise:")).isEqualTo("\u001b[1;31mgatewise:\u001b[0m");
        assertThat(COLOURED.tables("a  b\n1  2\n\nc  d\n3  4\n"))
                .isEqualTo("\u001b[1ma  b\u001b[0m\n1  2\n\n\u001b[1mc  d\u001b[0m\n3  4\n");
        Terminal file = new Terminal(false, true, true, () -> 40);
        assertThat(file.tables("a\n1\n") + file.accuracy("1%") + file.heading("next:"))
                .isEqualTo("a\n1\n1%next:");
        assertThat(file.outWidth()).isEqualTo(Integer.MAX_VALUE);
        assertThat(COLOURED.outWidth()).isEqualTo(40);
    }

    @Test
    void errorsAndHelpAreColouredByIt() {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Main.run(COLOURED, new PrintWriter(out), new PrintWriter(err), "trian");
        Main.run(COLOURED, new PrintWriter(out), new PrintWriter(err), "help");
        assertThat(err.toString()).startsWith("\u001b[1;31mgatewise:\u001b[0m unknown command");
        assertThat(out.toString()).contains("\u001b[");
        assertThat(CommandResult.run("help").out()).doesNotContain("\u001b");
    }
}
