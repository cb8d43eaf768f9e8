package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.study.RunResult;
import gatewise.study.StudyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose runs were trained by several processes, or are not all there. */
class SharedComparisonTest {
    private static final Comparison WHOLE = ComparisonTest.comparison(2, 2);

    @TempDir
    Path folder;

    /** The same results, trained in other places. */
    private static Comparison trained(IntFunction<RunResult.Place> places) {
        List<RunResult> results =
                WHOLE.rows().stream().flatMap(row -> row.runs().stream()).toList();
        return Comparison.of(
                WHOLE.study(),
                IntStream.range(0, results.size())
                        .mapToObj(i -> new RunResult(
                                results.get(i).network(),
                                results.get(i).seed(),
                                results.get(i).scored(),
                                results.get(i).history(),
                                new RunResult.Origin(null, places.apply(i))))
                        .toList());
    }

    private String written(String file, Comparison comparison) throws Exception {
        ComparisonReport.write(new StudyFolder(folder), comparison, "gatewise compare");
        return Files.readString(folder.resolve(file));
    }

    @Test
    void speedsOfOneProcessAreWhatTheyAre() throws Exception {
        for (Comparison alone : List.of(WHOLE, trained(i -> new RunResult.Place(1, 1, "node1")))) {
            assertThat(ComparisonTable.headers(alone)).contains("s/epoch", "images/s", "one image, \u00b5s");
            assertThat(ComparisonTable.note(alone)).isEmpty();
            assertThat(written("results.csv", alone)).contains(",3.50000,1500.00,21.5000,");
        }
        assertThat(written("runs.csv", WHOLE)).doesNotContain("host");
    }

    @Test
    void speedsBesideNeighboursAreMarked() throws Exception {
        Comparison beside = trained(i -> new RunResult.Place(1 + i % 2, 2, "node1"));
        assertThat(ComparisonTable.headers(beside)).contains("s/epoch*", "images/s*", "one image, \u00b5s*");
        String note =
                "* Measured while other runs of the study may have been trained on the same machine, which slows all.";
        assertThat(ComparisonTable.note(beside)).isEqualTo(note);
        assertThat(written("report.html", beside)).contains(note, "s/epoch*");
        assertThat(written("results.md", beside)).contains(note);
        assertThat(written("runs.csv", beside).lines().findFirst().orElseThrow())
                .endsWith(",seconds,latencyMicroseconds,part,host,checkpoint");
        assertThat(written("runs.csv", beside)).contains(",1,node1,runs/", ",2,node1,runs/");
    }

    @Test
    void speedsOfDifferentMachinesAreNotCompared() throws Exception {
        Comparison apart = trained(i -> new RunResult.Place(1 + i % 2, 2, "node" + (1 + i % 2)));
        String note = "The runs were trained on 2 machines (node1, node2), so that their speeds are not compared.";
        assertThat(ComparisonTable.headers(apart))
                .hasSameSizeAs(ComparisonTable.cells(apart, apart.best()))
                .noneMatch(header -> header.contains("/"))
                .noneMatch(header -> header.contains("\u00b5s"));
        assertThat(ComparisonTable.note(apart)).isEqualTo(note);
        assertThat(written("report.html", apart)).contains(note).doesNotContain("s/epoch", "a second, of training");
        assertThat(written("results.csv", apart))
                .contains(",secondsPerEpoch,", ",,,,")
                .doesNotContain("21.5000");

        Comparison continued = trained(i -> i == 0 ? null : new RunResult.Place(1, 2, "node1"));
        assertThat(ComparisonTable.note(continued))
                .isEqualTo("The runs were trained on 1 machine (node1) and where the study went on alone, so that"
                        + " their speeds are not compared.");
        Comparison many = trained(i -> new RunResult.Place(i + 1, 9, "node" + i));
        assertThat(ComparisonTable.note(many)).startsWith("The runs were trained on 6 machines, so");
    }

    @Test
    void whatIsMissingIsSaidAndLeftOut() throws Exception {
        List<RunResult> some = WHOLE.rows().get(2).runs().subList(1, 2);
        Comparison half = Comparison.of(WHOLE.study(), some);
        assertThat(half.rows()).singleElement().extracting(Comparison.Row::name).isEqualTo("rnn");
        String gaps = "So far 5 of the 6 runs are missing.";
        assertThat(ComparisonTable.note(half)).isEqualTo(gaps);
        assertThat(written("results.md", half)).contains(gaps);
        assertThat(written("report.html", half))
                .contains(gaps, "gatewise reproduce " + folder.resolve("runs/03-rnn-seed-2/last.zip"));
        assertThat(written("runs.csv", half)).hasLineCount(2);
        assertThat(ComparisonTable.note(WHOLE)).isEmpty();
    }
}
