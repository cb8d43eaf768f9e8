package gatewise.report;

import gatewise.explain.SurgeryErrors;
import gatewise.explain.SurgeryErrors.OfOutput;
import gatewise.explain.SurgeryScore;
import gatewise.io.Text;

/** What surgery did to the answers for many images or other sequences: a table. */
public final class SurgeryReport {
    private SurgeryReport() {}

    /** The share of each class that is recognised, before and after, and of all images. */
    public static TextTable table(SurgeryScore score) {
        return table(score, "images");
    }

    /**
     * The same of what is no image.
     *
     * @param items what is classified, such as {@code sequences}
     */
    public static TextTable table(SurgeryScore score, String items) {
        TextTable table = new TextTable("class", items, "before", "after", "change");
        score.classes().forEach(row -> add(table, row.label(), row.images(), row.before(), row.after()));
        add(table, "all", score.images(), score.before(), score.after());
        return table;
    }

    /** The root of the mean squared error of each number, before and after, and of all. */
    public static TextTable table(SurgeryErrors errors) {
        TextTable table = new TextTable("output", "RMSE before", "after", "change");
        errors.outputs().forEach(row -> add(table, row));
        if (errors.outputs().size() > 1) {
            add(
                    table,
                    new OfOutput(errors.standardised() ? "all, standardised" : "all", errors.before(), errors.after()));
        }
        return table;
    }

    private static void add(TextTable table, OfOutput row) {
        table.row(
                row.output(),
                StepPanel.figure(row.before()),
                StepPanel.figure(row.after()),
                (row.after() > row.before() ? "+" : "") + StepPanel.figure(row.after() - row.before()));
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
