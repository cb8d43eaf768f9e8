package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void numbersAreAlignedToTheRightAndWordsToTheLeft() {
        TextTable table = new TextTable("class", "images", "recall", "note")
                .row("Ankle boot", 1000, "97.5%", "good")
                .row("Bag", 7, "-", "");

        assertThat(table).hasToString("""
                class       images  recall  note
                Ankle boot    1000   97.5%  good
                Bag              7       -
                """);
    }

    @Test
    void aConfusionMatrixHasARowForEachActualClass() {
        assertThat(TextTable.confusion(new long[][] {{980, 2}, {0, 1135}}, List.of("0", "1")))
                .hasToString("""
                        actual \\ predicted    0     1
                                         0  980     2
                                         1    0  1135
                        """);
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextTable("a", "b").row("1"))
                .withMessage("a row of 1 cells in a table of 2 columns");
    }
}
