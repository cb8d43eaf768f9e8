package gatewise.cli;

import gatewise.checkpoint.EpochRecord;
import gatewise.cli.StatusLine.Part;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.study.RunResult;
import gatewise.study.Study;
import gatewise.study.StudyTraining;
import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** A line a run on standard error; on a terminal also a bar over the whole study, with the time left. */
final class StudyDisplay implements StudyTraining.Observer {
    private final PrintWriter err;
    private final Terminal talk;
    private final Study study;
    private final List<Study.Run> runs;
    private final Form form;
    private final StatusLine status;
    private final LongSupplier nanos;
    /** By entry: the seconds of its last run, with scoring. */
    private final Map<Integer, Double> seconds = new HashMap<>();

    private final Set<Study.Run> ended = new HashSet<>();

    private final RunPaces elsewhere = new RunPaces();

    private int atOnce;
    /** The run that is trained here; null where runs are trained elsewhere. */
    private Study.Run current;

    private long began;

    /** @param atOnce runs that are trained at the same time, here or elsewhere, as far as is known */
    StudyDisplay(PrintWriter err, Terminal terminal, Study study, int atOnce) {
        this(err, terminal, study, atOnce, System::nanoTime);
    }

    StudyDisplay(PrintWriter err, Terminal terminal, Study study, int atOnce, LongSupplier nanos) {
        this.nanos = nanos;
        this.atOnce = atOnce;
        this.err = err;
        this.talk = terminal.talk();
        this.status = new StatusLine(err, terminal);
        this.study = study;
        this.runs = study.runs();
        this.form = study.form();
    }

    void header(Path folder, int finished) {
        String there = finished == 0 ? "" : ", " + finished + (finished == 1 ? " is" : " are") + " there already";
        String seeds = runs.get(0).seed() == runs.get(runs.size() - 1).seed()
                ? "seed " + runs.get(0).seed()
                : "seeds " + runs.get(0).seed() + " to "
                        + runs.get(runs.size() - 1).seed();
        err.println(talk.prose(Text.count(runs.size(), "run") + " into " + folder + ", " + seeds + there));
        err.flush();
    }

    @Override
    public void isThere(Study.Run run, RunResult result) {
        ended.add(run);
        seconds.put(run.index(), result.seconds());
    }

    @Override
    public void waits(int running, Map<Study.Run, Double> shares) {
        atOnce = Math.max(1, running);
        elsewhere.tell(shares, nanos.getAsLong());
        status.draw((ended.size() + elsewhere.shares()) / runs.size(), () -> {
            List<Part> parts = new ArrayList<>(List.of(
                    new Part(0, ended.size() + " of " + Text.count(runs.size(), "run")),
                    Part.bar(3),
                    new Part(2, running + " running")));
            if (!expected().isEmpty()) {
                parts.add(new Part(1, left(0) + " left"));
            }
            return parts;
        });
    }

    @Override
    public TrainingObserver begins(Study.Run run) {
        current = run;
        began = nanos.getAsLong();
        return new TrainingObserver() {
            @Override
            public void batchDone(int epoch, int batch, int batches, double loss, double sequencesPerSecond) {
                double shareOfRun = share(run, (epoch - 1) + (double) batch / batches);
                status.draw(
                        (ended.size() + shareOfRun) / runs.size(),
                        () -> List.of(
                                new Part(0, "run " + (ended.size() + 1) + "/" + runs.size()),
                                Part.bar(3),
                                new Part(2, run.entry().name() + ", seed " + run.seed()),
                                new Part(4, "epoch " + epoch),
                                new Part(5, Text.format("loss %.4f", loss)),
                                new Part(6, Text.format("%.0f %s/s", sequencesPerSecond, form.noun())),
                                new Part(1, left(shareOfRun) + " left")));
            }

            @Override
            public void epochDone(EpochRecord epoch) {
                seconds.putIfAbsent(run.index(), elapsed() / share(run, epoch.epoch()));
            }
        };
    }

    private double elapsed() {
        return (nanos.getAsLong() - began) / 1e9;
    }

    /** How much of a run is done, by the bound that it will meet. */
    private double share(Study.Run run, double epochs) {
        double byEpochs = epochs / study.mostEpochs(run);
        double most = run.plan().seconds();
        double byTime = most > 0 ? elapsed() / most : 0;
        return Math.max(1e-6, Math.min(1, Math.max(byEpochs, byTime)));
    }

    @Override
    public void ends(Study.Run run, RunResult result) {
        double took = run.equals(current) ? elapsed() : result.seconds();
        seconds.put(run.index(), took);
        ended.add(run);
        status.clear();
        say(
                run,
                Text.format(
                        "%s, epoch %d of %d, %s%s",
                        score(result),
                        result.scoredEpoch(),
                        result.history().size(),
                        TrainingDisplay.duration(Math.round(took)),
                        ended.size() == runs.size() ? "" : "; " + left(0) + " left"));
    }

    private String score(RunResult result) {
        if (!result.isScored()) {
            return form.task().saysClasses()
                    ? Text.format("validation accuracy %.2f%%", 100 * result.validationAccuracy())
                    : Text.format("validation loss %.4g", result.validationLoss());
        }
        if (!form.task().saysClasses()) {
            List<Float> deviations = form.mixedDeviations();
            String scale = deviations.isEmpty() ? "" : "standardised ";
            return Text.format(
                    "%1$sRMSE %2$.4g, %1$sMAE %3$.4g on the test %4$s",
                    scale, result.errors().rmse(deviations), result.errors().mae(deviations), form.noun());
        }
        return Text.format(
                "%.2f%% of the %s%s",
                100 * result.testAccuracy(), form.task().atEveryStep() ? "steps of the test " : "test ", form.noun());
    }

    @Override
    public void warns(String warning) {
        status.clear();
        err.println(talk.prose("warning: " + warning));
        err.flush();
    }

    @Override
    public void diverges(Study.Run run, DivergenceException reason) {
        if (run.equals(current)) {
            seconds.put(run.index(), elapsed());
        }
        ended.add(run);
        status.clear();
        say(run, reason.getMessage());
    }

    private void say(Study.Run run, String what) {
        err.println(talk.prose(Text.format(
                "%3d of %d  %s, seed %d: %s",
                ended.size(), runs.size(), Text.visible(run.entry().name()), run.seed(), what)));
        err.flush();
    }

    /** Seconds of whole runs, by entry: as the last one took, or as one goes that has not ended. */
    private Map<Integer, Double> expected() {
        Map<Integer, Double> expected = elsewhere.seconds();
        expected.putAll(seconds);
        return expected;
    }

    /**
     * Of all runs to come, each as long as is expected of its network, or as the mean of those known.
     *
     * @param shareOfRun of the one that is trained here
     */
    private String left(double shareOfRun) {
        Map<Integer, Double> expected = expected();
        double mean = expected.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(elapsed() / Math.max(1e-6, shareOfRun));
        double sum = 0;
        double longest = 0;
        for (Study.Run run : runs) {
            if (!ended.contains(run)) {
                double share = run.equals(current) ? shareOfRun : elsewhere.share(run);
                double left = expected.getOrDefault(run.index(), mean) * (1 - share);
                sum += left;
                longest = Math.max(longest, left);
            }
        }
        return TrainingDisplay.duration(Math.round(Math.max(longest, sum / atOnce)));
    }
}
