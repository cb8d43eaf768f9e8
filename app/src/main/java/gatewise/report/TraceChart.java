package gatewise.report;

import gatewise.explain.CellTrace;
import gatewise.explain.NetworkTrace;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What one layer did while it read an image: the image, and level with each of its rows what every gate, the cell and the
 * hidden state of each unit were at that step, and what the head would have answered. Time runs downwards.
 */
public final class TraceChart {
    private static final int MARGIN = 28;
    private static final int ROW_NUMBERS = 30;
    private static final int GAP = 20;
    private static final int HEAD = 58;
    private static final int PANEL_HEAD = 22;
    private static final int NAME_HEAD = 26;
    private static final int BAND_FOOT = 40;
    private static final int IMAGE = 340;
    private static final int PANEL = 200;
    private static final Font TITLE = Picture.bold(17);
    private static final Font NAME = Picture.bold(13);
    private static final Font SMALL = Picture.plain(12);

    private final String title;
    private final List<String> labels;
    private final List<Band> bands;
    private final String place;
    private final float cellRange;
    private final int rowHeight;

    /** One panel: values [timeSteps][units], divided by the range before the ramp sees them. */
    private record Panel(String name, float[][] values, Ramp ramp, float range) {
        int unitWidth() {
            int units = values[0].length;
            return units > 256 ? 1 : Math.max(2, PANEL / units);
        }

        int width() {
            return values[0].length * unitWidth();
        }
    }

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
    private static float cellRange(NetworkTrace trace) {
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
        int width = 2 * MARGIN + ROW_NUMBERS + imageWidth(first) - GAP;
        for (Panel panel : panels(first)) {
            width += GAP + panel.width();
        }
        int bandHeight = bandHead() + steps * rowHeight + BAND_FOOT;
        int height = HEAD + bands.size() * bandHeight + 40;
        int texts = Picture.width(TITLE, title);
        for (Band band : bands) {
            texts = Math.max(texts, Picture.width(NAME, band.name()));
        }
        int whole = Math.max(width + GAP, 2 * MARGIN + texts);
        Picture.write(png, whole, height, graphics -> {
            graphics.setColor(Picture.TEXT);
            graphics.setFont(TITLE);
            graphics.drawString(title, MARGIN, 36);
            for (int i = 0; i < bands.size(); i++) {
                paint(graphics, bands.get(i), HEAD + i * bandHeight);
            }
            legends(graphics, height - 32);
        });
    }

    /** Room above the panels of a band: their names, and above those its own if bands have one. */
    private int bandHead() {
        return PANEL_HEAD + (bands.get(0).name().isEmpty() ? 0 : NAME_HEAD);
    }

    private List<Panel> panels(Band band) {
        List<Panel> panels = new ArrayList<>();
        band.cell()
                .gates()
                .forEach((gate, values) -> panels.add(
                        gate.equals("candidate")
                                ? new Panel("candidate", values, Ramp.SIGNED, 1)
                                : new Panel(gate + " gate", values, Ramp.OPEN, 1)));
        if (band.cell().cell() != null) {
            panels.add(new Panel("cell", band.cell().cell(), Ramp.SIGNED, Math.max(cellRange, Float.MIN_NORMAL)));
        }
        panels.add(new Panel("hidden state", band.cell().hidden(), Ramp.SIGNED, 1));
        String answer = band.reading().isBidirectional() ? "answer, " + place + "s each way" : "answer";
        panels.add(new Panel(answer, band.reading().probabilities(), Ramp.LIKELY, 1));
        return panels;
    }

    private int imageWidth(Band band) {
        return band.reading().rowsRead()[0].length * rowHeight + GAP;
    }

    private void paint(Graphics2D graphics, Band band, int top) {
        int y = top + bandHead();
        int steps = band.reading().rowsRead().length;
        graphics.setFont(NAME);
        graphics.setColor(Picture.BLUE);
        graphics.drawString(band.name(), MARGIN, top + 14);
        int x = MARGIN + ROW_NUMBERS;
        rowNumbers(graphics, x - 6, y, steps);
        image(graphics, band.reading().rowsRead(), x, y);
        graphics.setFont(SMALL);
        graphics.setColor(Picture.QUIET);
        graphics.drawString(
                "read as " + labels.get(band.reading().answer()) + " " + TraceReport.settled(band.reading(), place),
                x,
                y + steps * rowHeight + 18);
        int right = x + imageWidth(band);
        for (Panel panel : panels(band)) {
            paint(graphics, panel, right, y);
            right += panel.width() + GAP;
        }
        marks(graphics, band, x, right - GAP, y);
    }

    private void rowNumbers(Graphics2D graphics, int right, int y, int steps) {
        graphics.setFont(SMALL);
        graphics.setColor(Picture.QUIET);
        int every = steps <= 10 ? 1 : steps <= 40 ? 5 : (steps + 39) / 40 * 5;
        for (int row = 0; row < steps; row += every) {
            String number = Integer.toString(row);
            graphics.drawString(
                    number,
                    right - graphics.getFontMetrics().stringWidth(number),
                    y + row * rowHeight + rowHeight / 2 + 4);
        }
        graphics.drawString(place, right - graphics.getFontMetrics().stringWidth(place), y - 8);
    }

    private void image(Graphics2D graphics, float[][] rows, int x, int y) {
        for (int row = 0; row < rows.length; row++) {
            for (int column = 0; column < rows[row].length; column++) {
                int paper = Math.round(255 * (1 - rows[row][column]));
                graphics.setColor(new Color(paper, paper, paper));
                graphics.fillRect(x + column * rowHeight, y + row * rowHeight, rowHeight, rowHeight);
            }
        }
        graphics.setColor(Picture.GRID);
        graphics.drawRect(x - 1, y - 1, rows[0].length * rowHeight + 1, rows.length * rowHeight + 1);
    }

    private void paint(Graphics2D graphics, Panel panel, int x, int y) {
        int unitWidth = panel.unitWidth();
        graphics.setFont(NAME);
        graphics.setColor(Picture.TEXT);
        graphics.drawString(panel.name(), x, y - 8);
        for (int t = 0; t < panel.values().length; t++) {
            for (int unit = 0; unit < panel.values()[t].length; unit++) {
                graphics.setColor(panel.ramp().at(panel.values()[t][unit] / panel.range()));
                graphics.fillRect(x + unit * unitWidth, y + t * rowHeight, unitWidth, rowHeight);
            }
        }
        int bottom = y + panel.values().length * rowHeight;
        graphics.setColor(Picture.GRID);
        graphics.drawRect(x - 1, y - 1, panel.width() + 1, bottom - y + 1);
        graphics.setFont(SMALL);
        graphics.setColor(Picture.QUIET);
        if (panel.ramp() == Ramp.LIKELY) {
            classes(graphics, panel, x, bottom + 18);
        } else {
            String units = panel.values()[0].length == 1 ? "unit 0" : "units 0 to " + (panel.values()[0].length - 1);
            graphics.drawString(units, x, bottom + 18);
        }
    }

    private void classes(Graphics2D graphics, Panel panel, int x, int baseline) {
        boolean fits = labels.stream().allMatch(label -> Picture.width(SMALL, label) < panel.unitWidth());
        if (!fits) {
            graphics.drawString(labels.size() + " classes", x, baseline);
            return;
        }
        for (int label = 0; label < labels.size(); label++) {
            Picture.centred(graphics, labels.get(label), x + (label + 0.5) * panel.unitWidth(), baseline);
        }
    }

    /** The guess after each row, and the row from which on it is the answer. */
    private void marks(Graphics2D graphics, Band band, int left, int right, int y) {
        Panel answers = panels(band).get(panels(band).size() - 1);
        int x = right - answers.width();
        graphics.setColor(Picture.ORANGE);
        graphics.setStroke(new BasicStroke(1.5f));
        if (answers.unitWidth() > 5) {
            for (int t = 0; t < answers.values().length; t++) {
                int guess = band.reading().guess(t);
                graphics.drawRect(
                        x + guess * answers.unitWidth(), y + t * rowHeight, answers.unitWidth() - 1, rowHeight - 1);
            }
        }
        int settled = y + band.reading().settled() * rowHeight;
        // With two directions a row of the answers is not level with one row of the image.
        int from = band.reading().isBidirectional() ? x : left;
        graphics.setStroke(new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
        graphics.drawLine(from - 4, settled, right + 4, settled);
        graphics.setStroke(new BasicStroke(1));
    }

    private void legends(Graphics2D graphics, int y) {
        graphics.setFont(SMALL);
        int x = Ramp.OPEN.paintLegend(graphics, MARGIN, y, "gates", "0 closed", "1 open");
        x = Ramp.SIGNED.paintLegend(graphics, x, y, "candidate and hidden state", "-1", "1");
        if (cellRange > 0) {
            String range = String.format(Locale.ROOT, "%.1f", cellRange);
            x = Ramp.SIGNED.paintLegend(graphics, x, y, "cell", "-" + range, range);
        }
        x = Ramp.LIKELY.paintLegend(graphics, x, y, "answer", "0%", "100%");
        graphics.setColor(Picture.ORANGE);
        graphics.drawRect(x, y, 12, 11);
        graphics.setColor(Picture.TEXT);
        graphics.drawString("likeliest", x + 18, y + 11);
    }
}
