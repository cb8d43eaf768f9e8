package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;

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
    private static final long MOST = 4_000_000_000_000_000_000L;
    private static final long DAY = 86_400;
    private static final String FIX =
            "number the steps, or give dates or times as in 2026-01-31, 2026-01-31T13:45:00 or 13:45:00";

    private Kind kind;

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
                long key = new Clock(step).nanos();
                kind = Kind.TIME;
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

    /** So that the distance between two is a long, too. */
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

    /** Reads a date, a time or both: yyyy-MM, yyyy-MM-dd, HH:mm, HH:mm:ss with decimals, and an offset. */
    private static final class Clock {
        private final String text;
        private int at;

        Clock(String text) {
            this.text = text;
        }

        long nanos() {
            long seconds = 0;
            long fraction = 0;
            boolean dated = text.length() >= 7 && text.charAt(4) == '-';
            if (dated) {
                seconds = DAY * date().toEpochDay();
            }
            if (!dated || at < text.length()) {
                if (dated && !take('T') && !take(' ')) {
                    throw new DateTimeException(text);
                }
                seconds += 60 * (60 * bounded(23) + expectThen(':', 59));
                if (take(':')) {
                    seconds += bounded(59);
                    fraction = take('.') ? fraction() : 0;
                }
                seconds -= offset();
            }
            if (at < text.length()) {
                throw new DateTimeException(text);
            }
            return Math.addExact(Math.multiplyExact(seconds, UNIT), fraction);
        }

        private LocalDate date() {
            int year = digits(4);
            int month = expectThen('-', 12);
            return LocalDate.of(year, month, take('-') ? digits(2) : 1);
        }

        private int expectThen(char character, int most) {
            if (!take(character)) {
                throw new DateTimeException(text);
            }
            return bounded(most);
        }

        private long fraction() {
            long value = 0;
            int count = 0;
            while (at < text.length() && isDigit(text.charAt(at))) {
                value = 10 * value + (text.charAt(at++) - '0');
                count++;
                if (count > MOST_DECIMALS) {
                    throw new ArithmeticException("finer than 10^-9");
                }
            }
            if (count == 0) {
                throw new DateTimeException(text);
            }
            for (; count < MOST_DECIMALS; count++) {
                value *= 10;
            }
            return value;
        }

        private long offset() {
            if (take('Z')) {
                return 0;
            }
            boolean east = take('+');
            if (!east && !take('-')) {
                return 0;
            }
            long seconds = 3_600L * bounded(18);
            if (at < text.length()) {
                take(':');
                seconds += 60L * bounded(59);
            }
            return east ? seconds : -seconds;
        }

        private boolean take(char character) {
            boolean is = at < text.length() && text.charAt(at) == character;
            at += is ? 1 : 0;
            return is;
        }

        private int bounded(int most) {
            int value = digits(2);
            if (value > most) {
                throw new DateTimeException(text);
            }
            return value;
        }

        private int digits(int count) {
            if (text.length() - at < count) {
                throw new DateTimeException(text);
            }
            int value = 0;
            for (int i = 0; i < count; i++) {
                char c = text.charAt(at++);
                if (!isDigit(c)) {
                    throw new DateTimeException(text);
                }
                value = 10 * value + (c - '0');
            }
            return value;
        }

        private static boolean isDigit(char c) {
            return c >= '0' && c <= '9';
        }
    }
}
