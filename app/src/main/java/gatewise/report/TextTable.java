package gatewise.report;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table for a terminal: columns of numbers are aligned to the right, all others to the left. Control characters in a cell
 * stand as their numbers.
 */
public final class TextTable {
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9][0-9.,]*([eE][-+]?[0-9]+)?%?|-|\u2013|");
    private static final String GAP = "  ";
    /** Of a class beside its number. */
    private static final int LONGEST = 40;

    private final List<String> headers;
    private final List<List<String>> rows = new ArrayList<>();
    private final Set<String> joined = new HashSet<>();
    private int keys = 1;

    /** A table without rows. */
    public TextTable(List<String> headers) {
        this.headers = headers.stream().map(Text::visible).toList();
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
        rows.add(cells.stream().map(Text::visible).toList());
        return this;
    }

    /** The same; each cell is written as {@link String#valueOf(Object)} does. */
    public TextTable row(Object... cells) {
        return row(Arrays.stream(cells).map(String::valueOf).toList());
    }

    /**
     * A confusion matrix as a table, a row an actual class. Where their names make it wider than it may be, the predicted classes
     * are called by their numbers.
     *
     * @param confusion [actual][predicted], counts
     * @param width in columns of the terminal
     */
    public static TextTable confusion(long[][] confusion, List<String> labels, int width) {
        TextTable named = confusion(confusion, labels, labels);
        if (named.fits(width)) {
            return named;
        }
        List<String> numbers =
                IntStream.range(0, labels.size()).mapToObj(Integer::toString).toList();
        int digits = numbers.get(numbers.size() - 1).length();
        List<String> numbered = IntStream.range(0, labels.size())
                .mapToObj(
                        i -> " ".repeat(digits - numbers.get(i).length()) + i + " " + Text.line(labels.get(i), LONGEST))
                .toList();
        return confusion(confusion, numbered, numbers);
    }

    private static TextTable confusion(long[][] confusion, List<String> labels, List<String> predicted) {
        List<String> headers = new ArrayList<>(predicted);
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

    /** So many columns tell rows apart: where a table is wider than it may be, each block of it begins with these. */
    public TextTable keys(int columns) {
        keys = columns;
        return this;
    }

    /** Columns of this header say nothing without the column before them and stay beside it. */
    public TextTable join(String header) {
        joined.add(header);
        return this;
    }

    /** The table in lines, each ended by a line feed, without blanks at their ends. */
    @Override
    public String toString() {
        return toString(Integer.MAX_VALUE);
    }

    /** The same in blocks of whole columns where it is wider than this; each begins with the {@link #keys}, or the first column. */
    public String toString(int width) {
        return blocks(width).stream().map(this::block).collect(Collectors.joining("\n"));
    }

    /** Whether all columns are in one block of this width. */
    public boolean fits(int width) {
        return widthOf(IntStream.range(0, headers.size()).boxed().toList()) <= width;
    }

    private List<List<Integer>> blocks(int most) {
        List<List<Integer>> blocks = new ArrayList<>();
        List<Integer> first = IntStream.range(0, keys).boxed().toList();
        List<Integer> block = new ArrayList<>(first);
        for (int column = keys, end; column < headers.size(); column = end) {
            List<Integer> longer = new ArrayList<>(block);
            List<Integer> next = new ArrayList<>(first);
            end = column;
            do {
                longer.add(end);
                next.add(end++);
            } while (end < headers.size() && joined.contains(headers.get(end)));
            if (block.size() > keys && widthOf(longer) > most) {
                blocks.add(block);
                block = next;
            } else {
                block = longer;
            }
        }
        blocks.add(block);
        return blocks;
    }

    private int widthOf(List<Integer> columns) {
        return columns.stream().mapToInt(this::width).sum() + GAP.length() * (columns.size() - 1);
    }

    private String block(List<Integer> columns) {
        StringBuilder text = new StringBuilder();
        append(text, headers, columns);
        rows.forEach(row -> append(text, row, columns));
        return text.toString();
    }

    private void append(StringBuilder text, List<String> cells, List<Integer> columns) {
        StringBuilder line = new StringBuilder();
        for (int column : columns) {
            String blanks = " ".repeat(width(column) - DisplayWidth.of(cells.get(column)));
            line.append(column == 0 ? "" : GAP)
                    .append(numbers(column) ? blanks + cells.get(column) : cells.get(column) + blanks);
        }
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private int width(int column) {
        return Math.max(
                DisplayWidth.of(headers.get(column)),
                rows.stream()
                        .mapToInt(row -> DisplayWidth.of(row.get(column)))
                        .max()
                        .orElse(0));
    }

    private boolean numbers(int column) {
        return !rows.isEmpty()
                && rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
    }
}
