package gatewise.report;

import java.util.Arrays;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Several measurements of one quantity.
 *
 * @param standardDeviation of the quantity, estimated from the sample (n - 1); NaN for less than two measurements
 * @param halfWidth of the 95% confidence interval of the mean, by Student's t distribution; NaN likewise
 */
public record Sample(int count, double mean, double standardDeviation, double halfWidth) {
    private static final double TWO_SIDED_95 = 0.975;

    /** @param values at least one */
    public static Sample of(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("values is empty");
        }
        int count = values.length;
        double mean = Arrays.stream(values).sum() / count;
        if (count < 2) {
            return new Sample(count, mean, Double.NaN, Double.NaN);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double deviation = Math.sqrt(squares / (count - 1));
        double t = new TDistribution(count - 1).inverseCumulativeProbability(TWO_SIDED_95);
        return new Sample(count, mean, deviation, t * deviation / Math.sqrt(count));
    }

    /** Of at least one value. */
    static double median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
