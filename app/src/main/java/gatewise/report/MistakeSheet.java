package gatewise.report;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Images that a network got wrong, side by side: what each is, what it was taken for, how surely, and its number. */
public final class MistakeSheet {
    private static final int IMAGE = 100;
    private static final int SHEET = 1030;
    private static final int MARGIN = 24;
    private static final int HEAD = 56;
    private static final int LINE = 16;

    private MistakeSheet() {}

    /**
     * One image that was taken for another class.
     *
     * @param index its number among the test images, from 0
     * @param pixels [rows * columns], row-major, unsigned, 255 is ink
     * @param actual the name of its class
     * @param predicted the name of the class that it was taken for
     * @param probability that the network gave to this, 0..1
     */
    public record Mistake(int index, byte[] pixels, String actual, String predicted, double probability) {
        String caption() {
            return actual + " \u2192 " + predicted + "  " + Text.percent(probability);
        }

        String place() {
            return "test image " + index;
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
                        Text.format("an image of %d pixels, expected %d x %d", mistake.pixels().length, rows, columns));
            }
        }
        int factor = Math.max(1, IMAGE / Math.max(rows, columns));
        int caption = mistakes.stream()
                .flatMap(mistake -> Stream.of(mistake.caption(), mistake.place()))
                .mapToInt(line -> Png.width(Type.PLAIN, line))
                .max()
                .orElse(0);
        int cellWidth = Math.max(columns * factor, caption) + 14;
        int cellHeight = rows * factor + 2 * LINE + 20;
        int across = Math.max(1, Math.min(Math.max(1, mistakes.size()), (SHEET - 2 * MARGIN) / cellWidth));
        int down = (mistakes.size() + across - 1) / across;
        int width = 2 * MARGIN + Math.max(across * cellWidth, Math.max(260, Png.width(Type.TITLE, title)));
        int height = HEAD + Math.max(40, down * cellHeight) + MARGIN / 2;
        Png.write(png, width, height, canvas -> {
            canvas.text(Type.TITLE, MARGIN, 34, title);
            if (mistakes.isEmpty()) {
                canvas.text(Type.PLAIN, MARGIN, HEAD + 14, "None: every image was recognised.");
            }
            for (int i = 0; i < mistakes.size(); i++) {
                int x = MARGIN + i % across * cellWidth;
                int y = HEAD + i / across * cellHeight;
                Heatmap image = image(mistakes.get(i).pixels(), columns, factor);
                image.draw(canvas, x, y);
                int below = y + image.height() + 2;
                canvas.text(Type.PLAIN, x, below + LINE, mistakes.get(i).caption());
                canvas.text(Type.PLAIN, x, below + 2 * LINE, mistakes.get(i).place());
            }
        });
    }

    private static Heatmap image(byte[] pixels, int columns, int factor) {
        float[][] ink = new float[pixels.length / columns][columns];
        for (int at = 0; at < pixels.length; at++) {
            ink[at / columns][at % columns] = pixels[at] & 0xff;
        }
        return new Heatmap(ink, Ramp.IMAGE, 255, factor, factor);
    }
}
