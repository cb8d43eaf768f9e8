package gatewise.kernel;

import java.util.Arrays;

/** Which columns of x are not zero in all rows, for each step: products leave out the others, and lose nothing by it. */
final class PresentColumns {
    private final int input;
    private boolean[][] present = new boolean[0][];
    private final int[] counts;
    private final int[] order;

    PresentColumns(int input) {
        this.input = input;
        counts = new int[input];
        order = new int[input];
    }

    void reserve(int steps) {
        int before = present.length;
        if (before < steps) {
            present = Arrays.copyOf(present, steps);
            for (int step = before; step < steps; step++) {
                present[step] = new boolean[input];
            }
        }
    }

    /** Looks at the first rows of x at a step; says whether any column is present. */
    boolean look(int step, PartRows.Columns x, int rows) {
        boolean any = false;
        for (int column = 0; column < input; column++) {
            boolean found = isPresent(x.values(), x.offset() + column * x.stride(), rows);
            present[step][column] = found;
            any |= found;
        }
        return any;
    }

    /** NaN is present, too. */
    private static boolean isPresent(float[] values, int from, int count) {
        for (int i = from; i < from + count; i++) {
            if (values[i] != 0) {
                return true;
            }
        }
        return false;
    }

    boolean at(int step, int column) {
        return present[step][column];
    }

    /** All columns in an order of how often they are present in so many steps, the most often first. */
    int[] order(int steps) {
        Arrays.fill(counts, 0);
        for (int step = 0; step < steps; step++) {
            for (int column = 0; column < input; column++) {
                counts[column] += present[step][column] ? 1 : 0;
            }
        }
        int[] next = new int[steps + 2];
        for (int count : counts) {
            next[count]++;
        }
        int before = 0;
        for (int count = steps; count >= 0; count--) {
            int these = next[count];
            next[count] = before;
            before += these;
        }
        for (int column = 0; column < input; column++) {
            order[next[counts[column]]++] = column;
        }
        return order;
    }
}
