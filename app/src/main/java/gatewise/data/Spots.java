package gatewise.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The connected spots of ink, eight neighbours to a pixel. */
final class Spots {
    private final GreyPlane ink;
    private final boolean[] seen;
    private final int[] stack;

    /**
     * One of them.
     *
     * @param pixels positions in the picture, row-major
     * @param mass the sum of its ink
     */
    record Spot(int[] pixels, double mass, Box box) {}

    /** Ends are exclusive. */
    record Box(int top, int left, int bottom, int right) {
        int height() {
            return bottom - top;
        }

        int width() {
            return right - left;
        }

        int longest() {
            return Math.max(height(), width());
        }

        Box with(Box other) {
            return new Box(
                    Math.min(top, other.top),
                    Math.min(left, other.left),
                    Math.max(bottom, other.bottom),
                    Math.max(right, other.right));
        }
    }

    private Spots(GreyPlane ink) {
        this.ink = ink;
        seen = new boolean[ink.values().length];
        stack = new int[ink.values().length];
    }

    static List<Spot> of(GreyPlane ink) {
        Spots spots = new Spots(ink);
        List<Spot> found = new ArrayList<>();
        for (int start = 0; start < spots.seen.length; start++) {
            if (ink.values()[start] > 0 && !spots.seen[start]) {
                found.add(spots.from(start));
            }
        }
        return found;
    }

    private Spot from(int start) {
        int columns = ink.columns();
        // Pixels stay where they were put: those before the current one have been looked at.
        int count = 0;
        seen[start] = true;
        stack[count++] = start;
        double mass = 0;
        Box box = new Box(start / columns, start % columns, start / columns + 1, start % columns + 1);
        for (int i = 0; i < count; i++) {
            int row = stack[i] / columns;
            int column = stack[i] % columns;
            mass += ink.values()[stack[i]];
            box = box.with(new Box(row, column, row + 1, column + 1));
            for (int r = Math.max(0, row - 1); r <= Math.min(ink.rows() - 1, row + 1); r++) {
                for (int c = Math.max(0, column - 1); c <= Math.min(columns - 1, column + 1); c++) {
                    int next = r * columns + c;
                    if (ink.values()[next] > 0 && !seen[next]) {
                        seen[next] = true;
                        stack[count++] = next;
                    }
                }
            }
        }
        return new Spot(Arrays.copyOf(stack, count), mass, box);
    }
}
