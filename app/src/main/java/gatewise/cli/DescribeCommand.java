package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.io.Json;
import gatewise.io.Text;
import gatewise.report.NetworkSummary;
import gatewise.report.TextTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a checkpoint is and where it comes from; needs no backend. */
@Command(
        name = "describe",
        description = {"Says what a checkpoint is: its network, parameters, provenance and history.", ""},
        mixinStandardHelpOptions = true)
final class DescribeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    @Parameters(paramLabel = "MODEL", description = "A checkpoint that train wrote, such as best.zip.")
    private Path path;

    @Option(names = "--json", description = "Print the provenance as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Provenance provenance = Checkpoint.provenance(path);
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(Json.pretty(provenance));
            return 0;
        }
        out.print(NetworkSummary.of(provenance));
        out.printf(
                Locale.ROOT,
                (provenance.isTrained() ? "begun" : "imported") + " %s with Gatewise %s, Deeplearning4j %s, Java %s%n",
                provenance.created(),
                provenance.software().gatewise(),
                provenance.software().dl4j(),
                provenance.software().java());
        if (provenance.data().source() == null) {
            return 0;
        }
        out.printf(
                Locale.ROOT,
                "data %s (%s), SHA-256 %s%n%n",
                provenance.data().name(),
                provenance.data().source(),
                provenance.data().sha256());
        if (!provenance.isTrained()) {
            return 0;
        }
        out.print(history(provenance.progress().history()));
        int batch = provenance.progress().batch();
        if (batch > 0) {
            out.printf(
                    Locale.ROOT,
                    "stopped in epoch %d after batch %d%n",
                    provenance.progress().epochs() + 1,
                    batch);
        }
        return 0;
    }

    private static TextTable history(List<EpochRecord> history) {
        TextTable table = new TextTable("epoch", "loss", "256 test", "validation", "seconds", "images/s");
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
}
