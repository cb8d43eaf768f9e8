package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that have a place for what is to be said of their sequences, and nothing there: they are yet to be answered. */
class UnansweredTest {
    @TempDir
    private Path folder;

    private static final Reading LONG =
            TableFileTest.reading(Task.REGRESS, new Columns("s", "t", null, null, List.of("y", "z")), Missing.REFUSE);
    private static final Reading WIDE =
            TableFileTest.reading(Task.REGRESS, new Columns(null, null, null, null, List.of("y", "z")), Missing.REFUSE);
    private static final Reading TAGS =
            TableFileTest.reading(Task.TAG, new Columns("s", "t", "kind", null, null), Missing.INTERPOLATE);

    private static NumberSequences read(String text, Reading reading, Form known) {
        return TableFileTest.read(text.replace("\\n", "\n"), reading, known).sequences();
    }

    private static Form numbers(String feature) {
        return new Form(Task.REGRESS, List.of(feature), List.of("y", "z"), Scaling.none(1), Scaling.none(2));
    }

    @Test
    void numbersOfTheLastStepsMayAllBeLeftOut() {
        NumberSequences read = read("s,t,x,y,z\\nA,0,1,5,6\\nA,1,2,,\\nB,0,3,?,NA\\n", LONG, numbers("x"));
        assertThat(read.isLabelled()).isFalse();
        assertThat(read.count()).isEqualTo(2);
        assertThat(read.values(0)).isDeepEqualTo(new float[][] {{1}, {2}});
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "s,t,x,y,z\\nA,0,1,1,2\\nB,0,3,,\\n | 3: the last step of sequence 'B'",
                "s,t,x,y,z\\nA,0,1,,\\nB,0,3,1,2\\n | 2: the last step of sequence 'A'",
                "s,t,x,y,z\\nA,0,1,1,\\n | 2: the last step of sequence 'A'",
            })
    void butNotOfSome(String text, String problem) {
        for (Form known : new Form[] {null, numbers("x")}) {
            assertThatThrownBy(() -> read(text, LONG, known))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith("table.csv, line " + problem + " has no number for target; give it of all");
        }
    }

    @Test
    void soItIsInRowsThatAreSequences() {
        Form known = numbers("value");
        NumberSequences read = read("a,b,y,z\\n1,2,,\\n3,4,?,\\n", WIDE, known);
        assertThat(read.isLabelled()).isFalse();
        assertThat(read.values(1)).isDeepEqualTo(new float[][] {{3}, {4}});
        assertThat(read("a,b,y,z\\n1,2,5,6\\n", WIDE, known).target(0, 1)).isEqualTo(6);
        for (String text : List.of("a,b,y,z\\n1,2,3,4\\n1,2,,\\n", "a,b,y,z\\n1,2,3,4\\n1,2,,3\\n")) {
            assertThatThrownBy(() -> read(text, WIDE, known))
                    .hasMessage(
                            "table.csv, line 3: column 'y': the number to be said is missing; give it of all sequences, or of none");
        }
        assertThatThrownBy(() -> read("a,b,y,z\\n1,2,,\\n1,2,3,4\\n", WIDE, null))
                .hasMessage(
                        "table.csv, line 2: column 'y': the number to be said is missing; give it of all sequences, or of none");
    }

    private static FileContent ts(String text) {
        return TsFile.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "s.ts", Reading.DEFAULT, null);
    }

    @Test
    void soItIsInTsFiles() {
        String target = "@targetLabel true\n@data\n";
        String label = "@classLabel true a b\n@data\n";
        for (String head : List.of(target, label)) {
            NumberSequences read = ts(head + "1,2:3,4:?\n5,6:7,8: ?\n").sequences();
            assertThat(read.isLabelled()).isFalse();
            assertThat(read.values(1)).isDeepEqualTo(new float[][] {{5, 7}, {6, 8}});
        }
        assertThatThrownBy(() -> ts(target + "1,2:3\n1,2:?\n"))
                .hasMessage("s.ts, line 4: a number is missing; give it of all sequences, or of none");
        assertThatThrownBy(() -> ts(label + "1,2:?\n1,2:a\n"))
                .hasMessage("s.ts, line 3: a class is missing; give it of all sequences, or of none");
        assertThat(ts("@classLabel true a ?\n@data\n1,2:?\n").sequences().label(0))
                .isEqualTo(1);
    }

    @Test
    void stepsOfSequencesThatAreYetToBeTaggedArePutIn() {
        Form known = new Form(Task.TAG, List.of("x"), List.of("u", "v"), Scaling.none(1), null);
        for (String text : List.of("s,t,x\\nA,0,2\\nA,1,2\\nA,3,4\\n", "s,t,x,kind\\nA,0,2,\\nA,1,2,\\nA,3,4,?\\n")) {
            NumberSequences read = read(text, TAGS, known);
            assertThat(read.isLabelled()).isFalse();
            assertThat(read.length(0)).isEqualTo(4);
        }
        assertThatThrownBy(() -> read("s,t,x,kind\\nA,0,2,u\\nA,1,2,v\\nA,3,4,u\\n", TAGS, known))
                .hasMessage("table.csv: 1 step missing, and so are their labels; add them");
    }

    @Test
    void stepsOfSeriesWithoutWhatIsForecastArePutIn() {
        Reading reading = new Reading(
                Task.FORECAST,
                new Columns("s", "t", null, List.of("x"), List.of("y")),
                Missing.INTERPOLATE,
                new Window(2, 1, 0));
        Form known = new Form(Task.FORECAST, List.of("x"), List.of("y+1"), Scaling.none(1), Scaling.none(1));
        assertThat(read("s,t,x\\nA,0,2\\nA,1,2\\nA,3,4\\n", reading, known).length(0))
                .isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true | 0 | no step of the training part has a value of y; fill the column",
                "false | 0 | y is missing at step 1, counted from 1, of series series; give it, or train with missing interpolate or missing zero",
                "false | 40 | y is missing at step 41, counted from 1, of series series; give it, or train with missing interpolate or missing zero",
            })
    void nothingIsForecastOrScoredWithoutItsValues(boolean all, int missing, String problem) throws IOException {
        Reading reading = new Reading(
                Task.FORECAST,
                new Columns(null, "t", null, List.of("x"), List.of("y")),
                Missing.REFUSE,
                new Window(2, 1, 0));
        String rows = IntStream.range(0, 50)
                .mapToObj(i -> i + "," + i * i + "," + (all || i == missing ? "" : i) + "\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("f.csv"), "t,x,y\n" + rows);
        assertThatThrownBy(() -> Dataset.open(file.toString(), reading, null)).hasMessage(file + ": " + problem);
        Form form = new Form(Task.FORECAST, List.of("x"), List.of("y+1"), Scaling.none(1), Scaling.none(1));
        assertThatThrownBy(() -> SequenceFiles.readTruth(file, reading, form)).hasMessage(file + ": " + problem);
        assertThat(SequenceFiles.read(file, reading, form).count()).isEqualTo(1);
    }
}
