package gatewise.report;

import gatewise.io.Text;
import java.util.stream.DoubleStream;

/**
 * How many decimals the numbers of a quantity have, so that they stand below each other in a table: four digits of the largest, none
 * if all are whole; powers of ten where those would be too long.
 *
 * @param places after the point; negative for powers of ten
 */
record Decimals(int places) {
    private static final int DIGITS = 4;
    private static final double LARGE = 1e7;
    private static final double SMALL = 1e-3;

    static Decimals of(DoubleStream values) {
        double most = 0;
        boolean whole = true;
        for (double value : values.toArray()) {
            most = Math.max(most, Math.abs(value));
            whole &= value == Math.rint(value);
        }
        if (most >= LARGE || most > 0 && most < SMALL) {
            return new Decimals(-1);
        }
        int digits = most < 1 ? 0 : (int) Math.floor(Math.log10(most)) + 1;
        return new Decimals(whole ? 0 : Math.max(0, DIGITS - digits));
    }

    /** Without a sign before nothing. */
    String text(double value) {
        String text = Text.format(places < 0 ? "%.3e" : "%." + places + "f", value);
        return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
    }
}
