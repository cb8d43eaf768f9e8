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

    /** Of a cell of these sizes, or an exception that says what is not. */
    void requireSizes(CellType cell, int inputSize, int hiddenSize) {
        requireNonNull(cell, "cell is null");
        requirePositive("inputSize", inputSize);
        requirePositive("hiddenSize", hiddenSize);
        int columns = Math.multiplyExact(cell.blocks(), hiddenSize);
        requireLength("inputWeights", inputWeights, Math.multiplyExact(inputSize, columns));
        requireLength("recurrentWeights", recurrentWeights, Math.multiplyExact(hiddenSize, columns));
        requireLength("bias", bias, columns);
        if (cell.hasRecurrentBias()) {
            requireLength("recurrentBias", requireNonNull(recurrentBias, "recurrentBias is null"), columns);
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }

    private static void requireLength(String name, float[] parameter, int length) {
        if (parameter.length != length) {
            throw new IllegalArgumentException(name + " has " + parameter.length + " values, expected " + length);
        }
    }
}
