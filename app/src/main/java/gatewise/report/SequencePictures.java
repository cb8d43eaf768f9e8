package gatewise.report;

import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.data.Task;
import gatewise.io.Text;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import gatewise.scoring.Scores;
import gatewise.scoring.SequenceErrors;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The pictures of an evaluation on sequences: its confusion matrix or residuals, and the sequences that it did worst on. */
public final class SequencePictures {
    private static final int WORST = 24;

    private final SequenceEvaluation evaluation;
    private final SequenceSet set;
    private final Form form;
    private final String network;
    /** Numbers that are forecast of each step. */
    private final int targets;

    private SequencePictures(SequenceEvaluation evaluation, String network, int targets) {
        this.evaluation = evaluation;
        this.set = evaluation.set();
        this.form = evaluation.form();
        this.network = network;
        this.targets = targets;
    }

    /**
     * Writes confusion-matrix.png or residuals.png, and worst.png if there is a sequence with a mistake.
     *
     * @param file where to, by their names
     * @param network what its title says
     * @param targets numbers that are forecast of each step; where nothing is forecast, any
     * @return what was written
     * @throws gatewise.io.UserError (a failed job) if a file cannot be written
     */
    public static List<Path> write(
            Function<String, Path> file, SequenceEvaluation evaluation, String network, int targets) {
        SequencePictures pictures = new SequencePictures(evaluation, network, targets);
        Path result = pictures.writeResult(file);
        return evaluation.worst(1).isEmpty()
                ? List.of(result)
                : List.of(result, pictures.writeWorst(file.apply("worst.png")));
    }

    private Path writeResult(Function<String, Path> file) {
        if (evaluation.result() instanceof Scores scores) {
            Path matrix = file.apply("confusion-matrix.png");
            ConfusionChart.write(
                    matrix,
                    scores.evaluation().confusion(),
                    form.outputs(),
                    Text.format(
                            "%s: %d test %s, %.2f%% right",
                            network, scores.labels().length, form.itemNoun(), 100 * scores.accuracy()));
            return matrix;
        }
        Path chart = file.apply("residuals.png");
        Residuals residuals = (Residuals) evaluation.result();
        Forecasts forecasts = evaluation.forecasts();
        String title = Text.format("%s: %d test %s", network, set.count(), form.noun());
        if (forecasts != null && residuals.outputs() > targets) {
            List<String> names =
                    IntStream.range(0, targets).mapToObj(this::target).toList();
            ResidualChart.write(chart, title, forecasts, names);
        } else {
            ResidualChart.write(chart, title, residuals, form.outputs());
        }
        return chart;
    }

    /** The name of a target, without how many steps ahead it is. */
    private String target(int target) {
        return form.target(target);
    }

    private Path writeWorst(Path png) {
        List<Integer> worst = evaluation.worst(WORST);
        boolean forecast = form.task() == Task.FORECAST && form.features().contains(target(0));
        List<String> curves = forecast ? List.of("what came before") : form.features();
        String title = switch (form.task()) {
                    case CLASSIFY -> "The mistakes that " + network + " is surest of (actual \u2192 predicted)";
                    case TAG -> "The sequences of whose steps " + network + " got most wrong";
                    case REGRESS, FORECAST -> "The " + form.noun() + " that " + network + " is furthest off in";
                }
                + (curves.size() > 1 ? "; features standardised" : "");
        SequenceErrors errors = form.task() == Task.TAG ? SequenceErrors.of((Scores) evaluation.result(), set) : null;
        SequenceCaptions captions = new SequenceCaptions(evaluation, errors);
        SequenceSheet.write(
                png,
                title,
                curves,
                worst.stream()
                        .map(i -> new SequenceSheet.Sketch(
                                captions.of(i),
                                forecast ? series(i) : curves.size() > 1 ? set.steps(i) : set.values(i),
                                forecast ? forecast(i) : null,
                                errors == null ? null : wrong(i, errors)))
                        .toList());
        return png;
    }

    private static boolean[] wrong(int sequence, SequenceErrors errors) {
        int[] actual = errors.actual(sequence);
        int[] predicted = errors.predicted(sequence);
        boolean[] wrong = new boolean[actual.length];
        for (int t = 0; t < wrong.length; t++) {
            wrong[t] = actual[t] != predicted[t];
        }
        return wrong;
    }

    /** The target that is furthest off; the first, if that is no feature, too. */
    private int worstTarget(int sequence) {
        int target = ((Residuals) evaluation.result()).worstOutput(sequence) % targets;
        return form.features().contains(target(target)) ? target : 0;
    }

    private float[][] series(int sequence) {
        int feature = form.features().indexOf(target(worstTarget(sequence)));
        float[][] values = set.values(sequence);
        float[][] series = new float[values.length][1];
        for (int t = 0; t < series.length; t++) {
            series[t][0] = values[t][feature];
        }
        return series;
    }

    private SequenceSheet.Forecast forecast(int sequence) {
        Residuals residuals = (Residuals) evaluation.result();
        int target = worstTarget(sequence);
        int horizon = residuals.outputs() / targets;
        float[] actual = new float[horizon];
        float[] said = new float[horizon];
        for (int step = 0; step < horizon; step++) {
            actual[step] = residuals.truths()[sequence][step * targets + target];
            said[step] = residuals.answers()[sequence][step * targets + target];
        }
        return new SequenceSheet.Forecast(actual, said);
    }
}
