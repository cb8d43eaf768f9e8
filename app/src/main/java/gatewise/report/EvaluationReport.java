package gatewise.report;

import gatewise.data.ImageSet;
import gatewise.io.Text;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An evaluation in tables, as a map for JSON, and its worst mistakes. */
public final class EvaluationReport {
    private EvaluationReport() {}

    /** Precision, recall, F1 and number of images of each class. */
    public static TextTable classes(Evaluation evaluation, List<String> labels) {
        return classes(evaluation, labels, "images");
    }

    /** @param noun what has the classes, in the plural */
    public static TextTable classes(Evaluation evaluation, List<String> labels, String noun) {
        TextTable table = new TextTable("class", "precision", "recall", "F1", noun);
        for (int i = 0; i < labels.size(); i++) {
            table.row(
                    labels.get(i),
                    share(evaluation.precision(i)),
                    share(evaluation.recall(i)),
                    share(evaluation.f1(i)),
                    evaluation.actual(i));
        }
        return table;
    }

    private static String share(double value) {
        return Double.isNaN(value) ? "-" : Text.format("%.4f", value);
    }

    /**
     * accuracy, images, classes (label, precision, recall, f1, images; null where not defined), confusion, mistakes (the
     * surest first: index among the test images, actual, predicted, probabilities in the order of the classes).
     */
    public static Map<String, Object> json(Scores scores, List<String> labels) {
        Evaluation evaluation = scores.evaluation();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accuracy", evaluation.accuracy());
        json.put("images", evaluation.images());
        json.put("classes", classesJson(evaluation, labels, "images"));
        json.put("confusion", evaluation.confusion());
        json.put(
                "mistakes",
                scores.mistakes().stream().map(i -> mistake(scores, i, labels)).toList());
        return json;
    }

    /** A row for each class: label, precision, recall, f1, and how many there are under the plural noun of what has classes. */
    static List<Map<String, Object>> classesJson(Evaluation evaluation, List<String> labels, String noun) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels.get(i));
            row.put("precision", defined(evaluation.precision(i)));
            row.put("recall", defined(evaluation.recall(i)));
            row.put("f1", defined(evaluation.f1(i)));
            row.put(noun, evaluation.actual(i));
            classes.add(row);
        }
        return classes;
    }

    private static Map<String, Object> mistake(Scores scores, int image, List<String> labels) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("index", image);
        row.put("actual", labels.get(scores.labels()[image]));
        row.put("predicted", labels.get(scores.predicted(image)));
        row.put("probabilities", scores.probabilities()[image]);
        return row;
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The mistakes that the network was surest of, the surest first. */
    public static List<MistakeSheet.Mistake> worstMistakes(
            Scores scores, ImageSet images, List<String> labels, int most) {
        return scores.mistakes().stream()
                .limit(most)
                .map(i -> new MistakeSheet.Mistake(
                        i,
                        images.image(i),
                        labels.get(scores.labels()[i]),
                        labels.get(scores.predicted(i)),
                        scores.probabilities()[i][scores.predicted(i)]))
                .toList();
    }

    /** Their numbers among the test images, what they are, what they were taken for and how surely. */
    public static TextTable mistakes(List<MistakeSheet.Mistake> mistakes) {
        TextTable table = new TextTable("test image", "actual", "predicted", "probability");
        mistakes.forEach(mistake ->
                table.row(mistake.index(), mistake.actual(), mistake.predicted(), Text.percent(mistake.probability())));
        return table;
    }
}
