package gatewise.report;

import gatewise.io.UserError;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** How loss and accuracies went, or where numbers are said both losses, epoch by epoch: two panels below one another, on the same epochs. */
public final class LearningCurve {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 716;
    private static final int PANEL = 260;
    private static final int TOP = 54;
    /** From the lower edge of a panel to the upper one of the next. */
    private static final int BETWEEN = 88;

    private static final int RIGHT = 14;
    private static final int EPOCHS = 20;
    private static final int FIGURES = 8;
    /** With more points than this, lines speak for themselves. */
    private static final int MOST_DOTS = 40;

    private static final Curve LOSS = new Curve("training loss", Palette.ORANGE, Point::loss);
    private static final Curve VALIDATION_LOSS = new Curve("validation loss", Palette.BLUE, Point::validationLoss);

    private final String title;
    private final List<Point> points;
    private final Scale epochs;
    private final Scale losses;
    private final Scale lower;
    private final Curve sample;
    private final Curve validation;

    /**
     * One epoch's figures; a figure that was not measured, or is not finite, is left out of its line.
     *
     * @param epoch counts from 1
     * @param loss the mean training loss
     * @param sampleAccuracy on the sample of test images, 0..1
     * @param validationAccuracy on all validation images, 0..1
     * @param validationLoss drawn where there are no accuracies
     */
    public record Point(
            int epoch, double loss, double sampleAccuracy, double validationAccuracy, double validationLoss) {
        /** Where classes are said. */
        public static Point ofClasses(int epoch, double loss, double sampleAccuracy, double validationAccuracy) {
            return new Point(epoch, loss, sampleAccuracy, validationAccuracy, Double.NaN);
        }

        /** Where numbers are said. */
        public static Point ofNumbers(int epoch, double loss, double validationLoss) {
            return new Point(epoch, loss, Double.NaN, Double.NaN, validationLoss);
        }
    }

    /** One figure over the epochs. */
    private record Curve(String name, Ink ink, ToDoubleFunction<Point> figure) {
        Pen pen() {
            return new Pen(ink, 2);
        }

        /** The points that have the figure. */
        List<Point> measured(List<Point> points) {
            return points.stream()
                    .filter(point -> Double.isFinite(figure.applyAsDouble(point)))
                    .toList();
        }
    }

    private LearningCurve(String title, String noun, List<Point> points) {
        this.title = title;
        this.points = points;
        sample = new Curve("sample of test " + noun, Palette.GREEN, point -> 100 * point.sampleAccuracy());
        validation = new Curve("all validation " + noun, Palette.BLUE, point -> 100 * point.validationAccuracy());
        epochs = Scale.epochs(
                points.get(0).epoch(), points.get(points.size() - 1).epoch(), EPOCHS);
        // From zero, so that the height of a curve says how much of the loss is left.
        losses = Scale.linear(0, roundUp(figures(LOSS).max().orElse(1)), FIGURES);
        lower = saysNumbers()
                ? Scale.linear(0, roundUp(figures(VALIDATION_LOSS).max().orElse(1)), FIGURES)
                : accuracies();
    }

    private Scale accuracies() {
        double least =
                DoubleStream.concat(figures(sample), figures(validation)).min().orElse(0);
        // Up to 100 % always, so that what is missing can be seen.
        return Scale.linear(100 - Math.min(100, roundUp(Math.max(1, 100 - least))), 100, FIGURES);
    }

    private boolean saysNumbers() {
        return figures(VALIDATION_LOSS).findAny().isPresent();
    }

    private DoubleStream figures(Curve curve) {
        return curve.measured(points).stream().mapToDouble(curve.figure());
    }

    /** To a figure that has a tick. */
    private static double roundUp(double figure) {
        if (figure <= 0) {
            return 1;
        }
        double step = Scale.step(figure / FIGURES);
        return step * Math.ceil(figure / step - 1e-9);
    }

    /**
     * Writes the curves as a PNG, 716 pixels high and 1000 wide, or as wide as the title.
     *
     * @param title such as the network's
     * @param noun what the accuracies are of: images or sequences
     * @param points at least one, in order
     * @throws UserError (a failed job) if the file cannot be written
     * @throws IllegalArgumentException if there are no points
     */
    public static void write(Path png, String title, String noun, List<Point> points) {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points is empty");
        }
        LearningCurve curve = new LearningCurve(title, noun, points);
        Png.write(png, Math.max(WIDTH, curve.left() + Png.width(Type.TITLE, title) + RIGHT), HEIGHT, curve::draw);
    }

    private void draw(Canvas canvas) {
        canvas.text(Type.TITLE, left(), 30, title);
        Plot loss = plot(canvas, TOP, losses);
        loss.yAxis(24, LOSS.name());
        loss.xAxis("epoch");
        draw(loss, LOSS);

        Plot below = plot(canvas, TOP + PANEL + BETWEEN, lower);
        below.yAxis(24, saysNumbers() ? VALIDATION_LOSS.name() : "accuracy (%)");
        below.xAxis("epoch");
        if (saysNumbers()) {
            draw(below, VALIDATION_LOSS);
            return;
        }
        Legend legend = new Legend();
        for (Curve curve : List.of(sample, validation)) {
            if (draw(below, curve)) {
                legend.line(curve.pen(), curve.name());
            }
        }
        legend.draw(canvas, WIDTH - RIGHT - legend.width(), TOP + PANEL + BETWEEN - 22);
    }

    /** Of the panels; left of it stand the names of the ticks. */
    private int left() {
        return 44
                + Stream.of(losses, lower)
                        .flatMap(scale -> scale.ticks().stream())
                        .mapToInt(tick -> Png.width(Plot.TICK, tick.name()))
                        .max()
                        .orElse(0);
    }

    private Plot plot(Canvas canvas, int top, Scale up) {
        int left = left();
        return new Plot(canvas, new Rectangle2D.Double(left, top, WIDTH - RIGHT - left, PANEL), epochs, up);
    }

    /** Whether there was anything to draw. */
    private boolean draw(Plot plot, Curve curve) {
        List<Point> measured = curve.measured(points);
        if (measured.isEmpty()) {
            return false;
        }
        plot.curve(
                curve.pen(),
                measured.stream().mapToDouble(Point::epoch).toArray(),
                measured.stream().mapToDouble(curve.figure()).toArray(),
                measured.size() <= MOST_DOTS ? 3 : 0);
        return true;
    }
}
