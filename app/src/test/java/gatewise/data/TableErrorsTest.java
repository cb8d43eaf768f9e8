package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables that are refused: what is said, and where. */
class TableErrorsTest {
    private static final String HEADER = "id,t,kind,a\n";

    private static String line(String text, Reading reading, Form known) {
        return line(text.getBytes(StandardCharsets.UTF_8), reading, known);
    }

    private static String line(byte[] bytes, Reading reading, Form known) {
        UserError error = catchThrowableOfType(
                UserError.class, () -> TableFile.read(new ByteArrayInputStream(bytes), "table.csv", reading, known));
        assertThat(error).isNotNull();
        assertThat(error.exitCode()).isEqualTo(2);
        assertThat(error.getMessage().lines()).hasSize(1);
        return error.getMessage();
    }

    private static String line(String text, Columns columns) {
        return line(text, TableFileTest.reading(null, columns, Missing.REFUSE), null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            p,1,x\\n               | line 2: has 3 fields, expected 4 as in line 1, separated by commas; give all rows as many
            p,1,x,1,2\\n           | line 2: has 5 fields, expected 4 as in line 1
            p,1,x,1\\np,2,y,1\\n   | line 3: the label of sequence 'p' is 'y', but in line 2 'x'; give all rows of a sequence one label
            p,1,x,1\\np,1,x,1\\n   | line 3: the same step of the same sequence as in line 2; give each step once
            p,2,x,1\\nq,1,x,1\\np,1,x,1\\np,2,x,3\\n | line 5: the same step of the same sequence as in line 2
            p,1,x,1\\np,2,x,1\\np,4,x,1\\n | line 4: sequence 'p' has no step 3 after step 2; add it
            p,4,x,1\\np,2,x,1\\np,1,x,1\\n | line 2: sequence 'p' has no step 3 after step 2
            p,1,x,1\\np,3,x,1\\np,4,x,1\\n | line 3: sequence 'p' has no step 2 after step 1
            p,1,x,one\\n           | line 2: column 'a': 'one' is no number; give numbers with a decimal point
            p,1,x,0x1p3\\n         | line 2: column 'a': '0x1p3' is no number
            p,1,x,1f\\n            | line 2: column 'a': '1f' is no number
            p,1,x,1e\\n            | line 2: column 'a': '1e' is no number
            p,1,x,1 2\\n           | line 2: column 'a': '1 2' is no number
            p,1,x,inf\\n           | line 2: column 'a': 'inf' is infinite, or too large; give numbers up to 1e38
            p,1,x,-Infinity\\n     | line 2: column 'a': '-Infinity' is infinite, or too large
            p,1,x,1e39\\n          | line 2: column 'a': '1e39' is infinite, or too large
            p,1,x,1.1e38\\n        | line 2: column 'a': '1.1e38' is infinite, or too large
            p,1,x,-3e38\\n         | line 2: column 'a': '-3e38' is infinite, or too large; give numbers up to 1e38
            p,1,x,\\n              | line 2: column 'a': a value is missing; give it, or train with missing interpolate or missing zero
            p,1,x,NaN\\n           | line 2: column 'a': a value is missing
            p,1,x,NA\\n            | line 2: column 'a': a value is missing
            p,1,x,?\\n             | line 2: column 'a': a value is missing
            p,1,,1\\n              | line 2: the label is missing; give each row its label
            ,1,x,1\\n              | line 2: the sequence is missing
            p,,x,1\\n              | line 2: the step is missing
            p,one,x,1\\n           | line 2: the step 'one' is no number, date or time; number the steps, or give dates or times
            p,1,x,1\\np,2026-01-01,x,1\\n | line 3: the step '2026-01-01' is no whole number
            p,2026-01-01,x,1\\np,1,x,1\\n | line 3: the step '1' is no date or time
            p,2026-02-30,x,1\\n    | line 2: the step '2026-02-30' is no number, date or time
            p,2026-01-01T25:00,x,1\\n | line 2: the step '2026-01-01T25:00' is no number, date or time
            p,1e999999999,x,1\\n   | line 2: the step '1e999999999' is too large or too fine
            p,0.0000000001,x,1\\n  | line 2: the step '0.0000000001' is too large or too fine
            p,9999999999999,x,1\\np,99999999999999.5,x,1\\n | line 3: the step '99999999999999.5' is too large or too fine
            p,9999999999999,x,1\\np,0.5,x,1\\n | line 3: the step has decimals, and those before are too large for that
            p,1,x,1\\n\\np,2,x,2\\n | line 3: is empty; take it out
            p,1,x,"1\\n            | line 2: is no row of a table (Unclosed quoted field at end of input (record starting at line 2)); close each quote
            p,1,x,"1"0\\n          | line 2: is no row of a table (Unexpected character after closing quote: '0' (0x30) (record starting at line 2))
            p"q,1,x,1\\n           | line 2: has a quote inside of 'p"q'; put the whole field into quotes
            "p\\nq",1,x,1\\np,1,x,z\\n | line 4: column 'a': 'z' is no number
            p,1,x,1\\np,2,x,\\u0000\\n | line 3: is no text, but has the byte 0x00; save the table as text in UTF-8
            p,1,x,1\\np,2,x,\\ufffd\\n | line 3: is no text in UTF-8
            p,1,x,1\\nq,1,x,1\\n   | : all sequences have one step; name by sequence the column that is the same in all rows
            """)
    void rowsInLongForm(String rows, String said) {
        String text =
                HEADER + rows.replace("\\n", "\n").replace("\\u0000", "\0").replace("\\ufffd", "\ufffd");
        String expected = said.startsWith(":") ? "table.csv" + said : "table.csv, " + said;

        assertThat(line(text, TableFileTest.LONG)).startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            id,t,kinds,a\\n1,1,1,1 | , line 1: there is no column 'kind' for label, but [id, t, kinds, a]; did you mean kinds?
            id,t,kind,a,a\\n1      | , line 1: columns 4 and 5 are both called 'a'; give each column a name of its own
            id,t,kind,\\n1,1,1,1   | , line 1: column 4 has no name; give it one, or name the others by features
            id,t,kind\\n1,1,1      | , line 1: there is no column left for features; add columns of numbers
            id t kind a\\n1 1 1 1  | , line 1: there is no column 'id' for sequence, but ['id t kind a']; separate columns by commas
            id,t,kind,a\\n         | : has no row after its first line; give a row for each step
            id,t,kind,a            | : has no row after its first line
            \\nid,t,kind,a\\n      | , line 1: is empty; begin with the first row
            """)
    void firstLines(String text, String said) {
        assertThat(line(text.replace("\\n", "\n"), TableFileTest.LONG)).startsWith("table.csv" + said);
    }

    @Test
    void columnsThatDoNotGoTogether() {
        String text = "id,t,kind,a\np,1,x,1\np,2,x,2\n";

        assertThat(line(text, new Columns("id", null, "kind", null, null)))
                .startsWith(
                        "table.csv, line 3: sequence 'p' has a row already, line 2; give each row a name of its own");
        assertThat(line(text, new Columns(null, "t", "kind", null, null)))
                .isEqualTo("step t: a row a step needs sequence too; name the column that says whose step a row is");
        assertThat(line(text, new Columns("id", "t", null, null, null)))
                .isEqualTo(
                        "task classify: needs a column of classes; name it by label, or numbers that are to be said by"
                                + " target");
        assertThat(line(text, new Columns("id", "id", "kind", null, null)))
                .isEqualTo("table.csv, line 1: column 'id' is named by sequence and by step; name it once");
        assertThat(line(text, new Columns("id", "t", "kind", List.of("a", "a"), null)))
                .isEqualTo("table.csv, line 1: column 'a' is named twice by features; name it once");
        assertThat(line(text, new Columns("id", "t", null, List.of("a"), List.of("a"))))
                .isEqualTo("table.csv, line 1: column 'a' is named by features and by target; name it once");
        assertThat(line(text, new Columns("id", "t", "kind", null, List.of("a"))))
                .startsWith("target (task regress): says numbers, no classes");
        Reading unnamed = new Reading(
                null, new Columns(null, "t", null, List.of("a"), null), Missing.REFUSE, new Window(1, 1, 0));
        assertThat(line(text.replace("2,x", "1,x"), unnamed, null))
                .isEqualTo("table.csv, line 3: the same step of the same sequence as in line 2; give each step once, or"
                        + " name by sequence the column that says whose step a row is");
        Reading windowed = new Reading(null, TableFileTest.LONG, Missing.REFUSE, new Window(3, 1, 0));
        assertThat(line(text, windowed, null)).startsWith("window (task forecast): says numbers, no classes");
        assertThat(line(text, TableFileTest.reading(Task.REGRESS, TableFileTest.LONG, Missing.REFUSE), null))
                .startsWith("task regress: needs columns of numbers to be said; name them by target");
        assertThat(line(text, TableFileTest.reading(Task.FORECAST, Columns.NONE, Missing.REFUSE), null))
                .isEqualTo("task forecast: needs a window; give window and horizon");
        assertThat(line(
                        text,
                        TableFileTest.reading(Task.TAG, new Columns(null, null, "kind", null, null), Missing.REFUSE),
                        null))
                .isEqualTo("task tag: needs a row a step; name sequence and step");
    }

    @Test
    void aNetworkOfTsFilesReadsTablesOfOneFeatureAlone() {
        Reading reading = TableFileTest.reading(null, Columns.NONE, Missing.REFUSE);
        for (Task task : List.of(Task.REGRESS, Task.CLASSIFY)) {
            Scaling said = task.saysClasses() ? null : Scaling.none(1);
            Form two = new Form(task, List.of("dimension 1", "dimension 2"), List.of("y"), Scaling.none(2), said);
            assertThat(line("dimension 1,dimension 2\n1,2\n", reading, two))
                    .isEqualTo(
                            "the network reads the columns ['dimension 1', 'dimension 2'] of each step; give a .ts file,"
                                    + " which tells sequences and steps apart without names of columns");
            Form one = new Form(task, List.of("value"), List.of("y"), Scaling.none(1), said);
            NumberSequences read =
                    TableFileTest.read("t0,t1,t2\n1,2,3\n4,5,\n", reading, one).sequences();
            assertThat(read.isLabelled()).isFalse();
            assertThat(read.values(1)).isDeepEqualTo(new float[][] {{4}, {5}});
        }
        Form numbers = new Form(Task.REGRESS, List.of("value"), List.of("y"), Scaling.none(1), Scaling.none(1));
        NumberSequences labelled =
                TableFileTest.read("y,1,2\n7,3,4\n", reading, numbers).sequences();
        assertThat(labelled.target(0, 0)).isEqualTo(7);
        assertThat(labelled.values(0)).isDeepEqualTo(new float[][] {{3}, {4}});
    }

    @Test
    void columnsWithoutNamesCannotBeNamed() {
        String bare = "3.5,1,2\n4,3,4\n";
        String first = "; put a line with the columns' names before it";
        Columns target = new Columns(null, null, null, null, List.of("y"));
        assertThat(line(bare, TableFileTest.reading(Task.REGRESS, Columns.NONE, Missing.REFUSE), null))
                .isEqualTo(
                        "table.csv, line 1: has no names of columns, by which the numbers to be said are told from the"
                                + " steps" + first + ", and name those of these numbers by target");
        assertThat(line(bare, target))
                .isEqualTo("table.csv, line 1: there is no column 'y' for target, but [3.5, 1, 2]" + first);
        assertThat(line(bare, new Columns("id", "t", "kind", null, null))).endsWith("[3.5, 1, 2]" + first);
        Form known = new Form(Task.REGRESS, List.of("value"), List.of("y"), Scaling.none(1), Scaling.none(1));
        for (String text : List.of(bare, ",1,2\n,3,4\n")) {
            assertThat(line(text, TableFileTest.reading(null, target, Missing.REFUSE), known))
                    .isEqualTo(
                            "table.csv, line 1: has no names of columns, by which the numbers to be said are told from"
                                    + " the steps" + first + ", [y] for these numbers if they are there");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            x,1,2\\ny,1\\n     | , line 2: has 2 fields, expected 3 as in line 1, separated by commas
            x,1,2\\ny,?,2\\n   | , line 2: column 2: a value is missing
            x,1,2\\ny,,\\n     | , line 2: has no value; give at least one step
            x,1,2\\ny,1,b\\n   | , line 2: column 3: 'b' is no number
            x,a,2\\ny,1,2\\n   | , line 1: has names of columns, or a field that is no number: 'a'; name the column of the class
            1,2,x\\n3,4,y\\n   | , line 1: has numbers alone before 'x' in its last column; without names of columns the class is first
            x\\ny\\n           | , line 1: has one field, expected a label and at least one value
            x,1,2\\n,1,2\\n    | , line 2: the label is missing
            """)
    void rowsInWideForm(String text, String said) {
        assertThat(line(text.replace("\\n", "\n"), Columns.NONE)).startsWith("table.csv" + said);
    }

    @Test
    void whatIsNoTable() {
        Reading reading = Reading.DEFAULT;
        assertThat(line("", reading, null)).isEqualTo("table.csv: is empty; give a table with a row a line");
        assertThat(line("\ufeff", reading, null)).isEqualTo("table.csv: is empty; give a table with a row a line");
        assertThat(line("a,b".getBytes(StandardCharsets.UTF_16), reading, null))
                .startsWith("table.csv: is text in UTF-16, expected UTF-8");
        assertThat(line(new byte[] {'P', 'K', 3, 4, 10, 0}, reading, null))
                .startsWith("table.csv, line 1: is no text, but has the byte 0x03");
        assertThat(line("a,1\nb,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1), reading, null))
                .startsWith("table.csv, line 2: is no text in UTF-8");
        assertThat(line("1".repeat(2_000_000), reading, null))
                .isEqualTo(
                        "table.csv, line 1: is no row of a table (The maximum buffer size of 1048576 is insufficient to"
                                + " read the data of a single field); close each quote, and double one inside quotes");
        assertThat(line("x,1,2\ny," + "1,".repeat(20_000_000), reading, null))
                .isEqualTo(
                        "table.csv, line 2: goes on for more than 33554432 characters; give a table with a row a line");
        assertThat(line("1,".repeat(3_000_000), reading, null))
                .isEqualTo("table.csv, line 1: has more than 2097152 columns; give a table with a row a line");
    }

    @Test
    void whatANetworkDoesNotRead() {
        Form known = new Form(Task.CLASSIFY, List.of("a", "b"), List.of("x", "y"), Scaling.none(2), null);
        Reading reading = TableFileTest.reading(null, TableFileTest.LONG, Missing.REFUSE);

        assertThat(line("id,t,kind,a\np,1,x,1\n", reading, known))
                .isEqualTo(
                        "table.csv, line 1: there is no column 'b', which the network reads, but [id, t, kind, a]; add it");
        assertThat(line(
                        "id,t,kind,temp1\n",
                        reading,
                        new Form(Task.CLASSIFY, List.of("temp"), List.of("x"), Scaling.none(1), null)))
                .endsWith("; if it is 'temp1', call it so");
        assertThat(line("id,t,kind,a,b\np,1,z,1,2\n", reading, known))
                .isEqualTo(
                        "table.csv, line 2: the network does not know the class 'z', it knows [x, y]; give the classes that"
                                + " it was trained on");
        assertThat(line("id,t,kind,a,b\np,1,x,1,2\np,2,x,1,2\nq,1,,1,2\n", reading, known))
                .isEqualTo("table.csv, line 4: the label is missing; label all sequences, or none");
    }

    @Test
    void moreStepsAreMissingThanThereAre() {
        Reading reading = TableFileTest.reading(null, TableFileTest.LONG, Missing.ZERO);

        assertThat(line(HEADER + "p,1,x,1\np,2,x,1\np,2000000000,x,1\n", reading, null))
                .isEqualTo(
                        "table.csv: 1999999997 steps are missing among 3, expected at most as many as there are; number"
                                + " the steps 1, 2, 3");
    }

    @Test
    void failuresOnTheWay() {
        InputStream tooMuch = new SequenceInputStream(
                new ByteArrayInputStream("x,1,2\n".repeat(20_000).getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() {
                        throw new OutOfMemoryError("Java heap space");
                    }
                });
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream("x,1,2\n".repeat(20_000).getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("Input/output error");
                    }
                });

        assertThat(catchThrowableOfType(
                        UserError.class, () -> TableFile.read(tooMuch, "table.csv", Reading.DEFAULT, null)))
                .hasMessageContaining("too many for Java's heap")
                .hasMessageContaining("; allow more with GATEWISE_OPTS='-Xmx2g'")
                .extracting(UserError::exitCode)
                .isEqualTo(1);
        assertThat(catchThrowableOfType(
                        UserError.class, () -> TableFile.read(broken, "table.csv", Reading.DEFAULT, null)))
                .hasMessage("table.csv: cannot be read (Input/output error); give a readable file");
    }
}
