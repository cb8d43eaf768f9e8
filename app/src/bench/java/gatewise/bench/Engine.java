package gatewise.bench;

import gatewise.scoring.Result;
import gatewise.data.Batches;
import gatewise.io.Text;
import gatewise.bench.Variant.Sample;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.RowSequences;
import gatewise.machine.Threads;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Inference;
import gatewise.scoring.Scores;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A way to compute Deeplearning4j's networks, trained and asked as the application does it. */
final class Engine {
    static final String OURS = "Gatewise";
    private static final long SEED = 1;
    private static final int SCORING_BATCH = 2000;
    private static final int SLOW_BATCHES = 60;
    private static final int SLOW_IMAGES = 500;

    private final String name;
    private final Function<NetworkSpec, gatewise.checkpoint.Engine> engine;
    private final int threads;
    private final Function<Checkpoint, SingleImage> singleImages;
    private final Map<NetworkSpec, Checkpoint> trained = new HashMap<>();

    /**
     * @param engine that computes a network
     * @param singleImages asks a network for one image at a time
     */
    private Engine(
            String name,
            Function<NetworkSpec, gatewise.checkpoint.Engine> engine,
            int threads,
            Function<Checkpoint, SingleImage> singleImages) {
        this.name = name;
        this.engine = engine;
        this.threads = threads;
        this.singleImages = singleImages;
    }

    /** Whether less work must do. */
    private boolean slow() {
        return !name.equals(OURS);
    }

    /** What {@code train} uses by itself. */
    static Engine ours() {
        int cores = Threads.choose(null, true);
        int rows = TrainingPlan.TUTORIAL.batchSize() / cores;
        return new Engine(OURS, spec -> gatewise.checkpoint.Engine.choose("auto", spec, rows), cores, checkpoint -> {
            Inference inference = Inference.of(checkpoint);
            return pixels -> inference.answer(RowSequences.rows(pixels, 28, 28));
        });
    }

    /** Deeplearning4j's own layers; it has no GRU. */
    static Engine stock() {
        int threads = Threads.choose(null, false);
        return new Engine(
                "Deeplearning4j's layers",
                spec -> gatewise.checkpoint.Engine.STOCK,
                threads,
                Engine::throughDl4j);
    }

    /** These that can compute the cell. */
    static List<Engine> serving(List<Engine> engines, Cell cell) {
        return engines.stream()
                .filter(engine -> cell != Cell.GRU || engine.name.equals(OURS))
                .toList();
    }

    /** Trains on from measurement to measurement, an epoch of so many batches each. */
    Competitor training(NetworkSpec spec, Dataset data, int batches, Path folder) {
        TrainingPlan plan = TrainingPlan.TUTORIAL;
        int count = Math.min(slow() ? SLOW_BATCHES : batches, batches);
        Dataset part = data.limit(count * plan.batchSize());
        return competitor(() -> {
            Checkpoint start = checkpoint(spec);
            Provenance provenance = start.provenance();
            TrainingPlan oneMore = plan.toBuilder().epochs(provenance.progress().epochs() + 1).build();
            Checkpoint end = new Trainer(
                            new Checkpoint(start.network(), provenance.with(oneMore)), part, new TrainingObserver() {})
                    .run(new RunFolder(folder.resolve(name)));
            trained.put(spec, end);
            List<EpochRecord> history = end.provenance().progress().history();
            EpochRecord epoch = history.get(history.size() - 1);
            return new Sample(
                    Text.format("loss %.3f, engine %s", epoch.loss(), provenance.engine()), epoch.imagesPerSecond());
        });
    }

    /** Probabilities of all test images, which lie in memory ready to use, by the engine that trains. */
    Competitor scoring(NetworkSpec spec, Dataset data) {
        Batches test = Batches.toScore(data.test(), data.form(), SCORING_BATCH);
        return competitor(() -> {
            MultiLayerNetwork network = network(spec);
            long began = System.nanoTime();
            Scores scores = (Scores) Result.of(network, test, data.test(), data.form());
            double seconds = (System.nanoTime() - began) / 1e9;
            return new Sample(Text.format("accuracy %.4f", scores.accuracy()), test.sequences() / seconds);
        });
    }

    Competitor latency(NetworkSpec spec, Dataset data, int images) {
        int count = Math.min(slow() ? SLOW_IMAGES : images, images);
        return competitor(() -> singleImages.apply(checkpoint(spec)).latency(data.testImages(), count));
    }

    /** As trained so far. */
    MultiLayerNetwork network(NetworkSpec spec) {
        return checkpoint(spec).network();
    }

    private Checkpoint checkpoint(NetworkSpec spec) {
        return trained.computeIfAbsent(spec, key -> created(key));
    }

    private Checkpoint created(NetworkSpec spec) {
        gatewise.checkpoint.Engine chosen = engine.apply(spec);
        return new Checkpoint(
                chosen.create(spec, SEED, threads),
                new Provenance(
                        Provenance.Software.here(),
                        "",
                        spec,
                        new Provenance.Data("mnist", "mnist", "", Provenance.Data.Training.NONE, List.of()),
                        new Origin.Trained(TrainingPlan.TUTORIAL, chosen, threads, Progress.START)));
    }

    private Competitor competitor(Supplier<Sample> work) {
        return new Competitor(name, List.of(new Work("threads: " + threads, () -> {
            Threads.use(slow() ? threads : 1); // the kernels' threads are their own
            return work.get();
        })));
    }

    private static SingleImage throughDl4j(Checkpoint checkpoint) {
        return pixels -> checkpoint
                .network()
                .output(RowSequences.features(pixels, 28, 28))
                .toFloatMatrix()[0];
    }
}
