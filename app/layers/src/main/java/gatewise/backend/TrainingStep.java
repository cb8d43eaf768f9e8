package gatewise.backend;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of training. */
@FunctionalInterface
public interface TrainingStep {
    /**
     * Trains one batch of sequences of different lengths, each filled up at its end.
     *
     * @param features as the network takes them, such as [batch, inputSize, timeSteps]
     * @param labels as its head takes them, such as [batch, classes], or [batch, classes, timeSteps] for a label at each step
     * @param featuresMask [batch, timeSteps], 1 for the steps of each sequence and 0 past its end; null if all take all steps
     * @param labelsMask [batch, timeSteps], 1 for the steps whose label counts, 0 for others; null if all count. Only for a head at
     *     each step
     * @return the loss from before the step, as DL4J counts it: summed over the steps that count, by the number of sequences
     */
    double fit(INDArray features, INDArray labels, INDArray featuresMask, INDArray labelsMask);

    /**
     * Trains one batch of which every step counts.
     *
     * @param features as the network takes them, such as [batch, inputSize, timeSteps]
     * @param labels as its head takes them, such as [batch, classes]
     * @return the loss from before the step
     */
    default double fit(INDArray features, INDArray labels) {
        return fit(features, labels, null, null);
    }
}
