package gatewise.scoring;

import gatewise.data.ErrorScale;
import gatewise.data.ErrorScale.Kind;
import gatewise.data.NaiveForecast;
import gatewise.data.NumberSequences;
import gatewise.data.SequenceSet;
import gatewise.data.Window;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A network's forecasts beside those that need none.
 *
 * @param network what it said
 * @param last the last value of each window, again
 * @param seasonal the value a season before; null where there is no season, or a series begins too late for it
 * @param scales [windows][outputs], by what an absolute error is divided to scale it
 * @param window what was read, what was forecast, and the season of the naive forecast that scales errors
 */
public record Forecasts(Residuals network, Residuals last, Residuals seasonal, ErrorScale[][] scales, Window window) {

    /**
     * Of all windows of a set.
     *
     * @param network what it said of them
     * @param windows in the order of these
     */
    public static Forecasts of(Residuals network, SequenceSet windows, NaiveForecast naive) {
        NumberSequences set = (NumberSequences) windows;
        float[][] last = new float[set.count()][network.outputs()];
        float[][] seasonal = new float[set.count()][network.outputs()];
        ErrorScale[][] scales = new ErrorScale[set.count()][network.outputs()];
        boolean known = naive.window().season() > 0;
        for (int i = 0; i < set.count(); i++) {
            int first = set.firstStep(i);
            for (int output = 0; output < network.outputs(); output++) {
                last[i][output] = naive.last(first, output);
                seasonal[i][output] = naive.seasonal(first, output);
                scales[i][output] = naive.scale(first, output);
                known &= !Float.isNaN(seasonal[i][output]);
            }
        }
        return new Forecasts(network, network.of(last), known ? network.of(seasonal) : null, scales, naive.window());
    }

    /**
     * The mean absolute scaled error of forecasts (Hyndman and Koehler 2006): below 1 they are better than the naive ones were on
     * the training steps, one step ahead, or with a season the seasonal ones.
     *
     * @return NaN if {@link #unscaled} no error can be scaled
     */
    public double mase(Residuals forecasts) {
        return IntStream.range(0, forecasts.outputs())
                .boxed()
                .flatMapToDouble(output -> scaled(forecasts, output))
                .average()
                .orElse(Double.NaN);
    }

    /**
     * Errors that no scale is there for.
     *
     * @param constant how many, because the naive forecast has no error on the training steps
     * @param tooShort how many, because the training steps are no more than a season
     * @param unknown how many, because the training steps are not there
     */
    public record Unscaled(long constant, long tooShort, long unknown) {}

    /** Of all windows and outputs. */
    public Unscaled unscaled() {
        return new Unscaled(count(Kind.CONSTANT), count(Kind.TOO_SHORT), count(Kind.UNKNOWN));
    }

    private long count(Kind kind) {
        return Arrays.stream(scales)
                .flatMap(Arrays::stream)
                .filter(scale -> scale.kind() == kind)
                .count();
    }

    /** {@link #mase(Residuals)} of one output. */
    public double mase(Residuals forecasts, int output) {
        return scaled(forecasts, output).average().orElse(Double.NaN);
    }

    private DoubleStream scaled(Residuals forecasts, int output) {
        return IntStream.range(0, scales.length)
                .filter(i -> scales[i][output].isKnown())
                .mapToDouble(i -> Math.abs(forecasts.error(i, output)) / scales[i][output].error());
    }
}
