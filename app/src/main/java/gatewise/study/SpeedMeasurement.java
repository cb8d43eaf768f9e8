package gatewise.study;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Batches;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.data.SequenceSet;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.util.Arrays;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** How fast an engine trains a network and answers on this machine, by the code that training and answering use. */
public final class SpeedMeasurement {
    private static final int WARM_UPS = 3;
    private static final int ANSWERS = 2000;
    private static final int BATCH = 128;

    private final NetworkSpec spec;
    private final Engine engine;
    private final int threads;
    private final Dataset data;
    private final int rounds;

    /**
     * @param data whose training images make an epoch and whose test images are scored
     * @param rounds measurements of each kind, after three to warm up; the median counts
     */
    public SpeedMeasurement(NetworkSpec spec, Engine engine, int threads, Dataset data, int rounds) {
        this.spec = spec;
        this.engine = engine;
        this.threads = threads;
        this.data = data;
        this.rounds = rounds;
    }

    /**
     * What was measured of a network, of an engine with so many threads.
     */
    public record Speed(String network, Engine engine, int threads, Figures figures) {}

    /**
     * @param training sequences a second: whole training steps in batches of 128, evaluation not counted
     * @param scoring sequences a second, in batches
     * @param padding the share of steps in training batches that only fill them up, 0..1
     * @param latencyP50 of one sequence, from its numbers to its probabilities, in microseconds; latencyP99 likewise
     */
    public record Figures(double training, double scoring, double padding, double latencyP50, double latencyP99) {}

    public Speed run() {
        MultiLayerNetwork network = engine.create(spec, 1, threads);
        Checkpoint checkpoint = new Checkpoint(network, provenance());
        Trainer trainer = new Trainer(checkpoint, data, new TrainingObserver() {});
        double training = median(trainer::timeEpoch);
        int most = data.form().isImages()
                ? Scores.BATCH
                : Math.max(1, Math.min(Scores.BATCH, Result.STEPS / data.test().longest()));
        Batches test = Batches.toScore(data.test(), data.form(), most);
        double scoring = median(() -> {
            long began = System.nanoTime();
            Result.of(network, test, data.test(), data.form());
            return test.sequences() / ((System.nanoTime() - began) / 1e9);
        });
        double[] latencies =
                latencies(inference(checkpoint), data.form().isImages() ? data.test() : first(data.test(), ANSWERS));
        return new Speed(
                spec.title(),
                engine,
                threads,
                new Figures(
                        training,
                        scoring,
                        trainer.padding().share(),
                        latencies[latencies.length / 2],
                        latencies[(int) (latencies.length * 0.99)]));
    }

    /** Engines of ND4J's operations answer through DL4J. */
    private Inference inference(Checkpoint checkpoint) {
        return engine.splitsBatches() ? Inference.of(checkpoint) : Inference.throughDl4j(checkpoint);
    }

    private double median(DoubleSupplier measurement) {
        for (int i = 0; i < WARM_UPS; i++) {
            measurement.getAsDouble();
        }
        double[] sorted =
                DoubleStream.generate(measurement).limit(rounds).sorted().toArray();
        return sorted[rounds / 2];
    }

    /** Sorted, in microseconds; as many answers before them warm up. */
    static double[] latencies(Inference inference, SequenceSet set) {
        double[] micros = new double[set.count()];
        for (int i = -set.count(); i < set.count(); i++) {
            int sequence = Math.floorMod(i, set.count());
            long began = System.nanoTime();
            inference.answers(set.steps(sequence));
            micros[Math.max(0, i)] = (System.nanoTime() - began) / 1e3;
        }
        Arrays.sort(micros);
        return micros;
    }

    /** As many of the first sequences, or fewer that have together as many steps as are scored at once. */
    static SequenceSet first(SequenceSet set, int most) {
        int sequences = Math.max(1, Result.STEPS / Math.max(1, set.longest()));
        return set.range(0, Math.min(Math.min(most, sequences), set.count()));
    }

    /** Batches of 128, of sequences of unequal lengths arranged as in training; all of a small set in one. */
    private TrainingPlan plan() {
        return TrainingPlan.TUTORIAL.toBuilder()
                .batchSize(Math.min(BATCH, data.train().count()))
                .shuffle(!data.form().isImages())
                .build();
    }

    private Provenance provenance() {
        return new Provenance(
                Provenance.Software.here(),
                "",
                spec,
                Provenance.Data.of("", data, Reading.DEFAULT),
                new Origin.Trained(plan(), engine, threads, Progress.START));
    }
}
