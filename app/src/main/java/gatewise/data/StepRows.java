package gatewise.data;

import gatewise.io.UserError;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Which step of which sequence each row of a table is, in the order of the table and in little memory: one piece are rows of one
 * sequence that follow each other by equal distances, or of one step of sequences that follow each other by their numbers.
 */
final class StepRows {
    private final GrowingInts sequences = new GrowingInts();
    private final GrowingInts starts = new GrowingInts();
    private final GrowingLongs firsts = new GrowingLongs();

    /** From one row's step to the next one's; 0 in a piece of several sequences, or of one row. */
    private final GrowingLongs distances = new GrowingLongs();

    private int rows;
    private int lastSequence = -1;
    private long lastKey;

    /** The number of rows. */
    int rows() {
        return rows;
    }

    private int pieces() {
        return sequences.count();
    }

    /** The first row of a piece; of the one after the last, the number of rows. */
    private int start(int piece) {
        return piece == pieces() ? rows : starts.get(piece);
    }

    private int sequence(int piece, int row) {
        return sequences.get(piece) + (distances.get(piece) == 0 ? row - starts.get(piece) : 0);
    }

    private long key(int piece, int row) {
        return firsts.get(piece) + distances.get(piece) * (row - starts.get(piece));
    }

    /** Adds a row. */
    void add(int sequence, long key) {
        int piece = pieces() - 1;
        long distance = key - lastKey;
        boolean ascends = sequence == lastSequence && key > lastKey && distance > 0;
        boolean begins = piece < 0;
        if (!begins && rows - starts.get(piece) == 1 && ascends) {
            distances.set(piece, distance);
        } else if (begins || !goesOn(piece, sequence, ascends, distance)) {
            sequences.add(sequence);
            starts.add(rows);
            firsts.add(key);
            distances.add(0);
        }
        lastSequence = sequence;
        lastKey = key;
        rows++;
    }

    private boolean goesOn(int piece, int sequence, boolean ascends, long distance) {
        return distances.get(piece) == 0
                ? sequence == lastSequence + 1 && distance == 0
                : ascends && distance == distances.get(piece);
    }

    /** Multiplies all keys. */
    void multiply(long by) {
        for (int i = 0; i < pieces(); i++) {
            firsts.set(i, Math.multiplyExact(firsts.get(i), by));
            distances.set(i, Math.multiplyExact(distances.get(i), by));
        }
        lastKey = rows == 0 ? 0 : Math.multiplyExact(lastKey, by);
    }

    /** Whether the rows of each sequence follow each other, in order of their steps, and sequences by their numbers. */
    boolean isSorted() {
        for (int i = 1; i < pieces(); i++) {
            int before = sequence(i - 1, start(i) - 1);
            boolean follows = sequences.get(i) == before && firsts.get(i) > key(i - 1, start(i) - 1);
            if (!follows && sequences.get(i) != before + 1) {
                return false;
            }
        }
        return true;
    }

    /** Two rows for one step. */
    interface DoubleStep {
        /** What is wrong with these rows. */
        UserError error(int row, int other);
    }

    /**
     * The rows in order of sequences and steps.
     *
     * @param count of sequences
     * @param twice says of two rows that they are for one step
     * @throws UserError if a sequence has a step twice
     */
    int[] sorted(int count, DoubleStep twice) {
        int[] ends = new int[count + 1];
        for (int i = 0; i < pieces(); i++) {
            for (int row = start(i); row < start(i + 1); row++) {
                ends[sequence(i, row) + 1]++;
            }
        }
        for (int i = 0; i < count; i++) {
            ends[i + 1] += ends[i];
        }
        int[] order = new int[rows];
        int[] next = Arrays.copyOf(ends, count);
        long[] last = new long[count];
        BitSet unsorted = new BitSet();
        for (int i = 0; i < pieces(); i++) {
            for (int row = start(i); row < start(i + 1); row++) {
                int sequence = sequence(i, row);
                long key = key(i, row);
                int place = next[sequence]++;
                order[place] = row;
                if (place > ends[sequence] && key <= last[sequence]) {
                    unsorted.set(sequence);
                }
                last[sequence] = key;
            }
        }
        unsorted.stream().forEach(sequence -> sort(order, ends[sequence], ends[sequence + 1], twice));
        return order;
    }

    private void sort(int[] order, int from, int to, DoubleStep twice) {
        long[] keys = new long[to - from];
        for (int i = from, piece = 0; i < to; i++) {
            piece = piece(order[i], piece);
            keys[i - from] = key(piece, order[i]);
        }
        long[] sorted = keys.clone();
        Arrays.sort(sorted);
        int[] places = new int[keys.length];
        for (int i = 0; i < keys.length; i++) {
            int place = Arrays.binarySearch(sorted, keys[i]);
            boolean again = place > 0 && sorted[place - 1] == sorted[place]
                    || place + 1 < sorted.length && sorted[place + 1] == sorted[place];
            if (again) {
                throw twice.error(order[from + i], order[from + second(keys, i)]);
            }
            places[place] = order[from + i];
        }
        System.arraycopy(places, 0, order, from, places.length);
    }

    private static int second(long[] keys, int first) {
        int i = first + 1;
        while (i < keys.length - 1 && keys[i] != keys[first]) {
            i++;
        }
        return i;
    }

    /** The piece of a row, looked for from another on: rows of a sequence are in pieces that are near each other. */
    private int piece(int row, int from) {
        int low = from;
        int high = pieces() - 1;
        if (start(low) > row) {
            high = low - 1;
            low = 0;
        } else {
            for (int far = 1; low + far <= high; far *= 2) {
                if (starts.get(low + far) > row) {
                    high = low + far - 1;
                    break;
                }
                low += far;
            }
        }
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /**
     * The same rows sorted.
     *
     * @param order of {@link #sorted}, or null if they are as they come
     */
    StepOrder inOrder(int... order) {
        StepOrder sorted = new StepOrder();
        for (int i = 0, piece = 0; i < rows; i++) {
            int row = order == null ? i : order[i];
            piece = piece(row, piece);
            sorted.add(sequence(piece, row), key(piece, row));
        }
        return sorted;
    }
}
