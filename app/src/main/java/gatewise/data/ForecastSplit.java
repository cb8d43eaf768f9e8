package gatewise.data;

import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Targets;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.function.IntFunction;

/**
 * Windows of series that are to be forecast, split in order of time: of each series the first 70% of its steps to train on,
 * 10% to choose by, the last 20% to be judged by. No window, neither what is read of it nor what is forecast, lies across a
 * cut.
 */
record ForecastSplit(NumberSequences train, NumberSequences validation, NumberSequences test) {
    private static final int TENTHS = 10;
    /** What a Java array can hold. */
    private static final int MOST = Integer.MAX_VALUE - 8;

    private static final int[] CUTS = {0, 7, 8, 10};
    private static final String[] PARTS = {"training", "validation", "test"};

    /**
     * Splits series.
     *
     * @param series whole, with what is to be forecast at each step
     * @param file what errors call the file
     * @return windows that share the memory of the series; the numbers to be said of each are in order of steps, at each step
     *     in order of targets: [horizon * targets]
     * @throws UserError if a series is too short to have a window in each part
     */
    static ForecastSplit of(NumberSequences series, Window window, String file) {
        long needed = (long) window.length() + window.horizon();
        for (int i = 0; i < series.count(); i++) {
            for (int part = 0; part < PARTS.length; part++) {
                int steps = cut(series.length(i), part + 1) - cut(series.length(i), part);
                if (steps < needed) {
                    throw tooShort(series, i, part, window, file);
                }
            }
        }
        return new ForecastSplit(
                windows(series, window, 0, 1, file),
                windows(series, window, 1, 2, file),
                windows(series, window, 2, 3, file));
    }

    /**
     * Makes sure that there is a season before a training step of each series, by which errors are scaled.
     *
     * @throws UserError if the training steps of one are no more than a season
     */
    static void checkSeason(NumberSequences series, Window window, String file) {
        for (int i = 0; i < series.count(); i++) {
            int steps = cut(series.length(i), 1);
            if (window.season() >= steps) {
                throw new UserError(
                        Phrase.of(
                                named(series, i, file),
                                Text.format(
                                        " has %s, of which %d are training's, no more than a season of %d",
                                        Text.count(series.length(i), "step"), steps, window.season())),
                        Phrase.of("give a longer series, or a smaller ", Setting.SEASON));
            }
        }
    }

    private static Phrase named(NumberSequences series, int i, String file) {
        return Phrase.of(file, series.count() == 1 ? ": the series" : ": series " + TableRows.shown(series.name(i)));
    }

    /**
     * All windows of series, which are not split.
     *
     * @throws UserError if a series is too short to have one
     */
    static NumberSequences all(NumberSequences series, Window window, String file) {
        long needed = (long) window.length() + window.horizon();
        for (int i = 0; i < series.count(); i++) {
            if (series.length(i) < needed) {
                throw tooShort(series, i, file, "a window with its forecast takes " + needed);
            }
        }
        return windows(series, window, 0, PARTS.length, file);
    }

    /**
     * The last window of each series, whose forecast nobody knows yet.
     *
     * @throws UserError if a series is shorter than a window
     */
    static NumberSequences last(NumberSequences series, Window window, String file) {
        int[] from = new int[series.count()];
        int[] lengths = new int[from.length];
        String[] names = new String[from.length];
        for (int i = 0; i < from.length; i++) {
            if (series.length(i) < window.length()) {
                throw new UserError(
                        has(series, i, file, "a window of the model takes " + window.length()), "give a longer series");
            }
            from[i] = series.firstStep(i) + series.length(i) - window.length();
            lengths[i] = window.length();
            names[i] = series.name(i);
        }
        return new NumberSequences(series.memory(), new Runs(from, lengths, names), Targets.UNKNOWN, null);
    }

    /** Where a part of a series begins, counted in its steps; of the one after the last, where the series ends. */
    static int cut(int length, int part) {
        return (int) ((long) length * CUTS[part] / TENTHS);
    }

    private static UserError tooShort(NumberSequences series, int i, int part, Window window, String file) {
        int length = series.length(i);
        String said = Text.format(
                "of which %d are %s's, and a window with its forecast takes %d + %d",
                cut(length, part + 1) - cut(length, part), PARTS[part], window.length(), window.horizon());
        return tooShort(series, i, file, said);
    }

    private static UserError tooShort(NumberSequences series, int i, String file, String needed) {
        return new UserError(
                has(series, i, file, needed),
                Phrase.of("give a longer series, or a smaller ", Setting.WINDOW, " or ", Setting.HORIZON));
    }

    private static Phrase has(NumberSequences series, int i, String file, String needed) {
        return Phrase.of(named(series, i, file), " has ", Text.count(series.length(i), "step"), ", ", needed);
    }

    private static NumberSequences windows(NumberSequences series, Window window, int first, int last, String file) {
        int span = window.length() + window.horizon();
        long count = 0;
        for (int i = 0; i < series.count(); i++) {
            count += cut(series.length(i), last) - cut(series.length(i), first) - span + 1;
        }
        int width = series.targets().width();
        if (count * window.horizon() * width > MOST) {
            throw new UserError(
                    Text.format("%s: %d windows with %d numbers each", file, count, window.horizon() * width)
                            + ", too many to be held",
                    Phrase.of("give a shorter series, or a smaller ", Setting.HORIZON));
        }
        int[] from = new int[(int) count];
        int[] lengths = new int[from.length];
        String[] names = new String[from.length];
        float[] each = series.targets().values();
        IntFunction<String> dates = series.memory().dates();
        float[] said = each == null ? null : new float[from.length * window.horizon() * width];
        int at = 0;
        for (int i = 0; i < series.count(); i++) {
            int end = cut(series.length(i), last) - span;
            for (int step = cut(series.length(i), first); step <= end; step++, at++) {
                from[at] = series.firstStep(i) + step;
                lengths[at] = window.length();
                names[at] = series.name(i)
                        + (dates == null ? " from step " + (step + 1) : " from " + dates.apply(from[at]));
                if (said != null) {
                    int next = from[at] + window.length();
                    System.arraycopy(each, next * width, said, at * window.horizon() * width, window.horizon() * width);
                }
            }
        }
        Targets targets = said == null ? Targets.UNKNOWN : new Targets(said, window.horizon() * width, false);
        return new NumberSequences(series.memory(), new Runs(from, lengths, names), targets, null);
    }
}
