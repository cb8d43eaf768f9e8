package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Forecasts that need no network, and the scale of errors by which forecasts of different series are compared: R. J. Hyndman
 * and A. B. Koehler, Another look at measures of forecast accuracy, International Journal of Forecasting 22 (2006) 679-688.
 */
public final class NaiveForecast {
    private final NumberSequences series;
    private final Window window;
    private final int width;
    /** By series and target. */
    private final ErrorScale[][] scales;

    private NaiveForecast(NaiveForecast same, ErrorScale[][] scales) {
        this.series = same.series;
        this.window = same.window;
        this.width = same.width;
        this.scales = scales;
    }

    /**
     * @param series whole, with what is to be forecast at each step
     * @param window that the forecast windows of these series have
     */
    public NaiveForecast(NumberSequences series, Window window) {
        this.series = requireNonNull(series, "series is null");
        this.window = requireNonNull(window, "window is null");
        if (!series.targets().eachStep() || !series.isLabelled()) {
            throw new IllegalArgumentException("what is to be forecast is not known at each step");
        }
        width = series.targets().width();
        scales = new ErrorScale[series.count()][width];
        for (int i = 0; i < scales.length; i++) {
            for (int target = 0; target < width; target++) {
                scales[i][target] = scaleOf(i, target);
            }
        }
    }

    /**
     * The same forecasts of series that no network was trained on.
     *
     * @param trained of the series that one was trained on, by whose steps errors are scaled, name by name; null if they are not there
     */
    public NaiveForecast scaledBy(NaiveForecast trained) {
        ErrorScale[][] others = new ErrorScale[series.count()][width];
        Map<String, ErrorScale[]> known = trained == null ? Map.of() : trained.scalesByName();
        for (int i = 0; i < others.length; i++) {
            ErrorScale[] scale = known.get(series.name(i));
            if (scale == null) {
                Arrays.fill(others[i], ErrorScale.UNKNOWN);
            } else {
                others[i] = scale;
            }
        }
        return new NaiveForecast(this, others);
    }

    private Map<String, ErrorScale[]> scalesByName() {
        Map<String, ErrorScale[]> names = new HashMap<>();
        for (int i = 0; i < scales.length; i++) {
            names.put(series.name(i), scales[i]);
        }
        return names;
    }

    /** What the windows are. */
    public Window window() {
        return window;
    }

    /** Numbers that are forecast of each step. */
    public int targets() {
        return width;
    }

    /**
     * The last value that a window shows of a target, again.
     *
     * @param firstStep of the window, {@link NumberSequences#firstStep}
     * @param output step * targets + target, as windows have what is to be said of them
     */
    public float last(int firstStep, int output) {
        return value(firstStep + window.length() - 1, output % width);
    }

    /**
     * The last value that is known of the same place in a season; before the window, if the window is shorter than a season.
     *
     * @return NaN if there is no season, or the series begins too late
     */
    public float seasonal(int firstStep, int output) {
        if (window.season() < 1) {
            return Float.NaN;
        }
        int ahead = output / width;
        int seasons = ahead / window.season() + 1;
        long step = (long) firstStep + window.length() + ahead - (long) seasons * window.season();
        int begin = series.firstStep(series(firstStep));
        return step < begin ? Float.NaN : value((int) step, output % width);
    }

    /**
     * By what an absolute error is divided to scale it: the mean absolute error of the naive forecast one step ahead, or of the
     * seasonal one if there is a season, on the part of the series that networks are trained on.
     */
    public ErrorScale scale(int firstStep, int output) {
        return scales[series(firstStep)][output % width];
    }

    private ErrorScale scaleOf(int number, int target) {
        int begin = series.firstStep(number);
        int end = begin + ForecastSplit.cut(series.length(number), 1);
        int season = Math.max(1, window.season());
        int count = end - begin - season;
        if (count < 1) {
            return ErrorScale.TOO_SHORT;
        }
        double sum = 0;
        for (int step = end - count; step < end; step++) {
            sum += Math.abs((double) value(step, target) - value(step - season, target));
        }
        return ErrorScale.of(sum / count);
    }

    /** The series that a step belongs to. */
    private int series(int step) {
        int low = 0;
        int high = series.count() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (series.firstStep(middle) <= step) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    private float value(int step, int target) {
        return series.targets().values()[step * width + target];
    }
}
