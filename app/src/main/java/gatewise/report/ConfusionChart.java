package gatewise.report;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

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
    private static final int TOP = 56;
    private static final Type AXIS = Type.plain(15);

    private final long[][] confusion;
    private final List<String> labels;
    private final String title;
    private final int cell;
    private final Type labelType;
    private final int labelWidth;
    private final int left;
    private final long mostErrors;

    private ConfusionChart(long[][] confusion, List<String> labels, String title) {
        int classes = confusion.length;
        this.confusion = confusion;
        this.labels = labels;
        this.title = title;
        cell = Math.max(LEAST_CELL, Math.min(LARGEST_CELL, PLOT / classes));
        labelType = Type.plain(Math.max(9, Math.min(14, cell - 2)));
        labelWidth = labels.stream()
                .mapToInt(label -> Png.width(labelType, label))
                .max()
                .orElse(0);
        left = 44 + labelWidth + GAP;
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
            throw new IllegalArgumentException(Text.format(
                    "%d rows do not fit %d labels, expected at least two of each", confusion.length, labels.size()));
        }
        for (long[] row : confusion) {
            if (row.length != confusion.length) {
                throw new IllegalArgumentException(Text.format(
                        "a row of %d in a matrix of %d rows, expected a square", row.length, confusion.length));
            }
        }
        new ConfusionChart(confusion, labels, title).write(png);
    }

    private void write(Path png) {
        int size = cell * labels.size();
        int below = (isTurned() ? labelWidth : labelType.size()) + 2 * GAP;
        Legend legend = legend();
        int titleWidth = Png.width(Type.TITLE, title);
        int width = Math.max(left + Math.max(size, legend.width()), titleWidth) + 30;
        int bottom = TOP + size;
        Png.write(png, width, bottom + below + 84, canvas -> {
            canvas.text(Type.TITLE, Math.min(left, width - 20 - titleWidth), 34, title);
            cells(canvas);
            grid(canvas);
            labels(canvas);
            canvas.text(AXIS.middle(), left + size / 2.0, bottom + below + 12, "predicted");
            canvas.text(AXIS.middle().upwards(), left - labelWidth - 2 * GAP - 6, TOP + size / 2.0, "actual");
            legend.draw(canvas, left, bottom + below + 48);
        });
    }

    /** Whether labels below the cells are too wide for them. */
    private boolean isTurned() {
        return labelWidth > cell - 2;
    }

    private void cells(Canvas canvas) {
        Type numbers = numberType();
        for (int actual = 0; actual < confusion.length; actual++) {
            long all = Arrays.stream(confusion[actual]).sum();
            for (int predicted = 0; predicted < confusion.length; predicted++) {
                long count = confusion[actual][predicted];
                boolean hit = actual == predicted;
                Ink ink = hit
                        ? Ramp.HITS.at((double) count / Math.max(1, all))
                        : Ramp.ERRORS.at((double) count / Math.max(1, mostErrors));
                canvas.box(ink, left + predicted * cell, TOP + actual * cell, cell, cell);
                if (numbers != null && (hit || count > 0)) {
                    canvas.text(
                            numbers.in(Ink.on(ink)),
                            left + (predicted + 0.5) * cell,
                            TOP + (actual + 0.5) * cell + numbers.drop(),
                            Long.toString(count));
                }
            }
        }
    }

    private void grid(Canvas canvas) {
        int size = cell * labels.size();
        for (int at = 0; at <= size; at += cell) {
            canvas.line(Pen.GRID, left, TOP + at, left + size, TOP + at);
            canvas.line(Pen.GRID, left + at, TOP, left + at, TOP + size);
        }
    }

    /** The largest type in which any count fits a cell; null if none is legible. */
    private Type numberType() {
        if (cell < LEAST_CELL_WITH_NUMBER) {
            return null;
        }
        long largest =
                Arrays.stream(confusion).flatMapToLong(Arrays::stream).max().orElse(0);
        return IntStream.iterate(16, size -> size >= 8, size -> size - 1)
                .mapToObj(size -> Type.plain(size).middle())
                .filter(type -> Png.width(type, Long.toString(largest)) <= cell - 6)
                .findFirst()
                .orElse(null);
    }

    private void labels(Canvas canvas) {
        int below = TOP + cell * labels.size() + GAP;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            double middle = (i + 0.5) * cell;
            canvas.text(labelType.end(), left - GAP, TOP + middle + labelType.drop(), label);
            if (isTurned()) {
                canvas.text(labelType.end().upwards(), left + middle + labelType.drop(), below, label);
            } else {
                canvas.text(labelType.middle(), left + middle, below + labelType.size(), label);
            }
        }
    }

    private Legend legend() {
        Legend legend = new Legend().ramp(Ramp.HITS, "hits:", "0%", "100% of the class");
        return mostErrors == 0 ? legend : legend.ramp(Ramp.ERRORS, "errors:", "0", Long.toString(mostErrors));
    }
}
