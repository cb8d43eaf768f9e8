package gatewise.backend;

import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Turns portable configurations, whose layers run on any backend, into ones that compute the same faster: the same
 * parameters in the same order, the same results but for rounding. A layer that it does not know stays as it is.
 */
public interface Accelerator {
    /**
     * Whether it computes every recurrent layer of such a network itself.
     *
     * @param portable a network's configuration
     * @return whether it does
     */
    boolean serves(MultiLayerConfiguration portable);

    /**
     * The accelerated configuration.
     *
     * @param portable is not changed
     * @param threads that a batch may be split between, at least 1; the same number gives the same bits
     * @return a configuration of the same parameters
     */
    MultiLayerConfiguration accelerated(MultiLayerConfiguration portable, int threads);

    /**
     * The same for a graph.
     *
     * @param portable is not changed
     * @param threads that a batch may be split between, at least 1
     * @return a configuration of the same parameters
     */
    ComputationGraphConfiguration accelerated(ComputationGraphConfiguration portable, int threads);

    /**
     * The training step of a network of an accelerated configuration: what {@code network.fit} does, with the same results. For
     * single precision, without listeners, constraints or truncated back-propagation. From then on the network computes no
     * gradient with respect to its input.
     *
     * @param network initialised, of an accelerated configuration; is given an updater with the state of the one that it has
     * @return trains that network
     */
    TrainingStep trainingStep(MultiLayerNetwork network);
}
