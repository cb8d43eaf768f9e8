package gatewise.report;

import gatewise.io.Text;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

/** A drawing for a web page, whose style sheet has the palette and the typefaces. */
final class Svg implements Canvas {
    /** How far a line may be from the curve that it stands for, in pixels. */
    private static final double FLATNESS = 0.1;

    private final StringBuilder content = new StringBuilder();
    private final DecimalFormat length = new DecimalFormat("0.#", DecimalFormatSymbols.getInstance(Locale.ROOT));
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    @Override
    public void fill(Ink ink, Shape shape) {
        element("<path d=\"%s\"%s/>", path(shape), paint("fill", ink));
    }

    @Override
    public void disc(Ink ink, double x, double y, double radius) {
        element(
                "<circle cx=\"%s\" cy=\"%s\" r=\"%s\"%s/>",
                length.format(x), length.format(y), length.format(radius), paint("fill", ink));
    }

    @Override
    public void stroke(Pen pen, Shape shape) {
        StringBuilder dashes = new StringBuilder();
        for (float dash : pen.dash()) {
            dashes.append(dashes.isEmpty() ? "" : " ").append(length.format(dash));
        }
        element(
                "<path d=\"%s\" fill=\"none\"%s stroke-width=\"%s\"%s/>",
                path(shape),
                paint("stroke", pen.ink()),
                length.format(pen.width()),
                dashes.isEmpty() ? "" : " stroke-dasharray=\"" + dashes + "\"");
    }

    @Override
    public void text(Type type, double x, double y, String text) {
        String place = Text.format(" x=\"%s\" y=\"%s\"", length.format(x), length.format(y));
        String turn = Text.format(" transform=\"rotate(-90 %s %s)\"", length.format(x), length.format(y));
        String face = switch (type.face()) {
            case PLAIN -> "";
            case BOLD -> " font-weight=\"bold\"";
            case SERIF -> " font-family=\"var(--serif)\"";
        };
        element(
                "<text%s%s font-size=\"%d\"%s%s%s>%s</text>",
                place,
                type.upward() ? turn : "",
                type.size(),
                face,
                type.align() == Type.Align.START
                        ? ""
                        : " text-anchor=\"" + type.align().name().toLowerCase(Locale.ROOT) + "\"",
                paint("fill", type.ink()),
                escape(text));
    }

    private String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator points = shape.getPathIterator(null, FLATNESS); !points.isDone(); points.next()) {
            int kind = points.currentSegment(at);
            if (kind == PathIterator.SEG_CLOSE) {
                path.append('Z');
            } else {
                path.append(kind == PathIterator.SEG_MOVETO ? 'M' : 'L')
                        .append(length.format(at[0]))
                        .append(' ')
                        .append(length.format(at[1]));
            }
        }
        return path.toString();
    }

    private static String paint(String use, Ink ink) {
        return " " + use + "=\"" + ink.css() + "\""
                + (ink.opacity() == 1 ? "" : " " + use + "-opacity=\"" + ink.opacity() + "\"");
    }

    private void element(String format, Object... values) {
        content.append(Text.format(format, values)).append('\n');
    }

    /**
     * As an element of a page.
     *
     * @param style the name of its class there
     * @param description what it shows, for those who cannot see it; empty if they miss nothing
     */
    String element(String style, String description) {
        return Text.format(
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" %s>%n%s</svg>%n",
                style,
                width,
                height,
                width,
                height,
                description.isEmpty()
                        ? "aria-hidden=\"true\""
                        : "role=\"img\" aria-label=\"" + escape(description) + "\"",
                content);
    }

    /** Text for HTML, between tags or quotes. */
    static String escape(String text) {
        // Most control characters may stand in no XML at all.
        return Text.visible(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
