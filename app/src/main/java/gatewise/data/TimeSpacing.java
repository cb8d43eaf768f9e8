package gatewise.data;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * Dates and times that lie equally far apart: more than half of all distances are the same, or a number of months, and the others
 * are multiples of it. What lies when no step of the file ever does, such as nights and weekends, is not left out
 * ({@link OpenTimes}); nor is the hour that clocks skip in spring.
 */
final class TimeSpacing implements StepSpacing {
    static final long SECOND = StepText.UNIT;
    static final long HOUR = 3_600 * SECOND;
    static final long DAY = 24 * HOUR;

    /** Of more different distances, none is the usual one. */
    private static final int MOST_DISTANCES = 1_000;
    /** More steps than this are not looked at one by one. */
    private static final long MOST_LOOKED_AT = 50_000_000;

    private static final int SHORTEST_MONTH = 28;
    private static final int MONTHS = 12;

    private final long unit;
    private final boolean monthly;
    private final boolean zoned;
    private boolean gaps;
    /** Whether they are to be of one day of their months, and are not. */
    private boolean otherDays;

    private OpenTimes open;

    private TimeSpacing(long unit, boolean monthly, boolean zoned) {
        this.unit = unit;
        this.monthly = monthly;
        this.zoned = zoned;
    }

    /**
     * Looks for the distance.
     *
     * @param trained that of the steps that a network was trained on, by which a file of another is measured; null for none
     */
    static StepSpacing of(StepOrder order, StepText text, StepDistance trained) {
        StepSpacing own = of(order, text);
        if (trained == null) {
            return own;
        }
        boolean monthly = trained.unit() == StepDistance.Unit.MONTH;
        boolean same =
                own instanceof TimeSpacing spacing && spacing.unit == trained.distance() && spacing.monthly == monthly;
        return same ? own : asTrained(order, text, trained);
    }

    private static StepSpacing of(StepOrder order, StepText text) {
        Map<Long, Long> distances = new HashMap<>();
        order.forEachDistance((from, to, times) -> {
            if (distances.size() <= MOST_DISTANCES) {
                distances.merge(to - from, times, Long::sum);
            }
        });
        if (distances.isEmpty() || distances.size() > MOST_DISTANCES) {
            return ANY;
        }
        long least = distances.keySet().stream().mapToLong(d -> d).min().getAsLong();
        boolean monthly = text.isDated() && least >= SHORTEST_MONTH * DAY && isMonthly(order);
        Map<Long, Long> counts = distances;
        if (monthly) {
            Map<Long, Long> months = new HashMap<>();
            order.forEachKey((key, next) -> {
                if (next != null) {
                    months.merge(month(next) - month(key), 1L, Long::sum);
                }
            });
            counts = months;
        }
        long unit = counts.entrySet().stream()
                .max(Map.Entry.<Long, Long>comparingByValue().thenComparing(entry -> -entry.getKey()))
                .orElseThrow()
                .getKey();
        TimeSpacing spacing = new TimeSpacing(unit, monthly, text.isZoned());
        long all = counts.values().stream().mapToLong(n -> n).sum();
        boolean regular = 2 * counts.get(unit) > all
                && counts.keySet().stream().allMatch(distance -> spacing.units(distance) > 0);
        if (!regular) {
            return ANY;
        }
        spacing.gaps = counts.keySet().stream().anyMatch(distance -> spacing.units(distance) > 1);
        double looked = counts.entrySet().stream()
                .mapToDouble(entry -> (double) spacing.units(entry.getKey()) * entry.getValue())
                .sum();
        if (spacing.gaps && !monthly && text.isDated() && OpenTimes.isKnown(unit)) {
            if (looked > MOST_LOOKED_AT) {
                return new Anywhere(true);
            }
            spacing.open = OpenTimes.of(order, unit);
            // The nights of clocks that change lie at other times of the world's.
            return text.isZoned() && spacing.open.isClosedSomeTimes() ? new Anywhere(true) : spacing;
        }
        return spacing;
    }

    /** That of the steps that a network was trained on, which has no time that is passed over. */
    private static StepSpacing asTrained(StepOrder order, StepText text, StepDistance trained) {
        TimeSpacing spacing =
                new TimeSpacing(trained.distance(), trained.unit() == StepDistance.Unit.MONTH, text.isZoned());
        spacing.otherDays = spacing.monthly && !isMonthly(order);
        order.forEachKey(
                (key, next) -> spacing.gaps |= next != null && spacing.units(spacing.distance(key, next)) != 1);
        return spacing;
    }

    /** Whether all dates are of one day of their months, or of the last where a month has no such day. */
    private static boolean isMonthly(StepOrder order) {
        int[] latest = {0};
        order.forEachKey(
                (key, next) -> latest[0] = Math.max(latest[0], date(key).getDayOfMonth()));
        boolean[] all = {true};
        Long[] time = {null};
        order.forEachKey((key, next) -> {
            LocalDate date = date(key);
            time[0] = time[0] == null ? (Long) Math.floorMod(key, DAY) : time[0];
            all[0] &= date.getDayOfMonth() == Math.min(latest[0], date.lengthOfMonth())
                    && Math.floorMod(key, DAY) == time[0];
        });
        return all[0];
    }

    private static LocalDate date(long key) {
        return LocalDate.ofEpochDay(Math.floorDiv(key, DAY));
    }

    private static long month(long key) {
        LocalDate date = date(key);
        return (long) MONTHS * date.getYear() + date.getMonthValue();
    }

    /** How many times as far as usual; 0 for no whole number of times. Days of clocks that change have 23 or 25 hours. */
    private long units(long distance) {
        if (monthly || !zoned || unit < DAY) {
            return distance % unit == 0 ? distance / unit : 0;
        }
        long times = Math.round((double) distance / unit);
        return Math.abs(distance - times * unit) <= HOUR ? times : 0;
    }

    private long distance(long from, long to) {
        return monthly ? month(to) - month(from) : to - from;
    }

    @Override
    public String description() {
        return unit + (monthly ? " months" : "");
    }

    @Override
    public boolean hasGaps() {
        return gaps;
    }

    @Override
    public boolean isUsual(long distance) {
        return !monthly && units(distance) == 1;
    }

    @Override
    public boolean fits(long from, long to) {
        return !otherDays && units(distance(from, to)) > 0;
    }

    @Override
    public StepDistance distance(StepOrder order) {
        boolean[] passesOver = {false};
        if (open != null) {
            order.forEachKey((key, next) -> passesOver[0] |=
                    next != null && !isSkippedHour(key, next) && missing(key, next) != units(distance(key, next)) - 1);
        }
        StepDistance.Unit counted = monthly ? StepDistance.Unit.MONTH : StepDistance.Unit.NANOSECOND;
        return passesOver[0] ? null : new StepDistance(unit, counted);
    }

    @Override
    public long missing(long from, long to) {
        long times = units(distance(from, to));
        if (times > 1 && isSkippedHour(from, to)) {
            return 0;
        }
        if (open == null || times <= 1) {
            return times - 1;
        }
        long missing = 0;
        for (long i = 1; i < times; i++) {
            missing += open.isOpen(from + i * unit, from, to) ? 1 : 0;
        }
        return missing;
    }

    @Override
    public long next(long from, long to) {
        if (monthly) {
            LocalDate date = date(from);
            LocalDate next = date.plusMonths(unit);
            boolean last = date.getDayOfMonth() == date.lengthOfMonth();
            return DAY
                            * next.withDayOfMonth(last ? next.lengthOfMonth() : next.getDayOfMonth())
                                    .toEpochDay()
                    + Math.floorMod(from, DAY);
        }
        long next = from + unit;
        while (open != null && next < to && !open.isOpen(next, from, to)) {
            next += unit;
        }
        return next;
    }

    /** Where summer time begins, an hour of the night of a Sunday in March, September or October is not there. */
    private boolean isSkippedHour(long from, long to) {
        if (zoned || unit > HOUR || to - from != unit + HOUR || HOUR % unit != 0) {
            return false;
        }
        LocalDate date = date(from + unit);
        long hour = Math.floorMod(from + unit, DAY) / HOUR;
        int month = date.getMonthValue();
        return hour <= 3 && date.getDayOfWeek().getValue() == 7 && (month == 3 || month == 9 || month == 10);
    }
}
