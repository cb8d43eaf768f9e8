package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatLossTest {
    private static final Reading SERIES =
            new Reading(Task.FORECAST, Columns.NONE, Missing.REFUSE, new Window(5, 1, 0), null);

    private static final String TS = "@problemName x\n@targetLabel true\n@data\n";

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
    }

    private static FileContent series(IntFunction<String> value) {
        return TableFileTest.read("x,load\n" + rows(120, i -> i % 9 + "," + value.apply(i)), SERIES, null);
    }

    private static FileContent ts(String text, Form known) {
        return TsFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "file.ts", Reading.DEFAULT, known);
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, 1, 7, '1000000006, of which single precision keeps 1000000000, too little for numbers that differ by 1.'",
        "1700000000, 10, 1000, 'too little for numbers that differ by 10 from one'",
        "16777216, 1, 1000, '16777217, of which single precision keeps 16777216, too little for numbers that differ by 1 from'",
        "10000000, 0.25, 7, '10000000.5, of which single precision keeps 10000000, too little'",
    })
    void numbersThatFloatsDoNotTellApartAreRefused(long start, double step, int period, String words) {
        assertThatThrownBy(() -> series(i -> BigDecimal.valueOf(start)
                        .add(BigDecimal.valueOf(step * (i % period)))
                        .toPlainString()))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("table.csv: column 'load' has ")
                .hasMessageContaining(words)
                .hasMessageEndingWith("; subtract from all of them a number that is near, or leave them out");
    }

    @Test
    void othersAreRead() {
        for (IntFunction<String> value : List.<IntFunction<String>>of(
                i -> Double.toString(Math.sin(i)), // digits that no float keeps, and that do not matter
                i -> Double.toString(1013.25 + Math.sin(i)),
                i -> i % 2 == 0 ? "0.3" : "0.30000000000000004", // constant, but for sums in double precision
                i -> "1700000000.123", // constant
                i -> Float.toString(1000 + i % 5 / 16384f), // written from floats
                i -> Long.toString(16_777_216L + 2 * i),
                i -> Long.toString(1_700_000_000L + 86_400L * i), // a day each
                i -> i % 2 + "e37")) {
            assertThat(series(value).sequences().steps()).isEqualTo(120);
        }
    }

    /** A network reads them all the same, with the scale of its training. */
    @Test
    void aNetworkThatIsThereReadsThem() {
        String text = TS + rows(4, i -> "1700000000,1700000010:" + i);
        assertThatThrownBy(() -> ts(text, null))
                .hasMessage(
                        "file.ts: dimension 1 has 1700000010, of which single precision keeps 1700000000, too little for"
                                + " numbers that differ by 10 from one to the next; subtract from all of them a number that is near,"
                                + " or leave them out");
        Form known = new Form(Task.REGRESS, List.of("value"), List.of("target"), Scaling.none(1), Scaling.none(1));
        assertThat(ts(text, known).sequences().count()).isEqualTo(4);
    }

    @Test
    void whatIsToBeSaidIsKeptMoreStrictly() {
        IntFunction<String> odd = i -> Long.toString(100_000_000L + 50 * i + 1);
        assertThat(ts(TS + rows(40, i -> odd.apply(2 * i) + "," + odd.apply(2 * i + 1) + ":" + i), null)
                        .sequences()
                        .count())
                .isEqualTo(40);
        assertThatThrownBy(() -> ts(TS + rows(40, i -> i + ",1:" + odd.apply(i)), null))
                .hasMessageStartingWith("file.ts: the number to be said has 1000");
        String wide = "name,s1,s2,y\n";
        Reading reading = TableFileTest.reading(
                Task.REGRESS, new Columns("name", null, null, null, List.of("y")), Missing.REFUSE);
        assertThat(TableFileTest.read(wide + rows(40, i -> "a" + i + "," + odd.apply(i) + ",1," + i), reading, null)
                        .sequences()
                        .count())
                .isEqualTo(40);
        assertThatThrownBy(() -> TableFileTest.read(
                        wide + rows(40, i -> "a" + i + "," + i + ",1," + odd.apply(i)), reading, null))
                .hasMessageStartingWith("table.csv: column 'y' has 1000");
    }
}
