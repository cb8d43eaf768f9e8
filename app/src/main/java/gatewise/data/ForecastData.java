package gatewise.data;

import gatewise.data.NumberSequences.Runs;
import gatewise.data.NumberSequences.Steps;
import gatewise.data.NumberSequences.Targets;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Series whose missing values are put in part by part, so that what comes after a cut in time says nothing to what lies before,
 * with the scaling of their training steps.
 *
 * @param series whole, all values known
 * @param scaling of the features
 * @param targetScaling of the numbers that are to be forecast, one a target
 */
record ForecastData(NumberSequences series, Scaling scaling, Scaling targetScaling) {
    private static final int PARTS = 3;

    /** Reads nothing and splits nothing yet; the memory of the series is changed where values are missing. */
    static ForecastData of(NumberSequences series, Missing missing) {
        NumberSequences targets = targets(series);
        interpolate(series, targets, missing);
        Scaling scaling = Scaling.of(part(series, 0));
        Scaling targetScaling = Scaling.of(part(targets, 0));
        MissingValues.fill(series, scaling);
        MissingValues.fill(targets, targetScaling);
        return new ForecastData(series, scaling, targetScaling);
    }

    /** Whether {@link #of} would put in means, which come of all series; the memory of the series is changed. */
    static boolean takesMeans(NumberSequences series, Missing missing) {
        NumberSequences targets = targets(series);
        interpolate(series, targets, missing);
        return MissingValues.count(series) + MissingValues.count(targets) > 0;
    }

    private static void interpolate(NumberSequences series, NumberSequences targets, Missing missing) {
        if (missing == Missing.INTERPOLATE) {
            for (int part = 0; part < PARTS; part++) {
                MissingValues.interpolate(part(series, part));
                MissingValues.interpolate(part(targets, part));
            }
        }
    }

    /** The steps of series that train. */
    static NumberSequences training(NumberSequences series) {
        return part(series, 0);
    }

    /**
     * Makes sure that what is to be forecast is there, at each step unless missing values may be put in.
     *
     * @param file what errors call it
     * @throws UserError if it is not
     */
    static void checkTargets(FileContent content, Reading reading, String file) {
        NumberSequences series = content.sequences();
        NumberSequences targets = targets(series);
        List<String> named = reading.columns().targets();
        List<String> names = named == null ? content.features() : named;
        int without = MissingValues.emptyFeature(part(targets, 0));
        if (without >= 0) {
            throw new UserError(
                    Phrase.of(file, ": no step of the training part has a value of ", names.get(without)),
                    "fill the column");
        }
        for (int i = 0; i < series.count() && reading.missing() == Missing.REFUSE; i++) {
            for (int step = 0; step < series.length(i); step++) {
                for (int target = 0; target < names.size(); target++) {
                    int at = (targets.firstStep(i) + step) * names.size() + target;
                    if (Float.isNaN(targets.memory().values()[at])) {
                        throw missing(names.get(target), step, series.name(i), file);
                    }
                }
            }
        }
    }

    private static UserError missing(String target, int step, String series, String file) {
        return new UserError(
                Phrase.of(
                        file,
                        ": ",
                        target,
                        " is missing at step ",
                        step + 1,
                        ", counted from 1, of series ",
                        Text.quoted(series)),
                Phrase.of("give it, or train with ", Setting.MISSING, " interpolate or ", Setting.MISSING, " zero"));
    }

    /** The scaling of each target once for each step that is forecast: [horizon * targets]. */
    Scaling outputScaling(int horizon) {
        int targets = targetScaling.columns();
        return new Scaling(
                IntStream.range(0, horizon * targets)
                        .mapToObj(output -> targetScaling.means().get(output % targets))
                        .toList(),
                IntStream.range(0, horizon * targets)
                        .mapToObj(output -> targetScaling.deviations().get(output % targets))
                        .toList());
    }

    /** What is to be said at each step, as steps of their own. */
    private static NumberSequences targets(NumberSequences series) {
        int[] from = IntStream.range(0, series.count()).map(series::firstStep).toArray();
        int[] lengths = IntStream.range(0, series.count()).map(series::length).toArray();
        Steps steps = new Steps(series.targets().values(), series.targets().width());
        return new NumberSequences(steps, new Runs(from, lengths, null), Targets.UNKNOWN, null);
    }

    /** A part of each series: to train on, to choose by, to be judged by. */
    private static NumberSequences part(NumberSequences series, int part) {
        int[] from = new int[series.count()];
        int[] lengths = new int[from.length];
        int count = 0;
        for (int i = 0; i < from.length; i++) {
            int begin = ForecastSplit.cut(series.length(i), part);
            int length = ForecastSplit.cut(series.length(i), part + 1) - begin;
            if (length > 0) {
                from[count] = series.firstStep(i) + begin;
                lengths[count++] = length;
            }
        }
        Runs runs = new Runs(Arrays.copyOf(from, count), Arrays.copyOf(lengths, count), null);
        return new NumberSequences(series.memory(), runs, Targets.UNKNOWN, null);
    }
}
