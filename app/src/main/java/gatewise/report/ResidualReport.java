package gatewise.report;

import gatewise.io.Text;
import gatewise.scoring.Residuals;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How far off numbers are, in the units of their file. */
public final class ResidualReport {
    private ResidualReport() {}

    /**
     * A row an output, and one for all.
     *
     * @param outputs their names
     */
    public static TextTable table(Residuals residuals, List<String> outputs) {
        TextTable table = new TextTable("output", "RMSE", "MAE");
        for (int output = 0; output < outputs.size(); output++) {
            table.row(outputs.get(output), figure(residuals.rmse(output)), figure(residuals.mae(output)));
        }
        return outputs.size() == 1 ? table : table.row("all", figure(residuals.rmse()), figure(residuals.mae()));
    }

    /** The same for a file. */
    public static Map<String, Object> json(Residuals residuals, List<String> outputs) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("rmse", residuals.rmse());
        json.put("mae", residuals.mae());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (int output = 0; output < outputs.size(); output++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("output", outputs.get(output));
            row.put("rmse", residuals.rmse(output));
            row.put("mae", residuals.mae(output));
            rows.add(row);
        }
        json.put("outputs", rows);
        return json;
    }

    private static String figure(double value) {
        return Text.format("%.4g", value);
    }
}
