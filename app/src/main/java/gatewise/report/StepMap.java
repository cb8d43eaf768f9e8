package gatewise.report;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Numbers as colours: steps to the right, units, features or classes downwards.
 *
 * @param values [rows][columns of the axis]
 * @param names of the rows; or of the first and the last one, or none
 */
record StepMap(String name, StepAxis axis, Colours colours, float[][] values, Rows rows) implements StepPanel {
    private static final int GAP = 8;
    private static final int MARK = 6;
    private static final Pen TRUTH = new Pen(Palette.ORANGE, 2);
    /** So that it is seen on dark cells too. */
    private static final Pen AROUND = new Pen(Palette.WHITE, 4.5);

    /** How values become colours. */
    record Colours(Ramp ramp, float range) {
        static final Colours SHARES = new Colours(Ramp.SHARE, 1);
        static final Colours SIGNED = new Colours(Ramp.SIGNED, 1);
    }

    /**
     * What stands downwards.
     *
     * @param names of the rows, or of the first and the last alone where there are more rows than find room for theirs
     * @param height of one in pixels
     * @param truth [steps], the row that each step is to be in, -1 for none of them; null if it is not known
     * @param wrong the steps at which the network says another
     */
    record Rows(List<String> names, int height, int[] truth, List<Integer> wrong) {}

    /**
     * Units or features.
     *
     * @param all [steps][rows], whose neighbours share a row where they find no room
     * @param names of all, or none, to say their numbers
     * @param most pixels in all, if there is a pixel for each
     */
    static StepMap of(String name, StepAxis axis, Colours colours, float[][] all, List<String> names, int most) {
        int count = all[0].length;
        int together = together(count, most);
        float[][] values = axis.means(all, together);
        int height = Math.max(1, Math.min(14, most / values.length));
        List<String> shown = names.isEmpty()
                ? count == 1 ? List.of("unit 0") : List.of("unit 0", Integer.toString(count - 1))
                : height >= Type.SMALL.size() && together == 1 ? names : List.of(names.get(0), names.get(count - 1));
        return new StepMap(
                together == 1 ? name : name + " (mean of " + together + ")",
                axis,
                colours,
                values,
                new Rows(shown.stream().map(StepPanel::label).toList(), height, null, List.of()));
    }

    /** How many rows become one so that all have a pixel. */
    static int together(int count, int most) {
        return (count + most - 1) / most;
    }

    @Override
    public int height() {
        return Math.max(Type.SMALL.size() + 2, values.length * rows.height())
                + (rows.wrong().isEmpty() ? 0 : MARK + 3);
    }

    @Override
    public List<String> labels() {
        return rows.names();
    }

    @Override
    public int right() {
        return 0;
    }

    @Override
    public void draw(Canvas canvas, int x, int y) {
        new Heatmap(values, colours.ramp(), colours.range(), axis.columnWidth(), rows.height()).draw(canvas, x, y);
        int end = values.length * rows.height();
        boolean all = rows.names().size() == values.length;
        for (int i = 0; i < rows.names().size(); i++) {
            double baseline = all
                    ? y + (i + 0.5) * rows.height() + LABEL.drop()
                    : i == 0 ? y + 10 : Math.max(y + 10 + Type.SMALL.size(), y + end);
            canvas.text(LABEL.end(), x - GAP, baseline, rows.names().get(i));
        }
        if (rows.truth() != null) {
            truth(canvas, x, y);
        }
        for (int step : rows.wrong()) {
            double width = Math.max(1, axis.x(1));
            canvas.box(Palette.PURPLE, x + axis.x(step), y + end + 3, width, MARK);
        }
    }

    /** A line along the row of each step's truth, broken where that has no row. */
    private void truth(Canvas canvas, int x, int y) {
        int[] truth = rows.truth();
        for (int from = 0, to; from < truth.length; from = to) {
            to = from;
            while (to < truth.length && truth[to] >= 0) {
                to++;
            }
            if (to == from) {
                to++;
                continue;
            }
            int first = from;
            double[] xs = IntStream.range(0, 2 * (to - from))
                    .mapToDouble(i -> x + axis.x(first + (i + 1) / 2))
                    .toArray();
            double[] ys = IntStream.range(0, 2 * (to - from))
                    .mapToDouble(i -> y + (truth[first + i / 2] + 0.5) * rows.height())
                    .toArray();
            canvas.path(AROUND, xs, ys);
            canvas.path(TRUTH, xs, ys);
        }
    }
}
