package gatewise.report;

import gatewise.io.AtomicFile;
import gatewise.io.UserError;
import java.awt.AWTError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import javax.imageio.ImageIO;

/** What all pictures share: white paper, one typeface, few colours, PNG files. */
final class Picture {
    static {
        // No window is ever opened; a stale DISPLAY must not stop a picture. Before the colours, which ask for it.
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }

    static final Color TEXT = new Color(0x22, 0x22, 0x22);
    static final Color QUIET = new Color(0x77, 0x77, 0x77);
    static final Color GRID = new Color(0xdd, 0xdd, 0xdd);
    static final Color BLUE = new Color(0x1f, 0x5f, 0xa6);
    static final Color ORANGE = new Color(0xd9, 0x5f, 0x02);
    static final Color GREEN = new Color(0x2e, 0x8b, 0x57);

    private Picture() {}

    static Font plain(int points) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, points);
    }

    static Font bold(int points) {
        return new Font(Font.SANS_SERIF, Font.BOLD, points);
    }

    /**
     * The width of a text in pixels.
     *
     * @throws UserError (a failed job) if this machine has no fonts
     */
    static int width(Font font, String text) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        requireFonts(graphics);
        int width = graphics.getFontMetrics(font).stringWidth(text);
        graphics.dispose();
        return width;
    }

    /**
     * Paints on white and writes a PNG.
     *
     * @throws UserError (a failed job) if the file cannot be written or this machine has no fonts
     */
    static void write(Path png, int width, int height, Consumer<Graphics2D> painter) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setStroke(new BasicStroke(1));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        requireFonts(graphics);
        painter.accept(graphics);
        graphics.dispose();
        AtomicFile.write(png, out -> {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java runtime writes no PNG");
            }
        });
    }

    /** Asks for a font first: only there does a machine without any give itself away, in ways that differ by version. */
    private static void requireFonts(Graphics2D graphics) {
        try {
            graphics.getFontMetrics(plain(12)).stringWidth("0");
        } catch (LinkageError | InternalError | AWTError | RuntimeException e) {
            throw UserError.failedJob(
                    "pictures: Java found no fonts on this machine, expected at least one; install fontconfig and a font"
                            + " (Debian, Ubuntu: apt install fontconfig fonts-dejavu-core; Fedora: dnf install fontconfig"
                            + " dejavu-sans-fonts)",
                    e);
        }
    }

    static void centred(Graphics2D graphics, String text, double x, double baseline) {
        graphics.drawString(text, (float) (x - graphics.getFontMetrics().stringWidth(text) / 2.0), (float) baseline);
    }

    /** Between white (0) and a colour (1). */
    static Color tint(Color colour, double share) {
        double amount = Math.max(0, Math.min(1, share));
        return new Color(
                (int) Math.round(255 + (colour.getRed() - 255) * amount),
                (int) Math.round(255 + (colour.getGreen() - 255) * amount),
                (int) Math.round(255 + (colour.getBlue() - 255) * amount));
    }
}
