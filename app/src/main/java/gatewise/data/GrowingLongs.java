package gatewise.data;

import java.util.Arrays;

/** Whole numbers that come one after the other, in one array that grows. */
final class GrowingLongs {
    private long[] values = new long[64];
    private int count;

    int count() {
        return count;
    }

    long get(int place) {
        return values[place];
    }

    void set(int place, long value) {
        values[place] = value;
    }

    void add(long value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count + (count >> 1));
        }
        values[count++] = value;
    }
}
