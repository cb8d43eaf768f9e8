package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Curves over the steps of a sequence whose heights are powers of ten: dashes before training, lines after it. */
final class MemoryChart {
    private static final int WIDTH = 1000;
    private static final int HEIGHT = 470;
    private static final int LEFT = 92;
    private static final int TOP = 84;
    /** What is smaller is drawn as this. */
    private static final int LEAST_POWER = -16;

    private final int steps;
    private final List<Curve> curves = new ArrayList<>();

    private record Curve(String name, double[] before, double[] after) {}

    MemoryChart(int steps) {
        this.steps = steps;
    }

    /** Adds a cell's two curves, [steps] each, above 0. */
    void add(String name, double[] before, double[] after) {
        curves.add(new Curve(name, before, after));
    }

    void write(Path png, String title) {
        Png.write(png, WIDTH, HEIGHT, canvas -> draw(canvas, title));
    }

    private void draw(Canvas canvas, String title) {
        canvas.text(Type.TITLE, LEFT, 30, title);
        double least = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(powers(curve.before())))
                .min()
                .orElse(-1);
        double most = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(powers(curve.after())))
                .max()
                .orElse(0);
        Plot plot = new Plot(
                canvas,
                new Rectangle2D.Double(LEFT, TOP, WIDTH - LEFT - 20, HEIGHT - TOP - 56),
                Scale.linear(1, steps, 10),
                Scale.powers((int) Math.floor(least), (int) Math.ceil(Math.max(0, most))));
        plot.yAxis(24, "share of the last step's");
        plot.xAxis("step");
        double[] xs = IntStream.rangeClosed(1, steps).asDoubleStream().toArray();
        Legend legend = new Legend();
        for (int i = 0; i < curves.size(); i++) {
            Ink ink = Palette.HUES.get(i % Palette.HUES.size());
            plot.curve(new Pen(ink.faded(0.45), 1.5f), xs, powers(curves.get(i).before()), 0);
            plot.curve(new Pen(ink, 2), xs, powers(curves.get(i).after()), 0);
            legend.line(new Pen(ink.faded(0.45), 1.5f), curves.get(i).name() + ", drawn");
            legend.line(new Pen(ink, 2), curves.get(i).name() + ", trained");
        }
        legend.draw(canvas, LEFT, 58);
    }

    private static double[] powers(double[] values) {
        return Arrays.stream(values)
                .map(value -> Math.max(LEAST_POWER, Math.log10(value)))
                .toArray();
    }
}
