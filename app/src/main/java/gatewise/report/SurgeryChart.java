package gatewise.report;

import gatewise.explain.SurgeryErrors;
import gatewise.explain.SurgeryErrors.OfOutput;
import gatewise.explain.SurgeryScore;
import gatewise.explain.SurgeryScore.OfClass;
import gatewise.io.Text;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The share of each class that is recognised before surgery and after it, or the errors of numbers, as bars side by side. */
public final class SurgeryChart {
    private static final int LEAST_WIDTH = 900;
    private static final int HEIGHT = 460;
    private static final int LEFT = 76;
    private static final int RIGHT = 14;
    private static final int TOP = 56;
    private static final int BELOW = 54;
    /** Between names of classes. */
    private static final int GAP = 10;
    /** Of the room of a class. */
    private static final double BAR = 0.4;

    private static final Ink BEFORE = Ramp.HITS.at(0.43);
    private static final Ink AFTER = Palette.ORANGE;

    private SurgeryChart() {}

    /**
     * Writes the picture as a PNG.
     *
     * @throws gatewise.io.UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, SurgeryScore score, String title) {
        Bars bars = new Bars(
                score.classes().stream().map(OfClass::label).toList(),
                score.classes().stream().map(row -> percent(row.before())).toList(),
                score.classes().stream().map(row -> percent(row.after())).toList());
        String before = "before" + all(score.before());
        String after = "after" + all(score.after());
        write(png, bars, new Texts(title, "recognised, %", "class", before, after), Scale.linear(0, 100, 10));
    }

    /**
     * The same of errors of numbers.
     *
     * @throws gatewise.io.UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, SurgeryErrors errors, String title) {
        Bars bars = new Bars(
                errors.outputs().stream()
                        .map(row -> StepPanel.label(row.output()))
                        .toList(),
                errors.outputs().stream().map(OfOutput::before).toList(),
                errors.outputs().stream().map(OfOutput::after).toList());
        double most = Stream.concat(bars.before().stream(), bars.after().stream())
                .mapToDouble(error -> error)
                .max()
                .orElse(1);
        String all = errors.standardised() ? "all, standardised, " : "all ";
        Texts texts = new Texts(
                title,
                "RMSE",
                "output",
                "before, " + all + StepPanel.figure(errors.before()),
                "after, " + all + StepPanel.figure(errors.after()));
        write(png, bars, texts, Scale.linear(0, 1.05 * Math.max(most, Float.MIN_NORMAL), 10));
    }

    private static Double percent(Double share) {
        return share == null ? Double.NaN : 100 * share;
    }

    /** What is drawn; NaN for no bar. */
    private record Bars(List<String> names, List<Double> before, List<Double> after) {}

    private record Texts(String title, String up, String across, String before, String after) {}

    private static void write(Path png, Bars bars, Texts texts, Scale up) {
        List<String> labels = bars.names();
        int widest = labels.stream()
                .mapToInt(label -> Png.width(Plot.TICK, label))
                .max()
                .orElse(0);
        int room = Math.max(Png.width(Type.TITLE, texts.title()), labels.size() * (widest + GAP));
        int width = Math.max(LEAST_WIDTH, LEFT + room + RIGHT);
        Png.write(png, width, HEIGHT, canvas -> {
            canvas.text(Type.TITLE, LEFT, 32, texts.title());
            Plot plot = new Plot(
                    canvas,
                    new Rectangle2D.Double(LEFT, TOP, width - LEFT - RIGHT, HEIGHT - TOP - BELOW),
                    Scale.names(labels),
                    up);
            plot.yAxis(24, texts.up());
            bars(plot, BEFORE, -BAR, bars.before());
            bars(plot, AFTER, 0, bars.after());
            plot.xAxis(texts.across());
            Legend legend = new Legend().box(BEFORE, texts.before()).box(AFTER, texts.after());
            legend.draw(canvas, width - RIGHT - legend.width(), HEIGHT - 21);
        });
    }

    private static String all(double accuracy) {
        return Text.format(", all %.2f%%", 100 * accuracy);
    }

    /** A bar a class, from so far right of the middle of its room, in classes; none where it has no images. */
    private static void bars(Plot plot, Ink ink, double from, List<Double> heights) {
        for (Scale.Tick label : plot.across().ticks()) {
            double height = heights.get((int) label.value());
            if (!Double.isNaN(height)) {
                long left = Math.round(plot.x(label.value() + from));
                long right = Math.round(plot.x(label.value() + from + BAR));
                double top = plot.y(height);
                plot.canvas().box(ink, left, top, right - left, plot.area().getMaxY() - top);
            }
        }
    }
}
