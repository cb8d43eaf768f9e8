package gatewise.report;

import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.scoring.Residuals;
import gatewise.scoring.Scores;
import gatewise.scoring.SequenceErrors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What stands below the picture of a sequence: its name, its steps, what is true and what was said. Names alone are shortened. */
final class SequenceCaptions {
    private static final int MOST_SEQUENCE = 100;
    private static final int MOST_OUTPUT = 60;

    private final SequenceEvaluation evaluation;
    private final SequenceErrors errors;

    /** @param errors of steps that have classes; null where they have none */
    SequenceCaptions(SequenceEvaluation evaluation, SequenceErrors errors) {
        this.evaluation = evaluation;
        this.errors = errors;
    }

    /** Texts, each of which begins a line. */
    List<String> of(int sequence) {
        String name = evaluation.set().name(sequence);
        List<String> captions = new ArrayList<>();
        captions.add(name.matches("[0-9]+") ? "sequence " + name : Text.line(name, MOST_SEQUENCE));
        captions.add(Text.count(evaluation.set().length(sequence), "step"));
        if (errors != null) {
            captions.add(errors.wrong(sequence) + " wrong, most " + mostOften(sequence));
        } else if (evaluation.result() instanceof Scores scores) {
            int predicted = scores.predicted(sequence);
            captions.add(mistake(scores.labels()[sequence], predicted)
                    + "  "
                    + Text.percent(scores.probabilities()[sequence][predicted]));
        } else {
            Residuals residuals = (Residuals) evaluation.result();
            int worst = residuals.worstOutput(sequence);
            if (residuals.outputs() > 1) {
                captions.add(output(worst));
            }
            captions.add("is "
                    + ResidualReport.figure(residuals.truths()[sequence][worst])
                    + ", said "
                    + ResidualReport.figure(residuals.answers()[sequence][worst]));
        }
        return captions;
    }

    private String output(int output) {
        Form form = evaluation.form();
        return Text.line(form.outputs().get(output), MOST_OUTPUT);
    }

    private String mistake(int actual, int predicted) {
        return output(actual) + " \u2192 " + output(predicted);
    }

    /** The mistake that is made at most steps of a sequence. */
    private String mostOften(int sequence) {
        int[] actual = errors.actual(sequence);
        int[] predicted = errors.predicted(sequence);
        Map<String, Integer> counts = new TreeMap<>();
        for (int t = 0; t < actual.length; t++) {
            if (actual[t] != predicted[t]) {
                counts.merge(mistake(actual[t], predicted[t]), 1, Integer::sum);
            }
        }
        return Collections.max(counts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }
}
