package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gatewise.testing.IdxFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableDataTest {
    private static final Columns LONG = new Columns("id", "t", "class", null, null);

    @TempDir
    private Path folder;

    private Path write(String name, String text) {
        Path file = folder.resolve(name);
        IdxFiles.save(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    @Test
    void tablesInWideFormAreFoundInPairsAsTheArchivesHaveThem() {
        write("Gun_TRAIN.tsv", "1\t1\t2\t3\n2\t4\t5\t6\n".repeat(10));
        write("Gun_TEST.tsv", "2\t7\t8\t9\n");
        Dataset set = Dataset.open(folder.resolve("Gun").toString());

        assertThat(set.labels()).containsExactly("1", "2");
        assertThat(new int[] {
                    set.train().count(), set.validation().count(), set.test().count()
                })
                .containsExactly(16, 4, 1);
        assertThat(set.test().values(0)).isDeepEqualTo(new float[][] {{7}, {8}, {9}});
        assertThat(set.test().label(0)).isEqualTo(1);
        assertThat(set.form().scaling().means().get(0)).isEqualTo(3.5f);
        NumberSequences read = SequenceFiles.read(folder.resolve("Gun_TEST.tsv"), Reading.DEFAULT, set.form());
        assertThat(read.steps(0)).isDeepEqualTo(set.test().steps(0));
    }

    @Test
    void whatOnlyOneOfTwoFilesHasIsSaidOfBoth() {
        Path train = write("Gun_TRAIN.tsv", "1\t1\t2\t3\n2\t4\t5\t6\n".repeat(10));
        Path test = write("Gun_TEST.tsv", "2\t7\t8\t9\n3\t7\t8\t9\n");
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Gun").toString()))
                .hasMessage(test + ", line 2: the class '3' is none of those in " + train
                        + " ([1, 2]); give two files of the same columns and classes");

        Path longTrain = write("Pump_TRAIN.csv", "id,t,class,x,y\na,1,u,1,2\na,2,u,1,2\nb,1,v,1,2\n");
        Path longTest = write("Pump_TEST.csv", "id,t,class,x\na,1,u,1\na,2,u,1\n");
        Reading reading = new Reading(null, LONG, Missing.REFUSE, null);
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Pump").toString(), reading, null))
                .hasMessage(longTest + ", line 1: there is no column 'y', but [id, t, class, x]; it is one in "
                        + longTrain + "; give two files of the same columns and classes");

        String head = "@problemName v\n@univariate false\n@dimensions 2\n@equalLength false\n";
        Path tsTrain =
                write("Vowels_TRAIN.ts", head + "@classLabel true a b\n@data\n" + "1,2:3,4:a\n1,2:3,4:b\n".repeat(4));
        Path tsTest = write("Vowels_TEST.ts", head + "@classLabel true a c\n@data\n1,2:3,4:c\n");
        assertThatThrownBy(() -> Dataset.open(folder.resolve("Vowels").toString()))
                .hasMessage(tsTest + ", line 7: the class 'c' is none of those in " + tsTrain
                        + " ([a, b]); give two files of the same columns and classes");
    }

    @Test
    void aColumnOfTheTestFileAloneIsRefusedUnlessFeaturesAreNamed() {
        StringBuilder text = new StringBuilder("id,t,class,x\n");
        for (int i = 0; i < 10; i++) {
            String label = i % 2 == 0 ? "u" : "v";
            text.append("s" + i + ",1," + label + ",1\ns" + i + ",2," + label + ",2\n");
        }
        Path train = write("Pump_TRAIN.csv", text.toString());
        Path test = write("Pump_TEST.csv", "id,oil,class,t,x,rust\na,9,u,1,1,\na,9,u,2,1,\nb,9,v,1,1,\n");
        String path = folder.resolve("Pump").toString();
        assertThatThrownBy(() -> Dataset.open(path, new Reading(null, LONG, Missing.REFUSE, null), null))
                .hasMessage(test + ", line 1: columns [oil, rust] are not in " + train
                        + " ([id, t, class, x]); give two files of"
                        + " the same columns, or name by features what is read");
        Columns named = new Columns("id", "t", "class", List.of("x"), null);
        Dataset set = Dataset.open(path, new Reading(null, named, Missing.REFUSE, null), null);
        assertThat(set.test().count()).isEqualTo(2);
        write("Pump_TEST.csv", "id,t,class,kind,x\na,1,u,9,1\na,2,u,9,1\n");
        assertThatThrownBy(() -> Dataset.open(path, new Reading(null, LONG, Missing.REFUSE, null), null))
                .hasMessageContaining("column 'kind' is not in " + train);
    }

    @Test
    void whatOneFileSaysOfItsSequencesTheOtherSaysToo() {
        write("Pump_TRAIN.csv", "id,t,class,x\n" + "a,1,u,1\na,2,u,2\n" + "b,1,v,1\nb,2,v,1\n");
        Path test = write("Pump_TEST.csv", "id,t,x\na,1,1\na,2,1\n");
        String path = folder.resolve("Pump").toString();
        assertThatThrownBy(() -> Dataset.open(path, new Reading(null, LONG, Missing.REFUSE, null), null))
                .hasMessage(test + ": does not say what its sequences are; fill the column [class]");
        write("Pump_TRAIN.csv", "id,t,y,x\na,1,5,1\na,2,5,2\nb,1,6,1\nb,2,6,1\n");
        Columns numbers = new Columns("id", "t", null, null, List.of("y"));
        assertThatThrownBy(() -> Dataset.open(path, new Reading(null, numbers, Missing.REFUSE, null), null))
                .hasMessage(test + ": does not say what its sequences are; fill the column [y]");
    }

    @Test
    void sequencesOfOneStepAreReadForANetworkAndByThemselvesAreNoTrainingSet() {
        Form form = new Form(Task.CLASSIFY, List.of("x"), List.of("u", "v"), Scaling.none(1), null);
        Reading reading = new Reading(null, LONG, Missing.REFUSE, null);
        Path file = write("one.csv", "id,t,class,x\na,1,u,7\nb,1,v,8\n");
        assertThat(SequenceFiles.read(file, reading, form).values(1)).isDeepEqualTo(new float[][] {{8}});
        assertThatThrownBy(() -> Dataset.open(file.toString(), reading, null))
                .hasMessageStartingWith(file + ": all sequences have one step; name by sequence");
    }

    @Test
    void aNameThatACommaCutsIsSaidToNeedQuotes() {
        Path file = write("pump.csv", "id,t,class,\"flow, m3\"\na,1,u,7\na,2,u,8\n");
        Columns cut = new Columns("id", "t", "class", List.of("flow", "m3"), null);
        assertThatThrownBy(() -> Dataset.open(file.toString(), new Reading(null, cut, Missing.REFUSE, null), null))
                .hasMessage(
                        file + ", line 1: there is no column 'flow' for features, but [id, t, class, 'flow, m3']; put a"
                                + " name with a comma into double quotes, as in features '\"flow, m3\"'");
    }

    @Test
    void columnsOfAnotherOrderAreFoundByTheirNames() {
        StringBuilder text = new StringBuilder("id,t,x,y,class\n");
        for (int i = 0; i < 30; i++) {
            for (int t = 1; t <= 1 + i % 3; t++) {
                text.append("s" + i + "," + t + "," + i + "," + 100 * t + "," + (i % 2 == 0 ? "up" : "down") + "\n");
            }
        }
        Reading reading = new Reading(null, LONG, Missing.REFUSE, null);
        Dataset set = Dataset.open(write("long.csv", text.toString()).toString(), reading, null);
        Path other = write("other.csv", "y,t,x,id\n100,1,7,a\n200,2,7,a\n");
        Reading unlabelled = new Reading(null, new Columns("id", "t", null, null, null), Missing.REFUSE, null);

        assertThat(set.form().features()).containsExactly("x", "y");
        assertThat(set.labels()).containsExactlyInAnyOrder("up", "down");
        assertThat(set.test().count()).isEqualTo(6);
        assertThat(set.test().name(0)).startsWith("s");
        NumberSequences read = SequenceFiles.read(other, unlabelled, set.form());
        assertThat(read.values(0)).isDeepEqualTo(new float[][] {{7, 100}, {7, 200}});
        assertThat(read.isLabelled()).isFalse();
        assertThat(read.name(0)).isEqualTo("a");
    }

    @Test
    void seriesAreForecastInOrderOfTime() {
        StringBuilder text = new StringBuilder("x,y\n");
        for (int t = 0; t < 100; t++) {
            text.append(t + "," + (t < 70 ? 1000 + 10 * t : 5) + "\n");
        }
        Columns columns = new Columns(null, null, null, List.of("x", "y"), List.of("y"));
        Path file = write("series.csv", text.toString());
        Dataset set = Dataset.open(
                file.toString(), new Reading(Task.FORECAST, columns, Missing.REFUSE, new Window(4, 2, 0)), null);

        assertThat(set.form().outputs()).containsExactly("y+1", "y+2");
        assertThat(new int[] {
                    set.train().count(), set.validation().count(), set.test().count()
                })
                .containsExactly(65, 5, 15);
        assertThat(set.form().scaling().means()).containsExactly(34.5f, 1345f);
        assertThat(set.form().outputScaling().means()).containsExactly(1345f, 1345f);
        assertThat(set.form().outputScaling().deviations().get(1)).isCloseTo(202.05f, within(0.01f));
        assertThat(set.train().values(64)[3]).containsExactly(67, 1670);
        assertThat(set.train().target(64, 1)).isEqualTo(1690);
        assertThat(set.test().values(0)[0]).containsExactly(80, 5);
        NumberSequences last = SequenceFiles.read(
                file, new Reading(Task.FORECAST, columns, Missing.REFUSE, new Window(4, 2, 0)), set.form());
        assertThat(last.count()).isEqualTo(1);
        assertThat(last.values(0)[3]).containsExactly(99, 5);
        assertThatThrownBy(() ->
                        Dataset.open(file.toString(), new Reading(Task.FORECAST, columns, Missing.REFUSE, null), null))
                .hasMessageContaining("needs a window");
    }

    @Test
    void valuesBehindACutDoNotReachBeforeIt() {
        StringBuilder text = new StringBuilder("x\n");
        for (int t = 0; t < 100; t++) {
            text.append(t == 69 || t == 30 ? "?" : t < 70 ? Integer.toString(t) : "1000000")
                    .append("\n");
        }
        Columns columns = new Columns(null, null, null, null, List.of("x"));
        Dataset set = Dataset.open(
                write("gap.csv", text.toString()).toString(),
                new Reading(Task.FORECAST, columns, Missing.INTERPOLATE, new Window(4, 2, 0)),
                null);

        assertThat(set.train().values(30)[0][0]).isEqualTo(30);
        assertThat(set.train().target(64, 1)).isEqualTo(68);
        assertThat(set.train().target(25, 1)).isEqualTo(30);
    }
}
