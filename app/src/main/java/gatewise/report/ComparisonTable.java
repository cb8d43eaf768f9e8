package gatewise.report;

import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.study.RunResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison in a table: for a terminal, and as Markdown. */
public final class ComparisonTable {
    private ComparisonTable() {}

    /** A column: what it is called, and what stands in a row. */
    private record Column(String header, Function<Comparison.Row, String> cell) {}

    private static List<Column> columns(Comparison comparison) {
        Measure measure = comparison.measure();
        Form form = comparison.study().form();
        List<Column> columns = new ArrayList<>(List.of(
                new Column("network", Comparison.Row::name),
                new Column(
                        "parameters",
                        row -> Text.format("%,d", row.entry().network().parameters())),
                new Column(
                        comparison.heading(measure.title()),
                        row -> measure.text(row.score().mean())),
                new Column("std. dev.", row -> deviation(measure, row.score())),
                new Column("95% interval", row -> measure.interval(row.score()))));
        if (measure == Measure.RMSE) {
            columns.add(new Column(
                    comparison.heading("MAE"),
                    row -> measure.text(row.meanAbsoluteErrors().mean())));
        } else if (!form.isImages()) {
            columns.add(new Column(
                    "macro F1",
                    row -> measure.text(row.sample(RunResult::testMacroF1).mean())));
        }
        if (comparison.places().comparable()) {
            columns.addAll(speeds(form, comparison.places().beside() ? "*" : ""));
        }
        columns.add(
                form.isImages()
                        ? new Column("epochs to 97%", ComparisonTable::epochsToReach)
                        : new Column("best epoch", row -> whole(row.scoredEpoch())));
        return columns;
    }

    private static List<Column> speeds(Form form, String mark) {
        return List.of(
                new Column("s/epoch" + mark, row -> seconds(row.secondsAnEpoch())),
                new Column(form.noun() + "/s" + mark, row -> Text.format("%,d", Math.round(row.sequencesPerSecond()))),
                new Column(
                        "one " + form.one() + ", \u00b5s" + mark,
                        row -> Text.format(row.latency() < 100 ? "%.1f" : "%,.0f", row.latency())));
    }

    /** What to know of the table's speeds and gaps; empty where there is nothing. */
    public static String note(Comparison comparison) {
        return Stream.of(ComparisonWords.gaps(comparison), comparison.places().note())
                .filter(note -> !note.isEmpty())
                .collect(Collectors.joining(" "));
    }

    static List<String> headers(Comparison comparison) {
        return columns(comparison).stream().map(Column::header).toList();
    }

    /** The cells of a row, as {@link #headers} names them. */
    static List<String> cells(Comparison comparison, Comparison.Row row) {
        return columns(comparison).stream()
                .map(column -> column.cell().apply(row))
                .toList();
    }

    private static String deviation(Measure measure, Sample score) {
        return Double.isNaN(score.standardDeviation()) ? "\u2013" : measure.deviation(score.standardDeviation());
    }

    private static String seconds(double seconds) {
        return Text.format(seconds < 0.995 ? "%.2f" : "%.1f", seconds);
    }

    private static String epochsToReach(Comparison.Row row) {
        if (row.reaching() == 0) {
            return "\u2013";
        }
        String median = whole(row.epochsToReach());
        return row.reaching() == row.runs().size()
                ? median
                : median + " (" + row.reaching() + " of " + row.runs().size() + ")";
    }

    /** A median, which is a whole number or lies between two. */
    private static String whole(double median) {
        return Text.format("%.1f", median).replace(".0", "");
    }

    /** For a terminal. */
    public static TextTable text(Comparison comparison) {
        TextTable table = new TextTable(headers(comparison));
        comparison.rows().forEach(row -> table.row(cells(comparison, row)));
        return table;
    }

    /** For a Markdown file: what was done by which command, the table, and what its columns mean. */
    static String markdown(Comparison comparison, String command) {
        List<String> headers = headers(comparison);
        Stream<String> head = Stream.of(line(headers), "| --- |" + " ---: |".repeat(headers.size() - 1));
        Stream<String> body = comparison.rows().stream()
                .map(row -> line(cells(comparison, row).stream()
                        .map(cell -> cell.replace("|", "\\|"))
                        .toList()));
        return "    "
                + command
                + "\n\n"
                + ComparisonWords.setting(comparison)
                + " "
                + ComparisonWords.machine()
                + "\n\n"
                + Stream.concat(head, body).collect(Collectors.joining("\n"))
                + "\n\n"
                + ComparisonWords.columns(comparison)
                + "\n";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
