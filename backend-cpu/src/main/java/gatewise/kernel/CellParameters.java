package gatewise.kernel;

import gatewise.cell.CellType;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Memory of the parameters of one cell, or of the gradients with respect to them; matrices are column-major, columns in
 * the blocks of {@link CellType}.
 *
 * @param inputWeights [inputSize, blocks * hiddenSize]
 * @param recurrentWeights [hiddenSize, blocks * hiddenSize]
 * @param bias [blocks * hiddenSize]
 * @param recurrentBias [blocks * hiddenSize] for {@link CellType#GRU_RESET_AFTER}, else null
 */
public record CellParameters(
        FloatPointer inputWeights, FloatPointer recurrentWeights, FloatPointer bias, FloatPointer recurrentBias) {
    /**
     * Refuses null memory with a {@link NullPointerException}, but for the recurrent bias.
     *
     * @param inputWeights [inputSize, blocks * hiddenSize]
     * @param recurrentWeights [hiddenSize, blocks * hiddenSize]
     * @param bias [blocks * hiddenSize]
     * @param recurrentBias [blocks * hiddenSize] or null
     */
    public CellParameters {
        Objects.requireNonNull(inputWeights, "inputWeights is null");
        Objects.requireNonNull(recurrentWeights, "recurrentWeights is null");
        Objects.requireNonNull(bias, "bias is null");
    }
}
