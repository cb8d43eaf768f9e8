package gatewise.data;

import gatewise.io.UserError;
import java.util.Arrays;
import java.util.BitSet;

/** Which step of which sequence each row of a table is, in the order of the table. */
final class StepRows extends StepPieces {
    /** No rows yet. */
    StepRows() {
        super(true);
    }

    /** Whether the rows of each sequence follow each other, in order of their steps, and sequences by their numbers. */
    boolean isSorted() {
        for (int i = 1; i < pieces(); i++) {
            int before = sequence(i - 1, start(i) - 1);
            boolean follows = sequence(i) == before && first(i) > key(i - 1, start(i) - 1);
            if (!follows && sequence(i) != before + 1) {
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
        int[] order = new int[rows()];
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

    /**
     * The same rows sorted.
     *
     * @param order of {@link #sorted}, or null if they are as they come
     */
    StepOrder inOrder(int... order) {
        StepOrder sorted = new StepOrder();
        for (int i = 0, piece = 0; i < rows(); i++) {
            int row = order == null ? i : order[i];
            piece = piece(row, piece);
            sorted.add(sequence(piece, row), key(piece, row));
        }
        return sorted;
    }
}
