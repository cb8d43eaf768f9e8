package gatewise.data;

/**
 * Which step of which sequence each row is, in little memory, where rows are sorted by sequences and steps: rows of one sequence
 * that follow each other by equal distances are one piece.
 */
final class StepOrder {
    private final GrowingInts sequences = new GrowingInts();
    private final GrowingInts starts = new GrowingInts();
    private final GrowingLongs firsts = new GrowingLongs();
    private final GrowingLongs distances = new GrowingLongs();
    private int rows;
    private int lastSequence = -1;
    private long lastKey;

    /** The number of rows. */
    int rows() {
        return rows;
    }

    int pieces() {
        return sequences.count();
    }

    int sequence(int piece) {
        return sequences.get(piece);
    }

    /** The first row of a piece; of the one after the last, the number of rows. */
    int start(int piece) {
        return piece == pieces() ? rows : starts.get(piece);
    }

    long first(int piece) {
        return firsts.get(piece);
    }

    long last(int piece) {
        return key(piece, start(piece + 1) - 1);
    }

    /** From one row's step to the next one's. */
    long distance(int piece) {
        return distances.get(piece);
    }

    long key(int piece, int row) {
        return firsts.get(piece) + distances.get(piece) * (row - starts.get(piece));
    }

    /** The key of a row. */
    long keyOf(int row) {
        int low = 0;
        for (int high = pieces() - 1; low < high; ) {
            int middle = (low + high + 1) >>> 1;
            if (starts.get(middle) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return key(low, row);
    }

    /** Adds a row. */
    void add(int sequence, long key) {
        int piece = pieces() - 1;
        boolean ascends = sequence == lastSequence && key > lastKey && (key - lastKey) > 0;
        if (ascends && rows - starts.get(piece) == 1) {
            distances.set(piece, key - lastKey);
        } else if (!ascends || key - lastKey != distances.get(piece)) {
            sequences.add(sequence);
            starts.add(rows);
            firsts.add(key);
            distances.add(0);
        }
        lastSequence = sequence;
        lastKey = key;
        rows++;
    }

    /** What is done with a step and the next one of its sequence, null after the last. */
    interface EachKey {
        void of(long key, Long next);
    }

    /** What is done with the distance of two steps that follow each other in a sequence, and how often it comes so. */
    interface EachDistance {
        void of(long from, long to, long times);
    }

    /** All distances within sequences; those of a piece at once. */
    void forEachDistance(EachDistance each) {
        for (int i = 0; i < pieces(); i++) {
            if (i > 0 && sequence(i) == sequence(i - 1)) {
                each.of(last(i - 1), first(i), 1);
            }
            int rows = start(i + 1) - start(i);
            if (rows > 1) {
                each.of(first(i), first(i) + distance(i), rows - 1L);
            }
        }
    }

    /** All steps. */
    void forEachKey(EachKey each) {
        for (int i = 0; i < pieces(); i++) {
            boolean goesOn = i + 1 < pieces() && sequence(i + 1) == sequence(i);
            for (int row = start(i); row < start(i + 1); row++) {
                boolean last = row == start(i + 1) - 1;
                each.of(key(i, row), !last ? (Long) key(i, row + 1) : goesOn ? (Long) first(i + 1) : null);
            }
        }
    }

    /** The greatest distance that all distances within sequences are a multiple of; 0 if there are none. */
    long unit() {
        long unit = 0;
        for (int i = 0; i < pieces(); i++) {
            unit = divisor(unit, distance(i));
            if (i > 0 && sequence(i) == sequence(i - 1)) {
                unit = divisor(unit, first(i) - last(i - 1));
            }
        }
        return unit;
    }

    private static long divisor(long a, long b) {
        return b == 0 ? a : divisor(b, a % b);
    }
}
