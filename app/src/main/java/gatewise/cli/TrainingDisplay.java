package gatewise.cli;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Text;
import gatewise.training.TrainingObserver;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** A line an epoch on standard output; on a terminal also a bar with speed and time left. */
final class TrainingDisplay implements TrainingObserver {
    private static final int WIDTH = 30;
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintWriter out;
    private final PrintWriter err;
    private final TrainingPlan plan;
    private final boolean terminal = System.console() != null;
    private Consumer<EpochRecord> then = epoch -> {};
    private long drawn;

    TrainingDisplay(PrintWriter out, PrintWriter err, TrainingPlan plan) {
        this.out = out;
        this.err = err;
        this.plan = plan;
    }

    TrainingDisplay followedBy(Consumer<EpochRecord> action) {
        then = action;
        return this;
    }

    void header() {
        out.println("epoch     loss  256 test  validation  seconds  images/s");
        out.flush();
    }

    @Override
    public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
        long now = System.nanoTime();
        if (!terminal || now - drawn < REDRAW_NANOS) {
            return;
        }
        drawn = now;
        int filled = WIDTH * batch / batches;
        long imagesLeft = ((long) (plan.epochs() - epoch) * batches + batches - batch) * plan.batchSize();
        err.printf(
                Locale.ROOT,
                "\r%5d [%s%s] %3d%%  loss %.4f  %.0f images/s  %s left ",
                epoch,
                "=".repeat(filled),
                " ".repeat(WIDTH - filled),
                100 * batch / batches,
                loss,
                imagesPerSecond,
                duration((long) (imagesLeft / imagesPerSecond)));
        err.flush();
    }

    /** Takes the bar away. */
    void clear() {
        if (terminal) {
            err.print("\r" + " ".repeat(WIDTH + 60) + "\r");
            err.flush();
        }
    }

    @Override
    public void epochDone(EpochRecord epoch) {
        clear();
        out.printf(
                Locale.ROOT,
                "%5d  %7.4f  %7.2f%%  %9.2f%%  %7.1f  %8.0f%n",
                epoch.epoch(),
                epoch.loss(),
                100 * epoch.sampleAccuracy(),
                100 * epoch.validationAccuracy(),
                epoch.seconds(),
                epoch.imagesPerSecond());
        out.flush();
        then.accept(epoch);
    }

    void paths(List<Path> written) {
        out.println("written:");
        written.forEach(path -> out.println("  " + path));
        out.flush();
    }

    static String duration(long seconds) {
        return seconds >= 3600
                ? Text.format("%d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60)
                : Text.format("%d:%02d", seconds / 60, seconds % 60);
    }
}
