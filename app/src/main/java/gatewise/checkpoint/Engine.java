package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.backend.Accelerator;
import gatewise.backend.Backend;
import gatewise.backend.TrainingStep;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.UserError;
import gatewise.machine.ActiveBackend;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What computes the recurrent layers; all give the same results from the same parameters, but for rounding. */
public enum Engine {
    /** The backend's accelerator. */
    @JsonProperty("fast")
    FAST,
    /** The backend's accelerator by Java's Vector API, where the JVM has that. */
    @JsonProperty("vector")
    VECTOR,
    /** ND4J's operations, on any backend: Gatewise's GRU, DL4J's LSTM and simple RNN. */
    @JsonProperty("portable")
    PORTABLE,
    /** DL4J's own layers, which know no GRU. */
    @JsonProperty("stock")
    STOCK;

    private static final List<String> NAMES = List.of("auto", "vector", "fast", "portable", "stock");

    /**
     * The engine for a network.
     *
     * @param name vector, fast, portable, stock, or auto for the fastest that serves the network in this JVM, which may measure for some
     *     seconds
     * @param rows of a batch for each thread
     * @throws UserError if there is no such engine, or it does not serve the network here
     */
    public static Engine choose(String name, NetworkSpec spec, int rows) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "auto" -> fastest(spec, rows);
            case "vector" -> required(VECTOR, spec, "leave it out");
            case "fast" -> required(FAST, spec, "leave it out");
            case "portable" -> PORTABLE;
            case "stock" -> required(STOCK, spec, "use fast or portable");
            default ->
                throw new UserError(
                        Phrase.of(
                                Setting.ENGINE, ": expected auto, vector, fast, portable or stock, got '" + name + "'"),
                        Suggestion.fix(name, NAMES));
        };
    }

    private static Engine required(Engine engine, NetworkSpec spec, String fix) {
        engine.obstacle(spec).ifPresent(reason -> {
            throw new UserError(Phrase.of(Setting.ENGINE, " " + engine + " " + reason), fix);
        });
        return engine;
    }

    /** The fastest engine for a network that every JVM with this backend has: the same on all machines that share a study. */
    public static Engine common(NetworkSpec spec) {
        return isAccelerated(spec) ? FAST : spec.cell() == Cell.GRU ? PORTABLE : STOCK;
    }

    private static Engine fastest(NetworkSpec spec, int rows) {
        Backend backend = ActiveBackend.get();
        boolean vector = backend.vectorAccelerator().isPresent()
                && backend.prefersVectorAccelerator(Networks.configuration(spec, 1), rows);
        return vector ? VECTOR : common(spec);
    }

    /** Why it does not compute a network here, in a few words; empty if it does. */
    public Optional<String> obstacle(NetworkSpec spec) {
        Backend backend = ActiveBackend.get();
        return switch (this) {
            case FAST ->
                isAccelerated(spec)
                        ? Optional.empty()
                        : Optional.of("does not serve " + spec.cell() + " on the " + backend.name() + " backend");
            case VECTOR ->
                backend.vectorAccelerator().isEmpty()
                        ? Optional.of("does not run here"
                                + backend.vectorObstacle()
                                        .map(reason -> ": " + reason)
                                        .orElse(""))
                        : serves(backend.vectorAccelerator(), spec)
                                ? Optional.empty()
                                : Optional.of("does not serve " + spec.cell());
            case PORTABLE -> Optional.empty();
            case STOCK ->
                spec.cell() == Cell.GRU
                        ? Optional.of("knows no GRU: Deeplearning4j has none of its own")
                        : Optional.empty();
        };
    }

    private static boolean isAccelerated(NetworkSpec spec) {
        return serves(ActiveBackend.get().accelerator(), spec);
    }

    private static boolean serves(Optional<Accelerator> accelerator, NetworkSpec spec) {
        return accelerator
                .filter(found -> found.serves(Networks.configuration(spec, 1)))
                .isPresent();
    }

    /** Whether each thread computes a part of a batch on its own, so that ND4J's operations are to have one thread. */
    public boolean splitsBatches() {
        return this == FAST || this == VECTOR;
    }

    /**
     * A new network with its initial parameters, see {@link Networks#create}.
     *
     * @param threads that a batch may be split between
     */
    public MultiLayerNetwork create(NetworkSpec spec, long seed, int threads) {
        return Networks.move(Networks.create(spec, seed), configuration(spec, seed, threads));
    }

    /** The network of a file. */
    MultiLayerNetwork restore(StoredNetwork stored, int threads) {
        MultiLayerConfiguration conf =
                configuration(stored.spec(), stored.provenance().seed(), threads);
        conf.setIterationCount(stored.counters().iterations());
        conf.setEpochCount(stored.counters().epochs());
        return Networks.restore(conf, stored.parameters(), stored.updaterState());
    }

    private MultiLayerConfiguration configuration(NetworkSpec spec, long seed, int threads) {
        MultiLayerConfiguration portable = Networks.configurationByLength(spec, seed);
        return splitsBatches() ? accelerator().accelerated(portable, threads) : portable;
    }

    /** The training step of a network that this engine computes. */
    public TrainingStep trainingStep(MultiLayerNetwork network) {
        if (splitsBatches()) {
            return accelerator().trainingStep(network);
        }
        return (features, labels, featuresMask, labelsMask) -> {
            network.fit(features, labels, featuresMask, labelsMask);
            return network.score();
        };
    }

    private Accelerator accelerator() {
        Backend backend = ActiveBackend.get();
        return (this == VECTOR ? backend.vectorAccelerator() : backend.accelerator()).orElseThrow();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
