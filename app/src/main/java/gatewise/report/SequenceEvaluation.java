package gatewise.report;

import gatewise.data.Form;
import gatewise.data.NumberSequences;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import gatewise.io.Text;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Forecasts;
import gatewise.scoring.LengthGroups;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import gatewise.scoring.SequenceErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a network does on sequences whose truth is known, in tables and for JSON.
 *
 * @param forecasts what it said beside naive forecasts; null where nothing is forecast
 */
public record SequenceEvaluation(Result result, SequenceSet set, Form form, Forecasts forecasts) {

    private List<String> outputs() {
        return form.outputs();
    }

    private SequenceErrors errors() {
        return SequenceErrors.of((Scores) result, set);
    }

    /** The sequences that it did worst on, the worst first: with classes those with mistakes alone, of one class the surest first. */
    public List<Integer> worst() {
        if (result instanceof Residuals residuals) {
            return residuals.worst();
        }
        return form.task() == Task.TAG ? errors().worst() : ((Scores) result).mistakes();
    }

    /** Some of these to be shown: of windows that forecast the same steps one alone. */
    public List<Integer> worst(int most) {
        if (forecasts == null) {
            return worst().stream().limit(most).toList();
        }
        NumberSequences windows = (NumberSequences) set;
        List<Integer> apart = new ArrayList<>();
        for (int i : worst()) {
            int first = windows.firstStep(i);
            if (apart.size() < most
                    && apart.stream()
                            .noneMatch(other -> Math.abs(windows.firstStep(other) - first)
                                    < forecasts.window().horizon())) {
                apart.add(i);
            }
        }
        return apart;
    }

    /** A row for each of some sequences. */
    public TextTable table(List<Integer> sequences) {
        return switch (form.task()) {
            case CLASSIFY -> mistakes((Scores) result, sequences);
            case TAG -> taggedWrong(sequences);
            case REGRESS, FORECAST -> farOff((Residuals) result, sequences);
        };
    }

    private TextTable mistakes(Scores scores, List<Integer> sequences) {
        TextTable table = new TextTable("number", "sequence", "actual", "predicted", "probability");
        sequences.forEach(i -> table.row(
                i,
                name(i),
                outputs().get(scores.labels()[i]),
                outputs().get(scores.predicted(i)),
                Text.percent(scores.probabilities()[i][scores.predicted(i)])));
        return table;
    }

    private TextTable taggedWrong(List<Integer> sequences) {
        SequenceErrors errors = errors();
        TextTable table = new TextTable("number", "sequence", "steps", "said wrong");
        sequences.forEach(i -> table.row(i, name(i), errors.classes(i), errors.wrong(i)));
        return table;
    }

    private TextTable farOff(Residuals residuals, List<Integer> sequences) {
        boolean one = residuals.outputs() == 1;
        TextTable table = one
                ? new TextTable("number", form.one(), "actual", "predicted", "error")
                : new TextTable(
                        "number",
                        form.one(),
                        residuals.isStandardised() ? "mean error, standardised" : "mean error",
                        "furthest off",
                        "actual",
                        "predicted");
        sequences.forEach(i -> {
            int output = residuals.worstOutput(i);
            List<Object> cells = new ArrayList<>(List.of(i, name(i)));
            if (!one) {
                cells.add(ResidualReport.figure(residuals.errorOf(i)));
                cells.add(outputs().get(output));
            }
            cells.add(ResidualReport.figure(residuals.truths()[i][output]));
            cells.add(ResidualReport.figure(residuals.answers()[i][output]));
            if (one) {
                cells.add(ResidualReport.figure(residuals.error(i, 0)));
            }
            table.row(cells.toArray());
        });
        return table;
    }

    /** What messages call a sequence, in a bounded length. */
    public String name(int sequence) {
        return Text.name(set.name(sequence));
    }

    /** Errors by length, shorter sequences first; null where all have one length. */
    public TextTable lengths() {
        if (set.isOfOneLength()) {
            return null;
        }
        boolean classes = form.task().saysClasses();
        List<String> headers = new ArrayList<>(List.of("steps", form.noun()));
        headers.addAll(classes ? List.of("accuracy") : ResidualReport.errorHeaders((Residuals) result));
        TextTable table = new TextTable(headers);
        SequenceErrors errors = classes ? errors() : null;
        for (LengthGroups.Group group : LengthGroups.of(set)) {
            int count = group.sequences().length;
            if (classes) {
                table.row(group.name(), count, Text.percent(errors.accuracy(group.sequences())));
            } else {
                Residuals some = ((Residuals) result).select(group.sequences());
                table.row(group.name(), count, ResidualReport.figure(some.rmse()), ResidualReport.figure(some.mae()));
            }
        }
        return table;
    }

    /**
     * task, features, labels (in the order of confusion and probabilities) or targets (in that of actual and predicted), and
     * sequences; of classes accuracy, macroF1, classes (label, precision, recall, f1, sequences or steps) and confusion,
     * of numbers what {@link ResidualReport#json} has; lengths (least, most, sequences, and accuracy, or rmse and mae) where they differ;
     * worst, all that are {@linkplain #worst() worst}, with number and name.
     */
    public Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("task", form.task());
        json.put("features", form.features());
        json.put(form.task().saysClasses() ? "labels" : "targets", form.outputs());
        json.put("sequences", set.count());
        if (result instanceof Scores scores) {
            Evaluation evaluation = scores.evaluation();
            json.put("accuracy", evaluation.accuracy());
            json.put("macroF1", evaluation.macroF1());
            if (form.task().atEveryStep()) {
                json.put("steps", evaluation.images());
            }
            json.put("classes", EvaluationReport.classesJson(evaluation, outputs(), form.itemNoun()));
            json.put("confusion", evaluation.confusion());
        } else {
            json.putAll(ResidualReport.json((Residuals) result, outputs(), forecasts));
        }
        if (!set.isOfOneLength()) {
            json.put("lengths", lengthsJson());
        }
        SequenceErrors errors = form.task() == Task.TAG ? errors() : null;
        json.put("worst", worst().stream().map(i -> worstJson(i, errors)).toList());
        return json;
    }

    private List<Map<String, Object>> lengthsJson() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (LengthGroups.Group group : LengthGroups.of(set)) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("least", group.least());
            row.put("most", group.most());
            row.put("sequences", group.sequences().length);
            if (result instanceof Residuals residuals) {
                Residuals some = residuals.select(group.sequences());
                row.put("rmse", some.rmse());
                row.put("mae", some.mae());
            } else {
                row.put("accuracy", errors().accuracy(group.sequences()));
            }
            rows.add(row);
        }
        return rows;
    }

    private Map<String, Object> worstJson(int sequence, SequenceErrors errors) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("number", sequence);
        row.put("name", set.name(sequence));
        if (result instanceof Residuals residuals) {
            row.put("error", residuals.errorOf(sequence));
            row.put("actual", residuals.truths()[sequence]);
            row.put("predicted", residuals.answers()[sequence]);
        } else if (errors != null) {
            row.put("steps", errors.classes(sequence));
            row.put("wrong", errors.wrong(sequence));
        } else {
            Scores scores = (Scores) result;
            row.put("actual", outputs().get(scores.labels()[sequence]));
            row.put("predicted", outputs().get(scores.predicted(sequence)));
            row.put("probabilities", scores.probabilities()[sequence]);
        }
        return row;
    }
}
