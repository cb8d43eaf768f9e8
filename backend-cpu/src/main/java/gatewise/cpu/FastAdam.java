package gatewise.cpu;

import gatewise.kernel.OptimizerStep;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.AdamUpdater;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/** DL4J's Adam with its state and its results, computed by {@link OptimizerStep}; single precision, on a CPU. */
public class FastAdam extends Adam {
    private static final long serialVersionUID = 1L;

    /** For JSON. */
    public FastAdam() {}

    /**
     * As {@link Adam#Adam(double, double, double, double)}.
     *
     * @param learningRate of each step
     * @param beta1 how much of the first moment a step keeps
     * @param beta2 how much of the second moment a step keeps
     * @param epsilon added to the root that is divided by
     */
    public FastAdam(double learningRate, double beta1, double beta2, double epsilon) {
        super(learningRate, beta1, beta2, epsilon);
    }

    /** The same settings. */
    static FastAdam of(Adam other) {
        FastAdam copy = new FastAdam(other.getLearningRate(), other.getBeta1(), other.getBeta2(), other.getEpsilon());
        copy.setLearningRateSchedule(other.getLearningRateSchedule());
        return copy;
    }

    @Override
    public GradientUpdater<Adam> instantiate(INDArray state, boolean initialize) {
        INDArray row = state.reshape(1, state.length());
        long[] shape = {1, row.length() / 2};
        AdamUpdater updater = new Updater(this);
        updater.setStateViewArray(row, shape, row.ordering(), initialize);
        return updater;
    }

    @Override
    public FastAdam clone() {
        return of(this);
    }

    private static final class Updater extends AdamUpdater {
        private final OptimizerStep step = new OptimizerStep();

        private Updater(FastAdam config) {
            super(config);
        }

        @Override
        public void applyUpdater(INDArray gradient, int iteration, int epoch) {
            if (gradient.dataType() != DataType.FLOAT) {
                super.applyUpdater(gradient, iteration, epoch);
                return;
            }
            Adam config = getConfig();
            try (ArrayMemory memory = new ArrayMemory()) {
                step.adam(
                        memory.of(gradient),
                        memory.of(getM()),
                        memory.of(getV()),
                        (int) gradient.length(),
                        new OptimizerStep.Adam(
                                config.getLearningRate(iteration, epoch),
                                config.getBeta1(),
                                config.getBeta2(),
                                config.getEpsilon(),
                                iteration + 1));
            }
        }
    }
}
