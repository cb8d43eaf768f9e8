package gatewise.data;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads a date, a time or both: yyyy-MM, yyyy-MM-dd, HH:mm, HH:mm:ss with decimals, and an offset. */
final class StepClock {
    private static final int MOST_DECIMALS = 9;
    private static final long DAY = 86_400;

    private final String text;
    private int at;
    private boolean dated;
    private boolean timed;
    private boolean zoned;

    StepClock(String text) {
        this.text = text;
    }

    /**
     * Nanoseconds since 1970; of a time without a date, since midnight.
     *
     * @throws DateTimeException if it is no date or time
     * @throws ArithmeticException if it is too early, too late or too fine
     */
    long nanos() {
        long seconds = 0;
        long fraction = 0;
        dated = text.length() >= 7 && text.charAt(4) == '-';
        if (dated) {
            seconds = DAY * date().toEpochDay();
        }
        timed = !dated || at < text.length();
        if (timed) {
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
        return Math.addExact(Math.multiplyExact(seconds, StepText.UNIT), fraction);
    }

    /** Whether there is a date; known once it was read, as what follows. */
    boolean isDated() {
        return dated;
    }

    /** Whether there is a time of the day. */
    boolean isTimed() {
        return timed;
    }

    /** Whether there is an offset from the world's time. */
    boolean isZoned() {
        return zoned;
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
        zoned = at < text.length();
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
