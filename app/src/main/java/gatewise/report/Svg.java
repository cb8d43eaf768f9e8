package gatewise.report;

import java.util.Locale;

/** A drawing for a web page; what it looks like, the page's style sheet says. Lengths are in pixels. */
final class Svg {
    private final StringBuilder content = new StringBuilder();
    private final int width;
    private final int height;

    Svg(int width, int height) {
        this.width = width;
        this.height = height;
    }

    Svg line(String style, double x1, double y1, double x2, double y2) {
        return add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", style, x1, y1, x2, y2);
    }

    Svg circle(String style, double x, double y, double radius) {
        return add("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", style, x, y, radius);
    }

    /** A line through points; with a style that fills, an area. */
    Svg path(String style, double[] x, double[] y) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < x.length; i++) {
            path.append(String.format(Locale.ROOT, "%s%.1f %.1f", i == 0 ? "M" : "L", x[i], y[i]));
        }
        return add("<path class=\"%s\" d=\"%s\"/>", style, path);
    }

    Svg text(String style, double x, double y, String text) {
        return add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", style, x, y, escape(text));
    }

    private Svg add(String format, Object... values) {
        content.append(String.format(Locale.ROOT, format, values)).append('\n');
        return this;
    }

    /**
     * As an element of a page.
     *
     * @param style class names
     * @param description what it shows, for those who cannot see it
     */
    String element(String style, String description) {
        return String.format(
                Locale.ROOT,
                "<svg class=\"%s\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\" aria-label=\"%s\">%n%s</svg>%n",
                style,
                width,
                height,
                width,
                height,
                escape(description),
                content);
    }

    /** Text for HTML, between tags or quotes. */
    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
