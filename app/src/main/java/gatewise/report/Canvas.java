package gatewise.report;

import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;

/** What charts are drawn on: a picture, or a drawing in a page. Lengths are in pixels, from the upper left. */
interface Canvas {
    void fill(Ink ink, Shape shape);

    void stroke(Pen pen, Shape shape);

    void disc(Ink ink, double x, double y, double radius);

    /** Writes a text with an end of its baseline at a place. */
    void text(Type type, double x, double y, String text);

    default void box(Ink ink, double x, double y, double width, double height) {
        fill(ink, new Rectangle2D.Double(x, y, width, height));
    }

    default void frame(Pen pen, double x, double y, double width, double height) {
        stroke(pen, new Rectangle2D.Double(x, y, width, height));
    }

    default void line(Pen pen, double x1, double y1, double x2, double y2) {
        stroke(pen, new Line2D.Double(x1, y1, x2, y2));
    }

    /** A line through points. */
    default void path(Pen pen, double[] x, double[] y) {
        stroke(pen, through(x, y));
    }

    /** What a line through points and back to the first one encloses. */
    default void area(Ink ink, double[] x, double[] y) {
        fill(ink, through(x, y));
    }

    private static Path2D through(double[] x, double[] y) {
        Path2D path = new Path2D.Double();
        path.moveTo(x[0], y[0]);
        for (int i = 1; i < x.length; i++) {
            path.lineTo(x[i], y[i]);
        }
        return path;
    }
}
