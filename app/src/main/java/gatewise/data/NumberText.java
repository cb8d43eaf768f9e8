package gatewise.data;

/**
 * Decimal numbers in text, without an object for each: the nearest float, the same as {@link Float#parseFloat}.
 *
 * <p>Of a number's digits, the first 18 and a power of ten up to 10^22 make a double that is wrong by less than two units
 * in its last place (Clinger, How to read floating point numbers accurately, 1990). Only near the middle between two
 * floats could that matter; there, and at the ends of the floats' range, Java's own reader decides.
 */
final class NumberText {
    private static final double[] TENS = tens();
    private static final int MOST_DIGITS = 18;
    /** Above the digits of any field, so that zeros behind the point never make up for what is cut off. */
    private static final int MOST_EXPONENT = 100_000_000;

    /** The bits of a double that a float has not, and their value in the middle between two floats. */
    private static final long TAIL = (1L << 29) - 1;

    private static final long MIDDLE = 1L << 28;
    private static final long NEAR = 8;
    private static final double LEAST = 1e-36;
    private static final double MOST = 1e38;

    private NumberText() {}

    private static double[] tens() {
        double[] tens = new double[23];
        tens[0] = 1;
        for (int i = 1; i < tens.length; i++) {
            tens[i] = 10 * tens[i - 1];
        }
        return tens;
    }

    /** Whether a field says that there is no value: it is empty, {@code ?}, {@code NA} or {@code NaN}, in any case. */
    static boolean isMissing(char[] text, int from, int length) {
        return switch (length) {
            case 0 -> true;
            case 1 -> text[from] == '?';
            case 2 -> lower(text[from]) == 'n' && lower(text[from + 1]) == 'a';
            case 3 -> lower(text[from]) == 'n' && lower(text[from + 1]) == 'a' && lower(text[from + 2]) == 'n';
            default -> false;
        };
    }

    private static int lower(char c) {
        return c | 0x20;
    }

    /** The number that a text is; infinite beyond what a float holds; NaN if it is no decimal number. */
    static float parse(char[] text, int from, int length) {
        return (float) value(text, from, length);
    }

    /**
     * The same before it is rounded: a double that is the text's number but for its last digits, or the float itself where these
     * would decide which float is nearest.
     */
    static double value(char[] text, int from, int length) {
        int end = from + length;
        int i = from;
        boolean negative = i < end && text[i] == '-';
        if (negative || i < end && text[i] == '+') {
            i++;
        }
        long digits = 0;
        int taken = 0;
        int exponent = 0;
        boolean any = false;
        boolean point = false;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9) {
                any = true;
                if (taken < MOST_DIGITS) {
                    digits = 10 * digits + digit;
                    taken += digits == 0 ? 0 : 1;
                    exponent -= point ? 1 : 0;
                } else {
                    exponent += point ? 0 : 1;
                }
            } else if (text[i] == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        if (i < end) {
            int said = lower(text[i]) == 'e' ? exponent(text, i + 1, end) : Integer.MIN_VALUE;
            if (said == Integer.MIN_VALUE) {
                return Double.NaN;
            }
            exponent += said;
        }
        if (digits == 0) {
            return negative ? -0.0 : 0;
        }
        if (Math.abs(exponent) < TENS.length) {
            double value = exponent < 0 ? digits / TENS[-exponent] : digits * TENS[exponent];
            long tail = Double.doubleToRawLongBits(value) & TAIL;
            if (Math.abs(tail - MIDDLE) > NEAR && value > LEAST && value < MOST) {
                return negative ? -value : value;
            }
        }
        String whole = new String(text, from, length);
        float nearest = Float.parseFloat(whole);
        double value = Double.parseDouble(whole);
        return (float) value == nearest ? value : nearest;
    }

    /** What stands behind the e; the least int if it is no whole number. */
    private static int exponent(char[] text, int from, int end) {
        int i = from;
        boolean negative = i < end && text[i] == '-';
        if (negative || i < end && text[i] == '+') {
            i++;
        }
        if (i == end) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(MOST_EXPONENT, 10 * exponent + digit);
        }
        return negative ? -exponent : exponent;
    }
}
