package gatewise.data;

/** Which step of which sequence each row is, where rows are sorted by sequences and steps. */
final class StepOrder extends StepPieces {
    /** No rows yet. */
    StepOrder() {
        super(false);
    }

    /** The key of a row. */
    long keyOf(int row) {
        return key(piece(row, 0), row);
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
