package gatewise.report;

import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** How far off numbers are: what was said against what is true, or the error of a forecast by how far ahead it is. */
public final class ResidualChart {
    private static final int MOST_PANELS = 6;
    private static final int MOST_POINTS = 4000;
    private static final int ACROSS = 3;
    private static final int SIDE = 280;
    private static final int LEFT = 88;
    private static final int BELOW = 74;
    private static final int TOP = 66;
    private static final int RIGHT = 20;
    private static final int TICKS = 4;
    private static final int LONGEST_NAME = 30;
    private static final Pen EQUAL = new Pen(Palette.QUIET, 1, 4, 3);
    private static final Pen NETWORK = new Pen(Palette.BLUE, 2);
    private static final Pen LAST = new Pen(Palette.ORANGE, 2, 7, 4);
    private static final Pen SEASONAL = new Pen(Palette.GREEN, 2, 2, 3);

    private final String title;
    private final List<String> names;

    private ResidualChart(String title, List<String> names) {
        this.title = title;
        this.names = names;
    }

    /** A panel's content. */
    private interface Panel {
        void draw(Canvas canvas, Rectangle2D area, int number);
    }

    /**
     * Writes what was said against what is true as a PNG, a panel an output, six at most; of many sequences some of them.
     *
     * @param outputs their names
     * @throws UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, String title, Residuals residuals, List<String> outputs) {
        List<String> shown = outputs.subList(0, Math.min(MOST_PANELS, outputs.size()));
        new ResidualChart(title, shown)
                .write(
                        png,
                        new Legend().line(EQUAL, "said as it is"),
                        (canvas, area, output) -> scatter(canvas, area, residuals, output));
    }

    /**
     * Writes the root of the mean squared error of forecasts by steps ahead as a PNG, a panel a target, six at most, the naive
     * ones beside it.
     *
     * @param targets their names
     * @throws UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, String title, Forecasts forecasts, List<String> targets) {
        List<String> shown = targets.subList(0, Math.min(MOST_PANELS, targets.size()));
        Legend legend = new Legend().line(NETWORK, "network").line(LAST, "last value");
        if (forecasts.seasonal() != null) {
            legend.line(SEASONAL, "seasonal naive");
        }
        new ResidualChart(title, shown)
                .write(png, legend, (canvas, area, target) -> horizon(canvas, area, forecasts, target, targets.size()));
    }

    private void write(Path png, Legend legend, Panel panel) {
        int across = Math.min(ACROSS, names.size());
        int down = (names.size() + across - 1) / across;
        int cell = LEFT + SIDE + RIGHT;
        int width = Math.max(across * cell, 2 * RIGHT + Math.max(Png.width(Type.TITLE, title), legend.width()));
        Png.write(png, width, TOP + down * (SIDE + BELOW), canvas -> {
            canvas.text(Type.TITLE, RIGHT, 30, title);
            legend.draw(canvas, RIGHT, 48);
            for (int i = 0; i < names.size(); i++) {
                double x = LEFT + i % across * (double) cell;
                double y = TOP + 18 + i / across * (double) (SIDE + BELOW);
                canvas.text(Type.NAME.middle(), x + SIDE / 2.0, y - 6, Text.line(names.get(i), LONGEST_NAME));
                panel.draw(canvas, new Rectangle2D.Double(x, y, SIDE, SIDE - 18), i);
            }
        });
    }

    private static void scatter(Canvas canvas, Rectangle2D area, Residuals residuals, int output) {
        int count = residuals.answers().length;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < count; i++) {
            double said = residuals.answers()[i][output];
            double known = residuals.truths()[i][output];
            low = Math.min(low, Math.min(said, known));
            high = Math.max(high, Math.max(said, known));
        }
        double room = Math.max(0.04 * (high - low), Math.max(1e-6, 1e-4 * Math.abs(high)));
        Scale across = Scale.linear(low - room, high + room, TICKS);
        Plot plot = new Plot(canvas, area, across, Scale.linear(low - room, high + room, TICKS));
        plot.verticalGrid();
        plot.yAxis(area.getMinX() - LEFT + 22, "said");
        plot.xAxis("true");
        canvas.path(EQUAL, new double[] {plot.x(low), plot.x(high)}, new double[] {plot.y(low), plot.y(high)});
        int shown = Math.min(count, MOST_POINTS);
        Ink ink = Palette.BLUE.faded(shown > 200 ? 0.3 : 0.7);
        for (int k = 0; k < shown; k++) {
            int i = (int) ((long) k * count / shown);
            canvas.disc(
                    ink,
                    plot.x(residuals.truths()[i][output]),
                    plot.y(residuals.answers()[i][output]),
                    shown > 1000 ? 2 : 3);
        }
    }

    private static void horizon(Canvas canvas, Rectangle2D area, Forecasts forecasts, int target, int targets) {
        int horizon = forecasts.network().outputs() / targets;
        ToDoubleFunction<Residuals> most = residuals -> IntStream.range(0, horizon)
                .mapToDouble(step -> residuals.rmse(step * targets + target))
                .max()
                .orElse(1);
        double top = Math.max(most.applyAsDouble(forecasts.network()), most.applyAsDouble(forecasts.last()));
        if (forecasts.seasonal() != null) {
            top = Math.max(top, most.applyAsDouble(forecasts.seasonal()));
        }
        Plot plot = new Plot(
                canvas, area, Scale.epochs(1, horizon, TICKS + 2), Scale.linear(0, Math.max(1e-6, 1.05 * top), TICKS));
        plot.yAxis(area.getMinX() - LEFT + 22, "RMSE");
        plot.xAxis("steps ahead");
        curve(plot, LAST, forecasts.last(), target, targets);
        if (forecasts.seasonal() != null) {
            curve(plot, SEASONAL, forecasts.seasonal(), target, targets);
        }
        curve(plot, NETWORK, forecasts.network(), target, targets);
    }

    private static void curve(Plot plot, Pen pen, Residuals residuals, int target, int targets) {
        int horizon = residuals.outputs() / targets;
        plot.curve(
                pen,
                IntStream.rangeClosed(1, horizon).asDoubleStream().toArray(),
                IntStream.range(0, horizon)
                        .mapToDouble(step -> residuals.rmse(step * targets + target))
                        .toArray(),
                horizon <= 30 ? 3 : 0);
    }
}
