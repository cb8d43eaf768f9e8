package gatewise.report;

import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.SequenceTrace;
import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** How a sequence that is no image was read, step by step. */
public final class SequenceTable {
    private static final int MOST_ROWS = 50;
    private static final int MOST_COLUMNS = 4;
    private static final int MOST_SAID = 3;
    private static final int MOST_SHADES = 28;
    /** Deviations from the mean that the lightest and the darkest shade stand for, at most. */
    private static final float FAR = 2;

    private SequenceTable() {}

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
                    "each row is %d steps: means of values and %s, the answer after the last of them%n",
                    each, trace.trace().hasGates() ? "gates" : "hidden states"));
        }
        int features = trace.features().size();
        if (features > MOST_COLUMNS) {
            int together = StepMap.together(features, MOST_SHADES);
            String far = StepPanel.figure(far(trace));
            String ends = isScaled(trace)
                    ? far + " deviations below the mean to " + far + " above it"
                    : "-" + far + " to " + far;
            text.append(Text.format(
                    "values are shades from %s, in the order of the features: %s%s%n",
                    ends,
                    Text.visible(Text.list(trace.features())),
                    together == 1 ? "" : ", each shade the mean of " + together));
        }
        return text.toString();
    }

    /** Whether values are standardised before a network reads them. */
    static boolean isScaled(SequenceTrace trace) {
        return !trace.form().scaling().equals(Scaling.none(trace.features().size()));
    }

    /** What the lightest and the darkest shade stand for, in the scale in which values are read. */
    private static float far(SequenceTrace trace) {
        return Math.min(FAR, SequencePanels.inputRange(trace));
    }

    /**
     * The sequence step by step, the answer after each, and the mean of each gate of each layer, or of the hidden states' sizes.
     *
     * @param readings the one reading, or those before and after surgery; their values are shown as the last was given them
     * @param width columns of a terminal that tables are to fit
     */
    public static String of(List<SequenceTrace> readings, int width) {
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
        List<Map<String, float[]>> all = cells.stream().map(CellTrace::means).toList();
        Set<String> gates = all.get(0).keySet();
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
                .flatMap(gate -> all.stream().map(each -> each.get(gate)))
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
                    .mapToObj(
                            feature -> decimals(trace.values(), feature).text(mean(trace.values(), feature, from, end)))
                    .toList();
        }
        int together = StepMap.together(features, MOST_SHADES);
        float far = far(trace);
        StringBuilder text = new StringBuilder("|");
        for (int begin = 0; begin < features; begin += together) {
            int last = Math.min(features, begin + together);
            double sum = 0;
            for (int feature = begin; feature < last; feature++) {
                sum += mean(trace.trace().rowsRead(), feature, from, end);
            }
            double share = (sum / (last - begin) + far) / (2 * far);
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
            return decimals(trace.answers(), said).text(trace.answers()[step][said]);
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

    private static Decimals decimals(float[][] values, int column) {
        return Decimals.of(Arrays.stream(values).mapToDouble(step -> step[column]));
    }
}
