package gatewise.kernel;

/** Numbers as they are, with the mean over the outputs of their squared or absolute errors, as DL4J's LossMSE and LossMAE count it. */
public final class RegressionHead extends LinearHead {
    private final boolean squared;

    /**
     * Loads the natives of OpenBLAS, which from then on is held to the calling threads in this process.
     *
     * @param inputSize at least 1
     * @param outputs at least 1
     * @param weights how much each output counts [outputs]; null if all alike
     * @param squared whether errors are squared
     * @throws IllegalArgumentException if a size is below 1, or there are not so many weights
     */
    public RegressionHead(int inputSize, int outputs, float[] weights, boolean squared) {
        super(inputSize, outputs, weights);
        this.squared = squared;
    }

    @Override
    void activate(int batch) {
        // Nothing follows the linear layer.
    }

    @Override
    double lossAndDeltas(int batch, float[] weights) {
        double loss = 0;
        for (int k = 0; k < outputs; k++) {
            float weight = (weights == null ? 1 : weights[k]) / outputs;
            for (int i = k * batch; i < (k + 1) * batch; i++) {
                float error = scores[i] - truth[i];
                loss += weight * (squared ? (double) error * error : Math.abs(error));
                scores[i] = weight * (squared ? 2 * error : Math.signum(error));
            }
        }
        return loss;
    }
}
