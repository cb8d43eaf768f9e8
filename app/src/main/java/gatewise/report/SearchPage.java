package gatewise.report;

import gatewise.io.Text;
import gatewise.study.Search;
import gatewise.study.SearchResults;
import gatewise.study.SearchResults.Trial;
import gatewise.study.Study;
import java.util.List;
import java.util.stream.Collectors;

/** A search as one page that needs nothing beside itself: no other file, no network, no script. */
final class SearchPage {
    private final SearchResults results;
    private final String command;

    private SearchPage(SearchResults results, String command) {
        this.results = results;
        this.command = command;
    }

    /** The page as HTML. */
    static String html(SearchResults results, String command) {
        return new SearchPage(results, command).page();
    }

    private String page() {
        Search search = results.search();
        String title = Text.count(search.terms().configurations(), "configuration") + " searched on "
                + search.data().name();
        return ComparisonPage.whole(
                title,
                List.of(SearchWords.finding(results), SearchWords.setting(search)),
                table() + curves() + winner() + method());
    }

    private static String escape(String text) {
        return Svg.escape(text);
    }

    private String table() {
        String chosen = results.winner()
                .map(winner -> winner.study().entries().get(0).name())
                .orElse("");
        return ComparisonPage.table(
                "<b>Table 1.</b> " + escape(SearchWords.columns(results)),
                SearchTable.headers(results),
                results.trials().stream()
                        .map(trial -> new ComparisonPage.Line(
                                SearchTable.cells(results, trial),
                                trial.entry().name().equals(chosen)))
                        .toList());
    }

    private String curves() {
        List<Trial> trained = results.trials().stream()
                .filter(trial -> trial.result() != null)
                .toList();
        if (trained.isEmpty()) {
            return "";
        }
        List<Study.Entry> entries = trained.stream().map(Trial::entry).toList();
        Search search = results.search();
        Study all = new Study(
                search.formatVersion(),
                entries,
                new Study.Scope(1, search.plan().seed(), 0, null, search.plan().epochs()),
                search.data());
        Comparison comparison =
                Comparison.of(all, trained.stream().map(Trial::result).toList());
        String curve = comparison.measure().curve();
        return Text.format(
                """
                <h2>How they were halved</h2>
                <figure>
                %s%s<figcaption><b>Figure 1.</b> The %s of each configuration after each epoch, to the end of its last rung:
                LSTM blue, GRU orange, simple RNN green.</figcaption>
                </figure>
                """,
                CurveChart.overlaid(comparison, CurveChart.Frame.WIDE, "wide"),
                CurveChart.overlaid(comparison, CurveChart.Frame.NARROW, "narrow"),
                curve);
    }

    private String winner() {
        return results.winner()
                .map(winner -> Comparison.of(winner.study(), winner.results()))
                .map(comparison -> "<h2>The winner</h2>\n"
                        + ComparisonPage.table(
                                "<b>Table 2.</b> " + escape(ComparisonWords.columns(comparison)),
                                ComparisonTable.headers(comparison),
                                comparison.rows().stream()
                                        .map(row ->
                                                new ComparisonPage.Line(ComparisonTable.cells(comparison, row), false))
                                        .toList()))
                .orElse("");
    }

    private String method() {
        Search search = results.search();
        return Text.format(
                """
                <h2>How it was done</h2>
                <pre><code>%s</code></pre>
                <dl>
                <dt>drawn from</dt><dd>%s</dd>
                <dt>rule</dt><dd>successive halving (Jamieson &amp; Talwalkar 2016) with a factor of 3, the rungs as in one
                bracket of Hyperband (Li et al. 2018)</dd>
                <dt>data</dt><dd>%s (%s), %,d training sequences, SHA-256 <code>%s</code></dd>
                <dt>made</dt><dd>%s</dd>
                </dl>
                """,
                escape(command),
                SearchWords.space(search.space()).stream()
                        .map(SearchPage::escape)
                        .collect(Collectors.joining("<br>")),
                escape(search.data().name()),
                escape(search.data().source()),
                search.data().trainingImages(),
                search.data().sha256(),
                escape(ComparisonWords.machine()));
    }
}
