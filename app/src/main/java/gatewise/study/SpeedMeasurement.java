package gatewise.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
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
    public record Speed(
            String network,
            Engine engine,
            int threads,
            @JsonUnwrapped Figures figures) {}

    /**
     * @param trainingImagesPerSecond whole training steps in batches of 128, evaluation not counted
     * @param scoringImagesPerSecond in batches
     * @param latencyP50 of one sequence, from its numbers to its probabilities, in microseconds; latencyP99 likewise
     */
    public record Figures(
            double trainingImagesPerSecond, double scoringImagesPerSecond, double latencyP50, double latencyP99) {}

    public Speed run() {
        MultiLayerNetwork network = engine.create(spec, 1, threads);
        Checkpoint checkpoint = new Checkpoint(network, provenance());
        Trainer trainer = new Trainer(checkpoint, data, new TrainingObserver() {});
        double training = median(trainer::timeEpoch);
        Batches test = Batches.toScore(data.test(), data.form(), Scores.BATCH);
        double scoring = median(() -> {
            long began = System.nanoTime();
            Result.of(network, test, data.test(), data.form());
            return test.sequences() / ((System.nanoTime() - began) / 1e9);
        });
        double[] latencies = latencies(inference(checkpoint), data.test());
        return new Speed(
                spec.title(),
                engine,
                threads,
                new Figures(
                        training,
                        scoring,
                        latencies[latencies.length / 2],
                        latencies[(int) (latencies.length * 0.99)]));
    }

    /** Other engines than the fast one answer through DL4J. */
    private Inference inference(Checkpoint checkpoint) {
        return engine == Engine.FAST ? Inference.of(checkpoint) : Inference.throughDl4j(checkpoint);
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

    private Provenance provenance() {
        return new Provenance(
                Provenance.Software.here(),
                "",
                spec,
                Provenance.Data.of("", data, Reading.DEFAULT),
                new Origin.Trained(TrainingPlan.TUTORIAL, engine, threads, Progress.START));
    }
}
