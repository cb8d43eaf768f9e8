package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void aConfusionOfLongNamesCallsWhatWasPredictedByItsNumber() {
        String name = "a class with quite a long name";
        List<String> labels = IntStream.range(0, 20).mapToObj(i -> name + i).toList();
        String table = TextTable.confusion(new long[20][20], labels, 80).toString(80);
        assertThat(table.lines()).allMatch(line -> line.length() <= 80).hasSizeLessThan(70);
        assertThat(table).contains(" 7 " + name + "7 ", "19 " + name + "19 ");
        String wide = TextTable.confusion(
                        new long[][] {{1, 2}, {3, 4}}, List.of("\u6b63".repeat(19), "b".repeat(38)), 80)
                .toString(80);
        assertThat(wide.lines().findFirst())
                .hasValueSatisfying(line -> assertThat(line).endsWith("  0  1"));
    }

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
        assertThat(TextTable.confusion(new long[][] {{980, 2}, {0, 1135}}, List.of("0", "1"), 80))
                .hasToString("""
                        actual \\ predicted    0     1
                                         0  980     2
                                         1    0  1135
                        """);
    }

    @Test
    void aWideTableStandsInBlocksOfWholeColumns() {
        TextTable table = new TextTable("row", "input", "after", "forget", "after")
                .join("after")
                .row(0, "0.10", "0.20", "0.30", "0.40")
                .row(1, "0.50", "0.60", "0.70", "0.80");
        assertThat(table.toString(32)).isEqualTo(table.toString());
        assertThat(table.toString(31)).isEqualTo("""
                row  input  after
                  0   0.10   0.20
                  1   0.50   0.60

                row  forget  after
                  0    0.30   0.40
                  1    0.70   0.80
                """);
        assertThat(table.toString(3)).isEqualTo(table.toString(31));
    }

    @Test
    void wideLettersTakeTwoColumns() {
        assertThat(new TextTable("class", "images").row("\u65e5\u672c", 10).row("e\u0301", 7))
                .hasToString("class  images\n\u65e5\u672c       10\ne\u0301           7\n");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TextTable("a", "b").row("1"))
                .withMessage("a row of 1 cells in a table of 2 columns");
    }
}
