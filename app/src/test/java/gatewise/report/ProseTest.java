package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProseTest {
    @Test
    void breaksBetweenWordsWhereALineIsTooLong() {
        assertThat(Prose.wrap("one two three four\nshort\n\n", 9)).isEqualTo("one two\n  three\n  four\nshort\n\n");
        assertThat(Prose.wrap("one two three", 13)).isEqualTo("one two three");
        assertThat(Prose.wrap("one two three", 12)).isEqualTo("one two\n  three");
    }

    @Test
    void leavesTextAloneWhereThereIsNoTerminal() {
        String text = "one two  three\r\nfour ";
        assertThat(Prose.wrap(text, Integer.MAX_VALUE)).isEqualTo(text);
        assertThat(Prose.wrap("to go on:", "gatewise train", Integer.MAX_VALUE)).isEqualTo("to go on: gatewise train");
    }

    @Test
    void aWordThatIsWiderStaysWhole() {
        assertThat(Prose.wrap("see /a/long/path now", 8)).isEqualTo("see\n  /a/long/path\n  now");
    }

    @Test
    void whatIsToBeCopiedStaysWhole() {
        assertThat(Prose.wrap("go on with:", "gatewise train --resume", 20))
                .isEqualTo("go on with:\n  gatewise train --resume");
    }

    @Test
    void coloursTakeNoColumnsAndWideLettersTwo() {
        assertThat(Prose.wrap("ab \u001b[1;32m97%\u001b[0m cd", 9)).isEqualTo("ab \u001b[1;32m97%\u001b[0m cd");
        assertThat(Prose.wrap("数字 七", 6)).isEqualTo("数字\n  七");
    }

    @Test
    void piecesKeepTheirBlanks() {
        assertThat(Prose.fill(List.of("a:", "7 99.0%", "1 0.5%"), "  ", 11, 4)).isEqualTo("a:  7 99.0%\n    1 0.5%");
    }
}
