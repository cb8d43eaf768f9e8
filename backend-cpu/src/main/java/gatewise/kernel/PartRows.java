package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Some consecutive rows of a batch as a pass runs them: those of greater length first, equal ones in their order, so that
 * the rows that run a step are the first of them. Rows move between column-major matrices [batch, columns] and matrices
 * of the running rows alone.
 */
final class PartRows {
    /** From so many rows on, on average, moving a stretch takes less than moving them one by one. */
    private static final int ROWS_OF_A_STRETCH = 8;

    private final int batch;
    private final int from;
    private final int rows;

    /** Which row, counted from the part's first, stands at each place; null if each stands at its own. */
    private final int[] order;

    /** The places at which stretches of consecutive rows begin; null if there are too many to be moved by the stretch. */
    private final int[] stretches;

    /** How many rows run each time step, up to the length of the longest. */
    private final int[] running;

    /** [rows], for what is not in order. */
    private final float[] lane;

    private float[] block = new float[0];

    /** Rows from (inclusive) to (exclusive), with the lengths of all rows or null if all take all time steps. */
    PartRows(int batch, int from, int to, int timeSteps, int[] lengths) {
        this.batch = batch;
        this.from = from;
        rows = to - from;
        lane = new float[rows];
        if (lengths == null) {
            order = null;
            stretches = null;
            running = new int[timeSteps];
            Arrays.fill(running, rows);
            return;
        }
        int[] own = Arrays.copyOfRange(lengths, from, to);
        running = running(own);
        order = isDescending(own) ? null : order(own, running);
        stretches = order == null ? null : stretches(order);
    }

    private static int[] running(int[] lengths) {
        int longest = Arrays.stream(lengths).max().orElseThrow();
        int[] running = new int[longest];
        for (int length : lengths) {
            running[length - 1]++;
        }
        for (int t = longest - 2; t >= 0; t--) {
            running[t] += running[t + 1];
        }
        return running;
    }

    private static boolean isDescending(int[] lengths) {
        for (int row = 1; row < lengths.length; row++) {
            if (lengths[row] > lengths[row - 1]) {
                return false;
            }
        }
        return true;
    }

    private static int[] order(int[] lengths, int[] running) {
        int[] order = new int[lengths.length];
        int[] next = new int[running.length];
        // Those of a length come after all that run a step more.
        System.arraycopy(running, 1, next, 0, running.length - 1);
        for (int row = 0; row < lengths.length; row++) {
            order[next[lengths[row] - 1]++] = row;
        }
        return order;
    }

    private static int[] stretches(int[] order) {
        int[] begins = IntStream.range(0, order.length)
                .filter(place -> place == 0 || order[place] != order[place - 1] + 1)
                .toArray();
        return begins.length * ROWS_OF_A_STRETCH > order.length ? null : begins;
    }

    private int stretchEnd(int stretch, int count) {
        return stretch + 1 < stretches.length ? Math.min(count, stretches[stretch + 1]) : count;
    }

    /**
     * Where the parts of a batch begin and end, so that each has about as many steps to run.
     *
     * @param lengths or null for equal ones
     * @return [parts + 1]
     */
    static int[] bounds(int batch, int[] lengths, int parts) {
        int[] bounds = new int[parts + 1];
        long total =
                lengths == null ? batch : Arrays.stream(lengths).asLongStream().sum();
        int row = 0;
        long before = 0;
        for (int part = 1; part < parts; part++) {
            while (row < batch) {
                int length = lengths == null ? 1 : lengths[row];
                if ((before + length) * parts > total * part) {
                    break;
                }
                before += length;
                row++;
            }
            bounds[part] = Math.min(batch - (parts - part), Math.max(bounds[part - 1] + 1, row));
        }
        bounds[parts] = batch;
        return bounds;
    }

    int batch() {
        return batch;
    }

    int rows() {
        return rows;
    }

    /** The length of the longest row. */
    int longest() {
        return running.length;
    }

    /** How many rows run a time step. */
    int running(int t) {
        return running[t];
    }

    /**
     * A matrix of which each column begins so far after the one before.
     *
     * @param offset of the first column
     * @param stride at least the number of rows
     */
    record Columns(float[] values, int offset, int stride) {}

    /** The first rows in the order of the pass, from the matrix at an offset of source to target [count, columns]. */
    void get(FloatBuffer source, int offset, int columns, int count, float[] target) {
        get(source, offset, columns, count, new Columns(target, 0, count));
    }

    /** The same to columns that lie apart; zeros fill what is between them. */
    void get(FloatBuffer source, int offset, int columns, int count, Columns target) {
        float[] values = target.values();
        if (order == null && count == batch && count == target.stride()) {
            source.get(offset, values, target.offset(), count * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            int start = offset + column * batch + from;
            int at = target.offset() + column * target.stride();
            if (order == null) {
                source.get(start, values, at, count);
            } else if (stretches != null) {
                for (int i = 0; i < stretches.length && stretches[i] < count; i++) {
                    int place = stretches[i];
                    source.get(start + order[place], values, at + place, stretchEnd(i, count) - place);
                }
            } else if (4 * count < rows) {
                for (int i = 0; i < count; i++) {
                    values[at + i] = source.get(start + order[i]);
                }
            } else {
                source.get(start, lane, 0, rows);
                for (int i = 0; i < count; i++) {
                    values[at + i] = lane[order[i]];
                }
            }
            Arrays.fill(values, at + count, at + target.stride(), 0);
        }
    }

    /** The same to the matrix at an offset of target. */
    void get(FloatBuffer source, int offset, int columns, int count, FloatBuffer target, int targetOffset) {
        if (order != null) {
            float[] gathered = block(columns * count);
            get(source, offset, columns, count, gathered);
            target.put(targetOffset, gathered, 0, columns * count);
            return;
        }
        if (count == batch) {
            target.put(targetOffset, source, offset, count * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            target.put(targetOffset + column * count, source, offset + column * batch + from, count);
        }
    }

    /** From source [count, columns], the first rows in the order of the pass; the others become zeros. */
    void put(float[] source, int columns, int count, FloatBuffer target, int offset) {
        put(new Columns(source, 0, count), columns, count, target, offset);
    }

    /** The same from columns that lie apart. */
    void put(Columns source, int columns, int count, FloatBuffer target, int offset) {
        float[] values = source.values();
        if (order == null && count == batch && count == source.stride()) {
            target.put(offset, values, source.offset(), count * columns);
            return;
        }
        if (count < rows) {
            Arrays.fill(lane, 0);
        }
        for (int column = 0; column < columns; column++) {
            int start = offset + column * batch + from;
            int at = source.offset() + column * source.stride();
            if (order == null) {
                target.put(start, values, at, count);
                if (count < rows) {
                    target.put(start + count, lane, count, rows - count);
                }
                continue;
            }
            if (stretches != null) {
                for (int i = 0; i < stretches.length && stretches[i] < count; i++) {
                    int place = stretches[i];
                    System.arraycopy(values, at + place, lane, order[place], stretchEnd(i, count) - place);
                }
            } else {
                for (int i = 0; i < count; i++) {
                    lane[order[i]] = values[at + i];
                }
            }
            target.put(start, lane, 0, rows);
        }
    }

    /** From the matrix [count, columns] at an offset of source. */
    void put(FloatBuffer source, int sourceOffset, int columns, int count, FloatBuffer target, int offset) {
        if (order == null && count == batch) {
            target.put(offset, source, sourceOffset, count * columns);
            return;
        }
        if (order == null && count == rows) {
            for (int column = 0; column < columns; column++) {
                target.put(offset + column * batch + from, source, sourceOffset + column * count, count);
            }
            return;
        }
        float[] gathered = block(columns * count);
        source.get(sourceOffset, gathered, 0, columns * count);
        put(gathered, columns, count, target, offset);
    }

    /** Zeros for all rows in the matrix at an offset of target. */
    void clear(FloatBuffer target, int offset, int columns) {
        put(lane, columns, 0, target, offset);
    }

    private float[] block(int length) {
        if (block.length < length) {
            block = new float[length];
        }
        return block;
    }
}
