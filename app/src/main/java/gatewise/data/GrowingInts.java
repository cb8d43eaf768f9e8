package gatewise.data;

import java.util.Arrays;

/** Whole numbers that come one after the other, in one array that grows. */
final class GrowingInts {
    private int[] values = new int[64];
    private int count;

    int count() {
        return count;
    }

    int get(int place) {
        return values[place];
    }

    void set(int place, int value) {
        values[place] = value;
    }

    void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count + (count >> 1));
        }
        values[count++] = value;
    }

    int[] toArray() {
        return Arrays.copyOf(values, count);
    }
}
