package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;

/** Test accuracies or errors, a line a network: each run, the mean, and its 95% confidence interval. */
final class IntervalChart {
    private static final int TOP = 8;
    private static final int RIGHT = 16;
    private static final int BELOW = 46;
    private static final int CAP = 5;
    private static final double WHISKER = 1.6;
    private static final double SHINE = 0.35;
    private static final Type NAME = Type.serif(15);

    private final List<Comparison.Row> rows;
    private final Measure measure;
    private final String heading;
    private final boolean narrow;
    private final Svg svg;
    private final Plot plot;

    private IntervalChart(Comparison comparison, int width, boolean narrow) {
        this.narrow = narrow;
        rows = comparison.rows();
        measure = comparison.measure();
        heading = comparison.heading(measure.title());
        int left = narrow ? 8 : 200;
        int height = rows.size() * (narrow ? 44 : 30);
        double low = figures().min().orElse(0);
        double high = figures().max().orElse(100);
        double room = measure.room(high - low);
        svg = new Svg(width, TOP + height + BELOW);
        plot = new Plot(
                svg,
                new Rectangle2D.Double(left, TOP, width - left - RIGHT, height),
                scale(low - room, high + room, narrow ? 4 : 8),
                Scale.names(rows.stream().map(Comparison.Row::name).toList()));
    }

    private Scale scale(double low, double high, int ticks) {
        double least = Math.max(0, low);
        double most = measure == Measure.ACCURACY ? Math.min(100, high) : high;
        // Errors that are all the same still need an axis.
        return Scale.linear(least, most > least ? most : least == 0 ? 1 : 1.1 * least, ticks);
    }

    /** @param narrow for a phone: names stand over the lines instead of beside them */
    static String draw(Comparison comparison, int width, boolean narrow, String style) {
        return new IntervalChart(comparison, width, narrow).draw(style);
    }

    /** All that is to be seen, in the units of the chart. */
    private DoubleStream figures() {
        return rows.stream().flatMapToDouble(row -> {
            Sample score = row.score();
            double half = Double.isNaN(score.halfWidth()) ? 0 : score.halfWidth();
            DoubleStream ends = DoubleStream.of(score.mean() - half, score.mean() + half);
            DoubleStream runs = row.runs().stream().mapToDouble(row::test);
            return DoubleStream.concat(ends, runs).map(measure::inChart);
        });
    }

    private String draw(String style) {
        plot.verticalGrid();
        plot.xAxis(measure == Measure.ACCURACY ? heading + ", %" : heading);
        for (int i = 0; i < rows.size(); i++) {
            // The first network at the top.
            double y = plot.y(rows.size() - 1 - i) + (narrow ? 10 : 0);
            row(rows.get(i), y);
        }
        return svg.element(
                style, "Of each network the " + heading + ": every run, the mean and its 95% confidence interval");
    }

    private void row(Comparison.Row row, double y) {
        Sample score = row.score();
        double left = plot.area().getMinX();
        if (narrow) {
            svg.text(NAME, left, y - 13, row.name());
        } else {
            svg.text(NAME.end(), left - 14, y + NAME.drop(), row.name());
        }
        Ink ink = Series.ink(row);
        row.runs().forEach(run -> svg.disc(ink.faded(SHINE), x(row.test(run)), y, 3));
        if (!Double.isNaN(score.halfWidth())) {
            Pen pen = new Pen(ink, WHISKER);
            double from = x(score.mean() - score.halfWidth());
            double to = x(score.mean() + score.halfWidth());
            svg.line(pen, from, y, to, y);
            svg.line(pen, from, y - CAP, from, y + CAP);
            svg.line(pen, to, y - CAP, to, y + CAP);
        }
        svg.disc(ink, x(score.mean()), y, 5);
    }

    private double x(double value) {
        return plot.x(measure.inChart(value));
    }
}
