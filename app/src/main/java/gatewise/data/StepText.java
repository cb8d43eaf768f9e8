package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/**
 * What orders the rows of a sequence: whole numbers, decimals with up to nine digits behind the point, or dates and times of
 * ISO 8601, all of one kind in a table. Each becomes a long: a number as it is or, from the first decimal on, times 10^9; a
 * date or time in nanoseconds since 1970.
 */
final class StepText {
    /** What a decimal is multiplied by. */
    static final long UNIT = 1_000_000_000L;

    private static final int MOST_DECIMALS = 9;
    private static final int MOST_DIGITS = 19;
    private static final int SHORT = 18;
    private static final int LONGEST = 40;
    /** So that the distance between two is a long, too. */
    static final long MOST = 4_000_000_000_000_000_000L;

    private static final String FIX =
            "number the steps, or give dates or times as in 2026-01-31, 2026-01-31T13:45:00 or 13:45:00";

    private Kind kind;
    private boolean dated;
    private boolean timed;
    private boolean zoned;
    private boolean ofMonths = true;

    /** What a table's steps are. */
    enum Kind {
        WHOLE("whole number"),
        DECIMAL("number"),
        TIME("date or time");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    /** The kind so far; null before the first step. */
    Kind kind() {
        return kind;
    }

    /**
     * The key of a step. The first decimal after whole numbers changes {@link #kind}; keys from before have to be
     * multiplied by {@link #UNIT} then.
     *
     * @throws UserError if it is no step, or of another kind than those before
     */
    long key(char[] text, int from, int length) {
        if (kind != Kind.DECIMAL && kind != Kind.TIME && length > 0 && length <= SHORT) {
            long value = whole(text, from, length);
            if (value != Long.MIN_VALUE) {
                kind = Kind.WHOLE;
                return value;
            }
        }
        if (length == 0) {
            throw new UserError("the step is missing", "number the steps of each sequence");
        }
        String step = new String(text, from, Math.min(length, LONGEST));
        BigDecimal number = length > LONGEST ? null : number(step);
        try {
            if (number != null && kind != Kind.TIME) {
                return decimal(number);
            }
            if (number == null && (kind == null || kind == Kind.TIME) && length <= LONGEST) {
                StepClock clock = new StepClock(step);
                long key = clock.nanos();
                kind = Kind.TIME;
                dated |= clock.isDated();
                timed |= clock.isTimed();
                zoned |= clock.isZoned();
                ofMonths &= step.length() == "yyyy-MM".length();
                return key;
            }
        } catch (DateTimeException e) {
            throw none(step, kind == null ? "number, date or time" : kind.text);
        } catch (ArithmeticException e) {
            throw new UserError(
                    Phrase.of("the step ", TableRows.shown(step), " is too large or too fine"),
                    "give steps with at most 9 decimals, and dates from 1678 to 2262");
        }
        throw none(step, kind == null ? "number, date or time" : kind.text);
    }

    /** What the steps so far are, of all of them: the form in which they are shown, and that says how far apart they may lie. */
    String form() {
        if (kind != Kind.TIME) {
            return kind == null ? "rows" : kind == Kind.WHOLE ? "whole numbers" : "numbers with decimals";
        }
        String form = !dated ? "times" : timed ? "dates with times" : ofMonths ? "months" : "dates";
        return zoned ? form + " and offsets" : form;
    }

    /** Whether steps are dates, with or without a time. */
    boolean isDated() {
        return dated;
    }

    /** Whether steps have an offset from the world's time. */
    boolean isZoned() {
        return zoned;
    }

    /** Whether a text is a date or a time, such as 2026-01-31 and 13:45. */
    static boolean isTime(String text) {
        try {
            new StepClock(text.strip()).nanos();
            return true;
        } catch (DateTimeException | ArithmeticException e) {
            return false;
        }
    }

    /** A step as messages show it, in the form of the table's. */
    String shown(long key) {
        if (kind != Kind.TIME) {
            return kind == Kind.WHOLE
                    ? Long.toString(key)
                    : BigDecimal.valueOf(key, MOST_DECIMALS).toPlainString();
        }
        LocalDateTime time =
                LocalDateTime.ofEpochSecond(Math.floorDiv(key, UNIT), (int) Math.floorMod(key, UNIT), ZoneOffset.UTC);
        if (!dated) {
            return time.toLocalTime().toString();
        }
        String date = time.toLocalDate().toString();
        return timed ? time + (zoned ? "Z" : "") : ofMonths ? date.substring(0, "yyyy-MM".length()) : date;
    }

    private static UserError none(String step, String expected) {
        return new UserError(Phrase.of("the step ", TableRows.shown(step), " is no ", expected), FIX);
    }

    private long decimal(BigDecimal number) {
        if (kind != Kind.DECIMAL && number.scale() <= 0) {
            kind = Kind.WHOLE;
            return bounded(number.longValueExact());
        }
        if (number.scale() > MOST_DECIMALS) {
            throw new ArithmeticException("finer than 10^-9");
        }
        kind = Kind.DECIMAL;
        return bounded(number.setScale(MOST_DECIMALS, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact());
    }

    private static long bounded(long key) {
        if (Math.abs(key) > MOST) {
            throw new ArithmeticException("too large");
        }
        return key;
    }

    /** Without zeros at its end; null if it is no number. */
    private static BigDecimal number(String step) {
        try {
            BigDecimal number = new BigDecimal(step);
            if (number.signum() == 0) {
                return BigDecimal.ZERO;
            }
            BigDecimal stripped = number.stripTrailingZeros();
            // No number of a billion digits is written out.
            boolean large = (long) stripped.precision() - stripped.scale() > MOST_DIGITS;
            return large ? BigDecimal.TEN.pow(MOST_DIGITS + 1) : stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** The least long if it is not whole. */
    private static long whole(char[] text, int from, int length) {
        int i = from;
        int end = from + length;
        boolean negative = text[i] == '-';
        if (negative || text[i] == '+') {
            i++;
        }
        if (i == end) {
            return Long.MIN_VALUE;
        }
        long value = 0;
        for (; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return Long.MIN_VALUE;
            }
            value = 10 * value + digit;
        }
        return negative ? -value : value;
    }
}
