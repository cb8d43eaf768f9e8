package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers as curves over the steps.
 *
 * @param range of the scale: its lower and its upper end
 */
record StepCurves(String name, StepAxis axis, List<Curve> curves, Range range, int height) implements StepPanel {
    static final Pen TRUTH = new Pen(Palette.ORANGE, 1.5, 6, 4);
    private static final int LINE = 17;
    private static final int GAP = 8;
    private static final int MOST_DOTS = 60;
    private static final double SHINE = 0.25;

    /** From where to where a scale goes. */
    record Range(double least, double most) {
        /**
         * From the least to the most, never empty.
         *
         * @param truth that is to be seen too, or null
         */
        static Range of(List<float[]> curves, Float truth) {
            double least = truth == null ? Double.POSITIVE_INFINITY : truth;
            double most = truth == null ? Double.NEGATIVE_INFINITY : truth;
            for (float[] values : curves) {
                for (float value : values) {
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
            }
            double room = most > least ? 0 : Math.max(Math.abs(most), 1);
            return new Range(least - room, most + room);
        }
    }

    /**
     * One of them.
     *
     * @param label at its right, or null
     * @param values [steps]
     * @param truth what it is to come to, or null
     */
    record Curve(String label, Pen pen, float[] values, Float truth) {}

    @Override
    public List<String> labels() {
        return List.of(StepPanel.figure(range.least()), StepPanel.figure(range.most()));
    }

    /** What stands at the right, line by line. */
    private record Line(Pen pen, String text) {}

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        for (Curve curve : curves) {
            if (curve.label() != null) {
                lines.add(new Line(curve.pen(), curve.label()));
            }
            if (curve.truth() != null) {
                lines.add(new Line(TRUTH, "true: " + StepPanel.figure(curve.truth())));
            }
        }
        return lines;
    }

    @Override
    public int right() {
        return lines().stream()
                .mapToInt(line -> 2 * GAP + Legend.SAMPLE + Png.width(Type.SMALL, line.text()))
                .max()
                .orElse(0);
    }

    @Override
    public void draw(Canvas canvas, int x, int y) {
        canvas.frame(Pen.GRID, x - 1, y - 1, axis.width() + 1, height + 1);
        canvas.text(LABEL.end(), x - GAP, y + 10, labels().get(1));
        canvas.text(LABEL.end(), x - GAP, y + height, labels().get(0));
        // Curves at the ends of their scale are drawn whole.
        Rectangle2D area = new Rectangle2D.Double(x, y + 2, axis.width(), height - 4);
        Plot plot = new Plot(canvas, area, axis.scale(), Scale.linear(range.least(), range.most(), 2));
        for (Curve curve : curves) {
            if (curve.truth() != null) {
                double level = plot.y(curve.truth());
                canvas.line(TRUTH, x, level, x + axis.width(), level);
            }
            draw(plot, curve);
        }
        double line = y + LINE / 2.0;
        for (Line text : lines()) {
            Legend.sample(canvas, text.pen(), x + axis.width() + GAP, line);
            canvas.text(Type.SMALL, x + axis.width() + 2 * GAP + Legend.SAMPLE, line + LABEL.drop(), text.text());
            line += LINE;
        }
    }

    private void draw(Plot plot, Curve curve) {
        double[] means = new double[axis.columns()];
        double[] lows = new double[means.length];
        double[] highs = new double[means.length];
        for (int column = 0; column < means.length; column++) {
            int first = column * axis.each();
            int end = Math.min(axis.steps(), first + axis.each());
            lows[column] = curve.values()[first];
            highs[column] = lows[column];
            double sum = 0;
            for (int step = first; step < end; step++) {
                sum += curve.values()[step];
                lows[column] = Math.min(lows[column], curve.values()[step]);
                highs[column] = Math.max(highs[column], curve.values()[step]);
            }
            means[column] = sum / (end - first);
        }
        if (axis.each() > 1) {
            plot.band(curve.pen().ink().faded(SHINE), axis.middles(), lows, highs);
        }
        plot.curve(curve.pen(), axis.middles(), means, axis.steps() <= MOST_DOTS ? 2 : 0);
    }
}
