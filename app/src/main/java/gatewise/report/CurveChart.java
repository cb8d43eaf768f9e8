package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Validation accuracies, or losses of numbers, over the epochs: the mean over the runs with a band of one standard deviation. */
final class CurveChart {
    private static final int MOST_DOTS = 12;
    private static final double SHINE = 0.13;
    private static final Pen OTHER = new Pen(Palette.FAINT, 1);

    private final Comparison comparison;
    private final List<List<Sample>> curves;
    private final Frame frame;
    private final Svg svg;
    private final Plot plot;
    private final int epochs;

    /** The size of a chart; a titled one has room for the name of its scale and for more ticks. */
    record Frame(int width, int height, int left, int right, boolean titled) {
        static final Frame WIDE = new Frame(760, 430, 74, 12, true);
        static final Frame NARROW = new Frame(330, 330, 66, 8, true);
        static final Frame SMALL = new Frame(240, 150, 48, 6, false);
        private static final int TOP = 10;

        Rectangle2D area() {
            int bottom = titled ? 44 : 24;
            return new Rectangle2D.Double(left, TOP, width - left - right, height - TOP - bottom);
        }
    }

    private CurveChart(Comparison comparison, Frame frame) {
        this.comparison = comparison;
        this.frame = frame;
        curves = comparison.rows().stream().map(Comparison.Row::curve).toList();
        epochs = curves.stream().mapToInt(List::size).max().orElse(1);
        svg = new Svg(frame.width, frame.height);
        plot = new Plot(
                svg,
                frame.area(),
                Scale.epochs(1, epochs, frame.titled ? 12 : 5),
                comparison
                        .measure()
                        .curves(means().min().orElse(0), means().max().orElse(1)));
        if (frame.titled) {
            plot.yAxis(14, comparison.measure().curve());
        } else {
            plot.yAxis();
        }
        plot.xAxis(frame.titled ? "epoch" : "");
    }

    private DoubleStream means() {
        return curves.stream().flatMapToDouble(curve -> curve.stream().mapToDouble(Sample::mean));
    }

    /** All curves with their bands. */
    static String overlaid(Comparison comparison, Frame frame, String style) {
        CurveChart chart = new CurveChart(comparison, frame);
        List<Comparison.Row> rows = comparison.rows();
        for (int i = 0; i < rows.size(); i++) {
            chart.band(i);
        }
        for (int i = 0; i < rows.size(); i++) {
            chart.curve(i, Series.pen(comparison, rows.get(i)), true);
        }
        return chart.svg.element(style, chart.name() + " of each network over the epochs, mean and standard deviation");
    }

    /** One network's curve with its band, before the others'. */
    static String single(Comparison comparison, int row, Frame frame) {
        CurveChart chart = new CurveChart(comparison, frame);
        for (int i = 0; i < chart.curves.size(); i++) {
            if (i != row) {
                chart.curve(i, OTHER, false);
            }
        }
        chart.band(row);
        chart.curve(row, Series.whole(comparison.rows().get(row)), true);
        return chart.svg.element(
                "small",
                chart.name() + " of " + comparison.rows().get(row).name()
                        + " over the epochs, the other networks' behind it");
    }

    private String name() {
        String curve = comparison.measure().curve();
        return curve.substring(0, 1).toUpperCase(Locale.ROOT) + curve.substring(1);
    }

    private void curve(int row, Pen pen, boolean dots) {
        List<Sample> curve = curves.get(row);
        double radius = frame.titled ? 2.5 : 2;
        plot.curve(
                pen,
                epochs(curve),
                curve.stream().mapToDouble(Sample::mean).toArray(),
                dots && epochs <= MOST_DOTS ? radius : 0);
    }

    private void band(int row) {
        List<Sample> curve = curves.get(row);
        if (curve.size() < 2 || Double.isNaN(curve.get(0).standardDeviation())) {
            return;
        }
        plot.band(
                Series.ink(comparison.rows().get(row)).faded(SHINE),
                epochs(curve),
                curve.stream()
                        .mapToDouble(sample -> sample.mean() - sample.standardDeviation())
                        .toArray(),
                curve.stream()
                        .mapToDouble(sample -> sample.mean() + sample.standardDeviation())
                        .toArray());
    }

    private static double[] epochs(List<Sample> curve) {
        return IntStream.rangeClosed(1, curve.size()).asDoubleStream().toArray();
    }
}
