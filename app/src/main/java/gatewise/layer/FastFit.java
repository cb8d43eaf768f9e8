package gatewise.layer;

import gatewise.kernel.OptimizerStep;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The training step of {@link MultiLayerNetwork#fit(INDArray, INDArray)} with the same results, for a network in single
 * precision on a CPU without listeners, constraints or truncated back-propagation: gradients by the network, updates by
 * its updater; what is left out is DL4J's solver, whose subtraction of the update takes longer than the update itself.
 */
public final class FastFit {
    private final MultiLayerNetwork network;
    private final OptimizerStep step = new OptimizerStep();

    public FastFit(MultiLayerNetwork network) {
        this.network = network;
    }

    /** Trains one batch and returns its loss, from before the step. */
    public double fit(INDArray features, INDArray labels) {
        network.setInput(features);
        network.setLabels(labels);
        network.computeGradientAndScore();
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        Gradient gradient = network.gradient();
        int batch = (int) features.size(0);
        network.getUpdater()
                .update(
                        network,
                        gradient,
                        conf.getIterationCount(),
                        conf.getEpochCount(),
                        batch,
                        LayerWorkspaceMgr.noWorkspaces());
        INDArray parameters = network.params();
        step.subtract(
                KernelPass.pointer(parameters),
                KernelPass.pointer(gradient.gradient()),
                Math.toIntExact(parameters.length()));
        conf.setIterationCount(conf.getIterationCount() + 1);
        return network.score();
    }
}
