package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Steps that are missing among numbered ones, which lie as far apart as the nearest in the file say. */
final class StepGaps {
    private static final long ALWAYS = 1_000;

    private final StepOrder order;
    private final long unit;

    /**
     * @param order of rows that are sorted
     * @param numbered whether steps are whole numbers; no others can be missing
     */
    StepGaps(StepOrder order, boolean numbered) {
        this.order = order;
        unit = numbered ? order.unit() : 0;
    }

    /** The steps that are missing, before the row at a place; 0 for the first of a sequence. */
    private long before(int piece, boolean first) {
        if (!first) {
            return order.distance(piece) / unit - 1;
        }
        boolean continues = piece > 0 && order.sequence(piece) == order.sequence(piece - 1);
        return continues ? (order.first(piece) - order.last(piece - 1)) / unit - 1 : 0;
    }

    /**
     * How many are missing.
     *
     * @param missing what to do about them
     * @param lines where the rows stand
     * @param sequences what messages call each sequence
     * @throws UserError if they may not be, or are more than the steps that are there
     */
    int count(Missing missing, TableLines lines, IntFunction<String> sequences) {
        double all = 0;
        for (int i = 0; unit > 0 && i < order.pieces(); i++) {
            double here = before(i, true)
                    + (double) before(i, false)
                            * (order.distance(i) == 0 ? 0 : order.start(i + 1) - order.start(i) - 1);
            if (here > 0 && missing == Missing.REFUSE) {
                boolean between = before(i, true) > 0;
                long last = between ? order.last(i - 1) : order.first(i);
                int row = order.start(i) + (between ? 0 : 1);
                throw lines.error(
                        row,
                        Phrase.of(
                                sequences.apply(order.sequence(i)), " has no step ", last + unit, " after step ", last),
                        Phrase.of(
                                "add it, give times instead of numbers if steps need not be equally far apart, or ",
                                Setting.MISSING,
                                " interpolate or ",
                                Setting.MISSING,
                                " zero"));
            }
            all += here;
        }
        if (all > Math.max(ALWAYS, order.rows())) {
            throw new UserError(
                    Text.format(
                            "%s: %.0f steps are missing among %d, expected at most as many as there are",
                            lines.file(), all, order.rows()),
                    "number the steps 1, 2, 3, or give times");
        }
        return (int) all;
    }

    /** Rows with room for the missing ones, which are not numbers. */
    float[] filled(float[] values, int width, int missing) {
        float[] filled = new float[Math.multiplyExact(order.rows() + missing, width)];
        Arrays.fill(filled, Float.NaN);
        int place = 0;
        for (int i = 0; i < order.pieces(); i++) {
            for (int row = order.start(i); row < order.start(i + 1); row++) {
                place += (int) before(i, row == order.start(i));
                System.arraycopy(values, row * width, filled, place * width, width);
                place++;
            }
        }
        return filled;
    }

    /** The steps of each sequence with the missing ones. */
    int[] lengths(int count) {
        int[] lengths = new int[count];
        for (int i = 0; i < order.pieces(); i++) {
            int rows = order.start(i + 1) - order.start(i);
            long more = unit == 0 ? 0 : before(i, true) + (rows == 1 ? 0 : before(i, false) * (rows - 1));
            lengths[order.sequence(i)] += (int) (rows + more);
        }
        return lengths;
    }
}
