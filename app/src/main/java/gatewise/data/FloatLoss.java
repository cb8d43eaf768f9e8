package gatewise.data;

import gatewise.io.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Numbers of a column that follow each other in a sequence and differ, but are the same in single precision, in which networks
 * read them: of times in seconds since 1970 a float keeps every 128th.
 */
final class FloatLoss {
    /** A smaller share of the differences comes from sums in double precision. */
    private static final double LEAST = 1e-12;
    /** Of a hundred differences as many as may be lost without a word. */
    private static final int PERCENT = 100;
    /** Of more, those that follow are not looked at. */
    private static final int MOST_COLUMNS = 1_000;
    /** Sequences whose last number is known, where their rows take turns. */
    private static final int SEQUENCES = 256;

    private final List<Column> columns = new ArrayList<>();

    private static final class Column {
        private final long[] sequences = new long[SEQUENCES];
        private final double[] last = new double[SEQUENCES];
        private long differences;
        private long lost;
        private double example;

        Column() {
            Arrays.fill(sequences, -1);
        }

        void take(int sequence, double number) {
            int at = sequence & (SEQUENCES - 1);
            double before = last[at];
            last[at] = number;
            if (sequences[at] != sequence) {
                sequences[at] = sequence;
            } else if (Math.abs(number - before) > LEAST * Math.abs(before)) {
                differences++;
                if ((float) number == (float) before) {
                    example = lost++ > 0 ? example : (float) number == number ? before : number;
                }
            }
        }
    }

    /**
     * Takes the next number of a column in a sequence.
     *
     * @param number NaN for none
     */
    void take(int column, int sequence, double number) {
        while (column >= columns.size() && columns.size() < MOST_COLUMNS) {
            columns.add(new Column());
        }
        if (column < columns.size() && !Double.isNaN(number)) {
            columns.get(column).take(sequence, number);
        }
    }

    /**
     * What is to be said of a column, if more than a hundredth of its differences are lost.
     *
     * @param name as messages call it
     * @return a line, or none
     */
    List<String> note(int column, String name) {
        if (column >= columns.size()) {
            return List.of();
        }
        Column of = columns.get(column);
        if (of.lost * PERCENT <= of.differences) {
            return List.of();
        }
        return List.of(Text.format(
                "%s: %s is read as %s, and %.1f%% of its changes are lost, as networks keep some seven digits: subtract a number that is near",
                name,
                new BigDecimal(Double.toString(of.example)).stripTrailingZeros().toPlainString(),
                new BigDecimal((float) of.example).toPlainString(),
                (double) PERCENT * of.lost / of.differences));
    }
}
