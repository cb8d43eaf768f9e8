package gatewise.report;

import java.util.List;

/** How a network is told from the others: a colour for its cell, a dash for its place among those of the cell. */
final class Series {
    private static final double WIDTH = 2;
    private static final float[][] DASHES = {{}, {7, 4}, {2, 3}, {10, 3, 2, 3}, {4, 2}, {14, 4}};

    private Series() {}

    static Ink ink(Comparison.Row row) {
        if (row.entry().tutorial()) {
            return Palette.TEXT;
        }
        return switch (row.entry().network().cell()) {
            case LSTM -> Palette.BLUE;
            case GRU -> row.entry().network().resetAfter() ? Palette.PURPLE : Palette.ORANGE;
            case SIMPLE -> Palette.GREEN;
        };
    }

    /** For a curve among all others. */
    static Pen pen(Comparison comparison, Comparison.Row row) {
        List<Comparison.Row> alike = comparison.rows().stream()
                .filter(other -> ink(other).equals(ink(row)))
                .toList();
        return new Pen(ink(row), WIDTH, DASHES[alike.indexOf(row) % DASHES.length]);
    }

    /** For a curve that stands alone before all others. */
    static Pen whole(Comparison.Row row) {
        return new Pen(ink(row), WIDTH);
    }
}
