package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with a row a sequence and no names of columns, which a network reads with classes or without. */
class BareRowsTest {
    private static final String EQUAL = "1,5,6,7\n2,.5,.6,.7\n";
    private static final String UNEQUAL = "1,5,6,7\n2,.5,.6,\n";
    private static final String FIX = "or, if there are no classes, put a line with the columns' names before it";

    @TempDir
    private Path folder;

    private Form trained(String rows, String test) throws IOException {
        Files.writeString(folder.resolve("G_TRAIN.csv"), rows.repeat(10));
        Files.writeString(folder.resolve("G_TEST.csv"), test);
        return Dataset.open(folder.resolve("G").toString()).form();
    }

    private Form trained(String rows) throws IOException {
        return trained(rows, rows);
    }

    private static NumberSequences read(String text, Form form) {
        return read(text, Reading.DEFAULT, form);
    }

    private static NumberSequences read(String text, Reading reading, Form form) {
        return SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "input", reading, form);
    }

    private static void areSteps(String text, Form form, float... first) {
        NumberSequences read = read(text, form);
        assertThat(read.isLabelled()).as(text).isFalse();
        assertThat(read.count()).isEqualTo(text.lines().count());
        assertThat(read.length(0)).isEqualTo(first.length);
        for (int i = 0; i < first.length; i++) {
            assertThat(read.values(0)[i]).containsExactly(first[i]);
        }
    }

    @Test
    void fieldsAreCountedWhereAllSequencesHadOneLength() throws IOException {
        Form form = trained(EQUAL);
        areSteps("0.0556,2,3\n", form, .0556f, 2, 3);
        areSteps(".5,2,3\n0,5,6\n", form, .5f, 2, 3);
        NumberSequences labelled = read("2,1,2,3\n", form);
        assertThat(labelled.label(0)).isEqualTo(1);
        assertThat(labelled.values(0)).isDeepEqualTo(new float[][] {{1}, {2}, {3}});
        assertThatThrownBy(() -> read("1,1,2,3\n.5,1,2,3\n", form))
                .hasMessage("input, line 2: the network does not know the class '.5', it knows [1, 2]; give the classes"
                        + " that it was trained on");
    }

    @Test
    void whatMayBeAClassIsNoStep() throws IOException {
        Form form = trained(EQUAL);
        for (String text : List.of("1,5,6\n", ".5,5,6\n1,7,8\n", ".5,5,6\n1.0,7,8\n")) {
            assertThatThrownBy(() -> read(text, form))
                    .hasMessageContainingAll(
                            "line " + text.lines().count() + ": begins with '1", "which may be a class", FIX);
        }
    }

    @Test
    void whereLengthsDifferOrAreOthersTheClassIsFirst() throws IOException {
        for (Form form : List.of(trained(UNEQUAL), trained(EQUAL))) {
            assertThat(read("2,1,2,3,4\n1,5,6,,\n", form).label(0)).isEqualTo(1);
            assertThat(read("?,1,2,3,4\n?,5,6,,\n", form).length(0)).isEqualTo(4);
            for (String text : List.of("0.0556,2,3,4,5\n", "1.0,2,3,4,5\n")) {
                assertThatThrownBy(() -> read(text, form)).hasMessageContaining("does not know the class");
            }
        }
    }

    @Test
    void withNamesOfColumnsTheClassIsFirstAsInTraining() throws IOException {
        Form form = trained(EQUAL);
        NumberSequences labelled = read("kind,a,b,c\n2,1,2,3\n", form);
        assertThat(labelled.label(0)).isEqualTo(1);
        assertThat(labelled.values(0)).isDeepEqualTo(new float[][] {{1}, {2}, {3}});
        NumberSequences unlabelled = read("a,b,c\n1,2,3\n", form);
        assertThat(unlabelled.isLabelled()).isFalse();
        assertThat(unlabelled.values(0)).isDeepEqualTo(new float[][] {{1}, {2}, {3}});
    }

    @Test
    void classesThatAreNoNumbersAreNoSteps() throws IOException {
        Form form = trained("u,5,6,7\nv,.5,.6,.7\n");
        areSteps("5,6,7\n", form, 5, 6, 7);
        assertThat(read("v,6,7\n", form).label(0)).isEqualTo(1);
        assertThatThrownBy(() -> read("w,6,7\n", form)).hasMessageContaining("does not know the class 'w'");
    }

    @Test
    void toBeScoredByThemThereMustBeClasses() throws IOException {
        Form form = trained(EQUAL);
        Path file = Files.writeString(folder.resolve("new.csv"), ".5,2,3\n");
        assertThatThrownBy(() -> SequenceFiles.readTruth(file, Reading.DEFAULT, form))
                .hasMessage(
                        file + ": does not say what is true of its sequences: it has no classes; give a file that does;"
                                + " without names of columns, each row begins with its class");
    }

    @Test
    void theTestOfATrainingSetHasClasses() throws IOException {
        assertThat(trained(EQUAL, "2,8,9\n").steps().length()).isEqualTo(3);
        assertThatThrownBy(() -> trained(EQUAL, ".5,8,9\n"))
                .hasMessageContaining("G_TEST.csv, line 1: the class '.5' is none of those in ");
    }

    @Test
    void numbersMayBeNamesWhereColumnsHadNames() throws IOException {
        Reading named = new Reading(null, new Columns(null, null, "kind", null, null), Missing.REFUSE, null);
        Path file = Files.writeString(folder.resolve("t.csv"), "400,410,420,kind\n" + "5,6,7,1\n3,2,1,2\n".repeat(10));
        Form form = Dataset.open(file.toString(), named, null).form();
        assertThat(read("400,410,420\n5,9,7\n", named, form).values(0)).isDeepEqualTo(new float[][] {{5}, {9}, {7}});
        assertThatThrownBy(() -> read("401,411,421\n5,9,7\n", named, form))
                .hasMessageContaining("does not know the class '401'");
    }

    @Test
    void partsOfAFileAreReadSo() throws IOException {
        Form form = trained(EQUAL);
        for (String text : List.of(".5,1,2\n.7,3,4\n.8,5,6\n", "1,1,2,3\n2,3,4,5\n1,5,6,7\n")) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            SequenceParts.Asked asked = new SequenceParts.Asked(Reading.DEFAULT, form, false);
            assertThat(TextPartsTest.inParts(bytes, asked, 5)).isEqualTo(TextPartsTest.lines(read(text, form)));
        }
    }

    @Test
    void whatIsPastedAsTextIsReadSo() throws IOException {
        Form form = trained(EQUAL);
        NumberSequences read =
                GivenSequence.read("3\t5\t6\n".getBytes(StandardCharsets.UTF_8), Reading.DEFAULT, form, 9, "text");
        assertThat(read.values(0)).isDeepEqualTo(new float[][] {{3}, {5}, {6}});
    }
}
