package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class VisibleWriterTest {
    private final StringWriter written = new StringWriter();

    private String write(boolean colours, String text) {
        PrintWriter lines = VisibleWriter.lines(new PrintWriter(written), colours);
        lines.print(text);
        lines.flush();
        return written.toString();
    }

    @Test
    void whatATerminalWouldObeyIsSeen() {
        assertThat(
                        write(
                                false,
                                "a\u001b]0;t\u0007b\rc\bd\u007fe\u0085f\u009b2Jg\u2028h\u2029i\u202ej\u2066k\u2069l\u0000m\u001b[31mn"))
                .isEqualTo("a\\u001b]0;t\\u0007b\\u000dc\\u0008d\\u007fe\\u0085f\\u009b2Jg\\u2028h\\u2029i\\u202ej"
                        + "\\u2066k\\u2069l\\u0000m\\u001b[31mn");
    }

    @Test
    void linesTabsAndLettersPass() {
        assertThat(write(false, "a\tb\nÄ漢\ud83d\ude00\n")).isEqualTo("a\tb\nÄ漢\ud83d\ude00\n");
    }

    @Test
    void coloursPassWhereTheyAreWanted() {
        assertThat(write(true, "\u001b[1;31mred\u001b[0m \u001b[2J \u001b]8;;x\u001b\\"))
                .isEqualTo("\u001b[1;31mred\u001b[0m \\u001b[2J \\u001b]8;;x\\u001b\\");
    }

    @Test
    void aLineThatIsDrawnOverAndOverIsStillDrawn() {
        Terminal terminal = new Terminal(true, true, false, () -> 80);
        StatusLine status = new StatusLine(VisibleWriter.lines(new PrintWriter(written), false), terminal);
        status.draw(0.5, () -> List.of(new StatusLine.Part(0, "run \u001b[2J\r1")));
        status.clear();
        assertThat(written.toString()).startsWith("\rrun \\u001b[2J\\u000d1").endsWith("\r");
    }
}
