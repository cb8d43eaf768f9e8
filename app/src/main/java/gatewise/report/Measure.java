package gatewise.report;

import gatewise.checkpoint.EpochRecord;
import gatewise.io.Text;
import gatewise.network.NetworkSpec;
import gatewise.study.RunResult;
import java.util.Comparator;
import java.util.List;

/** What networks are compared by. */
enum Measure {
    /** The share of what is right, 0..1. */
    ACCURACY("accuracy") {
        @Override
        double test(RunResult run, List<Float> deviations) {
            return run.testAccuracy();
        }

        @Override
        double validation(EpochRecord epoch) {
            return epoch.validationAccuracy();
        }

        @Override
        Comparator<Sample> bestFirst() {
            return Comparator.comparingDouble(sample -> -sample.mean());
        }

        @Override
        double inChart(double value) {
            return Math.max(0, Math.min(100, 100 * value));
        }

        @Override
        double room(double range) {
            return Math.max(0.05, 0.04 * range);
        }

        @Override
        Scale curves(double low, double high) {
            return Scale.accuracies(low, high);
        }

        @Override
        String text(double value) {
            return Text.format("%.2f%%", 100 * value);
        }

        @Override
        String deviation(double value) {
            return Text.format("%.2f", 100 * value);
        }

        @Override
        String interval(double low, double high) {
            return Text.format("%.2f\u2013%.2f", 100 * Math.max(0, low), 100 * Math.min(1, high));
        }
    },

    /** The root mean squared error of numbers, in the units of the file, standardised where targets differ; over the epochs their loss. */
    RMSE("RMSE") {
        @Override
        double test(RunResult run, List<Float> deviations) {
            return run.errors().rmse(deviations);
        }

        @Override
        double validation(EpochRecord epoch) {
            return epoch.validationLoss();
        }

        @Override
        Comparator<Sample> bestFirst() {
            return Comparator.comparingDouble(Sample::mean);
        }

        @Override
        double inChart(double value) {
            return Math.max(0, value);
        }

        @Override
        double room(double range) {
            return 0.04 * range;
        }

        @Override
        Scale curves(double low, double high) {
            return Scale.losses(low, high);
        }

        @Override
        String text(double value) {
            return Text.format("%.4g", value);
        }

        @Override
        String deviation(double value) {
            return Text.format("%.2g", value);
        }

        @Override
        String interval(double low, double high) {
            return Text.format("%.4g\u2013%.4g", Math.max(0, low), high);
        }
    };

    private final String title;

    Measure(String title) {
        this.title = title;
    }

    /** What a network is compared by. */
    static Measure of(NetworkSpec network) {
        return network.task().saysClasses() ? ACCURACY : RMSE;
    }

    /** What tables call it. */
    String title() {
        return title;
    }

    /** What is drawn over the epochs. */
    String curve() {
        return this == ACCURACY ? "validation accuracy" : "validation loss";
    }

    /**
     * On the test sequences.
     *
     * @param deviations {@link gatewise.data.Form#mixedDeviations}
     */
    abstract double test(RunResult run, List<Float> deviations);

    /** After an epoch. */
    abstract double validation(EpochRecord epoch);

    /** By the mean. */
    abstract Comparator<Sample> bestFirst();

    /** A value in the units of a chart. */
    abstract double inChart(double value);

    /** What a chart shows on each side of values that are so far apart. */
    abstract double room(double range);

    /** For what is drawn over the epochs. */
    abstract Scale curves(double low, double high);

    abstract String text(double value);

    abstract String deviation(double value);

    abstract String interval(double low, double high);

    /** A dash for the interval of a single run. */
    String interval(Sample sample) {
        return Double.isNaN(sample.halfWidth())
                ? "\u2013"
                : interval(sample.mean() - sample.halfWidth(), sample.mean() + sample.halfWidth());
    }

    /** Whether the interval of a sample reaches that of the best one. */
    boolean reaches(Sample sample, Sample best) {
        return this == ACCURACY
                ? sample.mean() + sample.halfWidth() >= best.mean() - best.halfWidth()
                : sample.mean() - sample.halfWidth() <= best.mean() + best.halfWidth();
    }
}
