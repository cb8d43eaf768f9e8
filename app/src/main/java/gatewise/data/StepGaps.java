package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.function.IntFunction;

/** Steps that are missing among those of a table. */
final class StepGaps {
    private static final long ALWAYS = 1_000;

    private final StepOrder order;
    private final StepText text;
    private final StepDistance trained;
    private final StepSpacing spacing;

    /**
     * @param order of rows that are sorted
     * @param text that the steps were read from
     * @param trained how far those lay apart that a network was trained on; null if this is to be found out
     */
    StepGaps(StepOrder order, StepText text, StepDistance trained) {
        this.order = order;
        this.text = text;
        this.trained = trained;
        spacing = StepSpacing.of(order, text, trained);
    }

    /** How far steps lie apart if that tells which are left out of other files; else null. */
    StepDistance distance() {
        return spacing.distance(order);
    }

    /** What is known of the steps without those of other parts of the file. */
    PartSteps steps() {
        return order.unit() > 0
                ? new PartSteps(text.form(), spacing.description(), spacing.hasGaps())
                : new PartSteps(text.form(), null, false);
    }

    /** The step before a row; the row's own for the first of a sequence. */
    private long previous(int piece, int row) {
        if (row > order.start(piece)) {
            return order.key(piece, row - 1);
        }
        boolean continues = piece > 0 && order.sequence(piece) == order.sequence(piece - 1);
        return continues ? order.last(piece - 1) : order.first(piece);
    }

    /** The steps that are missing before a row of a piece. */
    private long before(int piece, int row) {
        long previous = previous(piece, row);
        long key = order.key(piece, row);
        return previous == key || spacing.isUsual(key - previous) ? 0 : spacing.missing(previous, key);
    }

    /** The row after the last one of a piece before which a step may be missing. */
    private int end(int piece) {
        return spacing.isUsual(order.distance(piece)) ? order.start(piece) + 1 : order.start(piece + 1);
    }

    /**
     * How many are missing.
     *
     * @param missing what to do about them
     * @param lines where the rows stand
     * @param sequences what messages call each sequence
     * @throws UserError if they may not be, or are more than the steps that are there, or if steps do not lie apart as in training
     */
    int count(Missing missing, TableLines lines, IntFunction<String> sequences) {
        double all = 0;
        for (int i = 0; i < order.pieces(); i++) {
            for (int row = order.start(i); row < end(i); row++) {
                if (!fits(i, row)) {
                    throw apart(i, row, lines, sequences);
                }
                long here = before(i, row);
                if (here > 0 && missing == Missing.REFUSE) {
                    throw missing(i, row, lines, sequences);
                }
                all += here;
            }
        }
        if (all > Math.max(ALWAYS, order.rows())) {
            throw new UserError(
                    Text.format(
                            "%s: %.0f steps are missing among %d, expected at most as many as there are",
                            lines.file(), all, order.rows()),
                    "number the steps 1, 2, 3");
        }
        return (int) all;
    }

    private boolean fits(int piece, int row) {
        long previous = previous(piece, row);
        long key = order.key(piece, row);
        return previous == key || spacing.isUsual(key - previous) || spacing.fits(previous, key);
    }

    private UserError apart(int piece, int row, TableLines lines, IntFunction<String> sequences) {
        return lines.error(
                row,
                Phrase.of(
                        sequences.apply(order.sequence(piece)),
                        " has step ",
                        text.shown(order.key(piece, row)),
                        " after step ",
                        text.shown(previous(piece, row)),
                        ", and the network was trained on steps ",
                        trained,
                        " apart"),
                "give steps that far apart, or number them " + (isTime() ? "1, 2, 3 if that does not matter" : "so"));
    }

    private boolean isTime() {
        return text.kind() == StepText.Kind.TIME;
    }

    private UserError missing(int piece, int row, TableLines lines, IntFunction<String> sequences) {
        long previous = previous(piece, row);
        long next = spacing.next(previous, order.key(piece, row));
        return lines.error(
                row,
                Phrase.of(
                        sequences.apply(order.sequence(piece)),
                        " has no step ",
                        text.shown(next),
                        " after step ",
                        text.shown(previous)),
                Phrase.of(
                        "add it, number the steps ",
                        trained != null && trained.unit() == StepDistance.Unit.NUMBER ? "as in training" : "1, 2, 3",
                        " if steps need not be equally far apart, or ",
                        trained == null ? "" : "train with ",
                        Setting.MISSING,
                        " interpolate or ",
                        Setting.MISSING,
                        " zero"));
    }

    /** Rows with room for the missing ones, which are not numbers. */
    float[] filled(float[] values, int width, int missing) {
        float[] filled = new float[Math.multiplyExact(order.rows() + missing, width)];
        Arrays.fill(filled, Float.NaN);
        int place = 0;
        for (int i = 0; i < order.pieces(); i++) {
            for (int row = order.start(i); row < order.start(i + 1); row++) {
                place += row < end(i) ? (int) before(i, row) : 0;
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
            long steps = order.start(i + 1) - order.start(i);
            for (int row = order.start(i); row < end(i); row++) {
                steps += before(i, row);
            }
            lengths[order.sequence(i)] += (int) steps;
        }
        return lengths;
    }
}
