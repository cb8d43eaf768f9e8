package gatewise.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of training. */
@FunctionalInterface
public interface TrainingStep {
    /**
     * Trains one batch.
     *
     * @param features as the network takes them, such as [batch, inputSize, timeSteps]
     * @param labels as its head takes them, such as [batch, classes]
     * @return the loss from before the step
     */
    double fit(INDArray features, INDArray labels);
}
