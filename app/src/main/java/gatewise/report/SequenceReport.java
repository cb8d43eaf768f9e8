package gatewise.report;

import gatewise.data.Task;
import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.SequenceTrace;
import gatewise.io.Text;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** How a sequence that is no image was read, in words and tables. */
public final class SequenceReport {
    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 4;
    private static final int MOST_SAID = 3;
    private static final int MOST_SHADES = 28;
    private static final int MOST_RANGES = 10;
    /** Deviations from the mean that the lightest and the darkest shade stand for. */
    private static final float FAR = 2;

    private SequenceReport() {}

    /** Steps that share a row of the table: 1, or where there are many steps a round number. */
    private static int each(int steps) {
        return (int) Math.max(1, Scale.step((double) steps / MOST_ROWS));
    }

    /** What is to be known to read the table, a sentence a line; empty if that is nothing. */
    public static String notes(SequenceTrace trace) {
        StringBuilder text = new StringBuilder();
        int each = each(trace.steps());
        if (each > 1) {
            text.append(Text.format(
                    "each row is %d steps: means of values and gates, the answer after the last of them%n", each));
        }
        int features = trace.features().size();
        if (features > MOST_COLUMNS) {
            int together = StepMap.together(features, MOST_SHADES);
            text.append(Text.format(
                    "values are shades from %s below the mean to %s above it, in the order of the features: %s%s%n",
                    deviations(),
                    deviations(),
                    Text.visible(Text.list(trace.features())),
                    together == 1 ? "" : ", each shade the mean of " + together));
        }
        return text.toString();
    }

    private static String deviations() {
        return (int) FAR + " deviations";
    }

    /**
     * The sequence step by step, the answer after each, and the mean of each gate of each layer.
     *
     * @param readings the one reading, or those before and after surgery; their values are shown as the last was given them
     * @param width columns of a terminal that tables are to fit
     */
    public static String table(List<SequenceTrace> readings, int width) {
        SequenceTrace last = readings.get(readings.size() - 1);
        StringBuilder text = new StringBuilder();
        for (LayerTrace layer : last.layers()) {
            for (int direction = 0; direction < layer.directions().size(); direction++) {
                String name = TraceReport.name(last.trace(), layer, direction);
                if (!name.isEmpty()) {
                    text.append(text.length() == 0 ? "" : "\n").append(name).append('\n');
                }
                text.append(steps(readings, layer.layer() - 1, direction).toString(width));
            }
        }
        return text.toString();
    }

    /** One direction of a layer; the first of all has the values and the answers beside it. */
    private static TextTable steps(List<SequenceTrace> readings, int layer, int direction) {
        boolean first = layer == 0 && direction == 0;
        SequenceTrace last = readings.get(readings.size() - 1);
        List<CellTrace> cells = readings.stream()
                .map(reading -> reading.layers().get(layer).directions().get(direction))
                .toList();
        List<String> gates = List.copyOf(cells.get(0).gates().keySet());
        List<String> headers = new ArrayList<>(List.of("step"));
        if (first) {
            headers.addAll(values(last));
            said(last).forEach(header -> add(headers, header, readings.size()));
            if (last.task() == Task.TAG && last.truth().isKnown()) {
                headers.add("true");
            }
        }
        gates.forEach(gate -> add(headers, gate, readings.size()));
        TextTable table = new TextTable(headers).join("after");
        List<float[]> means = gates.stream()
                .flatMap(gate -> cells.stream().map(cell -> cell.mean(gate)))
                .toList();
        int each = each(last.steps());
        for (int begin = 0; begin < last.steps(); begin += each) {
            int from = begin;
            int end = Math.min(last.steps(), begin + each);
            List<String> row = new ArrayList<>();
            row.add(end - from == 1 ? Integer.toString(from) : from + " to " + (end - 1));
            if (first) {
                row.addAll(values(last, from, end));
                for (int said = 0; said < said(last).size(); said++) {
                    for (SequenceTrace reading : readings) {
                        row.add(said(reading, end - 1, said));
                    }
                }
                if (last.task() == Task.TAG && last.truth().isKnown()) {
                    row.add(last.outputs().get(last.truth().classes()[end - 1]));
                }
            }
            means.forEach(mean -> row.add(Text.format("%.2f", mean(mean, from, end))));
            table.row(row);
        }
        return table;
    }

    private static void add(List<String> headers, String header, int readings) {
        headers.add(header);
        if (readings > 1) {
            headers.add("after");
        }
    }

    /** The headers of the columns of values. */
    private static List<String> values(SequenceTrace trace) {
        return trace.features().size() > MOST_COLUMNS
                ? List.of("values")
                : trace.features().stream().map(StepPanel::label).toList();
    }

    private static List<String> values(SequenceTrace trace, int from, int end) {
        int features = trace.features().size();
        if (features <= MOST_COLUMNS) {
            return IntStream.range(0, features)
                    .mapToObj(feature -> StepPanel.figure(mean(trace.values(), feature, from, end)))
                    .toList();
        }
        int together = StepMap.together(features, MOST_SHADES);
        StringBuilder text = new StringBuilder("|");
        for (int begin = 0; begin < features; begin += together) {
            int last = Math.min(features, begin + together);
            double sum = 0;
            for (int feature = begin; feature < last; feature++) {
                sum += mean(trace.trace().rowsRead(), feature, from, end);
            }
            double share = (sum / (last - begin) + FAR) / (2 * FAR);
            double inside = Math.max(0, Math.min(1, share));
            text.append(TraceReport.SHADES.charAt((int) Math.round(inside * (TraceReport.SHADES.length() - 1))));
        }
        return List.of(text.append('|').toString());
    }

    /** The headers of the columns of what is said; of many numbers, the first ones. */
    private static List<String> said(SequenceTrace trace) {
        return trace.task().saysClasses()
                ? List.of("guess")
                : trace.outputs().stream()
                        .limit(MOST_SAID)
                        .map(StepPanel::label)
                        .toList();
    }

    private static String said(SequenceTrace trace, int step, int said) {
        if (!trace.task().saysClasses()) {
            return StepPanel.figure(trace.answers()[step][said]);
        }
        int guess = trace.trace().guess(step);
        return Text.format(
                "%s %3.0f%%", StepPanel.label(trace.outputs().get(guess)), 100 * trace.answers()[step][guess]);
    }

    private static double mean(float[] values, int from, int end) {
        double sum = 0;
        for (int t = from; t < end; t++) {
            sum += values[t];
        }
        return sum / (end - from);
    }

    private static double mean(float[][] values, int column, int from, int end) {
        double sum = 0;
        for (int t = from; t < end; t++) {
            sum += values[t][column];
        }
        return sum / (end - from);
    }

    /** What the reading came to in a few words, for a picture; empty where that is too much. */
    static String head(SequenceTrace trace) {
        return switch (trace.task()) {
            case CLASSIFY ->
                "read as " + StepPanel.label((String) trace.predicted()) + " "
                        + TraceReport.settled(trace.trace(), "step");
            case TAG -> trace.truth().isKnown() ? right(trace) : "";
            case REGRESS, FORECAST -> "";
        };
    }

    private static String right(SequenceTrace trace) {
        return Text.format("right at %d of %s", trace.steps() - trace.mistakes().size(), steps(trace));
    }

    private static String steps(SequenceTrace trace) {
        return Text.count(trace.steps(), "step");
    }

    /** What the reading shows, a sentence a line: what was said and whether it is right, and what the gates of each layer did. */
    public static String summary(SequenceTrace trace, Cell cell) {
        return answer(trace) + TraceReport.gates(trace.trace(), cell, "step");
    }

    private static String answer(SequenceTrace trace) {
        switch (trace.task()) {
            case CLASSIFY -> {
                String answer = Text.visible((String) trace.predicted());
                Object truth = trace.truth().named(trace.form());
                return Text.format(
                        "%s with %.1f%%; the guess is %s %s%s%n",
                        answer,
                        100 * trace.answers()[trace.steps() - 1][trace.trace().answer()],
                        answer,
                        TraceReport.settled(trace.trace(), "step"),
                        truth == null
                                ? ""
                                : truth.equals(trace.predicted())
                                        ? ", and right"
                                        : ", but it is " + Text.visible((String) truth));
            }
            case TAG -> {
                if (!trace.truth().isKnown()) {
                    return Text.format("says a class at each of %s%n", steps(trace));
                }
                return Text.format(
                        "%s%s%n",
                        right(trace), trace.mistakes().isEmpty() ? "" : "; wrong at " + ranges(trace.mistakes()));
            }
            default -> {
                return Text.format("read %s%n", steps(trace));
            }
        }
    }

    /** Steps in ascending order, such as {@code 3, 7 to 9}. */
    private static String ranges(List<Integer> steps) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0, to; from < steps.size(); from = to) {
            to = from + 1;
            while (to < steps.size() && steps.get(to) == steps.get(to - 1) + 1) {
                to++;
            }
            ranges.add(to - from == 1 ? steps.get(from) + "" : steps.get(from) + " to " + steps.get(to - 1));
        }
        int more = ranges.size() - MOST_RANGES;
        return more <= 0
                ? String.join(", ", ranges)
                : String.join(", ", ranges.subList(0, MOST_RANGES)) + " and " + more + " more places";
    }

    /**
     * The numbers that are said after the last step, with the true ones where they are known; null where classes are said.
     *
     * @param readings as for {@link #table}
     */
    public static TextTable numbers(List<SequenceTrace> readings) {
        SequenceTrace last = readings.get(readings.size() - 1);
        if (last.task().saysClasses()) {
            return null;
        }
        List<String> headers = new ArrayList<>(List.of("output"));
        headers.addAll(readings.size() > 1 ? List.of("before", "after") : List.of("answer"));
        float[] truth = last.truth().numbers();
        if (truth != null) {
            headers.add("true");
        }
        TextTable table = new TextTable(headers);
        for (int output = 0; output < last.outputs().size(); output++) {
            List<String> row =
                    new ArrayList<>(List.of(StepPanel.label(last.outputs().get(output))));
            for (SequenceTrace reading : readings) {
                row.add(StepPanel.figure(reading.answers()[reading.steps() - 1][output]));
            }
            if (truth != null) {
                row.add(StepPanel.figure(truth[output]));
            }
            table.row(row);
        }
        return table;
    }
}
