package gatewise.report;

import gatewise.io.Text;
import gatewise.scoring.Errors;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far off numbers are, in the units of their file. */
public final class ResidualReport {
    private static final int MOST_ROWS = 24;
    private static final int DIGITS = 5;
    private static final double SMALL = 1e-4;
    private static final double LARGE = 1e9;
    /** From here on figures are whole, with all their digits: the differences of large numbers are small beside them. */
    private static final double WHOLE = 99_999.5;

    private ResidualReport() {}

    /**
     * A row an output, of many the first and the last, and one for all.
     *
     * @param outputs their names
     * @param forecasts the same beside naive ones, for a column MASE; null for what is no forecast
     */
    public static TextTable table(Residuals residuals, List<String> outputs, Forecasts forecasts) {
        return table(
                residuals,
                outputs,
                forecasts == null ? null : output -> forecasts.mase(residuals, output),
                forecasts == null ? Double.NaN : forecasts.mase(residuals));
    }

    /** A row an output, of many the first and the last, and one for all. */
    public static TextTable table(Errors errors, List<String> outputs) {
        return table(errors, outputs, null, Double.NaN);
    }

    /** @param mase of an output; null for what is no forecast */
    private static TextTable table(Errors residuals, List<String> outputs, IntToDoubleFunction mase, double maseOfAll) {
        List<String> headers = new ArrayList<>(List.of("output", "RMSE", "MAE"));
        if (mase != null) {
            headers.add("MASE");
        }
        TextTable table = new TextTable(headers);
        int count = outputs.size();
        for (int output = 0; output < count; output++) {
            if (count > MOST_ROWS && output == MOST_ROWS / 2) {
                int hidden = count - MOST_ROWS;
                table.row(cells(headers.size(), "... (" + hidden + " more)", Double.NaN, Double.NaN, Double.NaN));
                output += hidden - 1;
                continue;
            }
            table.row(cells(
                    headers.size(),
                    outputs.get(output),
                    residuals.rmse(output),
                    residuals.mae(output),
                    mase == null ? Double.NaN : mase.applyAsDouble(output)));
        }
        if (count > 1) {
            table.row(cells(
                    headers.size(),
                    residuals.isStandardised() ? "all, standardised" : "all",
                    residuals.rmse(),
                    residuals.mae(),
                    maseOfAll));
        }
        return table;
    }

    private static List<String> cells(int columns, String name, double rmse, double mae, double mase) {
        return List.of(name, figure(rmse), figure(mae), figure(mase)).subList(0, columns);
    }

    /** The network's forecasts beside the naive ones, a row each. */
    public static TextTable table(Forecasts forecasts) {
        List<String> headers = new ArrayList<>(List.of("forecast"));
        headers.addAll(errorHeaders(forecasts.network()));
        headers.add("MASE");
        TextTable table = new TextTable(headers);
        rows(forecasts)
                .forEach((name, residuals) -> table.row(
                        name, figure(residuals.rmse()), figure(residuals.mae()), figure(forecasts.mase(residuals))));
        return table;
    }

    /**
     * By what MASE is scaled, and why it is a hyphen, or is not of all windows, or why there is no seasonal naive forecast.
     *
     * @param outputs their names
     * @return lines
     */
    public static List<String> scale(Forecasts forecasts, List<String> outputs) {
        String scale = scale(forecasts);
        return Stream.of(
                        scale == null
                                ? null
                                : "MASE: absolute errors, divided by those of the " + scale + " on the training steps",
                        withoutScale(forecasts, outputs),
                        withoutSeason(forecasts))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The naive forecast by whose error MASE is scaled; null where there is no MASE. */
    private static String scale(Forecasts forecasts) {
        int season = forecasts.window().season();
        return Double.isNaN(forecasts.mase(forecasts.network()))
                ? null
                : season > 0 ? "seasonal naive forecast (season " + season + ")" : "naive forecast one step ahead";
    }

    /** Null where each error is scaled. */
    private static String withoutScale(Forecasts forecasts, List<String> outputs) {
        Forecasts.Unscaled unscaled = forecasts.unscaled();
        if (unscaled.constant() + unscaled.tooShort() + unscaled.unknown() == 0) {
            return null;
        }
        String reason = unscaled.constant() > 0
                ? (forecasts.window().season() > 0
                                ? "the numbers of training repeat themselves each season"
                                : "the numbers of training do not change")
                        + ", so that the naive forecast has no error there to divide by"
                : unscaled.tooShort() > 0
                        ? "training has no more steps than a season"
                        : "the training steps, by which errors are scaled, are not at hand";
        List<String> without = IntStream.range(0, outputs.size())
                .filter(output -> Double.isNaN(forecasts.mase(forecasts.network(), output)))
                .mapToObj(outputs::get)
                .toList();
        return without.isEmpty()
                ? "MASE leaves out series of which " + reason
                : without.size() == outputs.size()
                        ? "no MASE: " + reason
                        : "no MASE of " + Text.list(without) + ": " + reason;
    }

    /** Null where there is one, or no season. */
    private static String withoutSeason(Forecasts forecasts) {
        return forecasts.window().season() == 0 || forecasts.seasonal() != null
                ? null
                : "no seasonal naive forecast: to some windows, no value a season before is known";
    }

    /** Of columns with the errors of all outputs. */
    static List<String> errorHeaders(Residuals residuals) {
        return residuals.isStandardised() ? List.of("RMSE, standardised", "MAE, standardised") : List.of("RMSE", "MAE");
    }

    private static Map<String, Residuals> rows(Forecasts forecasts) {
        Map<String, Residuals> rows = new LinkedHashMap<>();
        rows.put("network", forecasts.network());
        rows.put("last value", forecasts.last());
        if (forecasts.seasonal() != null) {
            rows.put("seasonal naive, season " + forecasts.window().season(), forecasts.seasonal());
        }
        return rows;
    }

    /**
     * standardised (whether rmse and mae of all outputs are), rmse, mae, mase of a forecast, outputs (output, rmse, mae, mase), and
     * of forecasts maseScale, the naive forecast by whose error mase is scaled, lastValue and seasonalNaive, each with rmse, mae and
     * mase.
     *
     * @param forecasts null for what is no forecast
     */
    public static Map<String, Object> json(Residuals residuals, List<String> outputs, Forecasts forecasts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("standardised", residuals.isStandardised());
        json.putAll(errors(residuals, forecasts));
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("output", outputs.get(output));
            row.put("rmse", residuals.rmse(output));
            row.put("mae", residuals.mae(output));
            if (forecasts != null) {
                row.put("mase", forecasts.mase(residuals, output));
            }
            rows.add(row);
        }
        json.put("outputs", rows);
        if (forecasts != null) {
            json.put("maseScale", scale(forecasts));
            json.put("lastValue", errors(forecasts.last(), forecasts));
            json.put("seasonalNaive", forecasts.seasonal() == null ? null : errors(forecasts.seasonal(), forecasts));
        }
        return json;
    }

    /** standardised, rmse, mae and outputs (output, rmse, mae), as of errors that are no forecasts'. */
    static Map<String, Object> json(Errors errors, List<String> outputs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("standardised", errors.isStandardised());
        json.put("rmse", errors.rmse());
        json.put("mae", errors.mae());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("output", outputs.get(output));
            row.put("rmse", errors.rmse(output));
            row.put("mae", errors.mae(output));
            rows.add(row);
        }
        json.put("outputs", rows);
        return json;
    }

    private static Map<String, Object> errors(Residuals residuals, Forecasts forecasts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rmse", residuals.rmse());
        json.put("mae", residuals.mae());
        if (forecasts != null) {
            json.put("mase", forecasts.mase(residuals));
        }
        return json;
    }

    /** A number of any size in a few digits, such as 0.012346 and 12346, of large ones those before the point or seven; a hyphen for none. */
    public static String figure(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        if (size >= WHOLE) {
            return Text.format(size < LARGE ? "%.0f" : "%.6e", value);
        }
        if (size != 0 && size < SMALL) {
            return Text.format("%.4e", value);
        }
        BigDecimal digits = new BigDecimal(value).round(new MathContext(DIGITS));
        // As many digits of a round number as of any other.
        int decimals = Math.max(0, DIGITS - digits.precision() + digits.scale());
        return digits.signum() == 0
                ? "0"
                : digits.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString();
    }
}
