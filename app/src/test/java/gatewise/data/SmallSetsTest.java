package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets that are too small to be split, and what a set says of itself. */
class SmallSetsTest {
    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void whatTheFileHoldsIsCounted() throws Exception {
        String one = write("one.tsv", "a\t1\t2\na\t3\t4\nb\t1\t2\nb\t1\t2\n");
        String single = write("single.tsv", "a\t1\t2\nb\t3\t4\n");
        write("pair_TEST.tsv", "a\t1\t2\n");
        String pair = write("pair_TRAIN.tsv", "a\t1\t2\nb\t3\t4\n");
        String number = write("number.csv", "a,b,y\n1,2,1\n3,4,2\n");
        Reading regress =
                new Reading(Task.REGRESS, new Columns(null, null, null, null, List.of("y")), Missing.REFUSE, null);

        assertThatThrownBy(() -> Dataset.open(one))
                .hasMessage(
                        one + ": holds 4 sequences, at most 2 of a class, expected at least 3 of one class, one each"
                                + " for training, validation and test; add sequences");
        assertThatThrownBy(() -> Dataset.open(single))
                .hasMessageContaining(": holds 2 sequences, at most 1 of a class, expected at least 3 of one class");
        assertThatThrownBy(() -> Dataset.open(pair))
                .hasMessageContaining(": holds 2 sequences, at most 1 of a class, expected at least 2 of one class, one"
                        + " each for training and validation; add");
        assertThatThrownBy(() -> Dataset.open(number, regress, null))
                .hasMessageContaining(
                        ": holds 2 sequences, expected at least 3, one each for training, validation and");
        assertThat(Dataset.open(write("three.tsv", "a\t1\t2\na\t3\t4\na\t1\t2\nb\t1\t2\n"))
                        .train()
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aSeasonThatNeverComesRoundIsRefused() throws Exception {
        String series = write(
                "load.csv",
                IntStream.range(0, 100).mapToObj(i -> i % 7 + "\n").collect(Collectors.joining("", "load\n", "")));

        assertThatThrownBy(() -> Dataset.open(series, forecast(70), null))
                .hasMessage(
                        series + ": the series has 100 steps, of which 70 are training's, no more than a season of 70;"
                                + " give a longer series, or a smaller season");
        assertThat(Dataset.open(series, forecast(69), null).naive().scale(0, 0).isKnown())
                .isTrue();
    }

    private static Reading forecast(int season) {
        return new Reading(Task.FORECAST, Columns.NONE, Missing.REFUSE, new Window(4, 1, season));
    }

    @Test
    void whatASetIsMadeOf() throws Exception {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "s" + i + "," + (i % 2 == 0 ? "x,1,2,\n" : "y,1,,3\n"))
                .collect(Collectors.joining("", "id,kind,s1,s2,s3\n", ""));
        Reading reading = new Reading(null, new Columns("id", null, "kind", null, null), Missing.INTERPOLATE, null);
        Dataset wide = Dataset.open(write("wide.csv", rows), reading, null);

        assertThat(wide.splits().origin()).isEqualTo(new DataOrigin(DataOrigin.Kind.WIDE, false, 10, List.of()));
        assertThat(wide.test().name(0)).startsWith("s");
        assertThat(Dataset.open("adding:10").splits().origin().form()).isEqualTo(DataOrigin.Kind.COMPUTED);
        assertThat(wide.limit(3).splits().origin()).isEqualTo(wide.splits().origin());
    }
}
