package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Provenance;
import gatewise.data.Form;
import gatewise.data.NaiveForecast;
import gatewise.data.Task;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.EvaluationReport;
import gatewise.report.ResidualReport;
import gatewise.report.SequenceEvaluation;
import gatewise.report.SequencePictures;
import gatewise.report.TextTable;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** How a model does on sequences, as {@code evaluate} says it. */
final class SequenceScore {
    private static final int NAMED = 5;

    private final String title;
    private final ModelSequences.Known known;
    private final SequenceEvaluation evaluation;
    private final int targets;

    private SequenceScore(String title, ModelSequences.Known known, SequenceEvaluation evaluation, int targets) {
        this.title = title;
        this.known = known;
        this.evaluation = evaluation;
        this.targets = targets;
    }

    /** Scores a model on sequences whose truth is known. */
    static SequenceScore of(Checkpoint checkpoint, DataOption data) {
        Provenance provenance = checkpoint.provenance();
        ModelSequences.Known known = new ModelSequences(provenance, data).known();
        Form form = provenance.form();
        Result result = Result.of(checkpoint.network(), known.set(), form);
        result.requireFinite();
        NaiveForecast naive = known.naive().get();
        Forecasts forecasts = naive == null ? null : Forecasts.of((Residuals) result, known.set(), naive);
        return new SequenceScore(
                checkpoint.spec().title(),
                known,
                new SequenceEvaluation(result, known.set(), form, forecasts),
                naive == null ? 1 : naive.targets());
    }

    /**
     * Writes pictures.
     *
     * @param file where to, by their names
     */
    List<Path> pictures(Function<String, Path> file) {
        return SequencePictures.write(file, evaluation, title, targets);
    }

    String json() {
        return Json.pretty(evaluation.json());
    }

    /**
     * Says how it did.
     *
     * @param written pictures
     * @param next the command that looks at a test sequence
     */
    void print(PrintWriter out, Terminal terminal, List<Path> written, Function<Integer, String> next) {
        int width = terminal.outWidth();
        out.println(known.summary().apply(width));
        List<String> outputs = evaluation.form().outputs();
        if (evaluation.result() instanceof Scores scores) {
            Evaluation classes = scores.evaluation();
            String noun = evaluation.form().itemNoun();
            out.println(terminal.prose(Text.format(
                    "%s on %s: %s of %d %s, macro F1 %.4f%n",
                    title,
                    Text.visible(known.name()),
                    terminal.accuracy(Text.percent(classes.accuracy())),
                    classes.images(),
                    evaluation.form().task().atEveryStep()
                            ? "steps of " + Text.count(evaluation.set().count(), "test sequence")
                            : "test sequences",
                    classes.macroF1())));
            out.println(terminal.tables(
                    EvaluationReport.classes(classes, outputs, noun).toString(width)));
            out.println(terminal.tables(
                    TextTable.confusion(classes.confusion(), outputs, width).toString(width)));
        } else {
            out.println(terminal.prose(Text.format(
                    "%s on %s: errors on %d test %s%n",
                    title,
                    Text.visible(known.name()),
                    evaluation.set().count(),
                    evaluation.form().noun())));
            Residuals residuals = (Residuals) evaluation.result();
            out.println(terminal.tables(ResidualReport.table(residuals, outputs, evaluation.forecasts())
                    .toString(width)));
            if (evaluation.forecasts() != null) {
                out.println(terminal.tables(
                        ResidualReport.table(evaluation.forecasts()).toString(width)));
                TestScore.printScale(evaluation.forecasts(), outputs, out, terminal);
            }
        }
        TextTable lengths = evaluation.lengths();
        if (lengths != null) {
            out.println(terminal.tables(lengths.toString(width)));
        }
        List<Integer> worst = evaluation.worst(NAMED);
        if (!worst.isEmpty()) {
            out.println(terminal.heading(
                    evaluation.form().task() == Task.CLASSIFY
                            ? "the surest mistakes:"
                            : "the worst " + evaluation.form().noun() + ":"));
            out.println(evaluation.table(worst).toString(width));
        }
        if (worst.isEmpty()) {
            out.println("no mistakes: there is no worst.png to draw\n");
        }
        out.println(terminal.heading("written:"));
        written.forEach(path -> out.println("  " + path));
        if (!worst.isEmpty()) {
            out.println(terminal.heading("next:") + " " + next.apply(worst.get(0)));
        }
    }
}
