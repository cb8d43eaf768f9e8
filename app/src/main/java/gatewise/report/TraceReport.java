package gatewise.report;

import gatewise.explain.CellTrace;
import gatewise.explain.LabelledTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.NetworkTrace;
import gatewise.io.Text;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reading in words and tables. */
public final class TraceReport {
    static final String SHADES = " ░▒▓█";
    private static final int NAMED_ROWS = 3;

    private TraceReport() {}

    /**
     * The image row by row, the guess after each and its probability, and the mean of each gate of each layer, or of the hidden states' sizes.
     *
     * @param readings the one reading, or those before and after surgery; their rows are shown as the last was given them
     * @param place what a step is called: {@code row}, or {@code step} where the rows were read in another order
     * @param width columns of a terminal that tables are to fit
     */
    public static String table(List<LabelledTrace> readings, String place, int width) {
        LabelledTrace last = readings.get(readings.size() - 1);
        StringBuilder text = new StringBuilder();
        for (LayerTrace layer : last.layers()) {
            for (int direction = 0; direction < layer.directions().size(); direction++) {
                Steps steps = new Steps(readings, place, layer.layer() - 1, direction);
                String name = name(last.trace(), layer, direction);
                if (!name.isEmpty()) {
                    text.append(steps.isFirst() ? "" : "\n").append(name).append('\n');
                }
                text.append(steps.table().toString(width));
            }
        }
        return text.toString();
    }

    /** Such as {@code layer 2, backward}; empty where there is one layer and one direction. */
    static String name(NetworkTrace trace, LayerTrace layer, int direction) {
        List<String> parts = new ArrayList<>();
        if (trace.layers().size() > 1) {
            parts.add("layer " + layer.layer());
        }
        if (layer.directions().size() > 1) {
            parts.add(layer.directions().get(direction).direction().toString());
        }
        return String.join(", ", parts);
    }

    /** One direction of a layer, step by step; the first of all has the image and the guesses beside it. */
    private record Steps(List<LabelledTrace> readings, String place, int layer, int direction) {
        boolean isFirst() {
            return layer == 0 && direction == 0;
        }

        TextTable table() {
            List<CellTrace> cells = readings.stream()
                    .map(reading -> reading.layers().get(layer).directions().get(direction))
                    .toList();
            List<Map<String, float[]>> means =
                    cells.stream().map(CellTrace::means).toList();
            Set<String> gates = means.get(0).keySet();
            TextTable table = new TextTable(headers(gates)).join("after");
            float[][] rowsRead = readings.get(readings.size() - 1).rowsRead();
            for (int t = 0; t < rowsRead.length; t++) {
                int step = t;
                List<String> row = new ArrayList<>(List.of(Integer.toString(step)));
                if (isFirst()) {
                    row.add("|" + shades(rowsRead[step]) + "|");
                    readings.forEach(reading -> row.add(guess(reading, step)));
                }
                for (String gate : gates) {
                    means.forEach(mean -> row.add(Text.format("%.2f", mean.get(gate)[step])));
                }
                table.row(row);
            }
            return table;
        }

        private List<String> headers(Set<String> gates) {
            boolean two = readings.size() > 1;
            List<String> headers = new ArrayList<>(List.of(place));
            if (isFirst()) {
                headers.addAll(two ? List.of("image after", "guess before", "after") : List.of("image", "guess"));
            }
            for (String gate : gates) {
                headers.addAll(two ? List.of(gate, "after") : List.of(gate));
            }
            return headers;
        }
    }

    private static String shades(float[] row) {
        StringBuilder text = new StringBuilder();
        for (float pixel : row) {
            text.append(SHADES.charAt(Math.round(pixel * (SHADES.length() - 1))));
        }
        return text.toString();
    }

    private static String guess(LabelledTrace reading, int step) {
        return Text.format("%s %3.0f%%", reading.guess(step), 100 * reading.guessProbability(step));
    }

    /**
     * What the reading shows, a sentence a line: when the guess became what it is, and what the gates of each layer did.
     *
     * @param actual the name of the image's class, or null if it is not known
     * @param place what a step is called, as for {@link #table}
     */
    public static String summary(LabelledTrace trace, Cell cell, String actual, String place) {
        String answer = Text.visible(trace.predicted());
        StringBuilder text = new StringBuilder();
        text.append(Text.format(
                "%s with %.1f%%; the guess is %s %s%s%n",
                answer,
                100 * trace.guessProbability(trace.rowsRead().length - 1),
                answer,
                settled(trace.trace(), place),
                actual == null
                        ? ""
                        : actual.equals(trace.predicted()) ? ", and right" : ", but it is " + Text.visible(actual)));
        return text.append(gates(trace.trace(), cell, place)).toString();
    }

    /** What the gates of each layer did, a sentence a line; empty if there are none. */
    static String gates(NetworkTrace trace, Cell cell, String place) {
        if (!cell.hasGates()) {
            return "";
        }
        StringBuilder text = new StringBuilder();
        for (LayerTrace layer : trace.layers()) {
            for (int direction = 0; direction < layer.directions().size(); direction++) {
                String name = name(trace, layer, direction);
                String prefix = name.isEmpty() ? "" : name + ": ";
                CellTrace did = layer.directions().get(direction);
                if (cell == Cell.LSTM) {
                    text.append(prefix)
                            .append("the input gate is widest open at " + place + "s ")
                            .append(extremes(did.mean("input"), true))
                            .append("; the forget gate keeps least at " + place + "s ")
                            .append(extremes(did.mean("forget"), false))
                            .append(Text.format(", %.2f on average%n", mean(did.mean("forget"))));
                } else {
                    text.append(prefix)
                            .append("the update gate lets most of the candidate in at " + place + "s ")
                            .append(extremes(did.mean("update"), false))
                            .append("; the reset gate ignores the past most at " + place + "s ")
                            .append(extremes(did.mean("reset"), false))
                            .append(Text.format("%n"));
                }
            }
        }
        return text.toString();
    }

    /** When the guess became the answer, such as {@code from row 16 on}. */
    static String settled(NetworkTrace trace, String place) {
        if (!trace.isBidirectional()) {
            return "from " + place + " " + trace.settled() + " on";
        }
        // The layers below the last have read everything before it begins.
        String reader = trace.layers().size() > 1 ? " by the last layer" : "";
        return "once " + (trace.settled() + 1) + " " + place + "s are read each way" + reader;
    }

    /** The rows with the highest or lowest means, such as {@code 7 (0.61), 8 (0.60), 12 (0.57)}. */
    private static String extremes(float[] means, boolean highest) {
        return IntStream.range(0, means.length)
                .boxed()
                .sorted(Comparator.comparingDouble(t -> highest ? -means[t] : means[t]))
                .limit(NAMED_ROWS)
                .map(t -> Text.format("%d (%.2f)", t, means[t]))
                .collect(Collectors.joining(", "));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }
}
