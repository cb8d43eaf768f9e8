package gatewise.report;

import gatewise.explain.SequenceTrace;
import gatewise.io.Text;
import gatewise.network.Cell;
import java.util.ArrayList;
import java.util.List;

/** How a sequence that is no image was read, in words. */
public final class SequenceReport {
    private static final int MOST_SAID = 3;
    private static final int MOST_RANGES = 10;

    private SequenceReport() {}

    /** What the reading came to in a few words, for a picture. */
    static String head(SequenceTrace trace) {
        return switch (trace.task()) {
            case CLASSIFY ->
                "read as " + Text.quoted(StepPanel.label((String) trace.predicted())) + " "
                        + TraceReport.settled(trace.trace(), "step");
            case TAG -> trace.truth().isKnown() ? right(trace) : "says a class at each step";
            case REGRESS, FORECAST -> numbers(trace);
        };
    }

    private static String numbers(SequenceTrace trace) {
        float[] answer = trace.answers()[trace.steps() - 1];
        if (answer.length > MOST_SAID) {
            return Text.format("says %d numbers", answer.length);
        }
        List<String> said = new ArrayList<>();
        for (int output = 0; output < answer.length; output++) {
            said.add(
                    Text.quoted(StepPanel.label(trace.outputs().get(output))) + " " + StepPanel.figure(answer[output]));
        }
        return "says " + String.join(", ", said);
    }

    private static String right(SequenceTrace trace) {
        return Text.format("right at %d of %s", trace.steps() - trace.mistakes().size(), steps(trace));
    }

    private static String steps(SequenceTrace trace) {
        return Text.count(trace.steps(), "step");
    }

    /** What the reading shows, a sentence a line: the class that was said and whether it is right, and what the gates of each layer did. */
    public static String summary(SequenceTrace trace, Cell cell) {
        return answer(trace) + TraceReport.gates(trace.trace(), cell, "step");
    }

    private static String answer(SequenceTrace trace) {
        switch (trace.task()) {
            case CLASSIFY -> {
                String answer = Text.quoted(Text.visible((String) trace.predicted()));
                Object truth = trace.truth().named(trace.form());
                return Text.format(
                        "%s with %.1f%%; the guess is %s %s%s%n",
                        answer,
                        100 * trace.answers()[trace.steps() - 1][trace.trace().answer()],
                        answer,
                        TraceReport.settled(trace.trace(), "step"),
                        truth == null
                                ? ""
                                : truth.equals(trace.predicted())
                                        ? ", and right"
                                        : ", but it is " + Text.quoted(Text.visible((String) truth)));
            }
            case TAG -> {
                if (!trace.truth().isKnown()) {
                    return Text.format("says a class at each of %s%n", steps(trace));
                }
                return Text.format(
                        "%s%s%n",
                        right(trace), trace.mistakes().isEmpty() ? "" : "; wrong at " + ranges(trace.mistakes()));
            }
            default -> {
                return "";
            }
        }
    }

    /** Steps in ascending order, such as {@code 3, 7 to 9}. */
    private static String ranges(List<Integer> steps) {
        List<String> ranges = new ArrayList<>();
        for (int from = 0, to; from < steps.size(); from = to) {
            to = from + 1;
            while (to < steps.size() && steps.get(to) == steps.get(to - 1) + 1) {
                to++;
            }
            ranges.add(to - from == 1 ? steps.get(from) + "" : steps.get(from) + " to " + steps.get(to - 1));
        }
        int more = ranges.size() - MOST_RANGES;
        return more <= 0
                ? String.join(", ", ranges)
                : String.join(", ", ranges.subList(0, MOST_RANGES)) + " and " + more + " more places";
    }

    /**
     * The numbers that are said after the last step, with the true ones where they are known; null where classes are said.
     *
     * @param readings as for {@link SequenceTable#of}
     */
    public static TextTable numbers(List<SequenceTrace> readings) {
        SequenceTrace last = readings.get(readings.size() - 1);
        if (last.task().saysClasses()) {
            return null;
        }
        List<String> headers = new ArrayList<>(List.of("output"));
        headers.addAll(readings.size() > 1 ? List.of("before", "after") : List.of("answer"));
        float[] truth = last.truth().numbers();
        if (truth != null) {
            headers.add("true");
        }
        TextTable table = new TextTable(headers);
        for (int output = 0; output < last.outputs().size(); output++) {
            List<Float> numbers = new ArrayList<>();
            for (SequenceTrace reading : readings) {
                numbers.add(reading.answers()[reading.steps() - 1][output]);
            }
            if (truth != null) {
                numbers.add(truth[output]);
            }
            Decimals decimals = Decimals.of(numbers.stream().mapToDouble(number -> number));
            List<String> row =
                    new ArrayList<>(List.of(StepPanel.label(last.outputs().get(output))));
            numbers.forEach(number -> row.add(decimals.text(number)));
            table.row(row);
        }
        return table;
    }
}
