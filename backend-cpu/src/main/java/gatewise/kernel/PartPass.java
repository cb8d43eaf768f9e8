package gatewise.kernel;

import java.nio.FloatBuffer;

/** Some rows of a batch on their way through the whole sequence, forward and backward, by one thread. */
interface PartPass extends AutoCloseable {
    /** Runs the given rows from their first step to their last. */
    void forward(BatchPass.Forward pass, PartRows rows);

    /** Copies the states that the sequences ended with to a matrix [batch, hidden]; cellState is not read if the cell has none. */
    void finish(FloatBuffer hiddenState, FloatBuffer cellState);

    /** Back through the rows of the last pass forward, a training one. */
    void backward(BatchPass.Backward pass);

    /** Adds the gradient with respect to the weights, in the order of {@link PackedWeights}. */
    void addGradient(float[] sum);

    /** Adds the gradient with respect to the bias, in {@link BiasBlocks}. */
    void addBiasSums(float[] sums);

    @Override
    void close();
}
