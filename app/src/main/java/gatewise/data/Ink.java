package gatewise.data;

import java.util.ArrayDeque;

/** Tells ink from paper: which of a picture's pixels were drawn, and how strongly. */
final class Ink {
    /** Levels out of 255 that ink must differ from paper. */
    private static final float LEAST_CONTRAST = 16;
    /** A share of the ink's own strength: what is weaker is smear or a trace of compression. */
    private static final float LEAST_STRENGTH = 0.1f;
    /** A share of all ink: a connected spot that has less is dust. */
    private static final double LEAST_SPOT = 0.02;

    private Ink() {}

    /**
     * The ink of a picture, 0 for paper to 255 for full ink; null if it is blank.
     *
     * @param picture luminance, dark on light or light on dark
     */
    static GreyPlane of(GreyPlane picture) {
        float[] difference = differenceFromPaper(picture);
        double lean = 0;
        for (float value : difference) {
            lean += (double) value * value * value;
        }
        // Ink is the side that the differences lean to; what lies on the other is the paper's own unevenness.
        float[] ink = new float[difference.length];
        float[] paper = new float[difference.length];
        for (int i = 0; i < ink.length; i++) {
            float towardsInk = lean < 0 ? -difference[i] : difference[i];
            ink[i] = Math.max(0, towardsInk);
            paper[i] = Math.max(0, -towardsInk);
        }
        float full = strength(ink);
        float noise = GreyPlane.quantile(paper, 0.995);
        float least = Math.max(LEAST_STRENGTH * full, 1.5f * noise);
        if (full < LEAST_CONTRAST || full < 2 * least) {
            return null;
        }
        for (int i = 0; i < ink.length; i++) {
            ink[i] = ink[i] < least ? 0 : Math.min(255, ink[i] * 255 / full);
        }
        removeDust(ink, picture.rows(), picture.columns());
        return new GreyPlane(ink, picture.rows(), picture.columns());
    }

    /** How strong full ink is: nine tenths of what is at least half as strong as the strongest are weaker. */
    static float strength(float[] ink) {
        float most = GreyPlane.quantile(ink, 1);
        int strong = 0;
        for (float value : ink) {
            strong += value >= most / 2 ? 1 : 0;
        }
        return GreyPlane.quantile(ink, 1 - 0.1 * strong / ink.length);
    }

    /** Paper minus picture; the paper is the border's median, or a slope of light between the four sides. */
    private static float[] differenceFromPaper(GreyPlane picture) {
        int rows = picture.rows();
        int columns = picture.columns();
        float top = GreyPlane.quantile(picture.row(0), 0.5);
        float bottom = GreyPlane.quantile(picture.row(rows - 1), 0.5);
        float left = GreyPlane.quantile(picture.column(0), 0.5);
        float right = GreyPlane.quantile(picture.column(columns - 1), 0.5);
        float range = GreyPlane.quantile(picture.values(), 1) - GreyPlane.quantile(picture.values(), 0);
        float fall = Math.max(Math.abs(bottom - top), Math.abs(right - left));
        // Under an even slope both pairs of sides have the same middle; a digit that touches a side breaks this.
        boolean slope = Math.abs(top + bottom - left - right) < 16 && fall < range / 2;
        float middle = slope ? (top + bottom + left + right) / 4 : GreyPlane.quantile(border(picture), 0.5);
        float[] difference = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                float paper = middle;
                if (slope && rows > 1 && columns > 1) {
                    paper += (bottom - top) * ((float) row / (rows - 1) - 0.5f)
                            + (right - left) * ((float) column / (columns - 1) - 0.5f);
                }
                difference[row * columns + column] = paper - picture.at(row, column);
            }
        }
        return difference;
    }

    private static float[] border(GreyPlane picture) {
        int rows = picture.rows();
        int columns = picture.columns();
        float[] border = new float[2 * (rows + columns)];
        System.arraycopy(picture.row(0), 0, border, 0, columns);
        System.arraycopy(picture.row(rows - 1), 0, border, columns, columns);
        System.arraycopy(picture.column(0), 0, border, 2 * columns, rows);
        System.arraycopy(picture.column(columns - 1), 0, border, 2 * columns + rows, rows);
        return border;
    }

    private static void removeDust(float[] ink, int rows, int columns) {
        double all = 0;
        for (float value : ink) {
            all += value;
        }
        boolean[] seen = new boolean[ink.length];
        for (int start = 0; start < ink.length; start++) {
            if (ink[start] == 0 || seen[start]) {
                continue;
            }
            ArrayDeque<Integer> open = new ArrayDeque<>();
            ArrayDeque<Integer> spot = new ArrayDeque<>();
            double mass = 0;
            seen[start] = true;
            open.add(start);
            while (!open.isEmpty()) {
                int at = open.remove();
                spot.add(at);
                mass += ink[at];
                for (int row = Math.max(0, at / columns - 1); row <= Math.min(rows - 1, at / columns + 1); row++) {
                    for (int column = Math.max(0, at % columns - 1);
                            column <= Math.min(columns - 1, at % columns + 1);
                            column++) {
                        int next = row * columns + column;
                        if (ink[next] > 0 && !seen[next]) {
                            seen[next] = true;
                            open.add(next);
                        }
                    }
                }
            }
            if (mass < LEAST_SPOT * all) {
                spot.forEach(at -> ink[at] = 0);
            }
        }
    }
}
