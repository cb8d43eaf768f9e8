package gatewise.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Test accuracies, a line a network: each run, the mean, and its 95% confidence interval. */
final class IntervalChart {
    private static final int TOP = 8;
    private static final int BELOW = 46;
    private static final int[] STEPS = {1, 2, 5};

    private final Comparison comparison;
    private final int width;
    private final boolean narrow;
    private final int left;
    private final double least;
    private final double most;

    private IntervalChart(Comparison comparison, int width, boolean narrow) {
        this.comparison = comparison;
        this.width = width;
        this.narrow = narrow;
        this.left = narrow ? 8 : 200;
        double low = figures().min().orElse(0);
        double high = figures().max().orElse(100);
        double room = Math.max(0.05, 0.04 * (high - low));
        least = Math.max(0, low - room);
        most = Math.min(100, high + room);
    }

    /** @param narrow for a phone: names stand over the lines instead of beside them */
    static String draw(Comparison comparison, int width, boolean narrow, String style) {
        return new IntervalChart(comparison, width, narrow).draw(style);
    }

    /** All that is to be seen, in percent. */
    private DoubleStream figures() {
        return comparison.rows().stream().flatMapToDouble(row -> {
            Sample accuracy = row.accuracy();
            double half = Double.isNaN(accuracy.halfWidth()) ? 0 : accuracy.halfWidth();
            DoubleStream ends = DoubleStream.of(accuracy.mean() - half, accuracy.mean() + half);
            DoubleStream runs = row.runs().stream().mapToDouble(run -> run.testAccuracy());
            return DoubleStream.concat(ends, runs).map(share -> Math.max(0, Math.min(100, 100 * share)));
        });
    }

    private double x(double percent) {
        double share = (Math.max(least, Math.min(most, percent)) - least) / Math.max(1e-9, most - least);
        return left + share * (width - left - 16);
    }

    private String draw(String style) {
        List<Comparison.Row> rows = comparison.rows();
        int rowHeight = narrow ? 44 : 30;
        int bottom = TOP + rows.size() * rowHeight;
        Svg svg = new Svg(width, bottom + BELOW);
        axis(svg, bottom);
        for (int i = 0; i < rows.size(); i++) {
            double y = TOP + (i + (narrow ? 0.72 : 0.5)) * rowHeight;
            row(svg, rows.get(i), y);
        }
        return svg.element(style, "Test accuracy of each network: every run, the mean and its 95% confidence interval");
    }

    private void axis(Svg svg, int bottom) {
        double step = step((most - least) / (narrow ? 4 : 8));
        int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
        for (double tick = Math.max(0, Math.ceil(least / step - 1e-9)) * step; tick <= most + 1e-9; tick += step) {
            svg.line("grid", x(tick), TOP, x(tick), bottom);
            svg.text("tick middle", x(tick), bottom + 18, String.format(Locale.ROOT, "%." + decimals + "f", tick));
        }
        svg.line("axis", left, bottom, width - 16, bottom);
        svg.text("tick middle", (left + width - 16) / 2.0, bottom + 38, "test accuracy, %");
    }

    /** The least of 1, 2, 5 times a power of ten that is not below a figure. */
    static double step(double figure) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(1e-9, figure))));
        for (int step : STEPS) {
            if (step * power >= figure) {
                return step * power;
            }
        }
        return 10 * power;
    }

    private void row(Svg svg, Comparison.Row row, double y) {
        String series = Series.style(comparison, row);
        Sample accuracy = row.accuracy();
        if (narrow) {
            svg.text("label", left, y - 13, row.name());
        } else {
            svg.text("label end", left - 14, y + 4, row.name());
        }
        row.runs().forEach(run -> svg.circle("run " + series, x(100 * run.testAccuracy()), y, 3));
        if (!Double.isNaN(accuracy.halfWidth())) {
            double from = x(100 * (accuracy.mean() - accuracy.halfWidth()));
            double to = x(100 * (accuracy.mean() + accuracy.halfWidth()));
            svg.line("whisker " + series, from, y, to, y);
            svg.line("whisker " + series, from, y - 5, from, y + 5);
            svg.line("whisker " + series, to, y - 5, to, y + 5);
        }
        svg.circle("mean " + series, x(100 * accuracy.mean()), y, 5);
    }
}
