package gatewise.report;

import gatewise.explain.SurgeryScore;
import gatewise.io.Text;

/** What surgery did to the answers for many images: a table. */
public final class SurgeryReport {
    private SurgeryReport() {}

    /** The share of each class that is recognised, before and after, and of all images. */
    public static TextTable table(SurgeryScore score) {
        TextTable table = new TextTable("class", "images", "before", "after", "change");
        score.classes().forEach(row -> add(table, row.label(), row.images(), row.before(), row.after()));
        add(table, "all", score.images(), score.before(), score.after());
        return table;
    }

    private static void add(TextTable table, String name, long images, Double before, Double after) {
        if (images == 0) {
            table.row(name, images, "-", "-", "-");
        } else {
            String change = percent("%+.2f", after - before);
            table.row(name, images, percent("%.2f%%", before), percent("%.2f%%", after), change);
        }
    }

    private static String percent(String format, double share) {
        return Text.format(format, 100 * share);
    }
}
