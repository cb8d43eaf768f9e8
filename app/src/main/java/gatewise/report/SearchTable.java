package gatewise.report;

import gatewise.io.Text;
import gatewise.study.RunResult;
import gatewise.study.SearchResults;
import gatewise.study.SearchResults.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configurations of a search in a table, the best first: for a terminal, as Markdown and for programs. */
public final class SearchTable {
    private static final String NONE = "\u2013";

    private SearchTable() {}

    /** A column: what it is called, and what stands in a row, for people and for programs; a header of null is for programs alone. */
    private record Column(String header, String name, Function<Trial, String> cell, Function<Trial, String> value) {
        static Column of(String header, String name, Function<Trial, String> cell) {
            return new Column(header, name, cell, cell);
        }

        static Column of(
                String header, String name, Function<RunResult, String> cell, Function<RunResult, String> value) {
            return new Column(
                    header,
                    name,
                    trial -> trial.result() == null ? NONE : cell.apply(trial.result()),
                    trial -> trial.result() == null ? "" : value.apply(trial.result()));
        }
    }

    private static List<Column> columns(SearchResults results) {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of(
                        "configuration", "configuration", trial -> trial.entry().name()),
                new Column(
                        "parameters",
                        "parameters",
                        trial -> Text.format("%,d", trial.entry().network().parameters()),
                        trial -> Long.toString(trial.entry().network().parameters())),
                Column.of(
                        "learning rate",
                        "learningRate",
                        trial -> Text.number(trial.entry().network().optimizer().learningRate())),
                Column.of(
                        "dropout",
                        "dropout",
                        trial -> Text.number(trial.entry().network().dropout()))));
        if (results.trials().stream().anyMatch(trial -> trial.entry().network().l2() > 0)) {
            columns.add(Column.of(
                    "L2", "l2", trial -> Text.number(trial.entry().network().l2())));
        }
        columns.add(new Column(
                "rung",
                "rung",
                trial -> trial.diverged() > 0 ? "diverged in " + trial.diverged() : Integer.toString(trial.rung()),
                trial -> Integer.toString(trial.rung())));
        if (results.search().template().task().saysClasses()) {
            columns.add(Column.of(
                    "validation accuracy",
                    "validationAccuracy",
                    run -> Text.format("%.2f%%", 100 * run.validationAccuracy()),
                    run -> Text.format("%.6g", run.validationAccuracy())));
        }
        columns.add(Column.of(
                "validation loss",
                "validationLoss",
                run -> Text.format("%.4g", run.validationLoss()),
                run -> Text.format("%.6g", run.validationLoss())));
        columns.add(Column.of(
                "best epoch",
                "bestEpoch",
                run -> run.scoredEpoch() + " of " + run.history().size(),
                run -> Integer.toString(run.scoredEpoch())));
        columns.add(Column.of(
                null, "epochs", run -> "", run -> Integer.toString(run.history().size())));
        columns.add(Column.of(
                "seconds",
                "seconds",
                run -> Text.format("%.1f", run.seconds()),
                run -> Text.format("%.6g", run.seconds())));
        return columns;
    }

    private static Stream<Column> shown(SearchResults results) {
        return columns(results).stream().filter(column -> column.header() != null);
    }

    static List<String> headers(SearchResults results) {
        return shown(results).map(Column::header).toList();
    }

    /** The cells of a row, as {@link #headers} names them. */
    static List<String> cells(SearchResults results, Trial trial) {
        return shown(results).map(column -> column.cell().apply(trial)).toList();
    }

    /** For a terminal. */
    public static TextTable text(SearchResults results) {
        TextTable table = new TextTable(headers(results));
        results.trials().forEach(trial -> table.row(cells(results, trial)));
        return table;
    }

    /** For a Markdown file. */
    static String markdown(SearchResults results) {
        List<String> headers = headers(results);
        return Stream.concat(
                        Stream.of(line(headers), "| --- |" + " ---: |".repeat(headers.size() - 1)),
                        results.trials().stream().map(trial -> line(cells(results, trial))))
                .collect(Collectors.joining("\n"));
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** For programs, a line a configuration. */
    static String csv(SearchResults results) {
        List<Column> columns = columns(results);
        return Stream.concat(
                        Stream.of(columns.stream().map(Column::name).collect(Collectors.joining(","))),
                        results.trials().stream()
                                .map(trial -> columns.stream()
                                        .map(column -> column.value().apply(trial))
                                        .collect(Collectors.joining(","))))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
