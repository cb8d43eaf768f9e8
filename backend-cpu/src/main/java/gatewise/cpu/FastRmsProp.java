package gatewise.cpu;

import gatewise.kernel.OptimizerStep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.RmsPropUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

/** DL4J's RMSProp with its state and its results, computed by {@link OptimizerStep}; single precision, on a CPU. */
public class FastRmsProp extends RmsProp {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastRmsProp() {}

    /**
     * As {@link RmsProp#RmsProp(double, double, double)}.
     *
     * @param learningRate of each step
     * @param decay how much of the mean square a step keeps
     * @param epsilon added to the root that is divided by
     */
    public FastRmsProp(double learningRate, double decay, double epsilon) {
        super(learningRate, decay, epsilon);
    }

    /** The same settings. */
    static FastRmsProp of(RmsProp other) {
        FastRmsProp copy = new FastRmsProp(other.getLearningRate(), other.getRmsDecay(), other.getEpsilon());
        copy.setLearningRateSchedule(other.getLearningRateSchedule());
        return copy;
    }

    @Override
    public GradientUpdater<RmsProp> instantiate(INDArray state, boolean initialize) {
        INDArray vector = state.reshape(state.length());
        RmsPropUpdater updater = new Updater(this);
        updater.setStateViewArray(vector, vector.shape(), vector.ordering(), initialize);
        return updater;
    }

    @Override
    public FastRmsProp clone() {
        return of(this);
    }

    private static final class Updater extends RmsPropUpdater {
        private final OptimizerStep step = new OptimizerStep();

        private Updater(FastRmsProp config) {
            super(config);
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            if (gradient.dataType() != DataType.FLOAT) {
                super.applyUpdater(gradient, iteration, epoch);
                return;
            }
            RmsProp config = getConfig();
            try (ArrayMemory memory = new ArrayMemory()) {
                step.rmsProp(
                        memory.of(gradient),
                        memory.of(getState().get(G_STATE)),
                        (int) gradient.length(),
                        new OptimizerStep.RmsProp(
                                (float) config.getLearningRate(iteration, epoch), (float) config.getRmsDecay(), (float)
                                        config.getEpsilon()));
            }
        }
    }
}
