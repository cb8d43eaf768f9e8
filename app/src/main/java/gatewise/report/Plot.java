package gatewise.report;

import java.awt.geom.Rectangle2D;
import java.util.Arrays;

/** The rectangle between two scales. */
record Plot(Canvas canvas, Rectangle2D area, Scale across, Scale up) {
    static final Type TICK = Type.SMALL.in(Palette.QUIET);
    private static final Type TITLE = Type.PLAIN;
    /** From the lower edge to the baseline of the names of ticks. */
    private static final int NAMES_BELOW = 18;
    /** From the lower edge to the baseline of the title. */
    private static final int TITLE_BELOW = 38;

    /** Where a value of the scale across stands, in pixels. */
    double x(double value) {
        return area.getMinX() + across.share(value) * area.getWidth();
    }

    /** Where a value of the scale upwards stands, in pixels. */
    double y(double value) {
        return area.getMaxY() - up.share(value) * area.getHeight();
    }

    /** Draws the lower edge with the names of its ticks, and the title below them, if there is any. */
    void xAxis(String title) {
        double bottom = area.getMaxY();
        canvas.line(Pen.RULE, area.getMinX(), bottom, area.getMaxX(), bottom);
        for (Scale.Tick tick : across.ticks()) {
            double x = x(tick.value());
            canvas.line(Pen.RULE, x, bottom, x, bottom + 4);
            canvas.text(TICK.middle(), x, bottom + NAMES_BELOW, tick.name());
        }
        if (!title.isEmpty()) {
            canvas.text(TITLE.middle(), area.getCenterX(), area.getMaxY() + TITLE_BELOW, title);
        }
    }

    /** Draws a line across at each tick of the scale upwards, with its name left of it. */
    void yAxis() {
        for (Scale.Tick tick : up.ticks()) {
            double y = y(tick.value());
            canvas.line(Pen.GRID, area.getMinX(), y, area.getMaxX(), y);
            canvas.text(TICK.end(), area.getMinX() - 8, y + TICK.drop(), tick.name());
        }
    }

    /** The same, with a title at a place further left. */
    void yAxis(double x, String title) {
        yAxis();
        canvas.text(TITLE.middle().upwards(), x, area.getCenterY(), title);
    }

    /** Draws a line upwards at each tick of the scale across. */
    void verticalGrid() {
        for (Scale.Tick tick : across.ticks()) {
            canvas.line(Pen.GRID, x(tick.value()), area.getMinY(), x(tick.value()), area.getMaxY());
        }
    }

    /** Draws a line through points, and each point as a dot, which a radius of 0 leaves out. */
    void curve(Pen pen, double[] xs, double[] ys, double radius) {
        double[] x = Arrays.stream(xs).map(this::x).toArray();
        double[] y = Arrays.stream(ys).map(this::y).toArray();
        canvas.path(pen, x, y);
        for (int i = 0; i < x.length && radius > 0; i++) {
            canvas.disc(pen.ink(), x[i], y[i], radius);
        }
    }

    /** Fills what is between two curves. */
    void band(Ink ink, double[] xs, double[] lows, double[] highs) {
        int length = xs.length;
        double[] x = new double[2 * length];
        double[] y = new double[2 * length];
        for (int i = 0; i < length; i++) {
            x[i] = x(xs[i]);
            y[i] = y(highs[i]);
            x[2 * length - 1 - i] = x[i];
            y[2 * length - 1 - i] = y(lows[i]);
        }
        canvas.area(ink, x, y);
    }
}
