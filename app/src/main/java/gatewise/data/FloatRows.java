package gatewise.data;

import gatewise.io.MemoryShortage;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;

/** Rows of numbers that come one after the other, in one array that grows to about the size that is expected. */
final class FloatRows {
    /** What a Java array can hold. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private static final int FIRST = 1 << 17;
    /** Of an array, the part that may be left over. */
    private static final int MOST_SPARE = 4;

    private static final long MEGABYTE = 1 << 20;
    private static final long GIGABYTE = 1 << 30;

    private final String name;
    private final int width;
    private final LongUnaryOperator expected;
    private float[] values;
    private int rows;

    /**
     * @param name what errors call the file
     * @param width numbers a row
     * @param expected from the number of rows so far to that of all; to 0 if that is not known
     */
    FloatRows(String name, int width, LongUnaryOperator expected) {
        this.name = name;
        this.width = width;
        this.expected = expected;
        values = new float[(int) Math.min(MOST, Math.min(FIRST, 1024L * width))];
    }

    int rows() {
        return rows;
    }

    int width() {
        return width;
    }

    /** Adds a row; the caller writes its numbers to {@link #values()} from the place that is returned. */
    int add() {
        return addRows(1);
    }

    /** Adds several rows. */
    int addRows(int more) {
        long needed = ((long) rows + more) * width;
        if (needed > values.length) {
            grow(needed);
        }
        int place = rows * width;
        rows += more;
        return place;
    }

    /** Adds a row of one number. */
    void append(float value) {
        int place = add();
        values[place] = value;
    }

    /** Forgets all rows, and keeps their room. */
    void clear() {
        rows = 0;
    }

    /** The array itself, which may be longer than the rows. */
    float[] values() {
        return values;
    }

    /** The rows, [rows * width]. */
    float[] exact() {
        if (values.length != rows * width) {
            values = resized(rows * width);
        }
        return values;
    }

    /** The rows, and behind them perhaps room for some more, where taking it away would need the memory twice. */
    float[] nearlyExact() {
        boolean spare = values.length > FIRST && values.length - rows * width < values.length / MOST_SPARE;
        return spare ? values : exact();
    }

    /**
     * Puts the rows into another order, without a copy of them where the heap has no room for one.
     *
     * @param order of each place, the row that comes there; each row once; it is the same afterwards
     */
    void reorder(int... order) {
        float[] ordered;
        try {
            ordered = new float[order.length * width];
        } catch (OutOfMemoryError e) {
            reorderInPlace(order);
            return;
        }
        for (int place = 0; place < order.length; place++) {
            System.arraycopy(values, order[place] * width, ordered, place * width, width);
        }
        values = ordered;
    }

    /** The same without a copy, which takes several times as long. */
    void reorderInPlace(int... order) {
        float[] moved = new float[width];
        for (int begin = 0; begin < order.length; begin++) {
            if (order[begin] < 0) {
                continue;
            }
            System.arraycopy(values, begin * width, moved, 0, width);
            int place = begin;
            while (order[place] != begin) {
                int from = order[place];
                System.arraycopy(values, from * width, values, place * width, width);
                order[place] = ~from;
                place = from;
            }
            System.arraycopy(moved, 0, values, place * width, width);
            order[place] = ~begin;
        }
        for (int i = 0; i < order.length; i++) {
            order[i] = ~order[i];
        }
    }

    private void grow(long needed) {
        if (needed > MOST) {
            throw new UserError(
                    Text.format("%s: holds more than %d numbers", name, MOST), "split it into several files");
        }
        long more = values.length + values.length / 2L;
        long said = values.length < FIRST ? 0 : expected.applyAsLong(rows) * width;
        long length = Math.min(MOST, Math.max(needed, said > needed ? said : more));
        values = resized((int) (length - length % width));
    }

    private float[] resized(int length) {
        long bytes = (long) Float.BYTES * length;
        long heap = Runtime.getRuntime().maxMemory();
        try {
            if (bytes < heap) {
                return Arrays.copyOf(values, length);
            }
        } catch (OutOfMemoryError e) {
            // Said below.
        }
        throw tooLarge(name, bytes, null);
    }

    /** Numbers that do not fit into Java's heap. */
    static UserError tooLarge(String name, long bytes, OutOfMemoryError cause) {
        return UserError.failedJob(
                Text.format(
                        "%s: holds numbers of %d MB or more, too many for Java's heap, which may take %d MB",
                        name, bytes / MEGABYTE, Runtime.getRuntime().maxMemory() / MEGABYTE),
                "allow more with GATEWISE_OPTS='-Xmx" + (2 + 2 * bytes / GIGABYTE) + "g', or give a smaller file",
                MemoryShortage.ofTheHeap(cause));
    }
}
