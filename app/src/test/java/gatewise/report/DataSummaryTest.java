package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Columns;
import gatewise.data.Dataset;
import gatewise.data.Missing;
import gatewise.data.Reading;
import gatewise.testing.ToySequences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSummaryTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasRecognisedAndHowItWasSplit() throws Exception {
        String rows = IntStream.range(0, 20)
                .mapToObj(i -> "s" + i + "," + (i % 2 == 0 ? "x,1,2,\n" : "y,1,,3\n"))
                .collect(Collectors.joining("", "id,kind,s1,s2,s3\n", ""));
        Path wide = Files.writeString(folder.resolve("wide.csv"), rows);
        Reading reading = new Reading(null, new Columns("id", null, "kind", null, null), Missing.ZERO, null);

        assertThat(DataSummary.of(Dataset.open(wide.toString(), reading, null), 80)
                        .lines())
                .containsExactly(
                        "data: wide, table with a row a sequence; 13 training, 3 validation and 4 test",
                        "  sequences of 2 to 3 steps",
                        "split: one file, a fifth drawn class by class, seed 1, for the test, then 3 for",
                        "  validation",
                        "missing: 10 values put in");
        assertThat(DataSummary.of(ToySequences.forecast(folder), 80).lines())
                .containsExactly(
                        "data: series, table with a row a step; 98 training, 8 validation and 23 test",
                        "  windows of 6 steps",
                        "split: each series in order of time, 70% training, 10% validation, 20% test");
        assertThat(DataSummary.of(Dataset.mnist(), 80).lines())
                .containsExactly(
                        "data: mnist, IDX files; 55000 training, 5000 validation and 10000 test images of",
                        "  28 steps",
                        "split: test from a file of its own, validation the first 5000 of the training",
                        "  file");
        assertThat(DataSummary.of(Dataset.open("adding:50"), Integer.MAX_VALUE))
                .isEqualTo(
                        "data: adding:50, computed; 100000 training, 1000 validation and 2000 test sequences of 50 steps\n");
        Path ts = ToySequences.classes(folder);
        Files.copy(ts, folder.resolve("vowels_TRAIN.ts"));
        Files.copy(ts, folder.resolve("vowels_TEST.ts"));
        assertThat(DataSummary.of(Dataset.open(folder.resolve("vowels").toString()), 120)
                        .lines())
                .containsExactly(
                        "data: vowels, .ts; 64 training, 16 validation and 80 test sequences of 3 to 9 steps",
                        "split: test from a file of its own, validation drawn class by class, seed 1, of the training file");
    }
}
