package gatewise.data;

/**
 * Which step of which sequence each row is, in little memory: one piece are rows of one sequence that follow each other by equal
 * distances, or, where rows are in the order of a table, of one step of sequences that follow each other by their numbers.
 */
abstract class StepPieces {
    private final boolean acrossSequences;
    private final GrowingInts sequences = new GrowingInts();
    private final GrowingInts starts = new GrowingInts();
    private final GrowingLongs firsts = new GrowingLongs();

    /** From one row's step to the next one's; 0 in a piece of several sequences, or of one row. */
    private final GrowingLongs distances = new GrowingLongs();

    private int rows;
    private int lastSequence = -1;
    private long lastKey;

    /**
     * No rows yet.
     *
     * @param acrossSequences whether a piece may be one step of several sequences
     */
    StepPieces(boolean acrossSequences) {
        this.acrossSequences = acrossSequences;
    }

    /** The number of rows. */
    final int rows() {
        return rows;
    }

    final int pieces() {
        return sequences.count();
    }

    /** The first row of a piece; of the one after the last, the number of rows. */
    final int start(int piece) {
        return piece == pieces() ? rows : starts.get(piece);
    }

    /** The sequence of a piece's first row. */
    final int sequence(int piece) {
        return sequences.get(piece);
    }

    final int sequence(int piece, int row) {
        return sequences.get(piece) + (distances.get(piece) == 0 ? row - starts.get(piece) : 0);
    }

    final long first(int piece) {
        return firsts.get(piece);
    }

    final long last(int piece) {
        return key(piece, start(piece + 1) - 1);
    }

    /** From one row's step to the next one's; 0 in a piece of several sequences, or of one row. */
    final long distance(int piece) {
        return distances.get(piece);
    }

    final long key(int piece, int row) {
        return firsts.get(piece) + distances.get(piece) * (row - starts.get(piece));
    }

    /** Adds a row. */
    final void add(int sequence, long key) {
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
                ? acrossSequences && sequence == lastSequence + 1 && distance == 0
                : ascends && distance == distances.get(piece);
    }

    /** Multiplies all keys. */
    final void multiply(long by) {
        for (int i = 0; i < pieces(); i++) {
            firsts.set(i, Math.multiplyExact(firsts.get(i), by));
            distances.set(i, Math.multiplyExact(distances.get(i), by));
        }
        lastKey = rows == 0 ? 0 : Math.multiplyExact(lastKey, by);
    }

    /** The piece of a row, looked for from another on: rows of a sequence are in pieces that are near each other. */
    final int piece(int row, int from) {
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
}
