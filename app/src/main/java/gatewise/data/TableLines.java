package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;

/** The lines in which rows stand; of rows that follow each other line by line, only the first is kept. */
final class TableLines {
    private final String file;
    private final GrowingInts rows = new GrowingInts();
    private final GrowingLongs lines = new GrowingLongs();
    private int count;
    private int[] order;

    /** @param file what errors call the file */
    TableLines(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** The next row stands here. */
    void add(long line) {
        int last = rows.count() - 1;
        if (last < 0 || lines.get(last) + (count - rows.get(last)) != line) {
            rows.add(count);
            lines.add(line);
        }
        count++;
    }

    /** From now on, rows are numbered by the place to which this order brought them. */
    void reorder(int... to) {
        order = to;
    }

    /** The line of a row. */
    long line(int row) {
        int wanted = order == null ? row : order[row];
        int low = 0;
        int high = rows.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (rows.get(middle) <= wanted) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return lines.get(low) + (wanted - rows.get(low));
    }

    /** What is wrong in a row. */
    UserError error(int row, CharSequence problem, CharSequence fix) {
        return new UserError(Phrase.of(file, ", line ", line(row), ": ", problem), fix);
    }
}
