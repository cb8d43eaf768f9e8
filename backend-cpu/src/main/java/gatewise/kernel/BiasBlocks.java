package gatewise.kernel;

import gatewise.cell.CellType;
import java.nio.FloatBuffer;

/** The bias in the blocks that a pass computes: that of the parameters, but for {@link GruResetAfterPass}. */
final class BiasBlocks {
    private BiasBlocks() {}

    static int count(CellShape shape) {
        return shape.cell() == CellType.GRU_RESET_AFTER ? 4 : shape.cell().blocks();
    }

    static float[] of(CellShape shape, CellShape.Buffers parameters) {
        float[] bias = read(parameters.bias());
        if (shape.cell() != CellType.GRU_RESET_AFTER) {
            return bias;
        }
        int hidden = shape.hiddenSize();
        float[] recurrent = read(parameters.recurrentBias());
        float[] blocks = new float[4 * hidden];
        System.arraycopy(recurrent, 2 * hidden, blocks, 0, hidden);
        for (int i = 0; i < 2 * hidden; i++) {
            blocks[hidden + i] = bias[i] + recurrent[i];
        }
        System.arraycopy(bias, 2 * hidden, blocks, 3 * hidden, hidden);
        return blocks;
    }

    /** Writes the gradients, given those of the blocks. */
    static void gradients(CellShape shape, float[] blocks, CellShape.Buffers gradients) {
        if (shape.cell() != CellType.GRU_RESET_AFTER) {
            gradients.bias().put(0, blocks);
            return;
        }
        int hidden = shape.hiddenSize();
        gradients.bias().put(0, blocks, hidden, 3 * hidden);
        gradients.recurrentBias().put(0, blocks, hidden, 2 * hidden);
        gradients.recurrentBias().put(2 * hidden, blocks, 0, hidden);
    }

    private static float[] read(FloatBuffer buffer) {
        float[] values = new float[buffer.limit()];
        buffer.get(0, values);
        return values;
    }
}
