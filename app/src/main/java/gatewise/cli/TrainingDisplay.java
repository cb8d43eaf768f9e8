package gatewise.cli;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.cli.StatusLine.Part;
import gatewise.io.Text;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A line an epoch on standard output; on a terminal also a bar with speed and the time left of the whole run. */
final class TrainingDisplay implements TrainingObserver {
    /** The columns by what a narrow terminal shows first. */
    private static final int[] RANKS = {0, 1, 3, 2, 4, 5};

    private static final int[] NUMBER_RANKS = {0, 1, 2, 3, 4};

    private final PrintWriter out;
    private final Terminal terminal;
    private final TrainingPlan plan;
    private final List<String> headers;
    private final int[] ranks;
    private final StatusLine status;
    private Consumer<EpochRecord> then = epoch -> {};
    /** Of the last epoch, with evaluation; 0 before it is known. */
    private double secondsAnEpoch;

    /** @param test how many test sequences there are */
    TrainingDisplay(PrintWriter out, PrintWriter err, Terminal terminal, Provenance run, int test) {
        this.out = out;
        this.terminal = terminal;
        this.plan = run.plan();
        boolean classes = run.network().task().saysClasses();
        headers = classes
                ? List.of(
                        "epoch",
                        "   loss",
                        Text.format("%3d test", Math.min(Trainer.SAMPLE, test)),
                        "validation",
                        "seconds",
                        run.form().noun() + "/s")
                : List.of(
                        "epoch",
                        "   loss",
                        "validation loss",
                        "seconds",
                        run.form().noun() + "/s");
        ranks = classes ? RANKS : NUMBER_RANKS;
        this.status = new StatusLine(err, terminal);
    }

    TrainingDisplay followedBy(Consumer<EpochRecord> action) {
        then = action;
        return this;
    }

    void header() {
        out.println(terminal.heading(columns(headers)));
        out.flush();
    }

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
        double share = (double) batch / batches;
        double expected = secondsAnEpoch > 0 ? secondsAnEpoch : batches * plan.batchSize() / imagesPerSecond;
        status.draw(
                share,
                () -> List.of(
                        new Part(0, "epoch " + epoch + "/" + plan.epochs()),
                        Part.bar(3),
                        new Part(2, Text.format("%3.0f%%", 100 * share)),
                        new Part(4, Text.format("loss %.4f", loss)),
                        new Part(5, Text.format("%.0f %s", imagesPerSecond, headers.get(headers.size() - 1))),
                        new Part(1, duration(Math.round((plan.epochs() - epoch + 1 - share) * expected)) + " left")));
    }

    void clear() {
        status.clear();
    }

    @Override
    public void epochDone(EpochRecord epoch) {
        clear();
        secondsAnEpoch = epoch.seconds();
        List<String> cells =
                new ArrayList<>(List.of(Integer.toString(epoch.epoch()), Text.format("%.4f", epoch.loss())));
        if (epoch.hasAccuracy()) {
            cells.add(Text.format("%.2f%%", 100 * epoch.sampleAccuracy()));
            cells.add(Text.format("%.2f%%", 100 * epoch.validationAccuracy()));
        } else {
            cells.add(Text.format("%.4f", epoch.validationLoss()));
        }
        cells.add(Text.format("%.1f", epoch.seconds()));
        cells.add(Text.format("%.0f", epoch.imagesPerSecond()));
        out.println(columns(cells));
        out.flush();
        then.accept(epoch);
    }

    /** Those that fit, aligned to the right under the headers. */
    private String columns(List<String> cells) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.size(); column++) {
            if (ranks[column] < fitting()) {
                line.append(line.isEmpty() ? "" : "  ")
                        .append(" "
                                .repeat(Math.max(
                                        0,
                                        headers.get(column).length()
                                                - cells.get(column).length())))
                        .append(cells.get(column));
            }
        }
        return line.toString();
    }

    private int fitting() {
        int width = -2;
        for (int rank = 0; rank < ranks.length; rank++) {
            for (int column = 0; column < ranks.length; column++) {
                width += ranks[column] == rank ? headers.get(column).length() + 2 : 0;
            }
            if (width > terminal.outWidth()) {
                return Math.max(1, rank);
            }
        }
        return ranks.length;
    }

    void paths(List<Path> written) {
        out.println(terminal.heading("written:"));
        written.forEach(path -> out.println("  " + path));
        out.flush();
    }

    static String duration(long seconds) {
        return seconds >= 3600
                ? Text.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : Text.format("%d:%02d", seconds / 60, seconds % 60);
    }
}
