package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Standardisation: a value v of a column becomes (v - mean) / deviation, computed in single precision.
 *
 * @param means [columns], of the training sequences' steps, or of what is to be said of them
 * @param deviations [columns], above 0; 1 for a column that is constant
 */
public record Scaling(List<Float> means, List<Float> deviations) {
    private static final float LEAST = 1e-38f;
    private static final float MOST = 1e38f;

    public Scaling {
        means = List.copyOf(requireNonNull(means, "means is null"));
        deviations = List.copyOf(requireNonNull(deviations, "deviations is null"));
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException(
                    means.size() + " means do not go with " + deviations.size() + " deviations");
        }
        if (!means.stream().allMatch(Scaling::isMean) || !deviations.stream().allMatch(Scaling::isDeviation)) {
            throw new IllegalArgumentException("a mean beyond 1e38, or a deviation that is not in 1e-38..1e38");
        }
    }

    /** Whether a number can be a mean. */
    public static boolean isMean(float number) {
        return Math.abs(number) <= MOST;
    }

    /** Whether a number can be a deviation. */
    public static boolean isDeviation(float number) {
        return number >= LEAST && number <= MOST;
    }

    /** Leaves values as they are. */
    public static Scaling none(int columns) {
        return new Scaling(Collections.nCopies(columns, 0f), Collections.nCopies(columns, 1f));
    }

    /**
     * By the steps of some sequences; what is missing counts for nothing. Each feature needs a value.
     */
    static Scaling of(NumberSequences sequences) {
        int features = sequences.features();
        float[] values = sequences.memory().values();
        Statistics[] statistics = Statistics.of(features);
        for (boolean second : new boolean[] {false, true}) {
            for (int i = 0; i < sequences.count(); i++) {
                int from = sequences.firstStep(i) * features;
                int end = from + sequences.length(i) * features;
                for (int at = from, feature = 0; at < end; at++) {
                    statistics[feature].take(values[at], second);
                    feature = feature + 1 == features ? 0 : feature + 1;
                }
            }
        }
        return of(statistics);
    }

    /** By the numbers that are to be said of some sequences. */
    static Scaling ofTargets(NumberSequences sequences) {
        Statistics[] statistics = Statistics.of(sequences.targets().width());
        for (boolean second : new boolean[] {false, true}) {
            for (int i = 0; i < sequences.count(); i++) {
                for (int output = 0; output < statistics.length; output++) {
                    statistics[output].take(sequences.target(i, output), second);
                }
            }
        }
        return of(statistics);
    }

    private static Scaling of(Statistics... statistics) {
        return new Scaling(
                Arrays.stream(statistics).map(Statistics::mean).toList(),
                Arrays.stream(statistics).map(Statistics::deviation).toList());
    }

    /** Of one column, in two passes over its values: their sum, then the squares of what they differ from their mean. */
    private static final class Statistics {
        private long count;
        private double sum;
        private double squares;
        private float lowest = Float.POSITIVE_INFINITY;
        private float highest = Float.NEGATIVE_INFINITY;

        static Statistics[] of(int columns) {
            return Stream.generate(Statistics::new).limit(columns).toArray(Statistics[]::new);
        }

        void take(float value, boolean second) {
            if (Float.isNaN(value)) {
                return;
            }
            if (second) {
                double difference = value - sum / count;
                squares += difference * difference;
                return;
            }
            count++;
            sum += value;
            lowest = Math.min(lowest, value);
            highest = Math.max(highest, value);
        }

        float mean() {
            // Rounding may have moved the mean of a constant.
            return lowest == highest ? lowest : (float) (sum / count);
        }

        float deviation() {
            if (lowest == highest) {
                return 1;
            }
            // No smaller than what a float cannot tell from the mean.
            return Math.max(LEAST, Math.max((float) Math.sqrt(squares / count), Math.ulp(mean())));
        }
    }

    /** The number of columns. */
    public int columns() {
        return means.size();
    }

    /** A value of a column as a network reads it. */
    public float scaled(int column, float value) {
        return (value - means.get(column)) / deviations.get(column);
    }

    /** What {@link #scaled} came from: a network's answer in the units of the file. */
    public float unscaled(int column, float scaled) {
        return scaled * deviations.get(column) + means.get(column);
    }
}
