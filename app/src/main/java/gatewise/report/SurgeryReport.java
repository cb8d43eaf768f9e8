package gatewise.report;

import gatewise.explain.SurgeryScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What surgery did to the answers for many images: a table and a map for JSON. */
public final class SurgeryReport {
    private SurgeryReport() {}

    /** The share of each class that is recognised, before and after, and of all images. */
    public static TextTable table(SurgeryScore score, List<String> labels) {
        TextTable table = new TextTable("class", "images", "before", "after", "change");
        for (int label = 0; label < labels.size(); label++) {
            row(
                    table,
                    labels.get(label),
                    score.before().actual(label),
                    score.before().recall(label),
                    score.after().recall(label));
        }
        row(
                table,
                "all",
                score.before().images(),
                score.before().accuracy(),
                score.after().accuracy());
        return table;
    }

    private static void row(TextTable table, String name, long images, double before, double after) {
        table.row(name, images, percent("%.2f%%", before), percent("%.2f%%", after), percent("%+.2f", after - before));
    }

    private static String percent(String format, double share) {
        return Double.isNaN(share) ? "-" : String.format(Locale.ROOT, format, 100 * share);
    }

    /** images, before, after, classes (label, images, before, after); null where a class has no image. */
    public static Map<String, Object> json(SurgeryScore score, List<String> labels) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int label = 0; label < labels.size(); label++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels.get(label));
            row.put("images", score.before().actual(label));
            row.put("before", defined(score.before().recall(label)));
            row.put("after", defined(score.after().recall(label)));
            classes.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("images", score.before().images());
        json.put("before", score.before().accuracy());
        json.put("after", score.after().accuracy());
        json.put("classes", classes);
        return json;
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }
}
