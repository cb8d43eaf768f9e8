package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a network takes for left out of a table with a row a step, of which every other distance is the same. */
class TrainedStepsTest {
    private static final String DAYS = "2026-01-01 2026-01-02 2026-01-03";
    private static final String HOURS = "2026-01-01T00:00 2026-01-01T01:00 2026-01-01T02:00";
    private static final String MONTHS = "2026-01-31 2026-02-28 2026-03-31";

    @TempDir
    private Path folder;

    private static Reading reading(Missing missing) {
        return new Reading(null, new Columns("id", "t", "kind", List.of("a"), null), missing, null);
    }

    private static String rows(String sequence, String kind, String steps) {
        return Arrays.stream(steps.split(" "))
                .map(step -> sequence + "," + step + "," + kind + ",1\n")
                .collect(Collectors.joining());
    }

    private Form trained(String steps, Missing missing) throws IOException {
        String text = IntStream.range(0, 12)
                .mapToObj(i -> rows("s" + i, i % 2 == 0 ? "x" : "y", steps))
                .collect(Collectors.joining("", "id,t,kind,a\n", ""));
        Path file = Files.writeString(folder.resolve("table.csv"), text);
        return Dataset.open(file.toString(), reading(missing), null).form();
    }

    private static NumberSequences read(String steps, Missing missing, Form form) {
        String text = "id,t,kind,a\n" + rows("q", "x", steps);
        return SequenceFiles.read(
                new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "input", reading(missing), form);
    }

    private void refused(String trained, String steps, String problem) throws IOException {
        Form form = trained(trained, Missing.REFUSE);
        assertThatThrownBy(() -> read(steps, Missing.REFUSE, form))
                .hasMessageStartingWith("input, line 3: sequence 'q' has " + problem);
    }

    @ParameterizedTest
    @CsvSource({
        "0 1 2, 1 5, no step 2 after step 1; add it",
        "0 1 2, 1 5 9, no step 2 after step 1; add it",
        "10 20 30, 10 30 50, no step 20 after step 10; add it",
        DAYS + ", 2026-02-01 2026-02-05, no step 2026-02-02 after step 2026-02-01; add it",
        DAYS + ", 2026-02-01 2026-03-01 2026-04-01, no step 2026-02-02 after step 2026-02-01; add it",
        // No step of the file is ever on a Saturday, but steps of the training were.
        DAYS + ", 2026-01-09 2026-01-12, no step 2026-01-10 after step 2026-01-09; add it",
        HOURS + ", 2026-02-01T00:00 2026-02-01T02:00, no step 2026-02-01T01:00 after step 2026-02-01T00:00; add it",
        MONTHS + ", 2026-01-31 2026-03-31, no step 2026-02-28 after step 2026-01-31; add it",
        "08:00 08:15 08:30, 09:00 10:00, no step 09:15 after step 09:00; add it",
    })
    void allStepsOfAFileMayLieTooFarApart(String trained, String steps, String problem) throws IOException {
        refused(trained, steps, problem);
    }

    @Test
    void theirNumbersMayBeThoseOfTheTrainingInstead() throws IOException {
        refused("10 20 30", "10 30 50", "no step 20 after step 10; add it, number the steps as in training if");
        refused(
                DAYS,
                "2026-02-01 2026-02-05",
                "no step 2026-02-02 after step 2026-02-01; add it, number the steps 1, 2, 3 if");
    }

    @ParameterizedTest
    @CsvSource({
        "10 20 30, 1 2 3, 'step 2 after step 1, and the network was trained on steps 10 apart; give steps that far"
                + " apart, or number them so'",
        "10 20 30, 10 25 40, 'step 25 after step 10, and the network was trained on steps 10 apart; give'",
        HOURS + ", 2026-01-01T00:00 2026-01-01T00:30, 'step 2026-01-01T00:30 after step 2026-01-01T00:00, and the"
                + " network was trained on steps 1 hour apart; give steps that far apart, or number them 1, 2, 3 if that"
                + " does not matter'",
        MONTHS + ", 2026-01-01 2026-01-02, 'step 2026-01-02 after step 2026-01-01, and the network was trained on"
                + " steps 1 month apart; give'",
        MONTHS + ", 2026-01-31 2026-02-01 2026-03-29, 'step 2026-02-01 after step 2026-01-31, and the network was"
                + " trained on steps 1 month apart; give'",
        DAYS + ", 2026-01-01T00:00 2026-01-01T12:00, 'step 2026-01-01T12:00 after step 2026-01-01T00:00, and the"
                + " network was trained on steps 1 day apart; give'",
    })
    void orAtOtherDistances(String trained, String steps, String problem) throws IOException {
        refused(trained, steps, problem);
    }

    @ParameterizedTest
    @CsvSource({
        "10 20 30, 1000 1010 1020",
        "0 1 2, 7",
        // of another kind
        "0 1 2, 2026-02-01 2026-02-05",
        DAYS + ", 1 2 3",
        DAYS + ", 2027-02-28 2027-03-01",
        DAYS + ", 2026-03-28T00:00+01:00 2026-03-29T00:00+01:00 2026-03-30T00:00+02:00",
        HOURS + ", 2026-03-29T01:00 2026-03-29T03:00 2026-03-29T04:00",
        MONTHS + ", 2026-04 2026-05 2026-06",
        // steps that are anyhow
        "0.5 1 7, 1 5 9",
        "2026-01-01T00:00 2026-01-01T00:07 2026-01-01T01:00, 2026-02-01 2026-02-05",
        // weekends that are passed over
        "2026-01-08 2026-01-09 2026-01-12 2026-01-13, 2026-01-15 2026-01-19",
    })
    void othersAreTakenAsTheyAre(String trained, String steps) throws IOException {
        Form form = trained(trained, Missing.REFUSE);
        assertThat(read(steps, Missing.REFUSE, form).length(0)).isEqualTo(steps.split(" ").length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 5", "1 3 5"})
    void whatIsLeftOutIsPutInAsInTraining(String steps) throws IOException {
        assertThat(read(steps, Missing.INTERPOLATE, trained("0 1 2 4", Missing.INTERPOLATE))
                        .length(0))
                .isEqualTo(5);
    }

    @Test
    void partsOfAFileAreMeasuredSo() throws IOException {
        SequenceParts.Asked asked =
                new SequenceParts.Asked(reading(Missing.REFUSE), trained("0 1 2", Missing.REFUSE), false);
        byte[] near =
                ("id,t,kind,a\n" + rows("p", "x", "3 4") + rows("q", "y", "7 8 9")).getBytes(StandardCharsets.UTF_8);
        byte[] far = ("id,t,kind,a\n" + rows("p", "x", "3 4") + rows("q", "y", "7 9")).getBytes(StandardCharsets.UTF_8);
        assertThat(TextPartsTest.inParts(near, asked, 1)).hasSize(2);
        assertThatThrownBy(() -> TextPartsTest.inParts(far, asked, 1))
                .hasMessageStartingWith("file, line 5: sequence 'q' has no step 8 after step 7");
    }

    @Test
    void soItIsWhatIsPastedAsText() throws IOException {
        byte[] text = "id,t,a\nq,1,1\nq,5,1\n".getBytes(StandardCharsets.UTF_8);
        Form form = trained("0 1 2", Missing.REFUSE);
        assertThatThrownBy(() -> GivenSequence.read(text, reading(Missing.REFUSE), form, 9, "the text"))
                .hasMessageStartingWith("the text, line 3: sequence 'q' has no step 2 after step 1");
    }

    @Test
    void aNetworkOfWhichThatWasNotKeptTakesTheFileAlone() {
        Form form = new Form(Task.CLASSIFY, List.of("a"), List.of("x", "y"), Scaling.none(1), null);
        assertThat(read("1 5 9", Missing.REFUSE, form).length(0)).isEqualTo(3);
    }

    @Test
    void weekendsArePassedOverWhereNoSequenceOfTheTrainingHadOne() throws IOException {
        Form form = trained("2025-01-06 2025-01-07 2025-01-08 2025-01-09 2025-01-10", Missing.REFUSE);
        String weeks = IntStream.range(0, 21)
                .filter(day -> day % 7 < 5)
                .mapToObj(day -> LocalDate.of(2025, 1, 6).plusDays(day).toString())
                .collect(Collectors.joining(" "));
        assertThat(read(weeks, Missing.REFUSE, form).length(0)).isEqualTo(15);
    }

    @Test
    void theTestOfAPairIsMeasuredByItsTraining() throws IOException {
        String head = "id,t,kind,a\n";
        String some = rows("p", "x", "0 1 2") + rows("q", "y", "0 1 2");
        Files.writeString(
                folder.resolve("A_TRAIN.csv"),
                head + some + rows("r", "x", "0 1 2") + rows("s", "y", "0 1 2") + rows("u", "y", "0 1 2"));
        Files.writeString(folder.resolve("A_TEST.csv"), head + rows("p", "x", "0 4 8") + rows("q", "y", "0 4 8"));
        assertThatThrownBy(() -> Dataset.open(folder.resolve("A").toString(), reading(Missing.REFUSE), null))
                .hasMessageContaining("A_TEST.csv, line 3: sequence 'p' has no step 1 after step 0");
        Files.writeString(folder.resolve("A_TEST.csv"), head + rows("p", "x", "8 9") + rows("q", "y", "4"));
        assertThat(Dataset.open(folder.resolve("A").toString(), reading(Missing.REFUSE), null)
                        .test()
                        .count())
                .isEqualTo(2);
    }
}
