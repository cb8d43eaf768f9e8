package gatewise.report;

import gatewise.data.Dataset;
import gatewise.io.Text;
import gatewise.study.SpeedMeasurement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How fast engines are. */
public final class SpeedReport {
    private SpeedReport() {}

    /** A row a network and engine; of sequences also what share of the steps that are computed in training is padding. */
    public static TextTable table(List<SpeedMeasurement.Speed> speeds, Dataset data) {
        boolean images = data.form().isImages();
        List<String> headers = new ArrayList<>(List.of("network", "engine", "threads"));
        headers.add("training " + data.form().noun() + "/s");
        headers.add("scoring " + data.form().noun() + "/s");
        if (!images) {
            headers.add("padded steps");
        }
        headers.add("one " + data.form().one() + " p50 \u00b5s");
        headers.add("p99 \u00b5s");
        TextTable table = new TextTable(headers).keys(3);
        for (SpeedMeasurement.Speed speed : speeds) {
            SpeedMeasurement.Figures figures = speed.figures();
            List<Object> cells = new ArrayList<>(List.of(speed.network(), speed.engine(), speed.threads()));
            cells.add(Math.round(figures.training()));
            cells.add(Math.round(figures.scoring()));
            if (!images) {
                cells.add(Text.format("%.1f%%", 100 * figures.padding()));
            }
            cells.add(Text.format("%.1f", figures.latencyP50()));
            cells.add(Text.format("%.1f", figures.latencyP99()));
            table.row(cells.toArray());
        }
        return table;
    }

    /** The same for programs. */
    public static List<Map<String, Object>> json(List<SpeedMeasurement.Speed> speeds, Dataset data) {
        String noun = data.form().isImages() ? "Images" : "Sequences";
        List<Map<String, Object>> rows = new ArrayList<>();
        for (SpeedMeasurement.Speed speed : speeds) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("network", speed.network());
            row.put("engine", speed.engine());
            row.put("threads", speed.threads());
            row.put("training" + noun + "PerSecond", speed.figures().training());
            row.put("scoring" + noun + "PerSecond", speed.figures().scoring());
            if (!data.form().isImages()) {
                row.put("paddedSteps", speed.figures().padding());
            }
            row.put("latencyP50", speed.figures().latencyP50());
            row.put("latencyP99", speed.figures().latencyP99());
            rows.add(row);
        }
        return rows;
    }
}
