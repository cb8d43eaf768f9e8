package gatewise.report;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A table for a terminal: columns of numbers are aligned to the right, all others to the left. */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?%?|-|\u2013|");
    private static final String GAP = "  ";

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();

    /** A table without rows. */
    public TextTable(List<String> headers) {
        this.headers = List.copyOf(headers);
    }

    /** A table without rows. */
    public TextTable(String... headers) {
        this(Arrays.asList(headers));
    }

    /**
     * Adds a row, one cell a header.
     *
     * @throws IllegalArgumentException if the number of cells is another
     */
    public TextTable row(List<String> cells) {
        if (cells.size() != headers.size()) {
            throw new IllegalArgumentException(
                    Text.format("a row of %d cells in a table of %d columns", cells.size(), headers.size()));
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    /** The same; each cell is written as {@link String#valueOf(Object)} does. */
    public TextTable row(Object... cells) {
        return row(Arrays.stream(cells).map(String::valueOf).toList());
    }

    /**
     * A confusion matrix as a table, a row an actual class.
     *
     * @param confusion [actual][predicted], counts
     */
    public static TextTable confusion(long[][] confusion, List<String> labels) {
        List<String> headers = new ArrayList<>(labels);
        headers.add(0, "actual \\ predicted");
        TextTable table = new TextTable(headers);
        for (int actual = 0; actual < confusion.length; actual++) {
            List<String> cells = new ArrayList<>();
            cells.add(labels.get(actual));
            for (long count : confusion[actual]) {
                cells.add(Long.toString(count));
            }
            table.row(cells);
        }
        return table;
    }

    /** The table in lines, each ended by a line feed, without blanks at their ends. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text, headers);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            String blanks = " ".repeat(width(column) - cells.get(column).length());
            line.append(column == 0 ? "" : GAP)
                    .append(numbers(column) ? blanks + cells.get(column) : cells.get(column) + blanks);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return Math.max(
                headers.get(column).length(),
                rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0));
    }

    private boolean numbers(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
