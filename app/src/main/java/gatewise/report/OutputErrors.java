package gatewise.report;

import gatewise.io.Text;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How far off each of several numbers is, for the page of a comparison. */
final class OutputErrors {
    private static final int MOST = 12;

    private OutputErrors() {}

    /** A table with a column an output; empty where there is one alone. */
    static String section(Comparison comparison) {
        List<String> outputs = comparison.study().data().labels();
        if (outputs.size() < 2) {
            return "";
        }
        int shown = Math.min(MOST, outputs.size());
        String head = outputs.stream()
                .limit(shown)
                .map(output -> "<th scope=\"col\" class=\"wrap\">" + Svg.escape(Text.line(output, 40)) + "</th>")
                .collect(Collectors.joining());
        String body = comparison.rows().stream()
                .map(row -> Text.format(
                        "<tr><th scope=\"row\">%s</th>%s</tr>%n",
                        Svg.escape(row.name()),
                        IntStream.range(0, shown)
                                .mapToObj(output -> "<td>" + error(row, output) + "</td>")
                                .collect(Collectors.joining())))
                .collect(Collectors.joining());
        return Text.format(
                """
                <h2>Output by output</h2>
                <div class="scroll"><table class="results">
                <caption><b>Table 2.</b> The test RMSE of each output, in the units of the file, mean over the seeds%s.</caption>
                <thead><tr><th scope="col">network</th>%s</tr></thead>
                <tbody>
                %s</tbody>
                </table></div>
                """,
                shown == outputs.size()
                        ? ""
                        : Text.format(
                                "; the first %d of %d, all of which stand in each run's result.json",
                                shown, outputs.size()),
                head,
                body);
    }

    private static String error(Comparison.Row row, int output) {
        return row.measure()
                .text(row.sample(run -> run.errors().rootMeanSquares().get(output))
                        .mean());
    }
}
