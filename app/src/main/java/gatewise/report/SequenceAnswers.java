package gatewise.report;

import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.io.Text;
import gatewise.scoring.Scores;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** What a network says of sequences, in words and for JSON. */
public final class SequenceAnswers {
    private static final int INDENT = 4;
    private static final int MOST_NUMBERS = 12;
    private static final int MOST_RUNS = 40;

    private final Form form;
    private final int top;

    /** @param top classes to name in words */
    public SequenceAnswers(Form form, int top) {
        this.form = form;
        this.top = top;
    }

    /**
     * For JSON: predicted and classes (label, probability); numbers (output, predicted); where each step has a class, predicted,
     * labels, and probabilities by step in the order of labels. With actual, where that is known.
     *
     * @param answers as {@link gatewise.scoring.Inference} gives them
     */
    public Map<String, Object> json(float[][] answers, SequenceSet set, int sequence) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (form.task().atEveryStep()) {
            if (set.isLabelled()) {
                json.put("actual", tags(answers.length, t -> set.label(sequence, t)));
            }
            json.put("predicted", tags(answers.length, t -> Scores.highest(answers[t])));
            json.put("labels", form.outputs());
            json.put("probabilities", answers);
            return json;
        }
        if (form.task().saysClasses() && set.isLabelled()) {
            json.put("actual", form.outputs().get(set.label(sequence)));
        }
        json.putAll(json(answers[0]));
        if (!form.task().saysClasses() && set.isLabelled()) {
            json.put(
                    "actual",
                    IntStream.range(0, form.outputs().size())
                            .mapToObj(output -> set.target(sequence, output))
                            .toList());
        }
        return json;
    }

    private List<String> tags(int steps, IntFunction<Integer> tag) {
        return IntStream.range(0, steps)
                .mapToObj(t -> form.outputs().get(tag.apply(t)))
                .toList();
    }

    /** The same of one answer, not knowing what is true. */
    public Map<String, Object> json(float[] answer) {
        Map<String, Object> json = new LinkedHashMap<>();
        List<Map<String, Object>> rows = new ArrayList<>();
        if (form.task().saysClasses()) {
            for (int i : likeliest(answer)) {
                rows.add(row("label", form.outputs().get(i), "probability", answer[i]));
            }
            json.put("predicted", rows.get(0).get("label"));
            json.put("classes", rows);
        } else {
            for (int output = 0; output < answer.length; output++) {
                rows.add(row("output", form.outputs().get(output), "predicted", number(answer, output)));
            }
            json.put("numbers", rows);
        }
        return json;
    }

    private static Map<String, Object> row(String first, Object a, String second, Object b) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put(first, a);
        row.put(second, b);
        return row;
    }

    private static List<Integer> likeliest(float... answer) {
        return IntStream.range(0, answer.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -answer[i]))
                .toList();
    }

    /** In the units of the file. */
    private float number(float[] answer, int output) {
        return Scores.requireFinite(form.outputScaling().unscaled(output, answer[output]))[0];
    }

    /**
     * For JSON: file, sequence and what {@link #json(float[][], SequenceSet, int)} has.
     *
     * @param file null if it is not to be named
     */
    public Map<String, Object> json(String file, float[][] answers, SequenceSet set, int sequence) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (file != null) {
            json.put("file", file);
        }
        json.put("sequence", set.name(sequence));
        json.putAll(json(answers, set, sequence));
        return json;
    }

    /** What a line about a sequence of a file begins with. */
    public static String called(String sequence) {
        String shown = Text.line(sequence, 120);
        return (shown.matches("[0-9]+") ? "sequence " + shown : shown) + ":";
    }

    /**
     * What a network says of a sequence.
     *
     * @param name what the line begins with
     * @param width columns that it is to fit into, broken between words
     */
    public String line(String name, float[][] answers, SequenceSet set, int sequence, int width) {
        List<String> line = new ArrayList<>();
        line.add(name);
        line.addAll(words(answers, set, sequence));
        return Prose.fill(spaced(line), "", width, INDENT);
    }

    /** In words that may be on lines of their own. */
    public List<String> words(float[][] answers, SequenceSet set, int sequence) {
        List<String> words = new ArrayList<>();
        if (form.task().atEveryStep()) {
            words.addAll(runs(answers.length, t -> Scores.highest(answers[t])));
            if (set.isLabelled()) {
                words.addAll(inBrackets(runs(answers.length, t -> set.label(sequence, t))));
            }
            return words;
        }
        words.addAll(words(answers[0]));
        if (set.isLabelled()) {
            words.addAll(inBrackets(
                    form.task().saysClasses()
                            ? List.of(visible(set.label(sequence)))
                            : numbers(output -> set.target(sequence, output))));
        }
        return words;
    }

    /** The same of one answer. */
    public List<String> words(float[] answer) {
        return form.task().saysClasses()
                ? likeliest(answer).stream()
                        .limit(top)
                        .map(i -> Text.format("%s %.1f%%", visible(i), 100 * answer[i]))
                        .toList()
                : numbers(output -> number(answer, output));
    }

    /** On one line: one blank after a comma, two between others. */
    public static List<String> spaced(List<String> words) {
        List<String> spaced = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            boolean last = i + 1 == words.size();
            spaced.add(words.get(i) + (last ? "" : words.get(i).endsWith(",") ? " " : "  "));
        }
        return spaced;
    }

    /** What is true. */
    private static List<String> inBrackets(List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.set(0, "(is " + all.get(0));
        all.set(all.size() - 1, all.get(all.size() - 1) + ")");
        return all;
    }

    private static List<String> listed(List<String> pieces, int more) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            words.add(pieces.get(i) + (i + 1 < pieces.size() || more > 0 ? "," : ""));
        }
        if (more > 0) {
            words.add("... " + more + " more");
        }
        return words;
    }

    private String visible(int output) {
        return Text.quoted(Text.line(form.outputs().get(output), 120));
    }

    /** Such as {@code load+1 12.4, load+2 13}. */
    private List<String> numbers(IntFunction<Float> value) {
        int count = form.outputs().size();
        List<String> pieces = new ArrayList<>();
        for (int output = 0; output < Math.min(MOST_NUMBERS, count); output++) {
            pieces.add(visible(output) + " " + ResidualReport.figure(value.apply(output)));
        }
        return listed(pieces, count - pieces.size());
    }

    /** Such as {@code walk x12, stand x5}. */
    private List<String> runs(int steps, IntFunction<Integer> tag) {
        List<String> runs = new ArrayList<>();
        int more = 0;
        for (int from = 0, end; from < steps; from = end) {
            int of = tag.apply(from);
            end = from + 1;
            while (end < steps && tag.apply(end) == of) {
                end++;
            }
            if (runs.size() < MOST_RUNS) {
                runs.add(visible(of) + " x" + (end - from));
            } else {
                more++;
            }
        }
        return listed(runs, more);
    }
}
