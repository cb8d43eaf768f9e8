package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;

/** Test accuracies, a line a network: each run, the mean, and its 95% confidence interval. */
final class IntervalChart {
    private static final int TOP = 8;
    private static final int RIGHT = 16;
    private static final int BELOW = 46;
    private static final int CAP = 5;
    private static final double WHISKER = 1.6;
    private static final double SHINE = 0.35;
    private static final Type NAME = Type.serif(15);

    private final List<Comparison.Row> rows;
    private final boolean narrow;
    private final Svg svg;
    private final Plot plot;

    private IntervalChart(Comparison comparison, int width, boolean narrow) {
        this.narrow = narrow;
        rows = comparison.rows();
        int left = narrow ? 8 : 200;
        int height = rows.size() * (narrow ? 44 : 30);
        double low = figures().min().orElse(0);
        double high = figures().max().orElse(100);
        double room = Math.max(0.05, 0.04 * (high - low));
        svg = new Svg(width, TOP + height + BELOW);
        plot = new Plot(
                svg,
                new Rectangle2D.Double(left, TOP, width - left - RIGHT, height),
                Scale.linear(Math.max(0, low - room), Math.min(100, high + room), narrow ? 4 : 8),
                Scale.names(rows.stream().map(Comparison.Row::name).toList()));
    }

    /** @param narrow for a phone: names stand over the lines instead of beside them */
    static String draw(Comparison comparison, int width, boolean narrow, String style) {
        return new IntervalChart(comparison, width, narrow).draw(style);
    }

    /** All that is to be seen, in percent. */
    private DoubleStream figures() {
        return rows.stream().flatMapToDouble(row -> {
            Sample accuracy = row.accuracy();
            double half = Double.isNaN(accuracy.halfWidth()) ? 0 : accuracy.halfWidth();
            DoubleStream ends = DoubleStream.of(accuracy.mean() - half, accuracy.mean() + half);
            DoubleStream runs = row.runs().stream().mapToDouble(run -> run.testAccuracy());
            return DoubleStream.concat(ends, runs).map(share -> Math.max(0, Math.min(100, 100 * share)));
        });
    }

    private String draw(String style) {
        plot.verticalGrid();
        plot.xAxis("test accuracy, %");
        for (int i = 0; i < rows.size(); i++) {
            // The first network at the top.
            double y = plot.y(rows.size() - 1 - i) + (narrow ? 10 : 0);
            row(rows.get(i), y);
        }
        return svg.element(style, "Test accuracy of each network: every run, the mean and its 95% confidence interval");
    }

    private void row(Comparison.Row row, double y) {
        Sample accuracy = row.accuracy();
        double left = plot.area().getMinX();
        if (narrow) {
            svg.text(NAME, left, y - 13, row.name());
        } else {
            svg.text(NAME.end(), left - 14, y + NAME.drop(), row.name());
        }
        Ink ink = Series.ink(row);
        row.runs().forEach(run -> svg.disc(ink.faded(SHINE), plot.x(100 * run.testAccuracy()), y, 3));
        if (!Double.isNaN(accuracy.halfWidth())) {
            Pen pen = new Pen(ink, WHISKER);
            double from = plot.x(100 * (accuracy.mean() - accuracy.halfWidth()));
            double to = plot.x(100 * (accuracy.mean() + accuracy.halfWidth()));
            svg.line(pen, from, y, to, y);
            svg.line(pen, from, y - CAP, from, y + CAP);
            svg.line(pen, to, y - CAP, to, y + CAP);
        }
        svg.disc(ink, plot.x(100 * accuracy.mean()), y, 5);
    }
}
