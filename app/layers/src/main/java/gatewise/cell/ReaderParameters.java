package gatewise.cell;

import static java.util.Objects.requireNonNull;

/**
 * The parameters of one cell; matrices are column-major, columns in the blocks of {@link CellType}.
 *
 * @param inputWeights [inputSize, blocks * hiddenSize]
 * @param recurrentWeights [hiddenSize, blocks * hiddenSize]
 * @param bias [blocks * hiddenSize]
 * @param recurrentBias [blocks * hiddenSize] for {@link CellType#GRU_RESET_AFTER}, else not read and may be null
 */
public record ReaderParameters(float[] inputWeights, float[] recurrentWeights, float[] bias, float[] recurrentBias) {
    /**
     * Refuses a null parameter with a {@link NullPointerException}, but for the recurrent bias.
     *
     * @param inputWeights [inputSize, blocks * hiddenSize]
     * @param recurrentWeights [hiddenSize, blocks * hiddenSize]
     * @param bias [blocks * hiddenSize]
     * @param recurrentBias [blocks * hiddenSize] or null
     */
    public ReaderParameters {
        requireNonNull(inputWeights, "inputWeights is null");
        requireNonNull(recurrentWeights, "recurrentWeights is null");
        requireNonNull(bias, "bias is null");
    }
}
