package gatewise.kernel;

import java.util.Arrays;

/** The bias of all blocks once in each running row: what a step's products are added to. */
final class BiasRows implements AutoCloseable {
    private final Block block = new Block();
    private float[] filled = new float[0];

    /** For so many rows. */
    void fill(float[] bias, int rows) {
        int length = bias.length * rows;
        if (filled.length < length) {
            filled = new float[length];
        }
        for (int c = 0; c < bias.length; c++) {
            Arrays.fill(filled, c * rows, (c + 1) * rows, bias[c]);
        }
        block.reserve(length);
        block.buffer().put(0, filled, 0, length);
    }

    /** To the beginning of a step's pre-activations, of so many values. */
    void copyTo(Block pre, int length) {
        pre.buffer().put(0, block.buffer(), 0, length);
    }

    @Override
    public void close() {
        block.close();
    }
}
