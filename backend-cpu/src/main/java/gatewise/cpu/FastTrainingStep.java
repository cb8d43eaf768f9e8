package gatewise.cpu;

import gatewise.backend.TrainingStep;
import gatewise.kernel.OptimizerStep;
import gatewise.layer.Padding;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The training step of {@link MultiLayerNetwork#fit(INDArray, INDArray, INDArray, INDArray)} with the same results, for a network in single
 * precision on a CPU without listeners, constraints or truncated back-propagation: gradients by the network, updates by
 * its updater; what is left out is DL4J's solver, whose subtraction of the update takes longer than the update itself.
 */
final class FastTrainingStep implements TrainingStep {
    private final MultiLayerNetwork network;
    private final OptimizerStep step = new OptimizerStep();

    /** Of the memory that the network had at the last step; empty if it is of another kind. */
    private Optional<PlainNetwork> plain;

    /** Gives the network an updater of its own class, with the state of the one that it has. */
    FastTrainingStep(MultiLayerNetwork network) {
        DataType type = network.params().dataType();
        if (type != DataType.FLOAT) {
            throw new IllegalArgumentException("the network is of type " + type + ", expected FLOAT");
        }
        this.network = network;
        leaveOutInputGradient(network);
        network.setUpdater(new FastUpdater(network, network.getUpdater().getStateViewArray()));
        plain = PlainNetwork.of(network);
    }

    private static void leaveOutInputGradient(MultiLayerNetwork network) {
        Layer first = network.getLayer(0);
        if (first instanceof BaseWrapperLayer wrapper) {
            first = wrapper.getUnderlying();
        }
        if (first instanceof InputGradient layer
                && network.getLayerWiseConfigurations().getInputPreProcess(0) == null) {
            layer.leaveOutInputGradient();
        }
    }

    /**
     * DL4J's updater but for the division by the batch size, which takes ND4J twice as long as the update, and for new
     * views of every parameter, which DL4J makes at each step because it takes a view of the network's gradients for
     * those of another network.
     */
    private static final class FastUpdater extends MultiLayerUpdater {
        private static final long serialVersionUID = 1L;

        private final transient OptimizerStep step = new OptimizerStep();

        /** The gradients of each block: ND4J draws a random number for each new view. */
        private final transient Map<UpdaterBlock, INDArray> vectors = new IdentityHashMap<>();

        private FastUpdater(MultiLayerNetwork network, INDArray state) {
            super(network, state);
        }

        @Override
        public synchronized void update(
                Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaceMgr) {
            super.update(
                    new OwnGradient(gradient, getFlattenedGradientsView()), iteration, epoch, batchSize, workspaceMgr);
        }

        /** The same of the network's own gradients, where nothing is clipped and nothing is added to the loss. */
        private void update(int iteration, int epoch, int batchSize) {
            divide(getFlattenedGradientsView(), batchSize);
            for (UpdaterBlock block : getUpdaterBlocks()) {
                INDArray gradient = vectors.computeIfAbsent(
                        block,
                        key -> key.getGradientView()
                                .reshape(key.getGradientView().length()));
                block.getGradientUpdater().applyUpdater(gradient, iteration, epoch);
            }
        }

        @Override
        protected void divideByMinibatch(boolean external, Gradient gradient, int batchSize) {
            divide(gradient.gradient(), batchSize);
        }

        private void divide(INDArray all, int batchSize) {
            try (ArrayMemory memory = new ArrayMemory()) {
                step.divide(memory.of(all), Math.toIntExact(all.length()), batchSize);
            }
        }
    }

    /** The gradients of a network that its updater recognises as the network's, because they are the same object. */
    private static final class OwnGradient extends DefaultGradient {
        private static final long serialVersionUID = 1L;

        private final INDArray all;

        private OwnGradient(Gradient gradient, INDArray all) {
            super(all);
            this.all = all;
            gradient.gradientForVariable().forEach(this::setGradientFor);
        }

        @Override
        public INDArray gradient() {
            return all;
        }
    }

    @Override
    public double fit(INDArray features, INDArray labels, INDArray featuresMask, INDArray labelsMask) {
        if (plain.isPresent() && !plain.get().isOf(network)) {
            followMemory();
        }
        Optional<Padding> padding = labelsMask == null && network.getUpdater() instanceof FastUpdater
                ? plain.flatMap(own -> own.padding(features, labels, featuresMask))
                : Optional.empty();
        int batch = (int) features.size(0);
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        if (padding.isPresent()) {
            network.setScore(plain.get().lossAndGradients(features, labels, padding.get()) / batch);
            ((FastUpdater) network.getUpdater()).update(conf.getIterationCount(), conf.getEpochCount(), batch);
        } else {
            byLayers(features, labels, featuresMask, labelsMask);
        }
        INDArray parameters = network.params();
        try (ArrayMemory memory = new ArrayMemory()) {
            step.subtract(
                    memory.of(parameters),
                    memory.of(network.getFlattenedGradients()),
                    Math.toIntExact(parameters.length()));
        }
        conf.setIterationCount(conf.getIterationCount() + 1);
        return network.score();
    }

    /** The network has other parameters or gradients than at the last step. */
    private void followMemory() {
        plain.get().close();
        plain = Optional.empty();
        network.setUpdater(new FastUpdater(network, network.getUpdater().getStateViewArray()));
        plain = PlainNetwork.of(network);
    }

    /** Turns the gradients into updates by the network's layers. */
    private void byLayers(INDArray features, INDArray labels, INDArray featuresMask, INDArray labelsMask) {
        network.setInput(features);
        network.setLabels(labels);
        boolean masked = featuresMask != null || labelsMask != null;
        if (masked) {
            network.setLayerMaskArrays(featuresMask, labelsMask);
        }
        try {
            network.computeGradientAndScore();
        } finally {
            if (masked) {
                network.clearLayerMaskArrays();
            }
        }
        MultiLayerConfiguration conf = network.getLayerWiseConfigurations();
        Gradient gradient = network.gradient();
        network.getUpdater()
                .update(
                        network,
                        gradient,
                        conf.getIterationCount(),
                        conf.getEpochCount(),
                        (int) features.size(0),
                        LayerWorkspaceMgr.noWorkspaces());
    }
}
