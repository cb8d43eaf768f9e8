package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.data.Form;
import gatewise.data.Missing;
import gatewise.data.Scaling;
import gatewise.data.Task;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StepLinesTest {
    private static final Form FORM = new Form(
            Task.CLASSIFY, List.of("x", "y"), List.of("a", "b"), new Scaling(List.of(10f, 0f), List.of(2f, 1f)), null);

    private static StepLines lines(Missing missing) {
        return new StepLines(FORM, missing);
    }

    @Test
    void withoutAHeaderValuesComeInTheOrderOfTheFeatures() {
        StepLines lines = lines(Missing.REFUSE);
        assertThat(lines.values("12,3", 1)).containsExactly(1, 3);
        assertThat(lines.values(" 8 , -.5e1", 2)).containsExactly(-1, -5);
        assertThat(lines(Missing.REFUSE).values("\ufeff12,3", 1)).containsExactly(1, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"y,x", "\ufeff\"y\",\"x\"", "y;x", "y\tx"})
    void aHeaderNamesThemInAnyOrder(String header) {
        StepLines lines = lines(Missing.REFUSE);
        assertThat(lines.values(header, 1)).isNull();
        assertThat(lines.values(header.replaceAll("[^;,\t]+", "4"), 2)).containsExactly(-3, 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"b; c, m3\",\"a \"\"x\"\"\"",
                "\ufeff \"b; c, m3\" , \"a \"\"x\"\"\"",
                "\"b; c, m3\";\"a \"\"x\"\"\""
            })
    void namesAndNumbersAreQuotedAsInCsv(String header) {
        Form form = new Form(Task.CLASSIFY, List.of("a \"x\"", "b; c, m3"), List.of("a", "b"), Scaling.none(2), null);
        StepLines lines = new StepLines(form, Missing.REFUSE);
        assertThat(lines.values(header, 1)).isNull();
        assertThat(lines.values(header.endsWith(";\"a \"\"x\"\"\"") ? "\"4\";-5" : "\"4\",-5", 2))
                .containsExactly(-5, 4);
        assertThatThrownBy(() -> lines.values("\"4,5", 3))
                .hasMessageStartingWith("standard input, line 3: has a quote that is not closed");
        assertThat(lines.goesOn()).isTrue();
    }

    @Test
    void numbersInQuotesAreNoHeader() {
        assertThat(lines(Missing.REFUSE).values("\"12\",\"3\"", 1)).containsExactly(1, 3);
    }

    @Test
    void otherColumnsAreLeftOut() {
        StepLines lines = lines(Missing.REFUSE);
        assertThat(lines.values("time,y,x", 1)).isNull();
        assertThat(lines.values("noon,3,12", 2)).containsExactly(1, 3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|has 1 value, expected 2",
                "1,2,3|has 3 values, expected 2",
                "1,two|y: found two, expected a number",
                "1,0x10|y: found 0x10, expected a number",
                "1,Infinity|y: found Infinity, expected a number",
                "1,|y is missing",
                "1,1e39|y: 1e39 is too far",
                "?,1|x is missing",
                "NA,1|x is missing"
            })
    void whatIsNoStepIsNamedByItsLine(String line, String problem) {
        StepLines lines = lines(Missing.REFUSE);
        lines.values("1,1", 1);
        assertThatThrownBy(() -> lines.values(line, 7)).hasMessageStartingWith("standard input, line 7: " + problem);
        assertThat(lines.goesOn()).isTrue();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFieldOfAMillionDigitsIsReadOrRefusedAtOnce() {
        StepLines lines = lines(Missing.REFUSE);
        String digits = "0".repeat(1_000_000);
        assertThat(lines.values("12." + digits + "," + digits + "3", 1)).containsExactly(1, 3);
        for (String field : new String[] {digits + "x", "." + digits + "e", digits + "." + digits + "-"}) {
            assertThatThrownBy(() -> lines.values("1," + field, 2))
                    .hasMessageContaining("line 2: y: found ")
                    .hasMessageEndingWith("expected a number; correct it")
                    .message()
                    .hasSizeLessThan(300);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "x,z", "x,y,x", "1,two"})
    void aHeaderWithoutTheFeaturesEndsIt(String header) {
        StepLines lines = lines(Missing.REFUSE);
        assertThatThrownBy(() -> lines.values(header, 1))
                .hasMessageStartingWith("standard input, line 1: ")
                .hasMessageContaining("[x, y]");
        assertThat(lines.goesOn()).isFalse();
    }

    @Test
    void whatIsMissingIsTheMeanOrTheValueBefore() {
        StepLines zero = lines(Missing.ZERO);
        assertThat(zero.values("12,3", 1)).containsExactly(1, 3);
        assertThat(zero.values(",NaN", 2)).containsExactly(0, 0);
        StepLines before = lines(Missing.INTERPOLATE);
        assertThat(before.values("?,3", 1)).containsExactly(0, 3);
        assertThat(before.values("12,?", 2)).containsExactly(1, 3);
        before.begin();
        assertThat(before.values("?,1", 3)).containsExactly(0, 1);
    }
}
