package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables with a row a sequence that have more columns than a label and steps. */
class WideNamesTest {
    private static final Columns NAMED = new Columns("id", null, "kind", null, null);
    private static final String TEXT = "kind,s1,s2,id\nx,1,2,pump 7\ny,3,4,\"pump, 8\"\n";

    private static FileContent read(String text, Columns columns, Form known) {
        return TableFileTest.read(text, TableFileTest.reading(null, columns, Missing.REFUSE), known);
    }

    @Test
    void sequencesKeepTheirNames() {
        NumberSequences read = read(TEXT, NAMED, null).sequences();

        assertThat(read.name(0)).isEqualTo("pump 7");
        assertThat(read.name(1)).isEqualTo("pump, 8");
        assertThat(read.values(1)).isDeepEqualTo(new float[][] {{3}, {4}});
        assertThat(read.label(1)).isEqualTo(1);
    }

    @Test
    void aTrainedNetworkDoesWithoutThem() {
        Form known = new Form(Task.CLASSIFY, List.of("value"), List.of("x", "y"), Scaling.none(1), null);

        assertThat(read("s1,s2\n1,2\n3,4\n", NAMED, known).sequences().name(1)).isEqualTo("1");
        assertThat(read("id,s1,s2\na,1,2\nb,3,4\n", NAMED, known).sequences().name(1))
                .isEqualTo("b");
    }

    /** As tables have them that a program wrote without being given any. */
    @Test
    void numbersAreNamesWhereOneOfThemWasNamed() {
        String text = "0,1,2\n5,10,20\n6,30,40\n";
        Form sums = new Form(Task.REGRESS, List.of("value"), List.of("0"), Scaling.none(1), Scaling.none(1));
        Form kinds = new Form(Task.CLASSIFY, List.of("value"), List.of("5", "6"), Scaling.none(1), null);

        NumberSequences numbers = read(text, new Columns(null, null, null, null, List.of("0")), sums)
                .sequences();
        assertThat(numbers.count()).isEqualTo(2);
        assertThat(numbers.values(1)).isDeepEqualTo(new float[][] {{30}, {40}});
        NumberSequences classes =
                read(text, new Columns(null, null, "0", null, null), kinds).sequences();
        assertThat(classes.count()).isEqualTo(2);
        assertThat(classes.label(1)).isEqualTo(1);
    }

    /** A sequence may have the number by which a column is called. */
    @Test
    void aSequenceIsNoLineOfNames() {
        Form kinds = new Form(Task.CLASSIFY, List.of("value"), List.of("0", "1"), Scaling.none(1), null);
        Columns named = new Columns(null, null, "5", null, null);

        for (String first : List.of("1,5,.1,.2", "1,5,5,2", "1,5,-3,2", "1,5,3e2,2")) {
            NumberSequences read =
                    read(first + "\n0,1,.3,.4\n1,0,.5,.6\n", named, kinds).sequences();
            assertThat(read.count()).as(first).isEqualTo(3);
            assertThat(read.label(0)).as(first).isEqualTo(1);
            assertThat(read.label(1)).as(first).isZero();
            assertThat(read.values(2)).isDeepEqualTo(new float[][] {{0}, {.5f}, {.6f}});
        }
    }

    /** Of a table that lost columns, has the class between steps, uneven times, or steps that fall. */
    @ParameterizedTest
    @CsvSource({"'0,1,2,4', 0", "'0,1,2,3', 2", "'999,15,30,120', 999", "'0,4000,3998,3990', 0", "'-2,-1.5,0,1', -2"})
    void namesThatAreNumbersRiseOrFall(String names, String label) {
        String text = names + "\n" + names.replaceAll("[^,]+", "5") + "\n" + names.replaceAll("[^,]+", "6") + "\n";
        Columns named = new Columns(null, null, label, null, null);
        Form kinds = new Form(Task.CLASSIFY, List.of("value"), List.of("5", "6"), Scaling.none(1), null);

        assertThat(read(text, named, kinds).sequences().count())
                .isEqualTo(read(text, named, null).sequences().count())
                .isEqualTo(2);
    }

    @Test
    void aNameComesOnce() {
        assertThatThrownBy(() -> read("id,s1,kind\na,1,x\nb,1,y\na,2,x\n", NAMED, null))
                .hasMessage(
                        "table.csv, line 4: sequence 'a' has a row already, line 2; give each row a name of its own,"
                                + " or, where a row is a step, name by step the column that orders them");
        assertThatThrownBy(() -> read("id,s1,kind\n,1,x\n", NAMED, null))
                .hasMessageStartingWith("table.csv, line 2: the sequence has no name; give it one");
    }

    @Test
    void aColumnThatHasNoNumbersLeadsToItsName() {
        Columns label = new Columns(null, null, "kind", null, null);

        assertThatThrownBy(() -> read(TEXT, label, null))
                .hasMessage(
                        "table.csv, line 2: column 'id': 'pump 7' is no number; name by sequence the column with the"
                                + " sequences' names, by features those of numbers; where a row is a step, its sequence and"
                                + " order by sequence and step");
        assertThatThrownBy(() -> read("t,a,kind\n2026-01-01T10:00,1,x\n", label, null))
                .hasMessageEndingWith("'2026-01-01T10:00' is no number but a date or time; name by step the column that"
                        + " orders the rows, and by sequence the one that says whose step a row is");
        assertThatThrownBy(() -> read("s1;s2;kind\n1,5;2,5;x\n", label, null))
                .hasMessageEndingWith("'1,5' is no number; give numbers with a decimal point, as in 1.5");
        assertThatThrownBy(() -> read("id,t,a,kind\np,1,1,x\np,2,1,x\n", NAMED, null))
                .hasMessageContaining("line 3: sequence 'p' has a row already")
                .hasMessageContaining("name by step the column that orders them");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1,234 | give numbers without commas: 1234, or 1.234",
                "-12,345 | give numbers without commas: -12345, or -12.345",
                "1,234.5 | give numbers without commas, as in 1234.5",
                "1,234,567 | give numbers without commas, as in 1234567",
                "0,234 | give numbers with a decimal point, as in 0.234",
                "1234,567 | give numbers with a decimal point, as in 1234.567"
            })
    void aCommaBeforeThreeDigitsMayGroupThousands(String number, String fix) {
        Columns label = new Columns(null, null, "kind", null, null);

        assertThatThrownBy(() -> read("s1;s2;kind\n" + number + ";2;x\n", label, null))
                .hasMessageEndingWith("'" + number + "' is no number; " + fix);
    }

    @Test
    void aForecastLeadsToItsSteps() {
        Reading forecast = new Reading(Task.FORECAST, Columns.NONE, Missing.REFUSE, new Window(2, 1, 0));

        assertThatThrownBy(() -> TableFileTest.read("hour,a\n2026-01-01 10:00,1\n", forecast, null))
                .hasMessageEndingWith("is no number but a date or time; name by step the column that orders the rows");
        assertThatThrownBy(() -> TableFileTest.read("site,a\nnorth,1\n", forecast, null))
                .hasMessageEndingWith("name by features the columns of numbers, by sequence the one that says which"
                        + " series a row belongs to, by step the one that orders the rows");
    }
}
