package gatewise.kernel;

import java.util.Arrays;

/** Which columns of x are not zero in all rows, for each step: products leave out the others, and lose nothing by it. */
final class PresentColumns {
    private final int input;
    private boolean[][] present = new boolean[0][];

    PresentColumns(int input) {
        this.input = input;
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
}
