package gatewise.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Validation accuracies over the epochs: the mean over the runs with a band of one standard deviation. The scale is that of
 * the errors' logarithm, so that halving the errors is the same height everywhere.
 */
final class CurveChart {
    private static final double[] TICKS = {0, 30, 50, 70, 80, 90, 95, 98, 99, 99.5, 99.8, 99.9};
    private static final int MOST_DOTS = 12;
    private static final int[] EPOCH_STEPS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};

    private final Comparison comparison;
    private final List<List<Sample>> curves;
    private final Frame frame;
    private final int epochs;
    private final int from;
    private final int to;

    /** The size of a chart and its margins. */
    record Frame(int width, int height, int left, int right, int top, int bottom, boolean titled) {
        static final Frame WIDE = new Frame(760, 430, 54, 12, 10, 44, true);
        static final Frame NARROW = new Frame(330, 330, 46, 8, 10, 44, true);
        static final Frame SMALL = new Frame(240, 150, 48, 6, 8, 24, false);
    }

    private CurveChart(Comparison comparison, Frame frame) {
        this.comparison = comparison;
        this.frame = frame;
        curves = comparison.rows().stream().map(Comparison.Row::curve).toList();
        epochs = curves.stream().mapToInt(List::size).max().orElse(1);
        double low = means().min().orElse(0);
        double high = means().max().orElse(1);
        int lowest = 0;
        while (lowest < TICKS.length - 2 && TICKS[lowest + 1] <= 100 * low) {
            lowest++;
        }
        int highest = lowest + 1;
        while (highest < TICKS.length - 1 && TICKS[highest] < 100 * high) {
            highest++;
        }
        from = lowest;
        to = highest;
    }

    private DoubleStream means() {
        return curves.stream().flatMapToDouble(curve -> curve.stream().mapToDouble(Sample::mean));
    }

    /** All curves with their bands. */
    static String overlaid(Comparison comparison, Frame frame, String style) {
        CurveChart chart = new CurveChart(comparison, frame);
        Svg svg = chart.frame();
        for (int i = 0; i < chart.curves.size(); i++) {
            chart.band(svg, i);
        }
        for (int i = 0; i < chart.curves.size(); i++) {
            chart.curve(svg, i, chart.seriesOf(i), true);
        }
        return svg.element(style, "Validation accuracy of each network over the epochs, mean and standard deviation");
    }

    /** One network's curve with its band, before the others'. */
    static String single(Comparison comparison, int row, Frame frame) {
        CurveChart chart = new CurveChart(comparison, frame);
        Svg svg = chart.frame();
        for (int i = 0; i < chart.curves.size(); i++) {
            if (i != row) {
                chart.curve(svg, i, "other", false);
            }
        }
        chart.band(svg, row);
        chart.curve(svg, row, chart.seriesOf(row).split(" ")[0], true);
        return svg.element(
                "small",
                "Validation accuracy of " + comparison.rows().get(row).name()
                        + " over the epochs, the other networks' behind it");
    }

    private String seriesOf(int row) {
        return Series.style(comparison, comparison.rows().get(row));
    }

    private Svg frame() {
        Svg svg = new Svg(frame.width, frame.height);
        double bottom = frame.height - frame.bottom;
        double right = frame.width - frame.right;
        for (int tick = from; tick <= to; tick++) {
            double y = y(TICKS[tick] / 100);
            svg.line("grid", frame.left, y, right, y);
            svg.text("tick end", frame.left - 8, y + 4, String.format(Locale.ROOT, "%s%%", number(TICKS[tick])));
        }
        svg.line("axis", frame.left, bottom, right, bottom);
        int step = epochStep(frame.titled ? 12 : 5);
        for (int epoch = 1; epoch <= epochs; epoch++) {
            if (epoch == 1 || epoch % step == 0) {
                boolean close = epoch == 1 && step > 1 && epochs > 3 * step;
                svg.line("axis", x(epoch), bottom, x(epoch), bottom + 4);
                if (!close || step <= 5) {
                    svg.text("tick middle", x(epoch), bottom + 18, Integer.toString(epoch));
                }
            }
        }
        if (frame.titled) {
            svg.text("tick middle", (frame.left + right) / 2, bottom + 38, "epoch");
        }
        return svg;
    }

    private int epochStep(int most) {
        return Arrays.stream(EPOCH_STEPS)
                .filter(step -> epochs / step <= most)
                .findFirst()
                .orElse(epochs);
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString(Math.round(value)) : Double.toString(value);
    }

    private double x(int epoch) {
        double room = frame.width - frame.left - frame.right;
        return frame.left + (epochs == 1 ? room / 2 : 10 + (room - 20) * (epoch - 1) / (epochs - 1));
    }

    private double y(double accuracy) {
        double most = error(TICKS[from] / 100);
        double least = error(TICKS[to] / 100);
        double error = Math.min(most, Math.max(least, error(accuracy)));
        double share = (Math.log(error) - Math.log(least)) / (Math.log(most) - Math.log(least));
        return frame.top + share * (frame.height - frame.top - frame.bottom);
    }

    private static double error(double accuracy) {
        return Math.max(1e-4, 1 - accuracy);
    }

    private void curve(Svg svg, int row, String style, boolean dots) {
        List<Sample> curve = curves.get(row);
        double[] xs =
                IntStream.rangeClosed(1, curve.size()).mapToDouble(this::x).toArray();
        double[] ys = curve.stream().mapToDouble(sample -> y(sample.mean())).toArray();
        svg.path("curve " + style, xs, ys);
        if (dots && epochs <= MOST_DOTS) {
            for (int i = 0; i < xs.length; i++) {
                svg.circle("dot " + style, xs[i], ys[i], frame.titled ? 2.5 : 2);
            }
        }
    }

    private void band(Svg svg, int row) {
        List<Sample> curve = curves.get(row);
        int length = curve.size();
        if (length < 2 || Double.isNaN(curve.get(0).standardDeviation())) {
            return;
        }
        double[] xs = new double[2 * length];
        double[] ys = new double[2 * length];
        for (int i = 0; i < length; i++) {
            Sample sample = curve.get(i);
            xs[i] = x(i + 1);
            xs[2 * length - 1 - i] = xs[i];
            ys[i] = y(sample.mean() + sample.standardDeviation());
            ys[2 * length - 1 - i] = y(sample.mean() - sample.standardDeviation());
        }
        svg.path("band " + seriesOf(row), xs, ys);
    }
}
