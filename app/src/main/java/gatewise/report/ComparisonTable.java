package gatewise.report;

import gatewise.io.Text;
import gatewise.study.RunResult;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison in a table: for a terminal, as Markdown, and as CSV. */
public final class ComparisonTable {
    static final List<String> HEADERS = List.of(
            "network",
            "parameters",
            "test accuracy",
            "std. dev.",
            "95% interval",
            "s/epoch",
            "images/s",
            "one image, \u00b5s",
            "epochs to 97%");

    private ComparisonTable() {}

    /** The cells of a row, as {@link #HEADERS} names them. */
    static List<String> cells(Comparison.Row row) {
        Sample accuracy = row.accuracy();
        return List.of(
                row.name(),
                Text.format("%,d", row.entry().network().parameters()),
                percent(accuracy.mean()),
                Double.isNaN(accuracy.standardDeviation())
                        ? "\u2013"
                        : Text.format("%.2f", 100 * accuracy.standardDeviation()),
                interval(accuracy),
                seconds(row.secondsAnEpoch()),
                Text.format("%,d", Math.round(row.imagesPerSecond())),
                Text.format(row.latency() < 100 ? "%.1f" : "%,.0f", row.latency()),
                epochsToReach(row));
    }

    static String percent(double share) {
        return Text.format("%.2f%%", 100 * share);
    }

    static String interval(Sample accuracy) {
        return Double.isNaN(accuracy.halfWidth())
                ? "\u2013"
                : Text.format(
                        "%.2f\u2013%.2f",
                        100 * Math.max(0, accuracy.mean() - accuracy.halfWidth()),
                        100 * Math.min(1, accuracy.mean() + accuracy.halfWidth()));
    }

    private static String seconds(double seconds) {
        return Text.format(seconds < 0.995 ? "%.2f" : "%.1f", seconds);
    }

    private static String epochsToReach(Comparison.Row row) {
        if (row.reaching() == 0) {
            return "\u2013";
        }
        String median = Text.format("%.1f", row.epochsToReach()).replace(".0", "");
        return row.reaching() == row.runs().size()
                ? median
                : median + " (" + row.reaching() + " of " + row.runs().size() + ")";
    }

    /** For a terminal. */
    public static TextTable text(Comparison comparison) {
        TextTable table = new TextTable(HEADERS);
        comparison.rows().forEach(row -> table.row(cells(row)));
        return table;
    }

    /** For a Markdown file: what was done by which command, the table, and what its columns mean. */
    static String markdown(Comparison comparison, String command) {
        Stream<String> head = Stream.of(line(HEADERS), "| --- |" + " ---: |".repeat(HEADERS.size() - 1));
        Stream<String> body = comparison.rows().stream()
                .map(row -> line(cells(row).stream()
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
                + ComparisonWords.columns()
                + "\n";
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** A line a network. */
    static String csv(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        lines.add("network,plan,parameters,runs,testAccuracyMean,testAccuracyStandardDeviation,testAccuracy95Low,"
                + "testAccuracy95High,secondsPerEpoch,imagesPerSecond,latencyMicroseconds,epochsTo97,runsTo97");
        for (Comparison.Row row : comparison.rows()) {
            Sample accuracy = row.accuracy();
            lines.add(String.join(
                    ",",
                    quoted(row.name()),
                    row.entry().tutorial() ? "tutorial" : "study",
                    Long.toString(row.entry().network().parameters()),
                    Integer.toString(row.runs().size()),
                    number(accuracy.mean()),
                    number(accuracy.standardDeviation()),
                    number(accuracy.mean() - accuracy.halfWidth()),
                    number(accuracy.mean() + accuracy.halfWidth()),
                    number(row.secondsAnEpoch()),
                    number(row.imagesPerSecond()),
                    number(row.latency()),
                    number(row.epochsToReach()),
                    Long.toString(row.reaching())));
        }
        return String.join("\n", lines) + "\n";
    }

    /** A line a run, with the checkpoints that {@code gatewise reproduce} takes. */
    static String runsCsv(Comparison comparison, StudyFolder folder) {
        List<String> lines = new ArrayList<>();
        lines.add("network,seed,testAccuracy,validationAccuracy,scoredEpoch,epochs,epochsTo97,seconds,"
                + "latencyMicroseconds,checkpoint");
        for (Study.Run run : comparison.study().runs()) {
            for (RunResult result : comparison.rows().get(run.index()).runs()) {
                if (result.seed() == run.seed()) {
                    lines.add(line(run, result, folder));
                }
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String line(Study.Run run, RunResult result, StudyFolder folder) {
        int reached = result.epochsTo(Comparison.REACHED);
        Path checkpoint = run.plan().scoreBest()
                ? folder.run(run).best()
                : folder.run(run).last();
        return String.join(
                ",",
                quoted(result.network()),
                Long.toString(result.seed()),
                number(result.testAccuracy()),
                number(result.validationAccuracy()),
                Integer.toString(result.scoredEpoch()),
                Integer.toString(result.history().size()),
                reached == 0 ? "" : Integer.toString(reached),
                number(result.seconds()),
                number(result.latency()),
                quoted(folder.path().relativize(checkpoint).toString().replace('\\', '/')));
    }

    /** Empty for what is not defined. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : Text.format("%.6g", value);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
