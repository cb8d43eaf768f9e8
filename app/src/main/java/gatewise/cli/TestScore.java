package gatewise.cli;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.data.Dataset;
import gatewise.io.Text;
import gatewise.report.ResidualReport;
import gatewise.report.RunReport;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Forecasts;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/** Scores the network that a run ended with on the test sequences, says how it did and writes it down. */
final class TestScore {
    private final Dataset data;
    private final RunFolder folder;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Terminal terminal;

    TestScore(Dataset data, RunFolder folder, PrintWriter out, PrintWriter err, Terminal terminal) {
        this.data = data;
        this.folder = folder;
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** What was written. */
    List<Path> of(Checkpoint end) {
        Provenance provenance = end.provenance();
        Progress progress = provenance.progress();
        boolean best = provenance.plan().scoreBest();
        EpochRecord scored = best ? progress.best() : progress.history().get(progress.epochs() - 1);
        Checkpoint network = best ? Checkpoint.load(folder.best(), provenance.engine(), provenance.threads()) : end;
        Result result = Trainer.test(network.network(), data);
        return result instanceof Scores scores
                ? classes(scores.evaluation(), scored, end)
                : numbers((Residuals) result, scored, end);
    }

    private List<Path> classes(Evaluation test, EpochRecord scored, Checkpoint end) {
        String items = data.form().task().atEveryStep()
                ? "steps of " + Text.count(data.test().count(), "test sequence")
                : null;
        out.println(terminal.prose(Text.format(
                "%naccuracy on all %d %s: %s (network of epoch %d, %.2f%% on validation)",
                test.images(),
                items == null ? "test " + data.form().noun() : items,
                terminal.accuracy(Text.percent(test.accuracy())),
                scored.epoch(),
                100 * scored.validationAccuracy())));
        folder.scored(scored.epoch(), test.accuracy())
                .forEach(warning -> err.println(terminal.talk().prose("warning: " + warning)));
        return RunReport.writeResult(folder, end.provenance(), scored, test);
    }

    private List<Path> numbers(Residuals test, EpochRecord scored, Checkpoint end) {
        out.println(terminal.prose(Text.format(
                "%nerrors on all %d test %s (network of epoch %d, validation loss %.4f):",
                data.test().count(), data.form().noun(), scored.epoch(), scored.validationLoss())));
        Forecasts forecasts = data.naive() == null ? null : Forecasts.of(test, data.test(), data.naive());
        out.println(terminal.tables(
                ResidualReport.table(test, data.form().outputs(), forecasts).toString(terminal.outWidth())));
        if (forecasts != null) {
            out.println(terminal.tables(ResidualReport.table(forecasts).toString(terminal.outWidth())));
            printScale(forecasts, data.form().outputs(), out, terminal);
        }
        return RunReport.writeResult(folder, end.provenance(), scored, new RunReport.Tested(test, forecasts));
    }

    /** Says by what MASE is scaled, and why it is missing, where it is. */
    static void printScale(Forecasts forecasts, List<String> outputs, PrintWriter out, Terminal terminal) {
        ResidualReport.scale(forecasts, outputs).forEach(line -> out.println(terminal.prose(line)));
        out.println();
    }
}
