package gatewise.report;

/**
 * Values as cells of colour with a frame around them.
 *
 * @param values [rows][columns]
 * @param range that values are divided by before the ramp sees them
 * @param cellWidth in pixels
 * @param cellHeight in pixels
 */
record Heatmap(float[][] values, Ramp ramp, float range, int cellWidth, int cellHeight) {
    int columns() {
        return values[0].length;
    }

    /** In pixels, without the frame. */
    int width() {
        return columns() * cellWidth;
    }

    /** In pixels, without the frame. */
    int height() {
        return values.length * cellHeight;
    }

    /** Draws it with the upper left corner of the first cell at a place, and the frame outside of that. */
    void draw(Canvas canvas, int x, int y) {
        for (int row = 0; row < values.length; row++) {
            for (int column = 0; column < values[row].length; column++) {
                canvas.box(
                        ramp.at(values[row][column] / range),
                        x + column * cellWidth,
                        y + row * cellHeight,
                        cellWidth,
                        cellHeight);
            }
        }
        canvas.frame(Pen.GRID, x - 1, y - 1, width() + 1, height() + 1);
    }
}
