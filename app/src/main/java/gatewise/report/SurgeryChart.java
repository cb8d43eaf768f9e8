package gatewise.report;

import gatewise.explain.SurgeryScore;
import gatewise.explain.SurgeryScore.OfClass;
import gatewise.io.Text;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The share of each class that is recognised before surgery and after it, as bars side by side. */
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
        List<String> labels = score.classes().stream().map(OfClass::label).toList();
        int widest = labels.stream()
                .mapToInt(label -> Png.width(Plot.TICK, label))
                .max()
                .orElse(0);
        int room = Math.max(Png.width(Type.TITLE, title), labels.size() * (widest + GAP));
        int width = Math.max(LEAST_WIDTH, LEFT + room + RIGHT);
        Png.write(png, width, HEIGHT, canvas -> {
            canvas.text(Type.TITLE, LEFT, 32, title);
            Plot plot = new Plot(
                    canvas,
                    new Rectangle2D.Double(LEFT, TOP, width - LEFT - RIGHT, HEIGHT - TOP - BELOW),
                    Scale.names(labels),
                    Scale.linear(0, 100, 10));
            plot.yAxis(24, "recognised, %");
            bars(plot, BEFORE, -BAR, score, OfClass::before);
            bars(plot, AFTER, 0, score, OfClass::after);
            plot.xAxis("class");
            Legend legend =
                    new Legend().box(BEFORE, "before" + all(score.before())).box(AFTER, "after" + all(score.after()));
            legend.draw(canvas, width - RIGHT - legend.width(), HEIGHT - 21);
        });
    }

    private static String all(double accuracy) {
        return Text.format(", all %.2f%%", 100 * accuracy);
    }

    /** A bar a class, from so far right of the middle of its room, in classes; none where it has no images. */
    private static void bars(
            Plot plot, Ink ink, double from, SurgeryScore score, Function<OfClass, Double> recognised) {
        for (Scale.Tick label : plot.across().ticks()) {
            Double share = recognised.apply(score.classes().get((int) label.value()));
            if (share != null) {
                long left = Math.round(plot.x(label.value() + from));
                long right = Math.round(plot.x(label.value() + from + BAR));
                double top = plot.y(100 * share);
                plot.canvas().box(ink, left, top, right - left, plot.area().getMaxY() - top);
            }
        }
    }
}
