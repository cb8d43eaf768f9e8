package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.NetworkSummary;
import gatewise.report.RunReport;
import gatewise.report.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a checkpoint is and where it comes from; needs no backend. */
@Command(
        name = "describe",
        description = {
            "Says what a checkpoint is: where it comes from, its network, parameters, training and test accuracy.",
            ""
        },
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    private static final int MOST_OF_A_PATH = 5000;

    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", description = "A checkpoint that train wrote, such as best.zip.")
    private Path path;

    @Option(names = "--history", description = "Print each epoch's loss, accuracies and speed, too.")
    private boolean history;

    @Option(names = "--json", description = "Print the provenance as JSON, with the history.")
    private boolean json;

    @Override
    public Integer call() {
        Provenance provenance = Checkpoint.provenance(path);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(provenance));
            return 0;
        }
        Terminal terminal = Terminal.of(command);
        out.print(terminal.prose(origin(provenance)));
        boolean trained = provenance.isTrained();
        if (trained && history) {
            out.println(terminal.tables(history(provenance).toString(terminal.outWidth())));
        }
        out.print(NetworkSummary.of(provenance, terminal.outWidth()));
        if (trained) {
            out.println(terminal.prose(
                    progress(provenance.progress(), provenance.plan().epochs())));
        }
        OptionalDouble accuracy = RunReport.testAccuracy(path, provenance);
        out.println(
                accuracy.isPresent()
                        ? "test accuracy " + terminal.accuracy(Text.percent(accuracy.getAsDouble()))
                        : terminal.prose(
                                !provenance.form().task().saysClasses()
                                        ? "for its errors on the test "
                                                + provenance.form().noun() + ":"
                                        : "test accuracy was not stored with it; to measure it:",
                                toMeasure(provenance)));
        return 0;
    }

    private static String origin(Provenance provenance) {
        String begun = Text.format(
                "%s %s with Gatewise %s, Deeplearning4j %s, Java %s%n",
                provenance.isTrained() ? "begun" : "imported",
                Text.visible(provenance.created()),
                Text.visible(provenance.software().gatewise()),
                Text.visible(provenance.software().dl4j()),
                Text.visible(provenance.software().java()));
        Provenance.Data data = provenance.data();
        return data.isKnown()
                ? begun
                        + Text.visible(Text.format(
                                "data %s (%s), SHA-256 %s",
                                data.name(), Text.line(data.source(), MOST_OF_A_PATH), data.sha256()))
                        + Text.format("%n%n")
                : begun + Text.format("%n");
    }

    private String toMeasure(Provenance provenance) {
        String line = ShellWords.line("gatewise", "evaluate", path);
        return provenance.data().isKnown() ? line : line + " --data PATH";
    }

    private static String progress(Progress progress, int planned) {
        if (progress.batch() > 0) {
            return Text.format(
                    "stopped in epoch %d of %d after batch %d", progress.epochs() + 1, planned, progress.batch());
        }
        EpochRecord last = progress.history().get(progress.epochs() - 1);
        return Text.format(
                "epoch %d of %d, loss %.4f%nvalidation %s",
                last.epoch(),
                planned,
                last.loss(),
                last.hasAccuracy()
                        ? "accuracy " + Text.percent(last.validationAccuracy())
                        : Text.format("loss %.4f", last.validationLoss()));
    }

    private static TextTable history(Provenance provenance) {
        List<EpochRecord> history = provenance.progress().history();
        String speed = provenance.form().noun() + "/s";
        if (!provenance.form().task().saysClasses()) {
            return losses(history, speed);
        }
        TextTable table = new TextTable("epoch", "loss", "test sample", "validation", "seconds", speed);
        for (EpochRecord e : history) {
            table.row(
                    e.epoch(),
                    Text.format("%.4f", e.loss()),
                    Text.format("%.2f%%", 100 * e.sampleAccuracy()),
                    Text.format("%.2f%%", 100 * e.validationAccuracy()),
                    Text.format("%.1f", e.seconds()),
                    Math.round(e.imagesPerSecond()));
        }
        return table;
    }

    /** Of a network that says numbers. */
    private static TextTable losses(List<EpochRecord> history, String speed) {
        TextTable table = new TextTable("epoch", "loss", "validation loss", "seconds", speed);
        history.forEach(e -> table.row(
                e.epoch(),
                Text.format("%.4f", e.loss()),
                Text.format("%.4f", e.validationLoss()),
                Text.format("%.1f", e.seconds()),
                Math.round(e.imagesPerSecond())));
        return table;
    }
}
