package gatewise.report;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.awt.geom.Rectangle2D;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sequences as small charts side by side: what each is called, what is true of it and what was said. */
public final class SequenceSheet {
    private static final int ACROSS = 4;
    private static final int CHART_WIDTH = 236;
    private static final int CHART_HEIGHT = 104;
    private static final int GAP = 22;
    private static final int MARGIN = 24;
    private static final int HEAD = 74;
    private static final int LINE = 16;
    private static final int STRIP = 7;
    private static final int ROOM = 4;
    private static final int MOST_COLOURS = Palette.HUES.size();
    private static final int MOST_NAME = 30;

    private static final Ink WRONG = Palette.ORANGE;
    private static final Ink RIGHT = Palette.FAINT;
    private static final Pen TRUE = new Pen(Palette.TEXT, 2);
    private static final Pen SAID = new Pen(Palette.ORANGE, 2, 5, 3);

    private SequenceSheet() {}

    /**
     * One sequence.
     *
     * @param captions below it, each in as many lines as it needs: its name, what is true and what was said
     * @param steps [steps][curves], as it is drawn
     * @param forecast what came after it, or null
     * @param wrong of each step whether its class was said wrong; null where steps have no classes
     */
    public record Sketch(List<String> captions, float[][] steps, Forecast forecast, boolean[] wrong) {}

    /**
     * Numbers after the last step, in the units of the curves.
     *
     * @param actual what came
     * @param said what was said
     */
    public record Forecast(float[] actual, float[] said) {}

    /**
     * Writes the sheet as a PNG; with no sequences it says so.
     *
     * @param title what sequences these are
     * @param curves the names of the curves, which all sequences have
     * @param sketches in the order to show them; all are shown
     * @throws UserError (a failed job) if the file cannot be written
     */
    public static void write(Path png, String title, List<String> curves, List<Sketch> sketches) {
        boolean strips = sketches.stream().anyMatch(sketch -> sketch.wrong() != null);
        boolean forecasts = sketches.stream().anyMatch(sketch -> sketch.forecast() != null);
        int lines = sketches.stream()
                .mapToInt(sketch -> captions(sketch).size())
                .max()
                .orElse(1);
        int cellHeight = CHART_HEIGHT + (strips ? STRIP + ROOM : 0) + lines * LINE + GAP;
        int down = Math.max(1, (sketches.size() + ACROSS - 1) / ACROSS);
        int width = Math.max(
                2 * MARGIN + ACROSS * CHART_WIDTH + (ACROSS - 1) * GAP, 2 * MARGIN + Png.width(Type.TITLE, title));
        Legend legend = legend(curves, strips, forecasts);
        Png.write(png, Math.max(width, 2 * MARGIN + legend.width()), HEAD + down * cellHeight + ROOM, canvas -> {
            canvas.text(Type.TITLE, MARGIN, 34, title);
            if (sketches.isEmpty()) {
                canvas.text(Type.PLAIN, MARGIN, HEAD + LINE, "None: nothing was said wrong.");
                return;
            }
            legend.draw(canvas, MARGIN, 56);
            for (int i = 0; i < sketches.size(); i++) {
                double x = MARGIN + i % ACROSS * (CHART_WIDTH + GAP);
                double y = HEAD + i / ACROSS * (double) cellHeight;
                draw(canvas, sketches.get(i), x, y);
            }
        });
    }

    private static Legend legend(List<String> curves, boolean strips, boolean forecasts) {
        Legend legend = new Legend();
        if (curves.size() <= MOST_COLOURS) {
            for (int curve = 0; curve < curves.size(); curve++) {
                legend.line(pen(curve, curves.size()), Text.line(curves.get(curve), MOST_NAME));
            }
        } else {
            legend.line(pen(0, curves.size()), curves.size() + " features");
        }
        if (forecasts) {
            legend.line(TRUE, "what came").line(SAID, "forecast");
        }
        if (strips) {
            legend.box(RIGHT, "class said right").box(WRONG, "wrong");
        }
        return legend;
    }

    private static Pen pen(int curve, int curves) {
        Ink hue = Palette.HUES.get(curve % MOST_COLOURS);
        return curves <= MOST_COLOURS ? new Pen(hue, 1.5) : new Pen(hue.faded(0.6), 1);
    }

    private static void draw(Canvas canvas, Sketch sketch, double x, double y) {
        Rectangle2D area = new Rectangle2D.Double(x, y, CHART_WIDTH, CHART_HEIGHT);
        float[][] steps = sketch.steps();
        Forecast forecast = sketch.forecast();
        int ahead = forecast == null ? 0 : forecast.actual().length;
        float[] range = range(sketch);
        double room = Math.max(0.06 * ((double) range[1] - range[0]), Math.max(1e-6, 1e-4 * Math.abs(range[1])));
        Plot plot = new Plot(
                canvas,
                area,
                Scale.linear(0, Math.max(1, steps.length + ahead - 1), 2),
                Scale.linear(range[0] - room, range[1] + room, 2));
        canvas.frame(Pen.GRID, x, y, CHART_WIDTH, CHART_HEIGHT);
        int curves = steps[0].length;
        for (int curve = 0; curve < curves; curve++) {
            draw(plot, pen(curve, curves), column(steps, curve), 0);
        }
        if (forecast != null) {
            draw(plot, TRUE, forecast.actual(), steps.length);
            draw(plot, SAID, forecast.said(), steps.length);
        }
        if (curves == 1 || forecast != null) {
            bound(canvas, x + ROOM, y + LINE - 2, range[1]);
            bound(canvas, x + ROOM, y + CHART_HEIGHT - ROOM, range[0]);
        }
        double below = y + CHART_HEIGHT;
        if (sketch.wrong() != null) {
            strip(canvas, sketch.wrong(), x, below + ROOM);
            below += STRIP + ROOM;
        }
        for (String caption : captions(sketch)) {
            below += LINE;
            canvas.text(Type.PLAIN, x, below, caption);
        }
    }

    /** Over the curves, which shine through. */
    private static void bound(Canvas canvas, double x, double y, float value) {
        String text = ResidualReport.figure(value);
        canvas.box(Palette.WHITE.faded(0.8), x - 2, y - LINE + ROOM, Png.width(Plot.TICK, text) + 4.0, LINE - 1);
        canvas.text(Plot.TICK, x, y, text);
    }

    private static List<String> captions(Sketch sketch) {
        return sketch.captions().stream()
                .flatMap(caption -> Caption.lines(Text.visible(caption), Type.PLAIN, CHART_WIDTH).stream())
                .toList();
    }

    private static void strip(Canvas canvas, boolean[] wrong, double x, double y) {
        double step = (double) CHART_WIDTH / wrong.length;
        canvas.box(RIGHT, x, y, CHART_WIDTH, STRIP);
        for (int t = 0, end; t < wrong.length; t = end) {
            end = t + 1;
            while (end < wrong.length && wrong[end] == wrong[t]) {
                end++;
            }
            if (wrong[t]) {
                canvas.box(WRONG, x + t * step, y, Math.max(1, (end - t) * step), STRIP);
            }
        }
    }

    private static float[] column(float[][] steps, int curve) {
        float[] column = new float[steps.length];
        for (int t = 0; t < column.length; t++) {
            column[t] = steps[t][curve];
        }
        return column;
    }

    /** The lowest and the highest value that is drawn. */
    private static float[] range(Sketch sketch) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        List<float[]> all = new ArrayList<>(Arrays.asList(sketch.steps()));
        if (sketch.forecast() != null) {
            all.add(sketch.forecast().actual());
            all.add(sketch.forecast().said());
        }
        for (float[] values : all) {
            for (float value : values) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        return new float[] {low, high};
    }

    /** Of many steps, the lowest and the highest of those that share a pixel. */
    private static void draw(Plot plot, Pen pen, float[] values, int first) {
        int most = 2 * CHART_WIDTH;
        int share = Math.max(1, (values.length + most - 1) / most);
        List<double[]> points = new ArrayList<>();
        for (int from = 0; from < values.length; from += share) {
            int low = from;
            int high = from;
            for (int t = from; t < Math.min(values.length, from + share); t++) {
                low = values[t] < values[low] ? t : low;
                high = values[t] > values[high] ? t : high;
            }
            points.add(new double[] {first + Math.min(low, high), values[Math.min(low, high)]});
            if (low != high) {
                points.add(new double[] {first + Math.max(low, high), values[Math.max(low, high)]});
            }
        }
        plot.curve(
                pen,
                points.stream().mapToDouble(point -> point[0]).toArray(),
                points.stream().mapToDouble(point -> point[1]).toArray(),
                points.size() == 1 ? 3 : 0);
    }
}
