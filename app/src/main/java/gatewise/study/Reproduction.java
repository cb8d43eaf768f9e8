package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.machine.Threads;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains a network again, from its first parameters to where its checkpoint stands, as its provenance says, and compares.
 * Bounds on time and patience do not count: the checkpoint says after how many batches it was written.
 */
public final class Reproduction {
    private final Path file;
    private final Provenance provenance;
    private final Dataset data;
    private volatile boolean stopped;
    private volatile Trainer trainer;

    /**
     * @param file a checkpoint
     * @param data that it was trained on
     * @throws UserError if its engine does not serve here
     */
    public Reproduction(Path file, Dataset data) {
        this.file = file;
        this.provenance = Checkpoint.provenance(file);
        this.data = data;
        provenance.engine().obstacle(provenance.network()).ifPresent(reason -> {
            throw new UserError(
                    file + ": was trained by the " + provenance.engine() + " engine, which " + reason,
                    "reproduce it where that runs");
        });
    }

    /**
     * What came of it.
     *
     * @param parameters of the network
     * @param differing parameters whose bits differ
     * @param largestDifference of two parameters; NaN if one of them is no number
     * @param score of the checkpoint on all test sequences: its accuracy, 0..1, or where numbers are said, their RMSE in the
     *     units of the file, standardised where these are of several targets
     * @param reproducedScore the same of the network that was trained again
     */
    public record Outcome(
            long parameters, long differing, double largestDifference, double score, double reproducedScore) {
        public boolean agrees() {
            return differing == 0;
        }
    }

    /** Ends {@link #run} after the batch at hand; from any thread. */
    public void stop() {
        stopped = true;
        Trainer running = trainer;
        if (running != null) {
            running.stop();
        }
    }

    /**
     * Trains in a temporary folder and compares.
     *
     * @return empty if it was stopped
     */
    public Optional<Outcome> run(TrainingObserver observer) {
        Engine engine = provenance.engine();
        int threads = provenance.threads();
        Threads.use(engine.splitsBatches() ? 1 : threads);
        Checkpoint given = Checkpoint.load(file, engine, threads);
        Checkpoint again = train(observer);
        if (stopped) {
            return Optional.empty();
        }
        float[] before = given.network().params().dup().data().asFloat();
        float[] after = again.network().params().dup().data().asFloat();
        long differing = 0;
        double largest = 0;
        for (int i = 0; i < before.length; i++) {
            differing += Float.floatToRawIntBits(before[i]) == Float.floatToRawIntBits(after[i]) ? 0 : 1;
            largest = Math.max(largest, Math.abs((double) before[i] - after[i]));
        }
        return Optional.of(new Outcome(before.length, differing, largest, score(given), score(again)));
    }

    private double score(Checkpoint checkpoint) {
        Result result = Trainer.test(checkpoint.network(), data);
        return result instanceof Scores scores ? scores.accuracy() : ((Residuals) result).rmse();
    }

    private Checkpoint train(TrainingObserver observer) {
        TrainingPlan plan = provenance.plan();
        int epochs = provenance.progress().epochs();
        if (plan.schedule() == Schedule.CONSTANT) {
            plan = plan.toBuilder().epochs(Math.max(plan.epochs(), epochs + 1)).build();
        }
        Provenance start =
                provenance.with(plan.toBuilder().patience(0).seconds(0).build()).with(Progress.START);
        MultiLayerNetwork network = provenance.engine().create(provenance.network(), plan.seed(), provenance.threads());
        Trainer training = new Trainer(new Checkpoint(network, start), data, observer.then(new Brake()));
        trainer = training;
        if (stopped) {
            training.stop();
        }
        Path folder = temporaryFolder();
        try {
            return training.run(new RunFolder(folder));
        } finally {
            delete(folder);
        }
    }

    /** Stops where the checkpoint stands. */
    private final class Brake implements TrainingObserver {
        @Override
        public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
            Progress target = provenance.progress();
            if (target.batch() > 0 && epoch == target.epochs() + 1 && batch == target.batch()) {
                trainer.stop();
            }
        }

        @Override
        public void epochDone(EpochRecord epoch) {
            Progress target = provenance.progress();
            if (target.batch() == 0 && epoch.epoch() == target.epochs()) {
                trainer.stop();
            }
        }
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("gatewise-reproduce-");
        } catch (IOException e) {
            throw UserError.failedJob(
                    "no temporary folder can be made (" + Reason.of(e) + ")", "make room or set java.io.tmpdir", e);
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<Path> deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw UserError.failedJob(folder + " cannot be deleted (" + Reason.of(e) + ")", "delete it by hand", e);
        }
    }
}
