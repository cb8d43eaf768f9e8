package gatewise.report;

import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.study.RunResult;
import gatewise.study.Study;
import gatewise.study.StudyFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** A comparison for programs. */
final class ComparisonCsv {
    private ComparisonCsv() {}

    private record Column<T>(String header, Function<T, String> cell) {
        static <T> Column<T> of(String header, ToDoubleFunction<T> figure) {
            return new Column<>(header, line -> number(figure.applyAsDouble(line)));
        }
    }

    /** A run with what it came to, and the network that it is of. */
    private record Line(Study.Run run, RunResult result, Comparison.Row row) {}

    /** What columns of errors begin with. */
    private static String test(Comparison comparison) {
        return comparison.standardised() ? "testStandardised" : "test";
    }

    /** A line a network. */
    static String networks(Comparison comparison) {
        Form form = comparison.study().form();
        boolean classes = form.task().saysClasses();
        String test = classes ? "testAccuracy" : test(comparison) + "Rmse";
        List<Column<Comparison.Row>> columns = new ArrayList<>(List.of(
                new Column<>("network", row -> quoted(row.name())),
                new Column<>("plan", row -> row.entry().tutorial() ? "tutorial" : "study"),
                new Column<>(
                        "parameters", row -> Long.toString(row.entry().network().parameters())),
                new Column<>("runs", row -> Integer.toString(row.runs().size())),
                Column.of(test + "Mean", row -> row.score().mean()),
                Column.of(test + "StandardDeviation", row -> row.score().standardDeviation()),
                Column.of(
                        test + "95Low", row -> row.score().mean() - row.score().halfWidth()),
                Column.of(
                        test + "95High", row -> row.score().mean() + row.score().halfWidth())));
        if (!form.isImages()) {
            columns.add(
                    classes
                            ? Column.of(
                                    "testMacroF1Mean",
                                    row -> row.sample(RunResult::testMacroF1).mean())
                            : Column.of(
                                    test(comparison) + "MaeMean",
                                    row -> row.meanAbsoluteErrors().mean()));
        }
        columns.add(speed(comparison, "secondsPerEpoch", Comparison.Row::secondsAnEpoch));
        columns.add(speed(comparison, form.kind() + "PerSecond", Comparison.Row::sequencesPerSecond));
        columns.add(speed(comparison, "latencyMicroseconds", Comparison.Row::latency));
        if (form.isImages()) {
            columns.add(Column.of("epochsTo97", Comparison.Row::epochsToReach));
            columns.add(new Column<>("runsTo97", row -> Long.toString(row.reaching())));
        } else {
            columns.add(Column.of("scoredEpoch", Comparison.Row::scoredEpoch));
        }
        return csv(columns, comparison.rows());
    }

    /** A line a run, with the checkpoints that {@code gatewise reproduce} takes. */
    static String runs(Comparison comparison, StudyFolder folder) {
        Form form = comparison.study().form();
        List<Column<Line>> columns = new ArrayList<>(List.of(
                new Column<>("network", line -> quoted(line.result().network())),
                new Column<>("seed", line -> Long.toString(line.result().seed()))));
        if (!form.task().saysClasses()) {
            columns.add(Column.of(test(comparison) + "Rmse", line -> line.row().test(line.result())));
            columns.add(Column.of(test(comparison) + "Mae", line -> line.row().meanAbsoluteError(line.result())));
            columns.add(Column.of("validationLoss", line -> line.result().validationLoss()));
        } else {
            columns.add(Column.of("testAccuracy", line -> line.result().testAccuracy()));
            if (!form.isImages()) {
                columns.add(Column.of("testMacroF1", line -> line.result().testMacroF1()));
            }
            columns.add(Column.of("validationAccuracy", line -> line.result().validationAccuracy()));
        }
        columns.add(new Column<>(
                "scoredEpoch", line -> Integer.toString(line.result().scoredEpoch())));
        columns.add(new Column<>(
                "epochs", line -> Integer.toString(line.result().history().size())));
        if (form.isImages()) {
            columns.add(new Column<>("epochsTo97", ComparisonCsv::epochsToReach));
        }
        columns.add(Column.of("seconds", line -> line.result().seconds()));
        columns.add(Column.of("latencyMicroseconds", line -> line.result().latency()));
        if (comparison.places().shared()) {
            columns.add(new Column<>("part", line -> place(line, place -> Integer.toString(place.part()))));
            columns.add(new Column<>("host", line -> place(line, RunResult.Place::host)));
        }
        columns.add(new Column<>("checkpoint", line -> checkpoint(line.run(), folder)));
        return csv(columns, lines(comparison));
    }

    private static List<Line> lines(Comparison comparison) {
        return comparison.study().runs().stream()
                .flatMap(run -> comparison.rows().stream()
                        .filter(row -> row.name().equals(run.entry().name()))
                        .flatMap(row -> comparison.result(run).map(result -> new Line(run, result, row)).stream()))
                .toList();
    }

    /** A speed of a network; empty where machines differ. */
    private static Column<Comparison.Row> speed(
            Comparison comparison, String header, ToDoubleFunction<Comparison.Row> figure) {
        return comparison.places().comparable() ? Column.of(header, figure) : new Column<>(header, row -> "");
    }

    private static String epochsToReach(Line line) {
        int reached = line.result().epochsTo(Comparison.REACHED);
        return reached == 0 ? "" : Integer.toString(reached);
    }

    private static String place(Line line, Function<RunResult.Place, String> word) {
        return line.result().place() == null
                ? ""
                : quoted(word.apply(line.result().place()));
    }

    private static String checkpoint(Study.Run run, StudyFolder folder) {
        Path relative = folder.path().relativize(folder.scored(run));
        return quoted(relative.toString().replace('\\', '/'));
    }

    private static <T> String csv(List<Column<T>> columns, List<T> lines) {
        List<String> text = new ArrayList<>();
        text.add(columns.stream().map(Column::header).collect(Collectors.joining(",")));
        for (T line : lines) {
            text.add(columns.stream().map(column -> column.cell().apply(line)).collect(Collectors.joining(",")));
        }
        return String.join("\n", text) + "\n";
    }

    /** Empty for what is not defined. */
    private static String number(double value) {
        return Double.isNaN(value) ? "" : Text.format("%.6g", value);
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
