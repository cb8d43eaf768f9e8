package gatewise.scoring;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.stream.IntStream;

/**
 * Errors of numbers as sums, which those of other sequences may be added to.
 *
 * @param count sequences
 * @param squared sums by output
 * @param absolute sums by output
 * @param deviations as {@link Residuals} has them
 */
public record SummedErrors(long count, double[] squared, double[] absolute, float[] deviations) implements Errors {
    static SummedErrors of(Residuals residuals) {
        int count = residuals.answers().length;
        double[] squared = new double[residuals.outputs()];
        double[] absolute = new double[squared.length];
        for (int i = 0; i < count; i++) {
            for (int output = 0; output < squared.length; output++) {
                double error = residuals.error(i, output);
                squared[output] += error * error;
                absolute[output] += Math.abs(error);
            }
        }
        return new SummedErrors(count, squared, absolute, residuals.deviations());
    }

    SummedErrors plus(SummedErrors other) {
        return new SummedErrors(
                count + other.count,
                IntStream.range(0, squared.length)
                        .mapToDouble(output -> squared[output] + other.squared[output])
                        .toArray(),
                IntStream.range(0, absolute.length)
                        .mapToDouble(output -> absolute[output] + other.absolute[output])
                        .toArray(),
                deviations);
    }

    @Override
    public double rmse(int output) {
        return Math.sqrt(squared[output] / count);
    }

    @Override
    public double mae(int output) {
        return absolute[output] / count;
    }

    @Override
    public double rmse() {
        return Math.sqrt(IntStream.range(0, squared.length)
                .mapToDouble(output -> Math.pow(rmse(output) / deviation(output), 2))
                .average()
                .orElseThrow());
    }

    @Override
    public double mae() {
        return IntStream.range(0, absolute.length)
                .mapToDouble(output -> mae(output) / deviation(output))
                .average()
                .orElseThrow();
    }

    private double deviation(int output) {
        return deviations == null ? 1 : deviations[output];
    }

    @JsonIgnore
    @Override
    public boolean isStandardised() {
        return deviations != null;
    }
}
