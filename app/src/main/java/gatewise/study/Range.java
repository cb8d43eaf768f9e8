package gatewise.study;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers between two, both of them counted, from which one is drawn.
 *
 * @param from not above {@code to}; above 0 where it is drawn by its logarithm
 */
public record Range(double from, double to) {
    /** More would look as if they had been chosen. */
    private static final MathContext DIGITS = new MathContext(3);

    public Range {
        if (!(from <= to)) {
            throw new IllegalArgumentException("a range from " + from + " to " + to);
        }
    }

    /** Any number as likely as any other, to three digits. */
    double even(double share) {
        return rounded(from + share * (to - from));
    }

    /** Each ratio as likely as any other, to three digits. StrictMath, so that all machines draw the same. */
    double byLogarithm(double share) {
        return rounded(from * StrictMath.exp(share * StrictMath.log(to / from)));
    }

    /** Any whole number as likely as any other. */
    int whole(double share) {
        return within(Math.floor(from + share * (to - from + 1)));
    }

    /** A whole number, each ratio as likely as any other. */
    int wholeByLogarithm(double share) {
        return within(Math.floor(from * StrictMath.exp(share * StrictMath.log((to + 1) / from))));
    }

    private double rounded(double value) {
        return Math.max(from, Math.min(to, new BigDecimal(value).round(DIGITS).doubleValue()));
    }

    private int within(double value) {
        return (int) Math.max(from, Math.min(to, value));
    }
}
