package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.report.DataSummary;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FloatLossTest {
    private static final String TS = "@problemName x\n@targetLabel true\n@data\n";

    private static String rows(int count, IntFunction<String> row) {
        return IntStream.range(0, count).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
    }

    @TempDir
    Path folder;

    private static List<String> series(IntFunction<String> value) {
        return rounded("x,load\n" + rows(120, i -> i % 9 + "," + value.apply(i)), Columns.NONE);
    }

    private static List<String> rounded(String text, Columns columns) {
        Reading reading = new Reading(Task.FORECAST, columns, Missing.REFUSE, new Window(5, 1, 0), null);
        return TableFileTest.read(text, reading, null).rounded();
    }

    private static String plain(long start, double step) {
        return BigDecimal.valueOf(start).add(BigDecimal.valueOf(step)).toPlainString();
    }

    @ParameterizedTest
    @CsvSource({
        "1000000000, 1, 7, '1000000001 is read as 1000000000, and 100.0% of its changes are lost'",
        "1700000000, 10, 1000, 'is read as 17000'",
        "16777216, 1, 1000, '16777217 is read as 16777216'",
        "10000000, 0.25, 7, '10000000.25 is read as 10000000'",
    })
    void numbersThatFloatsDoNotTellApartAreNamed(long start, double step, int period, String words) {
        assertThat(series(i -> plain(start, step * (i % period))))
                .singleElement()
                .asString()
                .startsWith("column 'load': ")
                .contains(words)
                .endsWith(
                        "% of its changes are lost, as networks keep some seven digits: subtract a number that is near");
    }

    @Test
    void nothingIsSaidOfOthers() {
        for (IntFunction<String> value : List.<IntFunction<String>>of(
                i -> Double.toString(Math.sin(i)), // digits that no float keeps, and that do not matter
                i -> Double.toString(1013.25 + Math.sin(i)),
                i -> i % 2 == 0 ? "0.3" : "0.30000000000000004", // constant, but for sums in double precision
                i -> "1700000000.123", // constant
                i -> Float.toString(1000 + i % 5 / 16384f), // written from floats
                i -> Long.toString(16_777_216L + 2 * i),
                i -> Long.toString(1_700_000_000L + 3_600L * i), // an hour each
                i -> i % 2 + "e37")) {
            assertThat(series(value)).isEmpty();
        }
    }

    /** The one jump from one meter to another is no change of either, whether their rows take turns or not. */
    @Test
    void differencesAreThoseWithinASequence() {
        Columns columns = new Columns("meter", "t", null, null, null);
        String first = "meter,t,load\n";
        String oneByOne =
                first + rows(60, i -> "a," + i + "," + (123_456_789L + i)) + rows(60, i -> "b," + i + "," + (5 + i));
        String inTurns = first + rows(60, i -> "a," + i + "," + (123_456_789L + i) + "\nb," + i + "," + (5 + i));
        String ofThePast = first + rows(300, i -> "m" + i + ",0," + i) + rows(9, i -> "a," + i + "," + (1e9 + i));

        assertThat(rounded(oneByOne, columns)).hasSize(1).allMatch(line -> line.startsWith("column 'load': 12345679"));
        assertThat(rounded(inTurns, columns)).isEqualTo(rounded(oneByOne, columns));
        assertThat(rounded(ofThePast, columns)).hasSize(1);
    }

    @Test
    void aRowIsASequenceOfWideTables() {
        Reading reading = TableFileTest.reading(
                Task.REGRESS, new Columns("name", null, null, null, List.of("y")), Missing.REFUSE);
        String wide = "name,s1,s2,s3,y\n"
                + rows(40, i -> {
                    long level = 100_000_000L * (1 + i % 2);
                    return "a" + i + "," + level + "," + (level + 1) + "," + (level + 2) + "," + i;
                });
        assertThat(TableFileTest.read(wide, reading, null).rounded())
                .singleElement()
                .asString()
                .startsWith("the steps: 100000001 is read as 100000000, and ");
        String said = "name,s1,s2,s3,y\n" + rows(40, i -> "a" + i + ",1,2,3," + (100_000_000L + i));
        assertThat(TableFileTest.read(said, reading, null).rounded())
                .singleElement()
                .asString()
                .startsWith("column 'y': 1000000");
    }

    @Test
    void theSummarySaysSo() throws Exception {
        String text = TS + rows(40, i -> "1,2," + i % 3 + ":4," + i % 5 + ",6:" + (1_700_000_000L + i));
        Path file = Files.writeString(folder.resolve("file.ts"), text);
        String line =
                "rounded: the number to be said: 1700000001 is read as 1700000000, and 100.0% of its changes are lost, as"
                        + " networks keep some seven digits: subtract a number that is near\n";

        assertThat(DataSummary.of(Dataset.open(file.toString()), Integer.MAX_VALUE))
                .endsWith(line);
        Form form = Dataset.open(file.toString()).form();
        SequenceFiles.Truth truth = SequenceFiles.readTruth(file, Reading.DEFAULT, form);
        assertThat(DataSummary.of(truth, "sequences", false, Integer.MAX_VALUE)).endsWith(line);
    }
}
