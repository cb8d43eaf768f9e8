package gatewise.report;

import gatewise.io.UserError;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.nio.file.Path;
import java.util.List;

/**
 * What a network takes for what, as a picture: hits on the diagonal in blue, the fuller the more of the class is hit;
 * errors in orange, on a scale of their own, as beside the hits none would be seen.
 */
public final class ConfusionChart {
    private static final int PLOT = 640;
    private static final int LEAST_CELL = 11;
    private static final int LARGEST_CELL = 110;
    /** Cells smaller than this hold no legible number. */
    private static final int LEAST_CELL_WITH_NUMBER = 26;

    private static final int GAP = 8;
    /** The length of a scale of colours in the legend. */
    private static final int SCALE = 90;

    private static final int SCALE_GAP = 32;
    private static final String HITS_FROM = "hits: 0%";
    private static final String HITS_TO = "100% of the class";
    private static final String ERRORS_FROM = "errors: 0";
    private static final Font TITLE = Picture.bold(17);
    private static final Font AXIS = Picture.plain(15);
    private static final Font SMALL = Picture.plain(12);

    private final long[][] confusion;
    private final List<String> labels;
    private final String title;
    private final int cell;
    private final Font labelFont;
    private final int labelWidth;
    private final long mostErrors;

    private ConfusionChart(long[][] confusion, List<String> labels, String title) {
        int classes = confusion.length;
        this.confusion = confusion;
        this.labels = labels;
        this.title = title;
        cell = Math.max(LEAST_CELL, Math.min(LARGEST_CELL, PLOT / classes));
        labelFont = Picture.plain(Math.max(9, Math.min(14, cell - 2)));
        labelWidth = labels.stream()
                .mapToInt(label -> Picture.width(labelFont, label))
                .max()
                .orElse(0);
        long most = 0;
        for (int actual = 0; actual < classes; actual++) {
            for (int predicted = 0; predicted < classes; predicted++) {
                most = actual == predicted ? most : Math.max(most, confusion[actual][predicted]);
            }
        }
        mostErrors = most;
    }

    /**
     * Writes the picture as a PNG.
     *
     * @param confusion [actual][predicted], counts; at least two classes
     * @param labels the names of the classes
     * @throws UserError (a failed job) if the file cannot be written
     * @throws IllegalArgumentException if the matrix is not square or does not fit the labels
     */
    public static void write(Path png, long[][] confusion, List<String> labels, String title) {
        if (confusion.length < 2 || confusion.length != labels.size()) {
            throw new IllegalArgumentException("%d rows do not fit %d labels, expected at least two of each"
                    .formatted(confusion.length, labels.size()));
        }
        for (long[] row : confusion) {
            if (row.length != confusion.length) {
                throw new IllegalArgumentException("a row of %d in a matrix of %d rows, expected a square"
                        .formatted(row.length, confusion.length));
            }
        }
        new ConfusionChart(confusion, labels, title).write(png);
    }

    private void write(Path png) {
        int size = cell * labels.size();
        int left = 44 + labelWidth + GAP;
        int below = (rotated() ? labelWidth : labelFont.getSize()) + 2 * GAP;
        int width = Math.max(left + Math.max(size, legendWidth()), Picture.width(TITLE, title)) + 30;
        int height = 56 + size + below + 84;
        Picture.write(png, width, height, graphics -> {
            graphics.setColor(Picture.TEXT);
            graphics.setFont(TITLE);
            graphics.drawString(title, Math.min(left, width - 20 - Picture.width(TITLE, title)), 34);
            Graphics2D plot = (Graphics2D) graphics.create();
            plot.translate(left, 56);
            cells(plot);
            labels(plot);
            plot.setFont(AXIS);
            Picture.centred(plot, "predicted", size / 2.0, size + below + 12);
            legend(plot, size + below + 42);
            plot.rotate(-Math.PI / 2);
            plot.setColor(Picture.TEXT);
            plot.setFont(AXIS);
            Picture.centred(plot, "actual", -size / 2.0, -labelWidth - 2 * GAP - 6);
            plot.dispose();
        });
    }

    private boolean rotated() {
        return labelWidth > cell - 2;
    }

    private void cells(Graphics2D graphics) {
        int classes = labels.size();
        Font numbers = numberFont();
        for (int actual = 0; actual < classes; actual++) {
            long all = 0;
            for (long count : confusion[actual]) {
                all += count;
            }
            for (int predicted = 0; predicted < classes; predicted++) {
                long count = confusion[actual][predicted];
                boolean hit = actual == predicted;
                Color colour = hit ? hit((double) count / Math.max(1, all)) : error(count);
                graphics.setColor(colour);
                graphics.fillRect(predicted * cell, actual * cell, cell, cell);
                if (numbers != null && (hit || count > 0)) {
                    graphics.setFont(numbers);
                    graphics.setColor(colour.getGreen() < 140 ? Color.WHITE : Picture.TEXT);
                    Picture.centred(
                            graphics,
                            Long.toString(count),
                            (predicted + 0.5) * cell,
                            (actual + 0.5) * cell + numbers.getSize() * 0.36);
                }
            }
        }
        graphics.setColor(Picture.GRID);
        for (int line = 0; line <= classes; line++) {
            graphics.drawLine(0, line * cell, classes * cell, line * cell);
            graphics.drawLine(line * cell, 0, line * cell, classes * cell);
        }
    }

    private static Color hit(double share) {
        return Picture.tint(Picture.BLUE, share);
    }

    /** By the root of the count: few large errors must not make all others invisible. */
    private Color error(long count) {
        return Picture.tint(Picture.ORANGE, Math.sqrt((double) count / Math.max(1, mostErrors)));
    }

    /** The largest font that any count fits a cell with; null if none is legible. */
    private Font numberFont() {
        if (cell < LEAST_CELL_WITH_NUMBER) {
            return null;
        }
        long largest = 0;
        for (long[] row : confusion) {
            for (long count : row) {
                largest = Math.max(largest, count);
            }
        }
        for (int points = 16; points >= 8; points--) {
            if (Picture.width(Picture.plain(points), Long.toString(largest)) <= cell - 6) {
                return Picture.plain(points);
            }
        }
        return null;
    }

    private void labels(Graphics2D graphics) {
        int size = cell * labels.size();
        graphics.setFont(labelFont);
        graphics.setColor(Picture.TEXT);
        AffineTransform upright = graphics.getTransform();
        double baseline = labelFont.getSize() * 0.36;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            int width = Picture.width(labelFont, label);
            double middle = (i + 0.5) * cell;
            graphics.drawString(label, -GAP - width, (float) (middle + baseline));
            if (rotated()) {
                graphics.rotate(-Math.PI / 2);
                graphics.drawString(label, -size - GAP - width, (float) (middle + baseline));
                graphics.setTransform(upright);
            } else {
                Picture.centred(graphics, label, middle, size + GAP + labelFont.getSize());
            }
        }
    }

    private int legendWidth() {
        int texts = Picture.width(SMALL, HITS_FROM + HITS_TO + ERRORS_FROM + mostErrors);
        return texts + 2 * (SCALE + 2 * GAP) + SCALE_GAP;
    }

    private void legend(Graphics2D graphics, int y) {
        graphics.setFont(SMALL);
        int x = scale(graphics, 0, y, HITS_FROM, HITS_TO, false);
        if (mostErrors > 0) {
            scale(graphics, x + SCALE_GAP, y, ERRORS_FROM, Long.toString(mostErrors), true);
        }
    }

    /** Paints "from [colours] to" and returns where it ends. */
    private static int scale(Graphics2D graphics, int x, int y, String from, String to, boolean errors) {
        int start = x + Picture.width(SMALL, from) + GAP;
        graphics.setColor(Picture.TEXT);
        graphics.drawString(from, x, y + 10);
        graphics.drawString(to, start + SCALE + GAP, y + 10);
        for (int i = 0; i < SCALE; i++) {
            double share = i / (SCALE - 1.0);
            graphics.setColor(errors ? Picture.tint(Picture.ORANGE, Math.sqrt(share)) : hit(share));
            graphics.fillRect(start + i, y, 1, 12);
        }
        graphics.setColor(Picture.GRID);
        graphics.drawRect(start, y, SCALE, 12);
        return start + SCALE + GAP + Picture.width(SMALL, to);
    }
}
