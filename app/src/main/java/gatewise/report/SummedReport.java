package gatewise.report;

import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.scoring.Evaluation;
import gatewise.scoring.SummedScore;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a network does on more sequences than are kept in memory, in tables and for JSON. */
public final class SummedReport {
    private SummedReport() {}

    /**
     * What was said of how many, such as {@code 98.03% of 10000 images, macro F1 0.9801}.
     *
     * @param score of what the truth is known of
     */
    public static String sentence(SummedScore score, Form form) {
        if (score.numbers() != null) {
            return Text.format("errors on %s", Text.count(score.sequences(), form.one()));
        }
        Evaluation classes = score.classes();
        return Text.format(
                "%s of %d %s, macro F1 %.4f",
                Text.percent(classes.accuracy()),
                classes.images(),
                form.task().atEveryStep() ? "steps of " + Text.count(score.sequences(), "sequence") : form.noun(),
                classes.macroF1());
    }

    /** Of classes one of each, and their confusions; of numbers the errors of each. */
    public static List<TextTable> tables(SummedScore score, Form form, int width) {
        return score.numbers() != null
                ? List.of(ResidualReport.table(score.numbers(), form.outputs()))
                : List.of(
                        EvaluationReport.classes(score.classes(), form.outputs(), form.itemNoun()),
                        TextTable.confusion(score.classes().confusion(), form.outputs(), width));
    }

    /**
     * task, labels or targets, sequences; of classes accuracy, macroF1, classes and confusion, of numbers standardised, rmse, mae and
     * outputs, as an evaluation has them.
     */
    public static Map<String, Object> json(SummedScore score, Form form) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", form.task());
        json.put(form.task().saysClasses() ? "labels" : "targets", new ArrayList<>(form.outputs()));
        json.put(form.kind(), score.sequences());
        if (score.numbers() != null) {
            json.putAll(ResidualReport.json(score.numbers(), form.outputs()));
            return json;
        }
        Evaluation classes = score.classes();
        json.put("accuracy", classes.accuracy());
        json.put("macroF1", classes.macroF1());
        if (form.task().atEveryStep()) {
            json.put("steps", classes.images());
        }
        json.put("classes", EvaluationReport.classesJson(classes, form.outputs(), form.itemNoun()));
        json.put("confusion", classes.confusion());
        return json;
    }
}
