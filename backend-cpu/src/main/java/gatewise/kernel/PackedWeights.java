package gatewise.kernel;

import java.nio.FloatBuffer;

/**
 * The weights of a cell in the order in which its products read them, copied once a pass; gradients come back the same
 * way. Offsets are those of one column of R [hiddenSize] and of W [inputSize] in the packed memory.
 *
 * <ul>
 *   <li>Simple and LSTM: one matrix [R; W], hiddenSize + inputSize high, that is multiplied by [h | x]
 *   <li>GRU, reset before: the same for reset and update, then [W; R] for the candidate, which is multiplied by [x | r * h]
 *   <li>GRU, reset after: R with its blocks in the order candidate, reset, update, and then W
 * </ul>
 */
final class PackedWeights implements AutoCloseable {
    private final CellShape shape;
    private final float[] packed;
    private final Block block = new Block();

    PackedWeights(CellShape shape) {
        this.shape = shape;
        packed = new float[Math.multiplyExact(shape.columns(), shape.inputSize() + shape.hiddenSize())];
        block.reserve(packed.length);
    }

    CellShape shape() {
        return shape;
    }

    int length() {
        return packed.length;
    }

    Block block() {
        return block;
    }

    /** The weights as they were packed last, in Java's memory. */
    float[] packed() {
        return packed;
    }

    /** Where the matrix that starts with the given column of R or W, whichever comes first, lies. */
    int recurrentOffset(int column) {
        int hidden = shape.hiddenSize();
        int joint = hidden + shape.inputSize();
        return switch (shape.cell()) {
            case SIMPLE, LSTM -> column * joint;
            case GRU_RESET_BEFORE -> column * joint + (column < 2 * hidden ? 0 : shape.inputSize());
            case GRU_RESET_AFTER -> (column < 2 * hidden ? column + hidden : column - 2 * hidden) * hidden;
        };
    }

    int inputOffset(int column) {
        int hidden = shape.hiddenSize();
        int joint = hidden + shape.inputSize();
        return switch (shape.cell()) {
            case SIMPLE, LSTM -> column * joint + hidden;
            case GRU_RESET_BEFORE -> column * joint + (column < 2 * hidden ? hidden : 0);
            case GRU_RESET_AFTER -> shape.columns() * hidden + column * shape.inputSize();
        };
    }

    void pack(FloatBuffer inputWeights, FloatBuffer recurrentWeights) {
        int input = shape.inputSize();
        int hidden = shape.hiddenSize();
        for (int c = 0; c < shape.columns(); c++) {
            inputWeights.get(c * input, packed, inputOffset(c), input);
            recurrentWeights.get(c * hidden, packed, recurrentOffset(c), hidden);
        }
        block.buffer().put(0, packed);
    }

    /** Writes values in packed order to the columns of W and R. */
    void unpack(float[] values, FloatBuffer inputWeights, FloatBuffer recurrentWeights) {
        int input = shape.inputSize();
        int hidden = shape.hiddenSize();
        for (int c = 0; c < shape.columns(); c++) {
            inputWeights.put(c * input, values, inputOffset(c), input);
            recurrentWeights.put(c * hidden, values, recurrentOffset(c), hidden);
        }
    }

    @Override
    public void close() {
        block.close();
    }
}
