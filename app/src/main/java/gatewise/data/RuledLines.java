package gatewise.data;

import java.util.ArrayList;
import java.util.List;

/**
 * Takes the lines of ruled and squared paper out of ink, and leaves the strokes that cross them.
 *
 * <p>A line is found by a Hough transform of the middles of short vertical runs of ink (of horizontal ones for lines
 * that go down), and is taken out run by run where nothing stands on it, as lines of staves are (C. Dalitz, M.
 * Droettboom, B. Pranzas and I. Fujinaga, A comparative study of staff removal algorithms, IEEE Transactions on Pattern
 * Analysis and Machine Intelligence 30, 2008).
 */
final class RuledLines {
    /** A line is thinner than this share of the picture's longer side. */
    private static final double THICKEST = 0.04;
    /** 4 degrees. */
    private static final double STEEPEST = 0.07;
    /** Of the columns where no stroke hides the line, the share where it must be seen; then of all columns. */
    private static final double SEEN = 0.75;

    private static final double SEEN_OF_ALL = 0.3;
    /** Of a line's own thickness and strength: what is more is a stroke that lies on it. */
    private static final double MORE = 1.6;

    /** Of all ink: if less is left beside the only line, it was no line. */
    private static final double LEAST_REST = 0.2;

    private static final int MOST_TRIES = 200;

    private final float[] ink;
    private final int rows;
    private final int columns;
    private final int thickest;
    private final List<Run> runs = new ArrayList<>();
    /** The run that a pixel belongs to. */
    private final Run[] at;

    private final List<Pen> removed = new ArrayList<>();

    /** Rows of one column, the end exclusive. */
    private static final class Run {
        private final int column;
        private final int top;
        private final int bottom;
        private final float strength;
        private boolean open = true;

        private Run(int column, int top, int bottom, float strength) {
            this.column = column;
            this.top = top;
            this.bottom = bottom;
            this.strength = strength;
        }

        private int length() {
            return bottom - top;
        }
    }

    /** Goes through row {@code start} in the first column and {@code rise} rows further down in every next one. */
    private record Line(double start, double rise) {
        int row(int column) {
            return (int) Math.round(start + rise * column);
        }
    }

    private RuledLines(GreyPlane ink) {
        this.ink = ink.values().clone();
        rows = ink.rows();
        columns = ink.columns();
        thickest = Math.max(2, (int) (THICKEST * Math.max(rows, columns)));
        at = new Run[this.ink.length];
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                int top = row;
                float strength = 0;
                while (row < rows && ink.at(row, column) > 0) {
                    strength = Math.max(strength, ink.at(row++, column));
                }
                if (row > top) {
                    add(new Run(column, top, row, strength));
                }
            }
        }
    }

    private void add(Run run) {
        run.open = run.length() <= thickest;
        runs.add(run);
        for (int row = run.top; row < run.bottom; row++) {
            at[row * columns + run.column] = run;
        }
    }

    /**
     * The ink without the lines that run across it, or down it; the same plane if there are none.
     *
     * @param ink 0 where there is none
     */
    static GreyPlane removedFrom(GreyPlane ink) {
        RuledLines across = new RuledLines(ink);
        across.removeAll();
        RuledLines down = new RuledLines(new GreyPlane(across.ink, ink.rows(), ink.columns()).transposed());
        down.removeAll();
        if (across.removed.isEmpty() && down.removed.isEmpty()) {
            return ink;
        }
        GreyPlane rest = new GreyPlane(down.ink, down.rows, down.columns).transposed();
        return isStroke(across.removed, ink, rest) || isStroke(down.removed, ink, rest) ? ink : rest;
    }

    /** Whether the only line is as thick and as strong as the rest: a part of a digit that fills its picture. */
    private static boolean isStroke(List<Pen> removed, GreyPlane ink, GreyPlane rest) {
        if (removed.size() != 1) {
            return false;
        }
        Pen pen = Pen.of(rest);
        return sum(rest) < LEAST_REST * sum(ink)
                || removed.get(0).thickness > pen.thickness / MORE && removed.get(0).strength > pen.strength / MORE;
    }

    private static double sum(GreyPlane ink) {
        double sum = 0;
        for (float value : ink.values()) {
            sum += value;
        }
        return sum;
    }

    private record Pen(double thickness, double strength) {
        /** An area divided by half of its outline. */
        private static Pen of(GreyPlane ink) {
            int area = 0;
            int outline = 0;
            for (int row = 0; row < ink.rows(); row++) {
                for (int column = 0; column < ink.columns(); column++) {
                    if (ink.at(row, column) > 0) {
                        area++;
                        boolean inside = row > 0
                                && row < ink.rows() - 1
                                && column > 0
                                && column < ink.columns() - 1
                                && ink.at(row - 1, column) > 0
                                && ink.at(row + 1, column) > 0
                                && ink.at(row, column - 1) > 0
                                && ink.at(row, column + 1) > 0;
                        outline += inside ? 0 : 1;
                    }
                }
            }
            return new Pen(2.0 * area / Math.max(1, outline), Ink.strength(ink.values()));
        }
    }

    private void removeAll() {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Line line = likeliest();
            if (line == null) {
                return;
            }
            List<Run> seen = new ArrayList<>();
            int hidden = 0;
            for (int column = 0; column < columns; column++) {
                Run run = near(line.row(column), column);
                if (run != null && run.length() <= thickest) {
                    seen.add(run);
                } else if (run != null) {
                    hidden++;
                }
            }
            // Whether it is a line or not, it is not to be found again.
            seen.forEach(run -> run.open = false);
            if (seen.size() >= Math.max(SEEN * (columns - hidden), SEEN_OF_ALL * columns)) {
                remove(seen);
            }
        }
    }

    /** The line that most middles of runs lie on; null if there are too few on any. */
    private Line likeliest() {
        int steps = Math.max(1, (int) (STEEPEST * columns));
        Line best = null;
        int most = (int) (SEEN_OF_ALL * columns);
        for (int step = -steps; step <= steps; step++) {
            double rise = (double) step / columns;
            int[] votes = new int[rows + 2 * steps + 3];
            for (Run run : runs) {
                if (run.open) {
                    double start = (run.top + run.bottom - 1) / 2.0 - rise * run.column;
                    votes[(int) Math.round(start) + steps + 1]++;
                }
            }
            for (int i = 1; i < votes.length - 1; i++) {
                int sum = votes[i - 1] + votes[i] + votes[i + 1];
                if (sum > most) {
                    most = sum;
                    best = new Line(i - steps - 1, rise);
                }
            }
        }
        return best;
    }

    private Run near(int row, int column) {
        for (int offset : new int[] {0, -1, 1}) {
            int there = row + offset;
            if (there >= 0 && there < rows && at[there * columns + column] != null) {
                return at[there * columns + column];
            }
        }
        return null;
    }

    private void remove(List<Run> seen) {
        double[] lengths = seen.stream().mapToDouble(Run::length).sorted().toArray();
        double[] strengths =
                seen.stream().mapToDouble(run -> run.strength).sorted().toArray();
        double thickness = lengths[lengths.length / 2];
        double strength = strengths[strengths.length / 2];
        removed.add(new Pen(thickness, strength));
        for (Run run : seen) {
            if (run.length() <= MORE * thickness + 1 && run.strength <= MORE * strength) {
                for (int row = run.top; row < run.bottom; row++) {
                    ink[row * columns + run.column] = 0;
                    at[row * columns + run.column] = null;
                }
            }
        }
    }
}
