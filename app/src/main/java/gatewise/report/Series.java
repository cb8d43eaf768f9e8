package gatewise.report;

import gatewise.network.Cell;
import java.util.List;

/** How a network's line is told from the others': a colour for its cell, a dash for its place among those of the cell. */
final class Series {
    private static final int DASHES = 6;

    private Series() {}

    /** Names of classes of the style sheet. */
    static String style(Comparison comparison, Comparison.Row row) {
        List<Comparison.Row> alike = comparison.rows().stream()
                .filter(other -> kind(other).equals(kind(row)))
                .toList();
        return kind(row) + " dash" + alike.indexOf(row) % DASHES;
    }

    private static String kind(Comparison.Row row) {
        if (row.entry().tutorial()) {
            return "tutorial";
        }
        Cell cell = row.entry().network().cell();
        return cell == Cell.GRU && row.entry().network().resetAfter() ? "after" : cell.toString();
    }
}
