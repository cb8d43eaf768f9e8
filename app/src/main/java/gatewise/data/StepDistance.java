package gatewise.data;

import com.fasterxml.jackson.annotation.JsonValue;
import gatewise.io.Text;
import java.util.Locale;

/**
 * How far apart the steps of a table lie that has a row a step.
 *
 * @param distance so many units, at least 1
 */
public record StepDistance(long distance, Unit unit) {
    private static final long MOST_MONTHS = 12_000;
    private static final long MINUTE = 60 * TimeSpacing.SECOND;

    /** What is counted. */
    public enum Unit {
        /** Of steps that are whole numbers. */
        NUMBER,

        /** Of dates and times. */
        NANOSECOND,

        /** Of dates on one day of their months, or the last. */
        MONTH;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Why steps cannot lie so far apart, such as {@code steps 0 apart}; null if they can. */
    String problem() {
        long most = unit == Unit.MONTH ? MOST_MONTHS : StepText.MOST;
        return unit != null && distance >= 1 && distance <= most ? null : "steps " + distance + " " + unit + "s apart";
    }

    /** As messages say it: {@code 5}, {@code 1 month}, {@code 15 minutes}. */
    @Override
    public String toString() {
        if (unit == Unit.NUMBER) {
            return Long.toString(distance);
        }
        if (unit == Unit.MONTH) {
            return Text.count(distance, "month");
        }
        return distance % TimeSpacing.DAY == 0
                ? Text.count(distance / TimeSpacing.DAY, "day")
                : distance % TimeSpacing.HOUR == 0
                        ? Text.count(distance / TimeSpacing.HOUR, "hour")
                        : distance % MINUTE == 0
                                ? Text.count(distance / MINUTE, "minute")
                                : Text.number((double) distance / TimeSpacing.SECOND) + " seconds";
    }
}
