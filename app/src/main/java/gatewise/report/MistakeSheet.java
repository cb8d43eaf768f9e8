package gatewise.report;

import gatewise.io.UserError;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;

/** Images that a network got wrong, side by side: what each is, what it was taken for, and how surely. */
public final class MistakeSheet {
    private static final int IMAGE = 100;
    private static final int SHEET = 1030;
    private static final int MARGIN = 24;
    private static final int HEAD = 56;
    private static final Font TITLE = Picture.bold(17);
    private static final Font CAPTION = Picture.plain(13);

    private MistakeSheet() {}

    /**
     * One image that was taken for another class.
     *
     * @param pixels [rows * columns], row-major, unsigned, 255 is ink
     * @param actual the name of its class
     * @param predicted the name of the class that it was taken for
     * @param probability that the network gave to this, 0..1
     */
    public record Mistake(byte[] pixels, String actual, String predicted, double probability) {
        String caption() {
            return "%s \u2192 %s  %.0f%%".formatted(actual, predicted, 100 * probability);
        }
    }

    /**
     * Writes the sheet as a PNG, dark ink on white; with no mistakes it says so.
     *
     * @param mistakes in the order to show them; all are shown
     * @param rows the height of each image in pixels
     * @param columns the width of each image in pixels
     * @throws UserError (a failed job) if the file cannot be written
     * @throws IllegalArgumentException if an image has another size
     */
    public static void write(Path png, List<Mistake> mistakes, int rows, int columns, String title) {
        for (Mistake mistake : mistakes) {
            if (mistake.pixels().length != rows * columns) {
                throw new IllegalArgumentException(
                        "an image of %d pixels, expected %d x %d".formatted(mistake.pixels().length, rows, columns));
            }
        }
        int factor = Math.max(1, IMAGE / Math.max(rows, columns));
        int caption = mistakes.stream()
                .mapToInt(mistake -> Picture.width(CAPTION, mistake.caption()))
                .max()
                .orElse(0);
        int cellWidth = Math.max(columns * factor, caption) + 14;
        int cellHeight = rows * factor + 36;
        int across = Math.max(1, Math.min(Math.max(1, mistakes.size()), (SHEET - 2 * MARGIN) / cellWidth));
        int down = (mistakes.size() + across - 1) / across;
        int width = 2 * MARGIN + Math.max(across * cellWidth, Math.max(260, Picture.width(TITLE, title)));
        int height = HEAD + Math.max(40, down * cellHeight) + MARGIN / 2;
        Picture.write(png, width, height, graphics -> {
            graphics.setColor(Picture.TEXT);
            graphics.setFont(TITLE);
            graphics.drawString(title, MARGIN, 34);
            graphics.setFont(CAPTION);
            if (mistakes.isEmpty()) {
                graphics.drawString("None: every image was recognised.", MARGIN, HEAD + 14);
            }
            for (int i = 0; i < mistakes.size(); i++) {
                int x = MARGIN + i % across * cellWidth;
                int y = HEAD + i / across * cellHeight;
                paint(graphics, mistakes.get(i), rows, columns, factor, x, y);
            }
        });
    }

    private static void paint(Graphics2D graphics, Mistake mistake, int rows, int columns, int factor, int x, int y) {
        BufferedImage image = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < mistake.pixels().length; at++) {
            int paper = 255 - (mistake.pixels()[at] & 0xff);
            image.setRGB(at % columns, at / columns, paper << 16 | paper << 8 | paper);
        }
        // Without interpolation hints AWT takes the nearest pixel: each one stays a crisp square.
        graphics.drawImage(image, x, y, columns * factor, rows * factor, null);
        graphics.setColor(Picture.GRID);
        graphics.drawRect(x, y, columns * factor, rows * factor);
        graphics.setColor(Picture.TEXT);
        graphics.drawString(mistake.caption(), x, y + rows * factor + 18);
    }
}
