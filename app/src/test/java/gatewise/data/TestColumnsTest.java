package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        refused("class,b1,a1,a2", "step 0 is column 'b1', and in " + train + " column 'a1'");
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
                .hasMessageEndingWith("; give the same columns in the same order, and no others");
        assertThat(read("t1,t2,t3\n5,6,7\n", reading, form).values(0)).isDeepEqualTo(new float[][] {{5}, {6}, {7}});
        assertThat(read("t1,class,t2,\n5,u,6,7\n", reading, form).values(0))
                .isDeepEqualTo(new float[][] {{5}, {6}, {7}});
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
