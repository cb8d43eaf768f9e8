package gatewise.data;

import java.nio.charset.StandardCharsets;

/** Decimal numbers in text, read without an object each; to the nearest float, as {@link Float#parseFloat} reads them. */
final class DecimalText {
    /** Powers of ten that a double holds exactly. */
    private static final double[] TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private static final long EXACT = 1L << 53;
    private static final int MOST_DIGITS = 18;
    private static final int MOST_EXPONENT = 9_999;
    /** The bits of a double that a float lacks, and their value half-way between two floats. */
    private static final long TAIL = (1L << 29) - 1;

    private static final long HALF_WAY = 1L << 28;

    private DecimalText() {}

    /** {@return the number in {@code text[from..to)}, infinite beyond what a float holds; NaN if it is not a decimal number} */
    static float parse(byte[] text, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        long digits = 0;
        int significant = 0;
        int exponent = 0;
        boolean any = false;
        boolean fraction = false;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                any = true;
                if (digits != 0 || digit != 0) {
                    significant++;
                }
                if (significant <= MOST_DIGITS) {
                    digits = 10 * digits + digit;
                }
                exponent -= fraction ? 1 : 0;
            } else if (text[i] == '.' && !fraction) {
                fraction = true;
            } else {
                break;
            }
        }
        if (!any) {
            return Float.NaN;
        }
        if (i < to) {
            if (text[i] != 'e' && text[i] != 'E') {
                return Float.NaN;
            }
            int said = exponent(text, i + 1, to);
            if (said == Integer.MIN_VALUE) {
                return Float.NaN;
            }
            exponent += said;
        }
        if (significant <= MOST_DIGITS && digits <= EXACT && Math.abs(exponent) < TEN.length) {
            // Both are exact, so that the quotient or product is the double nearest to the number.
            double value = exponent < 0 ? digits / TEN[-exponent] : digits * TEN[exponent];
            if ((Double.doubleToRawLongBits(value) & TAIL) != HALF_WAY && (value == 0 || value > 1e-30)) {
                return (float) (negative ? -value : value);
            }
        }
        return Float.parseFloat(new String(text, from, to - from, StandardCharsets.ISO_8859_1));
    }

    /** What follows the e; the least int if it is no whole number. */
    private static int exponent(byte[] text, int from, int to) {
        int i = from;
        boolean negative = false;
        if (i < to && (text[i] == '-' || text[i] == '+')) {
            negative = text[i++] == '-';
        }
        if (i == to) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(MOST_EXPONENT, 10 * exponent + digit);
        }
        return negative ? -exponent : exponent;
    }
}
