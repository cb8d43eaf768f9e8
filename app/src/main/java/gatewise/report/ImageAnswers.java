package gatewise.report;

import gatewise.io.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What a network says of images, in words and for JSON. */
public final class ImageAnswers {
    private static final int INDENT = 4;

    private final List<String> labels;
    private final int top;

    /** @param top classes to name in words */
    public ImageAnswers(List<String> labels, int top) {
        this.labels = labels;
        this.top = top;
    }

    /**
     * For JSON: image, actual where that is known, predicted, and classes (label, probability), the likeliest first.
     *
     * @param actual null if it is not known
     */
    public Map<String, Object> json(String image, String actual, float[] probabilities) {
        List<Map<String, Object>> classes = IntStream.range(0, probabilities.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -probabilities[i]))
                .map(i -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("label", labels.get(i));
                    row.put("probability", probabilities[i]);
                    return row;
                })
                .toList();
        Map<String, Object> result = new LinkedHashMap<>();
        result.put("image", image);
        if (actual != null) {
            result.put("actual", actual);
        }
        result.put("predicted", classes.get(0).get("label"));
        result.put("classes", classes);
        return result;
    }

    /**
     * The same in words.
     *
     * @param width columns that the line is to fit into, broken between words
     */
    @SuppressWarnings("unchecked")
    public String line(Map<String, Object> result, int width) {
        List<String> pieces = new ArrayList<>(List.of(Text.visible(result.get("image") + ":")));
        ((List<Map<String, Object>>) result.get("classes"))
                .stream()
                        .limit(top)
                        .forEach(row -> pieces.add(Text.format(
                                "%s %.1f%%",
                                Text.visible((String) row.get("label")), 100 * (float) row.get("probability"))));
        if (result.containsKey("actual")) {
            pieces.add("(is " + Text.visible((String) result.get("actual")) + ")");
        }
        return Prose.fill(pieces, "  ", width, INDENT);
    }
}
