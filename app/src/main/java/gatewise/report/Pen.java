package gatewise.report;

/**
 * What lines are drawn with.
 *
 * @param width in pixels
 * @param dash lengths of dashes and gaps by turns, in pixels; none for a whole line
 */
record Pen(Ink ink, double width, float... dash) {
    /** Of axes. */
    static final Pen RULE = new Pen(Palette.RULE, 1);
    /** Of what stands back: grids and frames. */
    static final Pen GRID = new Pen(Palette.GRID, 1);
}
