package gatewise.report;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/** Where values stand between two ends, and which of them are named there. */
final class Scale {
    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double[] ACCURACIES = {0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.995, 0.998, 0.999};
    /** Of the larger end, less than which ticks are never apart. */
    private static final double FINEST = 1e-12;
    /** Of the highest loss, below which no difference is drawn. */
    private static final double SMALLEST_LOSS = 1e-9;
    /** Far above where doubles lose their precision. */
    private static final double LEAST_LOSS = 1e-250;
    /** With more of them, powers of ten alone are named. */
    private static final int MOST_LOSSES = 10;

    /** Room beside the first and the last epoch, as a share of what is between them. */
    private static final double ROOM = 0.02;

    private final DoubleUnaryOperator measure;
    private final double least;
    private final double most;
    private final List<Tick> ticks;

    /** A value with its name. */
    record Tick(double value, String name) {}

    private Scale(double least, double most, DoubleUnaryOperator measure, List<Tick> ticks) {
        this.measure = measure;
        this.least = measure.applyAsDouble(least);
        this.most = measure.applyAsDouble(most);
        this.ticks = ticks;
    }

    /** Even, with at most about so many ticks, at round numbers. */
    static Scale linear(double least, double most, int ticks) {
        double finest = FINEST * Math.max(Math.abs(least), Math.abs(most));
        return new Scale(
                least, most, value -> value, round(least, most, Math.max(finest, step((most - least) / ticks))));
    }

    /** Of powers of ten, given as their exponents, with a tick at every one, or at every few. */
    static Scale powers(int least, int most) {
        int every = Math.max(1, (most - least + 7) / 8);
        List<Tick> ticks = IntStream.rangeClosed(least, most)
                .filter(power -> power % every == 0)
                .mapToObj(power -> new Tick(power, "1e" + power))
                .toList();
        return new Scale(least, Math.max(most, least + 1), value -> value, ticks);
    }

    /** Even, with a tick at the first epoch and at round numbers of them, with room beside the first and the last. */
    static Scale epochs(int first, int last, int ticks) {
        double step = Math.max(1, step((double) (last - first) / ticks));
        List<Tick> round = new ArrayList<>(round(first, last, step));
        if (round.isEmpty() || round.get(0).value() - first >= step / 2) {
            round.add(0, new Tick(first, Integer.toString(first)));
        }
        double room = first == last ? 1 : ROOM * (last - first);
        return new Scale(first - room, last + room, value -> value, round);
    }

    /** A place for each of some names, from 0 on, as wide as any other's. */
    static Scale names(List<String> names) {
        List<Tick> ticks = IntStream.range(0, names.size())
                .mapToObj(i -> new Tick(i, names.get(i)))
                .toList();
        return new Scale(-0.5, names.size() - 0.5, value -> value, ticks);
    }

    /**
     * Of accuracies, 0..1, by the logarithm of the errors: to halve the errors is as far everywhere.
     *
     * @param low the lowest accuracy to be seen
     * @param high the highest
     */
    static Scale accuracies(double low, double high) {
        int from = 0;
        while (from < ACCURACIES.length - 2 && ACCURACIES[from + 1] <= low) {
            from++;
        }
        int to = from + 1;
        while (to < ACCURACIES.length - 1 && ACCURACIES[to] < high) {
            to++;
        }
        List<Tick> ticks = IntStream.rangeClosed(from, to)
                .mapToObj(i -> new Tick(ACCURACIES[i], percent(ACCURACIES[i])))
                .toList();
        return new Scale(ACCURACIES[from], ACCURACIES[to], accuracy -> -Math.log(Math.max(1e-4, 1 - accuracy)), ticks);
    }

    /**
     * Of losses, by their logarithm: to halve a loss is as far everywhere.
     *
     * @param low the lowest loss to be seen
     * @param high the highest
     * @throws IllegalArgumentException if one is not finite
     */
    static Scale losses(double low, double high) {
        if (!Double.isFinite(low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("losses from " + low + " to " + high + " have no scale");
        }
        double most = high > 0 ? Math.max(high, LEAST_LOSS) : 1;
        double least = Math.max(low, most * SMALLEST_LOSS);
        double from = roundDown(least);
        double to = from;
        List<Tick> all = new ArrayList<>();
        for (int decade = (int) Math.floor(Math.log10(from) + 1e-9); to < most || all.size() < 2; decade++) {
            for (double step : List.of(1.0, 2.0, 5.0)) {
                double value = step * Math.pow(10, decade);
                if (value >= from * (1 - 1e-9) && (to < most || all.size() < 2)) {
                    to = value;
                    all.add(new Tick(value, loss(value, decade)));
                }
            }
        }
        List<Tick> ticks = all.size() <= MOST_LOSSES
                ? all
                : all.stream()
                        .filter(tick ->
                                Math.abs(Math.log10(tick.value()) - Math.round(Math.log10(tick.value()))) < 1e-6)
                        .toList();
        double bottom = from;
        return new Scale(from, to, loss -> Math.log(Math.max(bottom, loss)), ticks);
    }

    /** To 1, 2 or 5 times a power of ten. */
    private static double roundDown(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        return value >= 5 * power ? 5 * power : value >= 2 * power ? 2 * power : power;
    }

    private static String loss(double value, int decade) {
        return decade < -4 || decade > 5
                ? Text.format("%.0e", value)
                : Text.format("%." + Math.max(0, -decade) + "f", value);
    }

    private static String percent(double share) {
        String text = Text.format("%.1f%%", 100 * share);
        return text.replace(".0%", "%");
    }

    /** The least of 1, 2, 5 times a power of ten that is not below a figure. */
    static double step(double figure) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-30, figure))));
        for (double step : STEPS) {
            if (step * power >= figure) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private static List<Tick> round(double least, double most, double step) {
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        String format = step < 1e-6 || step >= 1e9 ? "%.2e" : "%." + decimals + "f";
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= most + 1e-9 * step; i++) {
            ticks.add(new Tick(i * step, Text.format(format, i * step)));
        }
        return ticks;
    }

    /** In ascending order. */
    List<Tick> ticks() {
        return ticks;
    }

    /** How far from the lower end to the upper one a value is, 0..1; values beyond an end count as the end. */
    double share(double value) {
        double share = (measure.applyAsDouble(value) - least) / (most - least);
        return Math.max(0, Math.min(1, share));
    }
}
