package gatewise.backend;

import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/**
 * For a DL4J program: the fastest form of its configuration on this machine. Nothing else changes, neither parameters nor
 * results (but for rounding), and without an accelerator on the class path the configuration itself comes back.
 *
 * <pre>{@code
 * MultiLayerNetwork network = new MultiLayerNetwork(Acceleration.of(configuration));
 * }</pre>
 */
public final class Acceleration {
    private Acceleration() {}

    /**
     * The fastest form of a network's configuration, on all cores.
     *
     * @param portable of DL4J's layers and those of {@code gatewise.layer}; is not changed
     * @return the accelerated configuration, or the given one where no accelerator is on the class path
     * @throws BackendException if there is more than one backend of Gatewise on the class path
     */
    public static MultiLayerConfiguration of(MultiLayerConfiguration portable) {
        return accelerator()
                .map(accelerator -> accelerator.accelerated(portable, cores()))
                .orElse(portable);
    }

    /**
     * The same for a graph.
     *
     * @param portable of DL4J's layers and those of {@code gatewise.layer}; is not changed
     * @return the accelerated configuration, or the given one where no accelerator is on the class path
     * @throws BackendException if there is more than one backend of Gatewise on the class path
     */
    public static ComputationGraphConfiguration of(ComputationGraphConfiguration portable) {
        return accelerator()
                .map(accelerator -> accelerator.accelerated(portable, cores()))
                .orElse(portable);
    }

    private static Optional<Accelerator> accelerator() {
        List<Backend> found = Backend.found();
        return found.isEmpty() ? Optional.empty() : Backend.only(found).accelerator();
    }

    private static int cores() {
        return Runtime.getRuntime().availableProcessors();
    }
}
