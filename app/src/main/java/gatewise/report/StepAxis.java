package gatewise.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the steps of a sequence stand side by side: each has a column of pixels, or several share one where there are more than
 * find room.
 *
 * @param each steps that share a column
 * @param columnWidth in pixels
 */
record StepAxis(int steps, int each, int columnWidth) {
    private static final int ROOM = 1000;
    private static final int WIDEST = 56;
    /** Between two numbers of steps, in pixels, at least. */
    private static final int TICKS_APART = 60;

    static StepAxis of(int steps) {
        int each = (steps + ROOM - 1) / ROOM;
        int columns = (steps + each - 1) / each;
        return new StepAxis(steps, each, Math.max(1, Math.min(WIDEST, ROOM / columns)));
    }

    int columns() {
        return (steps + each - 1) / each;
    }

    /** Of all columns, in pixels. */
    int width() {
        return columns() * columnWidth;
    }

    /** How far from the left a step begins, in pixels. */
    double x(double step) {
        return step / each * columnWidth;
    }

    /** For values of steps: the middle of each column of pixels is the middle of its steps. */
    Scale scale() {
        return Scale.linear(0, (double) columns() * each, 2);
    }

    /** The steps that have their number at the axis. */
    List<Integer> ticks() {
        int every = (int) Math.max(1, Scale.step(TICKS_APART / x(1)));
        List<Integer> ticks = new ArrayList<>();
        for (long step = 0; step < steps; step += every) {
            ticks.add((int) step);
        }
        return ticks;
    }

    /** The middle of each column, in steps. */
    double[] middles() {
        double[] middles = new double[columns()];
        for (int column = 0; column < middles.length; column++) {
            middles[column] = (column + 0.5) * each;
        }
        return middles;
    }

    /**
     * The means of neighbours, so that they find room.
     *
     * @param values [steps][rows]
     * @param together rows that become one
     * @return [rows / together][columns]
     */
    float[][] means(float[][] values, int together) {
        int rows = (values[0].length + together - 1) / together;
        float[][] means = new float[rows][columns()];
        for (int row = 0; row < rows; row++) {
            int end = Math.min(values[0].length, (row + 1) * together);
            for (int column = 0; column < means[row].length; column++) {
                double sum = 0;
                int last = Math.min(steps, (column + 1) * each);
                for (int step = column * each; step < last; step++) {
                    for (int value = row * together; value < end; value++) {
                        sum += values[step][value];
                    }
                }
                means[row][column] = (float) (sum / (last - column * each) / (end - row * together));
            }
        }
        return means;
    }
}
