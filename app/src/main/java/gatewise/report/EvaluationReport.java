package gatewise.report;

import gatewise.data.ImageSet;
import gatewise.io.Text;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** An evaluation in tables, as a map for JSON, and its worst mistakes. */
public final class EvaluationReport {
    private EvaluationReport() {}

    /** Precision, recall, F1 and number of images of each class. */
    public static TextTable classes(Evaluation evaluation, List<String> labels) {
        TextTable table = new TextTable("class", "precision", "recall", "F1", "images");
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

    /** accuracy, images, classes (label, precision, recall, f1, images; null where not defined), confusion. */
    public static Map<String, Object> json(Evaluation evaluation, List<String> labels) {
        List<Map<String, Object>> classes = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("label", labels.get(i));
            row.put("precision", defined(evaluation.precision(i)));
            row.put("recall", defined(evaluation.recall(i)));
            row.put("f1", defined(evaluation.f1(i)));
            row.put("images", evaluation.actual(i));
            classes.add(row);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("accuracy", evaluation.accuracy());
        json.put("images", evaluation.images());
        json.put("classes", classes);
        json.put("confusion", evaluation.confusion());
        return json;
    }

    private static Double defined(double value) {
        return Double.isNaN(value) ? null : value;
    }

    /** The mistakes that the network was surest of, the surest first. */
    public static List<MistakeSheet.Mistake> worstMistakes(
            Scores scores, ImageSet images, List<String> labels, int most) {
        return IntStream.range(0, scores.labels().length)
                .filter(i -> scores.predicted(i) != scores.labels()[i])
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -scores.probabilities()[i][scores.predicted(i)]))
                .limit(most)
                .map(i -> new MistakeSheet.Mistake(
                        images.image(i),
                        labels.get(scores.labels()[i]),
                        labels.get(scores.predicted(i)),
                        scores.probabilities()[i][scores.predicted(i)]))
                .toList();
    }
}
