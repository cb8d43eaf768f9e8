package gatewise.report;

import gatewise.explain.CellTrace;
import gatewise.explain.NetworkTrace;
import gatewise.io.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one layer did while it read an image: the image, and level with each of its rows what every gate, the cell and the
 * hidden state of each unit were at that step, and what the head would have answered. Time runs downwards.
 */
public final class TraceChart {
    private static final int MARGIN = 28;
    private static final int ROW_NUMBERS = 30;
    private static final int GAP = 18;
    private static final int HEAD = 58;
    private static final int NAME_HEAD = 26;
    private static final int PANEL_HEAD = 22;
    private static final int BAND_FOOT = 44;
    /** About so many pixels each, so that all is still legible when a page shows the picture 850 pixels wide. */
    private static final int IMAGE = 224;

    private static final int PANEL = 84;
    private static final int ANSWERS = 110;
    private static final Type SMALL = Type.SMALL.in(Palette.QUIET);
    private static final Pen GUESS = new Pen(Palette.ORANGE, 1.5);
    private static final Pen SETTLED = new Pen(Palette.ORANGE, 1, 5, 4);

    private final String title;
    private final List<String> labels;
    private final List<Band> bands;
    private final String place;
    private final float cellRange;
    private final int rowHeight;

    /**
     * A quantity at each step.
     *
     * @param feet what stands below it: one text, or one for each column
     */
    private record Panel(String name, List<String> feet, Heatmap map) {}

    /** One direction of the layer in one reading. */
    private record Band(String name, NetworkTrace reading, CellTrace cell) {}

    /**
     * A reading of the image.
     *
     * @param name what it is called beside another one, such as {@code before}; empty if it is the only one
     */
    public record Reading(String name, NetworkTrace trace) {}

    private TraceChart(String title, List<String> labels, List<Reading> readings, int layer, String place) {
        this.title = title;
        this.labels = labels;
        this.place = place;
        this.bands = new ArrayList<>();
        float range = 0;
        for (Reading reading : readings) {
            for (CellTrace cell : reading.trace().layers().get(layer).directions()) {
                boolean both = reading.trace().layers().get(layer).directions().size() > 1;
                String direction = both ? "read " + cell.direction() : "";
                String name = reading.name().isEmpty() || direction.isEmpty()
                        ? reading.name() + direction
                        : reading.name() + ", " + direction;
                bands.add(new Band(name, reading.trace(), cell));
            }
            range = Math.max(range, cellRange(reading.trace()));
        }
        cellRange = range;
        rowHeight = Math.max(2, IMAGE / bands.get(0).reading().rowsRead().length);
    }

    /** The largest absolute value of any cell state in any layer: one scale for all pictures of a reading. */
    static float cellRange(NetworkTrace trace) {
        float most = 0;
        for (var layer : trace.layers()) {
            for (CellTrace cell : layer.directions()) {
                for (float[] states : cell.cell() == null ? new float[0][] : cell.cell()) {
                    for (float state : states) {
                        most = Math.max(most, Math.abs(state));
                    }
                }
            }
        }
        return most;
    }

    /**
     * Writes the picture of a layer as a PNG.
     *
     * @param layer from 0
     * @param labels the names of the classes
     * @param readings of the same network, one below the other, on the same scales of colour
     * @param place what a step is called, as for {@link TraceReport#table}
     */
    public static void write(
            Path png, String title, List<String> labels, List<Reading> readings, int layer, String place) {
        new TraceChart(title, labels, readings, layer, place).write(png);
    }

    private void write(Path png) {
        Band first = bands.get(0);
        int steps = first.reading().rowsRead().length;
        int width = 2 * MARGIN + ROW_NUMBERS + image(first).width();
        List<Panel> panels = panels(first);
        for (Panel panel : panels) {
            width += GAP + panel.map().width();
        }
        Panel answers = panels.get(panels.size() - 1);
        width +=
                Math.max(0, Png.width(Type.NAME, answers.name()) - answers.map().width());
        int bandHeight = NAME_HEAD + PANEL_HEAD + steps * rowHeight + BAND_FOOT;
        int height = HEAD + bands.size() * bandHeight + 40;
        int texts = Png.width(Type.TITLE, title);
        for (Band band : bands) {
            texts = Math.max(texts, Png.width(Type.NAME, head(band)));
        }
        Legend legend = legend();
        int whole = Math.max(width + GAP, 2 * MARGIN + Math.max(legend.width(), texts));
        Png.write(png, whole, height, canvas -> {
            canvas.text(Type.TITLE, MARGIN, 36, title);
            for (int i = 0; i < bands.size(); i++) {
                draw(canvas, bands.get(i), HEAD + i * bandHeight);
            }
            legend.draw(canvas, MARGIN, height - 26);
        });
    }

    private String head(Band band) {
        String answer =
                "read as " + labels.get(band.reading().answer()) + " " + TraceReport.settled(band.reading(), place);
        return band.name().isEmpty() ? answer : band.name() + ": " + answer;
    }

    private Heatmap image(Band band) {
        return new Heatmap(band.reading().rowsRead(), Ramp.IMAGE, 1, rowHeight, rowHeight);
    }

    private List<Panel> panels(Band band) {
        List<Panel> panels = new ArrayList<>();
        band.cell()
                .gates()
                .forEach((gate, values) -> panels.add(
                        gate.equals("candidate")
                                ? units(gate, values, Ramp.SIGNED, 1)
                                : units(gate + " gate", values, Ramp.SHARE, 1)));
        if (band.cell().cell() != null) {
            panels.add(units("cell", band.cell().cell(), Ramp.SIGNED, Math.max(cellRange, Float.MIN_NORMAL)));
        }
        panels.add(units("hidden", band.cell().hidden(), Ramp.SIGNED, 1));
        String answer = band.reading().isBidirectional() ? "answer, " + place + "s each way" : "answer";
        float[][] probabilities = band.reading().probabilities();
        int width = Math.max(2, ANSWERS / probabilities[0].length);
        panels.add(new Panel(answer, feet(width), new Heatmap(probabilities, Ramp.SHARE, 1, width, rowHeight)));
        return panels;
    }

    /** @param values [timeSteps][units] */
    private Panel units(String name, float[][] values, Ramp ramp, float range) {
        int units = values[0].length;
        int unitWidth = units > 256 ? 1 : Math.max(2, PANEL / units);
        String foot = units == 1 ? "unit 0" : "units 0 to " + (units - 1);
        return new Panel(name, List.of(foot), new Heatmap(values, ramp, range, unitWidth, rowHeight));
    }

    /** What stands below the answers: the label of each column, or how many there are where those find no room. */
    private List<String> feet(int width) {
        boolean fit = labels.stream().allMatch(label -> Png.width(SMALL, label) < width);
        return fit ? labels : List.of(labels.size() + " classes");
    }

    private void draw(Canvas canvas, Band band, int top) {
        int y = top + NAME_HEAD + PANEL_HEAD;
        int left = MARGIN + ROW_NUMBERS;
        Heatmap image = image(band);
        canvas.text(Type.NAME.in(Palette.BLUE), MARGIN, top + 14, head(band));
        rowNumbers(canvas, left - 6, y, image.values().length);
        image.draw(canvas, left, y);
        canvas.text(SMALL, left, y + image.height() + 18, "the image, as it is read");
        int x = left + image.width();
        for (Panel panel : panels(band)) {
            x += GAP;
            draw(canvas, panel, x, y);
            x += panel.map().width();
        }
        marks(canvas, band, left, x, y);
    }

    private void rowNumbers(Canvas canvas, int right, int y, int steps) {
        int every = steps <= 10 ? 1 : steps <= 40 ? 5 : (steps + 39) / 40 * 5;
        for (int row = 0; row < steps; row += every) {
            canvas.text(SMALL.end(), right, y + (row + 0.5) * rowHeight + SMALL.drop(), Integer.toString(row));
        }
        canvas.text(SMALL.end(), right, y - 8, place);
    }

    private void draw(Canvas canvas, Panel panel, int x, int y) {
        Heatmap map = panel.map();
        canvas.text(Type.NAME, x, y - 8, panel.name());
        map.draw(canvas, x, y);
        int baseline = y + map.height() + 18;
        if (panel.feet().size() == 1) {
            canvas.text(SMALL, x, baseline, panel.feet().get(0));
            return;
        }
        for (int column = 0; column < map.columns(); column++) {
            canvas.text(
                    SMALL.middle(),
                    x + (column + 0.5) * map.cellWidth(),
                    baseline,
                    panel.feet().get(column));
        }
    }

    /** The guess after each row, and the row from which on it is the answer. */
    private void marks(Canvas canvas, Band band, int left, int right, int y) {
        List<Panel> panels = panels(band);
        Heatmap answers = panels.get(panels.size() - 1).map();
        int x = right - answers.width();
        int width = answers.cellWidth();
        for (int t = 0; t < answers.values().length && width > 5; t++) {
            int guess = band.reading().guess(t);
            canvas.frame(GUESS, x + guess * width, y + t * rowHeight, width - 1, rowHeight - 1);
        }
        int settled = y + band.reading().settled() * rowHeight;
        // With two directions a row of the answers is not level with one row of the image.
        int from = band.reading().isBidirectional() ? x : left;
        canvas.line(SETTLED, from - 4, settled, right + 4, settled);
    }

    private Legend legend() {
        boolean gates = bands.get(0).reading().hasGates();
        Legend legend = new Legend()
                .ramp(Ramp.SHARE, gates ? "gates and answer" : "answer", "0", "1")
                .ramp(Ramp.SIGNED, gates ? "candidate and hidden state" : "hidden state", "-1", "1");
        if (cellRange > 0) {
            String range = Text.format("%.1f", cellRange);
            legend.ramp(Ramp.SIGNED, "cell", "-" + range, range);
        }
        return legend.frame(GUESS, "likeliest");
    }
}
