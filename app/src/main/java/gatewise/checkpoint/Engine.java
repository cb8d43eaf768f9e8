package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.backend.Accelerator;
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
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What computes the recurrent layers; all give the same results from the same parameters, but for rounding. */
public enum Engine {
    /** The backend's accelerator. */
    @JsonProperty("fast")
    FAST,
    /** ND4J's operations, on any backend: Gatewise's GRU, DL4J's LSTM and simple RNN. */
    @JsonProperty("portable")
    PORTABLE,
    /** DL4J's own layers, which know no GRU. */
    @JsonProperty("stock")
    STOCK;

    /**
     * The engine for a network.
     *
     * @param name fast, portable, stock, or auto for the fastest that serves the network here
     * @throws UserError if there is no such engine, or it does not serve the network here
     */
    public static Engine choose(String name, NetworkSpec spec) {
        Cell cell = spec.cell();
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "auto" -> isAccelerated(spec) ? FAST : cell == Cell.GRU ? PORTABLE : STOCK;
            case "fast" -> {
                if (!isAccelerated(spec)) {
                    throw new UserError(
                            Phrase.of(
                                    Setting.ENGINE,
                                    " fast does not serve " + cell + " on the "
                                            + ActiveBackend.get().name() + " backend"),
                            "leave it out");
                }
                yield FAST;
            }
            case "portable" -> PORTABLE;
            case "stock" -> {
                if (cell == Cell.GRU) {
                    throw new UserError(
                            Phrase.of(Setting.ENGINE, " stock: Deeplearning4j has no GRU of its own"),
                            "use fast or portable");
                }
                yield STOCK;
            }
            default ->
                throw new UserError(
                        Phrase.of(Setting.ENGINE, ": expected auto, fast, portable or stock, got '" + name + "'"),
                        Suggestion.fix(name, List.of("auto", "fast", "portable", "stock")));
        };
    }

    private static boolean isAccelerated(NetworkSpec spec) {
        return ActiveBackend.get()
                .accelerator()
                .filter(accelerator -> accelerator.serves(Networks.configuration(spec, 1)))
                .isPresent();
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
        return this == FAST ? accelerator().accelerated(portable, threads) : portable;
    }

    /** The training step of a network that this engine computes. */
    public TrainingStep trainingStep(MultiLayerNetwork network) {
        if (this == FAST) {
            return accelerator().trainingStep(network);
        }
        return (features, labels, featuresMask, labelsMask) -> {
            network.fit(features, labels, featuresMask, labelsMask);
            return network.score();
        };
    }

    private static Accelerator accelerator() {
        return ActiveBackend.get().accelerator().orElseThrow();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
