package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pairs of tables with a row a sequence, whose columns are steps. */
class TestColumnsTest {
    private static final String ROWS = "u,1,2\nv,3,4\n";

    @TempDir
    private Path folder;

    private Path train;

    @BeforeEach
    void train() {
        train = write("Pump_TRAIN.csv", "class,t1,t2\n" + ROWS.repeat(10));
    }

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        IdxFiles.save(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private SequenceSet test(List<String> features, String text) {
        write("Pump_TEST.csv", text);
        Columns columns = new Columns(null, null, "class", features, null);
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        return Dataset.open(folder.resolve("Pump").toString(), reading, null).test();
    }

    private void refused(String header, String problem) {
        assertThatThrownBy(() -> test(null, header + "\nu,5,6,7\n"))
                .hasMessage(folder.resolve("Pump_TEST.csv") + ", line 1: " + problem
                        + "; give two files of the same columns, or name by features what is read");
    }

    @Test
    void longerAndShorterSequencesAreReadByTheSameColumns() {
        assertThat(test(null, "class,t1,t2,t3\nu,5,6,7\n").values(0)).isDeepEqualTo(new float[][] {{5}, {6}, {7}});
        assertThat(test(null, "t1,class\n5,u\n").values(0)).isDeepEqualTo(new float[][] {{5}});
    }

    @Test
    void aColumnOfTheTestFileAloneIsNoStep() {
        refused("class,id,t1,t2", "column 'id' is not in " + train + " ([t1, t2])");
        refused("class,t1,t2,rust", "column 'rust' is not in " + train + " ([t1, t2])");
        assertThat(test(List.of("t1", "t2"), "class,id,t1,t2\nu,9,5,6\n").values(0))
                .isDeepEqualTo(new float[][] {{5}, {6}});
    }

    @Test
    void stepsComeInTheSameOrder() {
        refused("class,t2,t1,t3", "column 't1' stands behind 't2', and steps are in another order in " + train);
        refused("class,t5,t4,t3", "column 't4' stands behind 't5', and steps are in another order in " + train);
        train = write("Pump_TRAIN.csv", "class,a1,b1\n" + ROWS.repeat(10));
        refused("class,b1,a1,a2", "column 'a1' stands behind 'b1', and steps are in another order in " + train);
        train = write("Pump_TRAIN.csv", "class,t1,t2,t3\n" + "u,1,2,3\nv,3,4,5\n".repeat(10));
        refused("class,t1,t3,t9", "step 1 is column 't3', and in " + train + " column 't2'");
        assertThat(test(null, "class,t2,t3\nu,5,6\n").length(0)).isEqualTo(2);
    }

    /** Of a network that is there, for what it is given later. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "class,id,t1,t2 | column 'id' is not in",
                "class,t1,t2,age | column 'age' is not in",
                "foo,bar | columns [foo, bar] are not in",
                "s,t,x | columns [s, t, x] are not in",
                "class,t2,t1 | column 't1' stands behind 't2', and steps are in another order in",
            })
    void soItIsForWhatANetworkIsGiven(String header, String problem) {
        Columns columns = new Columns(null, null, "class", null, null);
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        Form form = Dataset.open(train.toString(), reading, null).form();
        String row = "u" + ",5".repeat(header.split(",").length - 1) + "\n";
        assertThatThrownBy(() -> read(header + "\n" + row, reading, form))
                .hasMessageStartingWith("input, line 1: " + problem + " the data that the network was trained on")
                .hasMessageEndingWith("; give columns with the names of those, in the same order, and no others");
        assertThat(read("t1,t2,t3\n5,6,7\n", reading, form).values(0)).isDeepEqualTo(new float[][] {{5}, {6}, {7}});
        assertThat(read("t1,class,t2,\n5,u,6,7\n", reading, form).values(0))
                .isDeepEqualTo(new float[][] {{5}, {6}, {7}});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Jan,Feb,Mar,Apr | Mar,Apr",
                "-2,-1,0,1 | -1,0,1,2",
                "0,0.5,1 | 0.0,0.5,1.0,1.5",
                "2024-01-01,2024-01-02 | 2025-02-28,2025-03-01",
                ",,, | t0,t1",
            })
    void stepsThatAreCalledSoAreRead(String trained, String given) {
        int length = trained.split(",", -1).length;
        write(
                "Dates.csv",
                "class," + trained + "\n"
                        + ("0" + ",5".repeat(length) + "\n1" + ",6".repeat(length) + "\n").repeat(10));
        Columns columns = new Columns(null, null, "class", null, null);
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        Form form = Dataset.open(folder.resolve("Dates.csv").toString(), reading, null)
                .form();
        int steps = given.split(",").length;
        NumberSequences read = read("class," + given + "\n1" + ",1".repeat(steps) + "\n", reading, form);
        assertThat(read.count()).isEqualTo(1);
        assertThat(read.length(0)).isEqualTo(steps);
        assertThat(read.label(0)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0,1,2,3", "0,1,2", "0,1,2,3,4"})
    void numbersThatStepsHadForNamesAreNoStepsEither(String given) {
        write("Numbers.csv", "class,0,1,2,3\n" + "0,5,6,7,8\n1,6,5,4,3\n".repeat(10));
        Columns columns = new Columns(null, null, "class", null, null);
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        Form form = Dataset.open(folder.resolve("Numbers.csv").toString(), reading, null)
                .form();
        int steps = given.split(",").length;
        NumberSequences read = read(given + "\n1" + ",1".repeat(steps - 1) + "\n", reading, form);
        assertThat(read.isLabelled()).isFalse();
        assertThat(read.count()).isEqualTo(1);
        assertThat(read.length(0)).isEqualTo(steps);
    }

    /** A stranger's text may have names of a million digits. */
    @Test
    @Timeout(20)
    void namesOfManyDigitsAreComparedSoon() {
        Columns columns = new Columns(null, null, "class", null, null);
        Reading reading = new Reading(null, columns, Missing.REFUSE, null);
        Form form = Dataset.open(train.toString(), reading, null).form();
        String header = "t1,t2,"
                + IntStream.rangeClosed(4, 9)
                        .mapToObj(digit -> "t" + ("" + digit).repeat(1_000_000))
                        .collect(Collectors.joining(","))
                + ",t3";
        assertThatThrownBy(() -> read(header + "\n" + "1,".repeat(8) + "1\n", reading, form))
                .hasMessageContaining(" stands behind ");
    }

    @Test
    void ofNumbersThatAreToBeSaidAllOrNoneHaveColumns() {
        Columns columns = new Columns(null, null, null, null, List.of("y", "z"));
        Reading reading = new Reading(Task.REGRESS, columns, Missing.REFUSE, null);
        write("Sums.csv", "a,b,y,z\n" + "1,2,3,4\n2,3,4,5\n".repeat(10));
        Form form = Dataset.open(folder.resolve("Sums.csv").toString(), reading, null)
                .form();
        assertThat(read("a,b\n1,2\n", reading, form).length(0)).isEqualTo(2);
        assertThatThrownBy(() -> read("a,b,y\n1,2,3\n", reading, form))
                .hasMessage(
                        "input, line 1: has columns of [y] alone of the numbers to be said, [y, z]; give all of them, or none");
    }

    private static NumberSequences read(String text, Reading reading, Form form) {
        return SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "input", reading, form);
    }

    @Test
    void stepsWithoutNamesMayFollowTheOthers() {
        float[][] expected = {{5}, {6}};
        assertThat(test(null, "class,t1,\nu,5,6\n").values(0)).isDeepEqualTo(expected);
        assertThat(test(null, "class,t1,t2,\nu,5,6,7\n").values(0)).isDeepEqualTo(new float[][] {{5}, {6}, {7}});
        assertThat(test(null, "class,t1,t2,,\nu,5,6,,\n").values(0)).isDeepEqualTo(expected);
        write("Pump_TRAIN.csv", "class,t1,\n" + ROWS.repeat(10));
        assertThat(test(null, "class,t1,t2\nu,5,6\n").values(0)).isDeepEqualTo(expected);
    }

    @Test
    void stepsMayBeCalledByOtherDates() {
        write("Pump_TRAIN.csv", "class,2023-01,2023-02\n" + ROWS.repeat(10));
        float[][] expected = {{5}, {6}};
        for (String dates : List.of("2024-01,2024-02", "2023-02,2023-03", "2023-12,2024-01")) {
            assertThat(test(null, "class," + dates + "\nu,5,6\n").values(0))
                    .as(dates)
                    .isDeepEqualTo(expected);
        }
        assertThatThrownBy(() -> test(null, "class,2024-02,2024-01\nu,5,6\n"))
                .hasMessageContaining("column '2024-01' stands behind '2024-02'");
        write("Pump_TRAIN.csv", "class,0.1,0.2\n" + ROWS.repeat(10));
        assertThat(test(null, "class,0.15,0.2\nu,5,6\n").values(0)).isDeepEqualTo(expected);
        write("Pump_TRAIN.csv", "class,lag 2,lag 1\n" + ROWS.repeat(10));
        assertThat(test(null, "class,lag 4,lag 3\nu,5,6\n").values(0)).isDeepEqualTo(expected);
    }

    @Test
    void aTestFileWithoutNamesHasTheClassFirst() {
        write("Pump_TRAIN.csv", "1,t1,t2\n" + ROWS.repeat(10).replace("u", "1").replace("v", "2"));
        write("Pump_TEST.csv", "2,5,6,7\n");
        Reading reading = new Reading(null, new Columns(null, null, "1", null, null), Missing.REFUSE, null);
        SequenceSet read =
                Dataset.open(folder.resolve("Pump").toString(), reading, null).test();
        assertThat(read.length(0)).isEqualTo(3);
        assertThat(read.label(0)).isEqualTo(1);
    }

    @Test
    void aColumnWithoutANameBeforeOthersIsNoStep() {
        Columns label = new Columns(null, null, "class", null, null);
        assertThatThrownBy(() -> TableFileTest.read(
                        ",t1,class\n0,5,u\n1,6,v\n", TableFileTest.reading(null, label, Missing.REFUSE), null))
                .hasMessage("table.csv, line 1: column 1 has no name; give it one, or name the others by features");
        assertThat(TableFileTest.read(
                                "class,t1,,\nu,5,,\nv,6,7,\n", TableFileTest.reading(null, label, Missing.REFUSE), null)
                        .sequences()
                        .length(1))
                .isEqualTo(2);
    }
}
