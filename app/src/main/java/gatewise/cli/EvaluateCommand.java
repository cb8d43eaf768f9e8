package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.data.Dataset;
import gatewise.io.FileUri;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.report.ConfusionChart;
import gatewise.report.EvaluationReport;
import gatewise.report.MistakeSheet;
import gatewise.report.TextTable;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Scores;
import gatewise.training.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scores a network on all test images or sequences. */
@Command(
        name = "evaluate",
        description = {
            "Scores a network on all test images or sequences: accuracy, precision, recall and F1 of each class, the"
                    + " confusion matrix, and pictures of it and of the worst mistakes; of numbers their errors, of forecasts"
                    + " naive ones beside them; of sequences errors by length, and the worst by name.",
            ""
        },
        mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
    private static final int MISTAKES = 40;
    private static final int NAMED = 5;

    @Spec
    private CommandSpec command;

    @Mixin
    private ModelParameter model;

    @Mixin
    private DataOption data;

    @Option(
            names = "--json",
            description =
                    "Print the result as JSON, with the number and the probabilities of each mistake, or what was said"
                            + " of each sequence.")
    private boolean json;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            converter = Location.Converter.class,
            description =
                    "Folder for confusion-matrix.png and mistakes.png, of sequences confusion-matrix.png or residuals.png,"
                            + " and worst.png; default: evaluation/NAME beside the model NAME.zip. With --spark a folder or URI for what was"
                            + " said of each, part-00000 and so on; default: none.")
    private Location out;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "PATH",
            description =
                    "With --spark: the data, a file of sequences or of images (IDX), or a folder with test images.")
    private String path;

    @ArgGroup(exclusive = false, heading = "%nOn a cluster of Apache Spark:%n")
    private final SparkScoreOptions spark = new SparkScoreOptions();

    @Override
    public Integer call() {
        spark.check();
        if (spark.isGiven()) {
            return onSpark();
        }
        if (path != null) {
            throw new UserError(
                    "PATH is read by a cluster, got " + path + " without --spark", "give --spark, or --data " + path);
        }
        if (out != null && FileUri.isOne(out.text())) {
            throw new UserError(
                    "--out " + out.text() + ": a URI is written to by a cluster, got no --spark",
                    "give --spark, or a path");
        }
        Checkpoint checkpoint = model.load();
        if (!checkpoint.provenance().data().isImages()) {
            return sequences(checkpoint);
        }
        Dataset images = new ModelImages(checkpoint.provenance(), data).dataset();
        Scores scores = (Scores) Trainer.test(checkpoint.network(), images);
        Evaluation evaluation = scores.evaluation();
        List<String> labels = checkpoint.provenance().data().labels();
        List<MistakeSheet.Mistake> mistakes =
                EvaluationReport.worstMistakes(scores, images.testImages(), labels, MISTAKES);
        List<Path> written = pictures(checkpoint, images, evaluation, mistakes);
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(Json.pretty(EvaluationReport.json(scores, labels)));
            return 0;
        }
        Terminal terminal = Terminal.of(command);
        int width = terminal.outWidth();
        to.println(terminal.prose(Text.format(
                "%s on %s: %s of %d test images%n",
                checkpoint.spec().title(),
                images.name(),
                terminal.accuracy(Text.percent(evaluation.accuracy())),
                evaluation.images())));
        to.println(terminal.tables(EvaluationReport.classes(evaluation, labels).toString(width)));
        to.println(terminal.tables(
                TextTable.confusion(evaluation.confusion(), labels, width).toString(width)));
        if (!mistakes.isEmpty()) {
            to.println(terminal.heading("the surest mistakes:"));
            to.println(EvaluationReport.mistakes(mistakes.subList(0, Math.min(NAMED, mistakes.size())))
                    .toString(width));
        }
        to.println(terminal.heading("written:"));
        written.forEach(path -> to.println("  " + path));
        if (!mistakes.isEmpty()) {
            to.println(terminal.heading("next:") + " " + next(mistakes.get(0).index()));
        }
        return 0;
    }

    private int onSpark() {
        if (path == null || data.isGiven()) {
            throw new UserError(
                    "--spark reads one file or folder, which stands behind the model"
                            + (data.isGiven() ? ", got --data" : ""),
                    "give it as PATH" + (data.isGiven() ? ", and leave --data out" : ""));
        }
        SparkScoreOptions.Asked asked = new SparkScoreOptions.Asked(
                model.path(),
                path,
                out == null ? null : out.text(),
                true,
                new SparkAnswers.Shown(json, PredictCommand.TOP));
        return SparkAnswers.run(command, spark, asked);
    }

    private int sequences(Checkpoint checkpoint) {
        SequenceScore score = SequenceScore.of(checkpoint, data);
        List<Path> written = score.pictures(this::file);
        PrintWriter to = command.commandLine().getOut();
        if (json) {
            to.println(score.json());
        } else {
            score.print(to, Terminal.of(command), written, index -> next(index));
        }
        return 0;
    }

    /** A look at a mistake. */
    private String next(int index) {
        String line = ShellWords.line("gatewise", "explain", model.path(), "--index", index);
        return data.isGiven() ? line + " " + ShellWords.line("--data", data.source()) : line;
    }

    private List<Path> pictures(
            Checkpoint checkpoint, Dataset images, Evaluation evaluation, List<MistakeSheet.Mistake> mistakes) {
        List<String> labels = checkpoint.provenance().data().labels();
        String title = Text.format(
                "%s: %d test images, %.2f%% right",
                checkpoint.spec().title(), evaluation.images(), 100 * evaluation.accuracy());
        Path matrix = file("confusion-matrix.png");
        ConfusionChart.write(matrix, evaluation.confusion(), labels, title);
        Path sheet = file("mistakes.png");
        MistakeSheet.write(
                sheet,
                mistakes,
                images.timeSteps(),
                images.features(),
                "The mistakes that " + checkpoint.spec().title() + " is surest of (actual \u2192 predicted)");
        return List.of(matrix, sheet);
    }

    private Path file(String name) {
        return out == null
                ? model.folder("evaluation").resolve(name)
                : ModelParameter.replacing(
                        out.path().resolve(name), command.commandLine().getErr());
    }
}
