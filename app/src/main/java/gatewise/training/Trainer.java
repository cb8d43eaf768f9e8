package gatewise.training;

import gatewise.backend.TrainingStep;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.GateUse;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Batches;
import gatewise.data.Dataset;
import gatewise.data.RowSequences;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Trains a network by its plan, from wherever its {@link Progress} stands. */
public final class Trainer {
    /** Each epoch is tried on so many test sequences, or all if there are fewer. */
    public static final int SAMPLE = 256;

    /**
     * Every so many epochs garbage is collected: ND4J keeps a record of each array until the collector has found the array
     * dead, those records outlive the collections of young objects, and without a whole one they pile up over hours.
     */
    private static final int EPOCHS_A_COLLECTION = 5;

    private final MultiLayerNetwork network;
    private final TrainingPlan plan;
    private final Dataset data;
    private final boolean drawsInTraining;
    private final Batches training;
    private final Batches validation;
    private final TrainingObserver observer;
    private final TrainingStep step;

    private final AtomicBoolean stop = new AtomicBoolean();
    private Provenance provenance;
    /** What must still be there when the next checkpoint is written; null for nothing. */
    private Path written;

    /** @throws UserError if the plan does not go with the images, see {@link #check} */
    public Trainer(Checkpoint start, Dataset data, TrainingObserver observer) {
        this.network = start.network();
        this.provenance = start.provenance();
        this.plan = provenance.plan();
        this.data = data;
        this.step = provenance.engine().trainingStep(network);
        this.drawsInTraining = provenance.network().dropout() > 0;
        this.observer = observer;
        check(plan, data);
        this.training = Batches.toTrain(data.train(), data.form(), plan.batchSize());
        long steps = (long) plan.epochs() * training.count();
        plan.schedule().apply(network, provenance.network().optimizer().learningRate(), (int)
                Math.min(Integer.MAX_VALUE, steps));
        this.validation = Batches.toScore(data.validation(), data.form(), Scores.BATCH);
    }

    /** @throws UserError if the training images do not fill one batch, or shifts move them out of sight */
    public static void check(TrainingPlan plan, Dataset data) {
        if (data.form().isImages() && data.train().count() < plan.batchSize()) {
            throw new UserError(
                    Phrase.of(
                            Setting.BATCH_SIZE,
                            " " + plan.batchSize() + " is more than the "
                                    + data.train().count() + " training images"),
                    "give a smaller one");
        }
        if (!data.form().isImages() && plan.shift() > 0) {
            throw new UserError(
                    Phrase.of(Setting.SHIFT, " " + plan.shift() + " moves images, and " + data.name() + " has none"),
                    "leave it out");
        }
        int smallest = Math.min(data.timeSteps(), data.features());
        if (plan.shift() >= smallest) {
            throw new UserError(
                    Phrase.of(
                            Setting.SHIFT,
                            " " + plan.shift() + " moves images of " + data.timeSteps() + " x " + data.features()
                                    + " pixels out of sight"),
                    "give at most " + (smallest - 1));
        }
    }

    /** What pads the training sequences within their batches. */
    public Batches.Padding padding() {
        return training.padding();
    }

    /** Ends {@link #run} after the batch at hand; from any thread. */
    public void stop() {
        stop.set(true);
    }

    public boolean isStopped() {
        return stop.get();
    }

    /**
     * Trains one batch and returns its loss.
     *
     * @throws DivergenceException if it is not finite, or what its step made of the network is not
     */
    public double dryRun() {
        double loss = step(training.batch(0), 0);
        checkFinite(loss, "the loss", 1);
        provenance = provenance.with(provenance.progress().afterBatch(loss, 0));
        checkFinite();
        return loss;
    }

    /** Trains an epoch without evaluating or saving it and returns the images a second. */
    public double timeEpoch() {
        trainEpoch();
        double speed = training.sequences() / provenance.progress().trainingSeconds();
        provenance = provenance.with(Progress.START);
        return speed;
    }

    /**
     * Trains until the plan is fulfilled, its patience or its time is at an end or {@link #stop} is called.
     *
     * @param folder gets checkpoints after each epoch, and when stopped; taken by the caller, if others may want it
     * @return the network as it stands
     * @throws DivergenceException at the first batch whose loss is not finite, or before parameters would be saved that
     *     are not
     */
    public Checkpoint run(RunFolder folder) {
        if (Files.isDirectory(folder.path())) {
            written = folder.path();
        }
        folder.settle(checkpoint());
        while (provenance.progress().epochs() < plan.epochs() && !outOfPatience() && !outOfTime()) {
            if (!trainEpoch()) {
                break;
            }
            checkFinite();
            EpochRecord epoch = evaluateEpoch();
            provenance = provenance.with(provenance.progress().afterEpoch(epoch));
            save(folder);
            observer.epochDone(epoch);
            if (epoch.epoch() % EPOCHS_A_COLLECTION == 0) {
                Nd4j.getMemoryManager().invokeGc();
            }
            if (stop.get()) {
                break;
            }
        }
        if (provenance.progress().batch() > 0) {
            checkFinite();
            save(folder);
        }
        folder.checkThere(written);
        return checkpoint();
    }

    private void save(RunFolder folder) {
        folder.checkThere(written);
        folder.save(checkpoint());
        written = folder.last();
    }

    private Checkpoint checkpoint() {
        return new Checkpoint(network, provenance);
    }

    private boolean outOfPatience() {
        Progress progress = provenance.progress();
        return plan.patience() > 0
                && progress.best() != null
                && progress.epochs() - progress.best().epoch() >= plan.patience();
    }

    private boolean outOfTime() {
        return plan.seconds() > 0 && provenance.progress().seconds() >= plan.seconds();
    }

    /** Whether the epoch came to its end. */
    private boolean trainEpoch() {
        int epoch = provenance.progress().epochs() + 1;
        int batches = training.count();
        long began = System.nanoTime();
        if (plan.shuffle() || plan.shift() > 0) {
            training.arrange(random(epoch, 0), plan.shuffle(), plan.shift());
        }
        double arranging = (System.nanoTime() - began) / 1e9;
        for (int batch = provenance.progress().batch(); batch < batches; batch++) {
            if (stop.get()) {
                return false;
            }
            began = System.nanoTime();
            double loss = step(training.batch(batch), (long) (epoch - 1) * batches + batch);
            checkFinite(loss, "the loss", batch + 1);
            double seconds = (System.nanoTime() - began) / 1e9 + arranging;
            arranging = 0;
            provenance = provenance.with(provenance.progress().afterBatch(loss, seconds));
            Progress done = provenance.progress();
            long sequences = Math.min((long) done.batch() * plan.batchSize(), training.sequences());
            observer.batchDone(epoch, batch + 1, batches, loss, sequences / done.trainingSeconds());
        }
        return true;
    }

    private double step(DataSet batch, long iteration) {
        if (drawsInTraining) {
            // By iteration, so that a run that was resumed draws what an uninterrupted one draws.
            Nd4j.getRandom().setSeed(plan.seed() * 1_000_003 + iteration);
        }
        INDArray counted = batch.getLabelsMaskArray();
        double loss = step.fit(batch.getFeatures(), batch.getLabels(), batch.getFeaturesMaskArray(), counted);
        // DL4J sums over the steps of a sequence.
        return counted == null
                ? loss
                : loss * counted.size(0) / counted.sumNumber().doubleValue();
    }

    /** Of what a checkpoint holds: a loss can be finite while the step after it is not. */
    private void checkFinite() {
        checkAtMost(Checkpoint.LARGEST_PARAMETER, network.params(), "a parameter");
        INDArray state = network.getUpdater().getStateViewArray();
        if (state != null) {
            checkAtMost(Float.MAX_VALUE, state, "the optimizer's state");
        }
    }

    private void checkAtMost(double largest, INDArray values, String name) {
        for (float value : values.dup().data().asFloat()) {
            checkAtMost(largest, value, name, provenance.progress().batch());
        }
    }

    private void checkFinite(double value, String name, int batch) {
        checkAtMost(Double.MAX_VALUE, value, name, batch);
    }

    private void checkAtMost(double largest, double value, String name, int batch) {
        if (!(Math.abs(value) <= largest)) {
            int epoch = provenance.progress().epochs() + 1;
            throw new DivergenceException(name + " became " + value + " in epoch " + epoch + ", batch " + batch);
        }
    }

    private EpochRecord evaluateEpoch() {
        Progress done = provenance.progress();
        int epoch = done.epochs() + 1;
        long began = System.nanoTime();
        Result validated = Result.of(network, validation, data.validation(), data.form());
        double validationLoss = validated.loss(provenance.network().output().loss());
        // Parameters can be finite while what is computed of them is not.
        checkFinite(validationLoss, "the validation loss", done.batch());
        List<GateUse> gates = GateMeter.measure(network, provenance.network(), data.validation());
        double evaluationSeconds = (System.nanoTime() - began) / 1e9;
        return new EpochRecord(
                epoch,
                new EpochRecord.Losses(done.lossSum() / done.batch(), validationLoss),
                accuracy(epoch, validated),
                new EpochRecord.Pace(
                        done.trainingSeconds() + evaluationSeconds, training.sequences() / done.trainingSeconds()),
                gates);
    }

    private EpochRecord.Accuracy accuracy(int epoch, Result validated) {
        if (!(validated instanceof Scores scores)) {
            return EpochRecord.Accuracy.NONE;
        }
        int count = data.test().count();
        int[] sample = Arrays.copyOf(RowSequences.permutation(count, random(epoch, 1)), Math.min(SAMPLE, count));
        Scores sampled = (Scores) Result.of(network, data.test().select(sample), data.form());
        return new EpochRecord.Accuracy(sampled.accuracy(), scores.accuracy());
    }

    private Random random(int epoch, int use) {
        return new Random(plan.seed() * 1_000_003 + 2L * epoch + use);
    }

    /**
     * Scores a network on all test sequences.
     *
     * @throws UserError (a failed job) if its answers are not finite
     */
    public static Result test(MultiLayerNetwork network, Dataset data) {
        Result result = Result.of(network, data.test(), data.form());
        result.requireFinite();
        return result;
    }
}
