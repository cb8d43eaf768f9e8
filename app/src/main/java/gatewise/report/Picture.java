package gatewise.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What a picture that XChart draws has from the others. */
final class Picture {
    static final Color TEXT = Png.colour(Palette.TEXT);
    static final Color GRID = Png.colour(Palette.GRID);
    static final Color ORANGE = Png.colour(Palette.ORANGE);

    private Picture() {}

    static Font plain(int points) {
        return Png.font(Type.plain(points));
    }

    static Font bold(int points) {
        return Png.font(Type.bold(points));
    }

    /** The width of a text in pixels. */
    static int width(Font font, String text) {
        return Png.width(font.isBold() ? Type.bold(font.getSize()) : Type.plain(font.getSize()), text);
    }

    /** Paints on white and writes a PNG. */
    static void write(Path png, int width, int height, Consumer<Graphics2D> painter) {
        Png.paint(png, width, height, canvas -> painter.accept(canvas.graphics));
    }
}
