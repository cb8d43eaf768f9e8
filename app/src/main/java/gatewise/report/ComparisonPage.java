package gatewise.report;

import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.data.Window;
import gatewise.io.Text;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A comparison as one page that needs nothing beside itself: no other file, no network, no script. */
final class ComparisonPage {
    private static final int PAIRS = 4;

    private final Comparison comparison;
    private final StudyFolder folder;
    private final String command;

    private ComparisonPage(Comparison comparison, StudyFolder folder, String command) {
        this.comparison = comparison;
        this.folder = folder;
        this.command = command;
    }

    /** The page as HTML. */
    static String html(Comparison comparison, StudyFolder folder, String command) {
        return new ComparisonPage(comparison, folder, command).page();
    }

    private String page() {
        Study study = comparison.study();
        String title = Text.count(study.entries().size(), "network") + " on "
                + study.data().name();
        return whole(
                title,
                List.of(ComparisonWords.finding(comparison), ComparisonWords.setting(comparison)),
                table()
                        + scores()
                        + curves()
                        + (classes() ? confusions() : OutputErrors.section(comparison))
                        + method());
    }

    /**
     * A page of results.
     *
     * @param head what was found, and what was done
     * @param main as HTML
     */
    static String whole(String title, List<String> head, String main) {
        return Text.format("""
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%1$s</title>
                <style>
                %2$s</style>
                </head>
                <body>
                <header>
                <h1>%1$s</h1>
                <p class="lede">%3$s</p>
                <p>%4$s</p>
                </header>
                <main>
                %5$s</main>
                </body>
                </html>
                """, escape(title), style(), escape(head.get(0)), escape(head.get(1)), main);
    }

    private static String escape(String text) {
        return Svg.escape(text);
    }

    private static String style() {
        String name = "/gatewise/report/comparison.css";
        try (InputStream in = Objects.requireNonNull(ComparisonPage.class.getResourceAsStream(name), name)) {
            return Palette.styleSheet() + new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read from the application", e);
        }
    }

    private String table() {
        return table(
                "<b>Table 1.</b> " + escape(ComparisonWords.columns(comparison)),
                ComparisonTable.headers(comparison),
                comparison.rows().stream()
                        .map(row -> new Line(ComparisonTable.cells(comparison, row), row == comparison.best()))
                        .toList());
    }

    /** A row of a table. */
    record Line(List<String> cells, boolean best) {}

    /** @param caption as HTML */
    static String table(String caption, List<String> headers, List<Line> lines) {
        String head = headers.stream()
                .map(header -> "<th scope=\"col\" class=\"wrap\">" + escape(header) + "</th>")
                .collect(Collectors.joining());
        return Text.format(
                """
                <div class="scroll"><table class="results">
                <caption>%s</caption>
                <thead><tr>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """, caption, head, lines.stream().map(ComparisonPage::row).collect(Collectors.joining()));
    }

    private static String row(Line line) {
        return Text.format(
                "<tr%s><th scope=\"row\">%s</th>%s</tr>%n",
                line.best() ? " class=\"best\"" : "",
                escape(line.cells().get(0)),
                line.cells().stream()
                        .skip(1)
                        .map(cell -> "<td>" + escape(cell) + "</td>")
                        .collect(Collectors.joining()));
    }

    private Form form() {
        return comparison.study().form();
    }

    private boolean classes() {
        return form().task().saysClasses();
    }

    private String scores() {
        return Text.format(
                """
                <h2>%s on the %s</h2>
                <figure>
                %s%s<figcaption><b>Figure 1.</b> Each pale dot is a run, the full dot their mean, the bar its 95%% confidence
                interval.%s Where two intervals lie far apart, the difference is not one of chance.</figcaption>
                </figure>
                """,
                classes() ? "Accuracy" : "Error",
                ComparisonWords.tested(comparison),
                IntervalChart.draw(comparison, 860, false, "wide"),
                IntervalChart.draw(comparison, 330, true, "narrow"),
                classes() ? "" : " Lower is better.");
    }

    private String curves() {
        String legend = comparison.rows().stream()
                .map(row -> "<li>" + sample(Series.pen(comparison, row)) + escape(row.name()) + "</li>\n")
                .collect(Collectors.joining());
        String panels = IntStream.range(0, comparison.rows().size())
                .mapToObj(i -> Text.format(
                        "<div><h3>%s</h3>%n%s</div>%n",
                        escape(comparison.rows().get(i).name()),
                        CurveChart.single(comparison, i, CurveChart.Frame.SMALL)))
                .collect(Collectors.joining());
        return Text.format(
                """
                <h2>How they learn</h2>
                <figure>
                %s%s<ul class="legend">
                %s</ul>
                <figcaption><b>Figure 2.</b> %s on the validation %s after each epoch: mean over the seeds, with a band
                of one standard deviation. The scale is %s: the same height is the same ratio of them
                everywhere.</figcaption>
                </figure>
                <figure>
                <div class="panels">
                %s</div>
                <figcaption><b>Figure 3.</b> The same, one network a panel, the others pale behind it.</figcaption>
                </figure>
                """,
                CurveChart.overlaid(comparison, CurveChart.Frame.WIDE, "wide"),
                CurveChart.overlaid(comparison, CurveChart.Frame.NARROW, "narrow"),
                legend,
                classes() ? "Accuracy" : "Loss",
                form().noun(),
                classes() ? "that of the errors" : "that of the losses' logarithm",
                panels);
    }

    private static String sample(Pen pen) {
        Svg svg = new Svg(Legend.SAMPLE, 8);
        Legend.sample(svg, pen, 0, 4);
        return svg.element("sample", "");
    }

    private String confusions() {
        Comparison.Row best = comparison.best();
        String rows = comparison.rows().stream()
                .filter(row -> row != best)
                .map(row ->
                        Text.format("<tr><th scope=\"row\">%s</th><td>%s</td></tr>%n", escape(row.name()), pairs(row)))
                .collect(Collectors.joining());
        if (rows.isEmpty()) {
            return "";
        }
        return Text.format("""
                <h2>What they confuse</h2>
                <table class="confusions">
                <caption><b>Table 2.</b> What each network takes for something else more often than %s, the best one, does: the
                class, what it is taken for, and how many more of the %s a run, in brackets its own count and the best
                network's.</caption>
                <thead><tr><th scope="col">network</th><th scope="col">more often, %s a run</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                """, escape(best.name()), ComparisonWords.tested(comparison), form().itemNoun(), rows);
    }

    private String pairs(Comparison.Row row) {
        List<Comparison.Confusion> confusions = comparison.confusions(row, PAIRS);
        if (confusions.isEmpty()) {
            return "nothing";
        }
        return confusions.stream()
                .map(pair -> Text.format(
                        "<span class=\"pair\">%s \u2192 %s&ensp;+%.1f <small>(%.1f, %.1f)</small></span>",
                        escape(pair.actual()), escape(pair.predicted()), pair.more(), pair.mean(), pair.best()))
                .collect(Collectors.joining(" "));
    }

    private String method() {
        Study study = comparison.study();
        Provenance.Data data = study.data();
        Study.Run first = study.runs().stream()
                .filter(run -> comparison.result(run).isPresent())
                .findFirst()
                .orElseThrow();
        return Text.format(
                """
                <h2>How it was done</h2>
                <pre><code>%s</code></pre>
                <dl>
                <dt>parameters</dt><dd>%,d aimed at, within 2%% where the sizes were not given</dd>
                <dt>seeds</dt><dd>%d to %d</dd>
                <dt>data</dt><dd>%s (%s), %,d training %s, SHA-256 <code>%s</code></dd>
                %s<dt>made</dt><dd>%s</dd>
                </dl>
                <p>Each run keeps its checkpoints, and each can be trained again and compared bit for bit; for the first:</p>
                <pre><code>gatewise reproduce %s</code></pre>
                """,
                escape(command),
                study.parameters(),
                study.firstSeed(),
                study.firstSeed() + study.seeds() - 1,
                escape(data.name()),
                escape(data.source()),
                data.trainingImages(),
                form().noun(),
                data.sha256(),
                task(),
                escape(ComparisonWords.machine()),
                escape(folder.run(first).last().toString()));
    }

    private String task() {
        if (form().isImages()) {
            return "";
        }
        Window window = comparison.study().data().reading().window();
        String ahead = window == null
                ? ""
                : Text.format(
                        ", %s after %s", Text.count(window.horizon(), "step"), Text.count(window.length(), "step"));
        return Text.format("<dt>task</dt><dd>%s%s</dd>%n", form().task(), ahead);
    }
}
