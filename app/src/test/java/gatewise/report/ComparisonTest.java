package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.study.RunResult;
import gatewise.study.Study;
import gatewise.study.StudyDraft;
import gatewise.study.StudyFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComparisonTest {
    private static final String NASTY = "<b>\"GRU\" & co, | ü</b>";
    private static final NetworkSpec LSTM = NetworkSpec.tutorial();

    @TempDir
    Path folder;

    private static Study study(int seeds, int epochs) {
        List<StudyDraft> drafts = List.of(
                new StudyDraft("tutorial", LSTM, 0, true),
                new StudyDraft(NASTY, LSTM.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft("rnn", LSTM.toBuilder().cell(Cell.SIMPLE).build(), 0, false));
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(epochs)
                .batchSize(128)
                .shuffle(true)
                .scoreBest(true)
                .seed(1)
                .build();
        return Study.of(
                drafts,
                StudyDraft.sized(drafts, 6674),
                new Study.Terms(plan, seeds, 6674, null),
                new Provenance.Data(
                        "mnist",
                        "MNIST",
                        "0123abcd",
                        new Provenance.Data.Training(55_000, null),
                        List.of("four", "nine", "seven")));
    }

    /** Of 300 test images, so many fours are taken for nines. */
    private static RunResult result(String name, long seed, int wrong, int epochs, double firstValidation) {
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 1; epoch <= epochs; epoch++) {
            double validation = Math.min(0.99, firstValidation + 0.01 * (epoch - 1));
            history.add(new EpochRecord(
                    epoch,
                    new EpochRecord.Losses(1.0 / epoch, null),
                    new EpochRecord.Accuracy(0.9, validation),
                    new EpochRecord.Pace(2 + seed, 1000 * seed),
                    List.of()));
        }
        long[][] confusion = {{100 - wrong, wrong, 0}, {1, 99, 0}, {0, 0, 100}};
        return new RunResult(
                name,
                seed,
                new RunResult.Scored(epochs, confusion, null, 20 + seed),
                history,
                new RunResult.Origin(null, null));
    }

    static Comparison comparison(int seeds, int epochs) {
        List<RunResult> results = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            results.add(result("tutorial", seed, 10 + seed, epochs, 0.96));
            results.add(result(NASTY, seed, 3 + seed, epochs, 0.95));
            results.add(result("rnn", seed, 30 + 3 * seed, epochs, 0.5));
        }
        return Comparison.of(study(seeds, epochs), results);
    }

    @Test
    void eachNetworkIsSummedUpOverItsRuns() {
        Comparison comparison = comparison(3, 5);
        Comparison.Row tutorial = comparison.rows().get(0);
        assertThat(tutorial.score().mean()).isCloseTo((300 - 1 - 12) / 300.0, within(1e-12));
        assertThat(tutorial.score().standardDeviation()).isCloseTo(1 / 300.0, within(1e-12));
        assertThat(tutorial.secondsAnEpoch()).isEqualTo(4);
        assertThat(tutorial.sequencesPerSecond()).isEqualTo(2000);
        assertThat(tutorial.latency()).isEqualTo(22);
        assertThat(tutorial.epochsToReach()).isEqualTo(2);
        assertThat(tutorial.reaching()).isEqualTo(3);
        assertThat(comparison.rows().get(2).epochsToReach()).isNaN();
        assertThat(tutorial.curve()).hasSize(5);
        assertThat(tutorial.curve().get(4).mean()).isCloseTo(0.99, within(1e-12));
        assertThat(comparison.best().name()).isEqualTo(NASTY);
    }

    @Test
    void confusionsAreThoseThatTheBestOneMakesLessOften() {
        Comparison comparison = comparison(3, 5);
        assertThat(comparison.confusions(comparison.rows().get(2), 4))
                .containsExactly(new Comparison.Confusion("four", "nine", 36, 5));
        assertThat(comparison.confusions(comparison.best(), 4)).isEmpty();
    }

    @Test
    void theTableIsWrittenForATerminalForMarkdownAndForPrograms() {
        Comparison comparison = comparison(3, 5);
        String text = ComparisonTable.text(comparison).toString();
        assertThat(text.lines()).hasSize(4);
        assertThat(text).contains("tutorial", "6,674", "95.67%", "0.33", "94.84\u201396.49", "2,000", "22.0");
        String markdown = ComparisonTable.markdown(comparison, "gatewise compare --seeds 3");
        assertThat(markdown.lines().filter(line -> line.startsWith("| ")))
                .hasSize(5)
                .allSatisfy(line -> assertThat(line.replace("\\|", "").chars().filter(c -> c == '|'))
                        .hasSize(10));
        assertThat(markdown).contains("3 networks on MNIST, each trained from 3 seeds on 55,000 images", "co, \\| ü");
        String csv = ComparisonCsv.networks(comparison);
        assertThat(csv.lines()).hasSize(4);
        assertThat(csv)
                .contains("tutorial,tutorial,6674,3,0.956667,0.00333333,", "\"<b>\"\"GRU\"\" & co, | ü</b>\",study");
        String runs = ComparisonCsv.runs(comparison, new StudyFolder(folder));
        assertThat(runs.lines()).hasSize(10);
        assertThat(runs).contains("tutorial,3,0.953333,", "runs/01-tutorial-seed-3/last.zip", "-seed-1/best.zip");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 40})
    void thePageNeedsNothingElseAndSaysWhatWasFound(int epochs) throws Exception {
        for (int seeds : new int[] {1, 3}) {
            List<Path> written =
                    ComparisonReport.write(new StudyFolder(folder), comparison(seeds, epochs), "gatewise compare");
            assertThat(written)
                    .extracting(path -> path.getFileName().toString())
                    .containsExactly("report.html", "results.md", "results.csv", "runs.csv");
            String html = Files.readString(written.get(0));
            assertThat(html)
                    .doesNotContain("http", "src=", "url(", "@import", "<script", "NaN", "<b>\"GRU\"", "%%", "Infinity")
                    .contains(
                            "<h1>3 networks on MNIST</h1>",
                            "&lt;b&gt;&quot;GRU&quot; &amp; co, | ü&lt;/b&gt; does best",
                            "prefers-color-scheme: dark",
                            "four \u2192 nine",
                            "gatewise reproduce ");
            assertThat(html.split("<svg ")).hasSize(1 + 2 + 2 + 3 + 3);
        }
    }

    @Test
    void whatIsSaidOfChanceFollowsFromTheIntervals() {
        assertThat(ComparisonWords.finding(comparison(1, 2))).endsWith("with one seed, nothing can be said of chance.");
        assertThat(ComparisonWords.finding(comparison(3, 2))).endsWith("clear of every other network.");
        assertThat(ComparisonWords.finding(comparison(2, 2))).contains("the interval of 1 other network overlaps");
    }

    @Test
    void chartsNameTheirScalesAndFollowTheTheme() {
        String html = ComparisonPage.html(comparison(3, 5), new StudyFolder(folder), "gatewise compare");
        assertThat(html)
                .contains(">epoch</text>", ">test accuracy, %</text>", ">95%</text>", ">98%</text>", ">86</text>")
                .contains("stroke=\"var(--orange)\"", "fill=\"var(--green)\" fill-opacity=\"0.13\"")
                .contains("font-family=\"var(--serif)\" text-anchor=\"end\" fill=\"var(--text)\">rnn</text>");
        List<String> used = Pattern.compile("var\\((--[a-z]+)\\)")
                .matcher(html)
                .results()
                .map(result -> result.group(1))
                .distinct()
                .toList();
        assertThat(used)
                .contains("--paper", "--grid", "--orange")
                .allSatisfy(variable -> assertThat(html).contains(variable + ": "));
        String drawings = html.substring(html.indexOf("<svg "), html.lastIndexOf("</svg>"));
        assertThat(drawings).doesNotContain("#").contains("stroke=\"var(--grid)\"");
    }

    @Test
    void figuresAreWrittenTheSameWhereverTheReaderLives() {
        Locale home = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(ComparisonPage.html(comparison(3, 5), new StudyFolder(folder), "gatewise compare"))
                    .contains("<dd>6,674 aimed at", "55,000 training images", "<dd>1 to 3</dd>");
            assertThat(new MistakeSheet.Mistake(0, new byte[0], "4", "9", 0.987).caption())
                    .endsWith("  98.70%");
        } finally {
            Locale.setDefault(home);
        }
    }
}
