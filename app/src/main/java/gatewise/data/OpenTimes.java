package gatewise.data;

import java.util.Arrays;
import java.util.BitSet;

/**
 * At which times of a week a table of equally spaced times has steps at all. A time that never has one is closed if it is passed
 * over on two days or more, on a weekend that has no step, or at night, between the last step of a day and the first of another. What
 * is passed over once in the middle of a day is left out.
 */
final class OpenTimes {
    private static final int WEEK = 7;
    private static final long SATURDAY = 5;
    /** The day 0 of 1970 was a Thursday. */
    private static final int THURSDAY = 3;

    private static final int NEVER = Integer.MIN_VALUE;

    private final long unit;
    private final int slots;
    private final BitSet seen = new BitSet();
    private final BitSet seenSlots = new BitSet();
    private final BitSet again = new BitSet();
    private final BitSet againSlots = new BitSet();
    /** The day on which a time was passed over first. */
    private final int[] passed;

    private final int[] passedSlots;
    private boolean weekend;
    private boolean days;

    private OpenTimes(long unit) {
        this.unit = unit;
        slots = (int) (TimeSpacing.DAY / unit);
        passed = filled(WEEK * slots);
        passedSlots = filled(slots);
    }

    private static int[] filled(int length) {
        int[] days = new int[length];
        Arrays.fill(days, NEVER);
        return days;
    }

    /** Whether steps that lie so far apart come at times of a day or a week: every day, or equally often on each. */
    static boolean isKnown(long unit) {
        return unit >= TimeSpacing.SECOND && unit <= TimeSpacing.DAY && TimeSpacing.DAY % unit == 0;
    }

    static OpenTimes of(StepOrder order, long unit) {
        OpenTimes times = new OpenTimes(unit);
        order.forEachKey((key, next) -> times.see(key));
        order.forEachKey((key, next) -> {
            for (long at = key + unit; next != null && at < next; at += unit) {
                times.pass(at);
            }
        });
        return times;
    }

    private static int day(long key) {
        return (int) Math.floorDiv(key, TimeSpacing.DAY);
    }

    private static int weekday(long key) {
        return Math.floorMod(day(key) + THURSDAY, WEEK);
    }

    private int slot(long key) {
        return (int) (Math.floorMod(key, TimeSpacing.DAY) / unit);
    }

    private int place(long key) {
        return weekday(key) * slots + slot(key);
    }

    private void see(long key) {
        seen.set(place(key));
        seenSlots.set(slot(key));
        weekend |= weekday(key) >= SATURDAY;
    }

    private void pass(long key) {
        int day = day(key);
        if (passed[place(key)] == NEVER) {
            passed[place(key)] = day;
        }
        again.set(place(key), again.get(place(key)) || passed[place(key)] != day);
        if (passedSlots[slot(key)] == NEVER) {
            passedSlots[slot(key)] = day;
        }
        againSlots.set(slot(key), againSlots.get(slot(key)) || passedSlots[slot(key)] != day);
        days |= !seenSlots.get(slot(key));
    }

    /** Whether some time of the day never has a step. */
    boolean isClosedSomeTimes() {
        return days;
    }

    /** Whether a step is left out at a time that two others pass over. */
    boolean isOpen(long key, long from, long to) {
        if (seen.get(place(key))) {
            return true;
        }
        boolean free = !weekend && weekday(key) >= SATURDAY;
        boolean never = !seenSlots.get(slot(key));
        boolean night = never && (day(from) != day(to) || againSlots.get(slot(key)));
        return !free && !night && !again.get(place(key));
    }
}
