package gatewise.study;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.ImageSet;
import gatewise.data.RowSequences;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Classifier;
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
     * @param latencyP50 of one image, from its pixels to its probabilities, in microseconds; latencyP99 likewise
     */
    public record Figures(
            double trainingImagesPerSecond, double scoringImagesPerSecond, double latencyP50, double latencyP99) {}

    public Speed run() {
        MultiLayerNetwork network = engine.create(spec, 1, threads);
        Checkpoint checkpoint = new Checkpoint(network, provenance());
        Trainer trainer = new Trainer(checkpoint, data, new TrainingObserver() {});
        double training = median(trainer::timeEpoch);
        RowSequences test = new RowSequences(data.testImages(), data.classes(), Scores.BATCH, false);
        double scoring = median(() -> {
            long began = System.nanoTime();
            Scores.of(network, test);
            return test.images() / ((System.nanoTime() - began) / 1e9);
        });
        double[] latencies = latencies(classifier(checkpoint), data.testImages());
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
    private Classifier classifier(Checkpoint checkpoint) {
        return engine == Engine.FAST
                ? Classifier.of(checkpoint)
                : pixels -> Scores.probabilities(
                        checkpoint.network(), RowSequences.features(pixels, spec.timeSteps(), spec.inputSize()))[0];
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
    static double[] latencies(Classifier classifier, ImageSet images) {
        double[] micros = new double[images.count()];
        for (int i = -images.count(); i < images.count(); i++) {
            byte[] pixels = images.image(Math.floorMod(i, images.count()));
            long began = System.nanoTime();
            classifier.probabilities(pixels);
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
                Provenance.Data.of("", data),
                new Origin.Trained(TrainingPlan.TUTORIAL, engine, threads, Progress.START));
    }
}
