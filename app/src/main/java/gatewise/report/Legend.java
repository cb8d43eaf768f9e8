package gatewise.report;

import java.util.ArrayList;
import java.util.List;

/** What the colours and lines of a picture mean, in one line of text. */
final class Legend {
    /** The length of a sample of a curve. */
    static final int SAMPLE = 34;

    private static final int GAP = 8;
    private static final int BETWEEN = 28;
    private static final int RAMP = 100;
    private static final int SQUARE = 12;

    private final List<Piece> pieces = new ArrayList<>();
    private int width;

    /** A text or a sign; drawn from its left end, the middle of its height at y. */
    private interface Piece {
        void draw(Canvas canvas, double x, double y);
    }

    /** Draws what stands for a curve. */
    static void sample(Canvas canvas, Pen pen, double x, double y) {
        canvas.line(pen, x, y, x + SAMPLE, y);
    }

    Legend line(Pen pen, String name) {
        add(SAMPLE, GAP, (canvas, x, y) -> sample(canvas, pen, x, y));
        return text(Palette.TEXT, name, BETWEEN);
    }

    Legend box(Ink ink, String name) {
        add(SQUARE, GAP, (canvas, x, y) -> canvas.box(ink, x, y - SQUARE / 2.0, SQUARE, SQUARE));
        return text(Palette.TEXT, name, BETWEEN);
    }

    Legend frame(Pen pen, String name) {
        add(SQUARE, GAP, (canvas, x, y) -> canvas.frame(pen, x, y - SQUARE / 2.0, SQUARE - 1, SQUARE - 1));
        return text(Palette.TEXT, name, BETWEEN);
    }

    /** A scale of colours with the names of its ends. */
    Legend ramp(Ramp ramp, String name, String least, String most) {
        text(Palette.TEXT, name, GAP);
        text(Palette.QUIET, least, GAP);
        add(RAMP, GAP, (canvas, x, y) -> draw(canvas, ramp, x, y - SQUARE / 2.0));
        return text(Palette.QUIET, most, BETWEEN);
    }

    private static void draw(Canvas canvas, Ramp ramp, double x, double y) {
        for (int i = 0; i < RAMP; i++) {
            canvas.box(ramp.atShare(i / (RAMP - 1.0)), x + i, y, 1, SQUARE);
        }
        canvas.frame(Pen.GRID, x - 1, y - 1, RAMP + 1, SQUARE + 1);
    }

    private Legend text(Ink ink, String text, int gap) {
        Type type = Type.SMALL.in(ink);
        add(Png.width(type, text), gap, (canvas, x, y) -> canvas.text(type, x, y + type.drop(), text));
        return this;
    }

    private void add(int pieceWidth, int gap, Piece piece) {
        int at = width;
        pieces.add((canvas, x, y) -> piece.draw(canvas, x + at, y));
        width += pieceWidth + gap;
    }

    /** In pixels. */
    int width() {
        return width - BETWEEN;
    }

    /** Draws it with its left end and the middle of its height at a place. */
    void draw(Canvas canvas, double x, double y) {
        pieces.forEach(piece -> piece.draw(canvas, x, y));
    }
}
