package gatewise.report;

import gatewise.explain.CellTrace;
import gatewise.explain.LayerTrace;
import gatewise.explain.NetworkTrace;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A reading in words and tables, and as a map for JSON. */
public final class TraceReport {
    private static final String SHADES = " ░▒▓█";
    private static final int NAMED_ROWS = 3;

    private TraceReport() {}

    /**
     * The image row by row, the guess after each and its probability, and the mean of each gate of each layer.
     *
     * @param readings the one reading, or those before and after surgery; their rows are shown as the last was given them
     * @param place what a step is called: {@code row}, or {@code step} where the rows were read in another order
     */
    public static String table(List<NetworkTrace> readings, List<String> labels, String place) {
        NetworkTrace last = readings.get(readings.size() - 1);
        StringBuilder text = new StringBuilder();
        for (LayerTrace layer : last.layers()) {
            for (int direction = 0; direction < layer.directions().size(); direction++) {
                boolean first = layer.layer() == 1 && direction == 0;
                if (name(last, layer, direction).length() > 0) {
                    text.append(first ? "" : "\n")
                            .append(name(last, layer, direction))
                            .append('\n');
                }
                text.append(table(readings, labels, place, layer.layer() - 1, direction, first));
            }
        }
        return text.toString();
    }

    /** Such as {@code layer 2, backward}; empty where there is one layer and one direction. */
    private static String name(NetworkTrace trace, LayerTrace layer, int direction) {
        List<String> parts = new ArrayList<>();
        if (trace.layers().size() > 1) {
            parts.add("layer " + layer.layer());
        }
        if (layer.directions().size() > 1) {
            parts.add(layer.directions().get(direction).direction().toString());
        }
        return String.join(", ", parts);
    }

    private static TextTable table(
            List<NetworkTrace> readings,
            List<String> labels,
            String place,
            int layer,
            int direction,
            boolean withImage) {
        boolean two = readings.size() > 1;
        NetworkTrace last = readings.get(readings.size() - 1);
        List<CellTrace> cells = readings.stream()
                .map(reading -> reading.layers().get(layer).directions().get(direction))
                .toList();
        List<String> headers = new ArrayList<>(List.of(place));
        if (withImage) {
            headers.addAll(List.of(two ? "image after" : "image", two ? "guess before" : "guess"));
            if (two) {
                headers.add("after");
            }
        }
        cells.get(0).gates().keySet().forEach(gate -> {
            headers.add(gate);
            if (two) {
                headers.add("after");
            }
        });
        TextTable table = new TextTable(headers);
        for (int t = 0; t < last.rowsRead().length; t++) {
            int step = t;
            List<String> row = new ArrayList<>(List.of(Integer.toString(t)));
            if (withImage) {
                row.add("|" + shades(last.rowsRead()[t]) + "|");
                readings.forEach(reading -> row.add(guess(reading, step, labels)));
            }
            for (String gate : cells.get(0).gates().keySet()) {
                cells.forEach(cell -> row.add(String.format(Locale.ROOT, "%.2f", cell.mean(gate)[step])));
            }
            table.row(row);
        }
        return table;
    }

    private static String shades(float[] row) {
        StringBuilder text = new StringBuilder();
        for (float pixel : row) {
            text.append(SHADES.charAt(Math.round(pixel * (SHADES.length() - 1))));
        }
        return text.toString();
    }

    private static String guess(NetworkTrace reading, int step, List<String> labels) {
        int guess = reading.guess(step);
        return String.format(Locale.ROOT, "%s %3.0f%%", labels.get(guess), 100 * reading.probabilities()[step][guess]);
    }

    /**
     * What the reading shows, a sentence a line: when the guess became what it is, and what the gates of each layer did.
     *
     * @param actual the name of the image's class, or null if it is not known
     * @param place what a step is called, as for {@link #table}
     */
    public static String summary(NetworkTrace trace, Cell cell, List<String> labels, String actual, String place) {
        String answer = labels.get(trace.answer());
        StringBuilder text = new StringBuilder();
        text.append(String.format(
                Locale.ROOT,
                "%s with %.1f%%; the guess is %s %s%s%n",
                answer,
                100 * trace.probabilities()[trace.probabilities().length - 1][trace.answer()],
                answer,
                settled(trace, place),
                actual == null ? "" : actual.equals(answer) ? ", and right" : ", but it is " + actual));
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
                            .append(String.format(Locale.ROOT, ", %.2f on average%n", mean(did.mean("forget"))));
                } else {
                    text.append(prefix)
                            .append("the update gate lets most of the candidate in at " + place + "s ")
                            .append(extremes(did.mean("update"), false))
                            .append("; the reset gate ignores the past most at " + place + "s ")
                            .append(extremes(did.mean("reset"), false))
                            .append(String.format(Locale.ROOT, "%n"));
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
                .map(t -> String.format(Locale.ROOT, "%d (%.2f)", t, means[t]))
                .collect(Collectors.joining(", "));
    }

    private static double mean(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /** predicted, settledRow, rowsRead, probabilities, layers. */
    public static Map<String, Object> json(NetworkTrace trace, List<String> labels) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("predicted", labels.get(trace.answer()));
        json.put("settledRow", trace.settled());
        json.put("rowsRead", trace.rowsRead());
        json.put("probabilities", trace.probabilities());
        json.put("layers", trace.layers());
        return json;
    }
}
