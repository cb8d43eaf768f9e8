package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.cli.StatusLine.Part;
import gatewise.report.DisplayWidth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusLineTest {
    private static final List<Part> PARTS = List.of(
            new Part(0, "epoch 3/100"),
            Part.bar(3),
            new Part(2, " 50%"),
            new Part(4, "loss 0.1234"),
            new Part(5, "21000 images/s"),
            new Part(1, "1:23 left"));

    @ParameterizedTest
    @CsvSource({
        "120, epoch 3/100  [===============               ]   50%  loss 0.1234  21000 images/s  1:23 left",
        "79, epoch 3/100  [=========         ]   50%  loss 0.1234  21000 images/s  1:23 left",
        "59, epoch 3/100  [=======       ]   50%  loss 0.1234  1:23 left",
        "39, epoch 3/100  [===    ]   50%  1:23 left",
        "24, epoch 3/100  1:23 left",
        "19, epoch 3/100   50%",
        "11, epoch 3/100",
        "5, ' 50%'"
    })
    void dropsWhatMattersLeastWhereItIsNarrow(int width, String line) {
        assertThat(StatusLine.fit(PARTS, 0.5, width)).isEqualTo(line).hasSizeLessThanOrEqualTo(width);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 80, 200})
    void neverTakesMoreThanItsLine(int columns) {
        StringWriter err = new StringWriter();
        StatusLine line = new StatusLine(new PrintWriter(err), new Terminal(true, true, false, () -> columns));
        line.draw(
                0.3,
                () -> List.of(
                        new Part(0, "run 1/2"), new Part(1, "\u65e5\u672c\u8a9e\u306e\u540d\u524d"), Part.bar(2)));
        line.clear();
        for (String drawn : err.toString().split("\r")) {
            assertThat(DisplayWidth.of(drawn)).isLessThan(columns);
        }
        assertThat(err.toString()).startsWith("\rrun 1/2").endsWith("\r").doesNotContain("\n");
    }

    @Test
    void isNotThereWithoutATerminal() {
        StringWriter err = new StringWriter();
        StatusLine line = new StatusLine(new PrintWriter(err), Terminal.NONE);
        line.draw(0.3, () -> PARTS);
        line.clear();
        assertThat(err.toString()).isEmpty();
    }
}
