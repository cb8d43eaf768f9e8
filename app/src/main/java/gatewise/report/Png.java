package gatewise.report;

import gatewise.io.AtomicFile;
import gatewise.io.UserError;
import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A picture on white paper, to be written as a PNG. */
final class Png implements Canvas {
    static {
        // No window is ever opened; a stale DISPLAY must not stop a picture. The first colour already asks for it.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    private final Graphics2D graphics;

    private Png(BufferedImage image) {
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        requireFonts();
    }

    /**
     * Draws and writes a file.
     *
     * @throws UserError (a failed job) if the file cannot be written or this machine has no fonts
     */
    static void write(Path file, int width, int height, Consumer<Canvas> drawing) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Png png = new Png(image);
        png.box(Palette.WHITE, 0, 0, width, height);
        drawing.accept(png);
        png.graphics.dispose();
        AtomicFile.write(file, out -> out.write(bytes(image)));
    }

    /** Not into the file itself: of one that fails, ImageIO hides the reason and prints a trace when the JVM ends. */
    private static byte[] bytes(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java runtime writes no PNG");
            }
        }
        return bytes.toByteArray();
    }

    /**
     * The width of a text in pixels.
     *
     * @throws UserError (a failed job) if this machine has no fonts
     */
    static int width(Type type, String text) {
        Png png = new Png(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB));
        int width = png.graphics.getFontMetrics(font(type)).stringWidth(text);
        png.graphics.dispose();
        return width;
    }

    @Override
    public void fill(Ink ink, Shape shape) {
        graphics.setColor(colour(ink));
        graphics.fill(shape);
    }

    @Override
    public void stroke(Pen pen, Shape shape) {
        graphics.setColor(colour(pen.ink()));
        // Axes and frames are moved to whole pixels, where they are crisp; curves go where their points are.
        graphics.setRenderingHint(
                RenderingHints.KEY_STROKE_CONTROL,
                shape instanceof Path2D ? RenderingHints.VALUE_STROKE_PURE : RenderingHints.VALUE_STROKE_NORMALIZE);
        graphics.setStroke(new BasicStroke(
                (float) pen.width(),
                BasicStroke.CAP_BUTT,
                shape instanceof Path2D ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER,
                10,
                pen.dash().length == 0 ? null : pen.dash(),
                0));
        graphics.draw(shape);
    }

    @Override
    public void disc(Ink ink, double x, double y, double radius) {
        fill(ink, new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius));
    }

    @Override
    public void text(Type type, double x, double y, String text) {
        graphics.setFont(font(type));
        graphics.setColor(colour(type.ink()));
        double before = switch (type.align()) {
            case START -> 0;
            case MIDDLE -> 0.5;
            case END -> 1;
        };
        AffineTransform upright = graphics.getTransform();
        graphics.translate(x, y);
        if (type.upward()) {
            graphics.rotate(-Math.PI / 2);
        }
        graphics.drawString(text, (float) (-before * graphics.getFontMetrics().stringWidth(text)), 0);
        graphics.setTransform(upright);
    }

    private static Color colour(Ink ink) {
        return new Color((int) Math.round(255 * ink.opacity()) << 24 | ink.rgb(), true);
    }

    private static Font font(Type type) {
        String family = type.face() == Type.Face.SERIF ? Font.SERIF : Font.SANS_SERIF;
        return new Font(family, type.face() == Type.Face.BOLD ? Font.BOLD : Font.PLAIN, type.size());
    }

    /** Asks for a font first: only there does a machine without any give itself away, in ways that differ by version. */
    private void requireFonts() {
        try {
            graphics.getFontMetrics(font(Type.SMALL)).stringWidth("0");
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
            throw UserError.failedJob(
                    "pictures: Java found no fonts on this machine, expected at least one",
                    "install fontconfig and a font (Debian, Ubuntu: apt install fontconfig fonts-dejavu-core; Fedora: dnf install fontconfig"
                            + " dejavu-sans-fonts)",
                    e);
        }
    }
}
