package gatewise.cell;

/**
 * A recurrent cell, with the order of the column blocks of its parameters. {@code x} and {@code h'} are a step's input and
 * the hidden state before it:
 *
 * <pre>
 * Simple h = tanh(x·W + h'·R + b)
 * LSTM   c = f * c' + i * g,  h = o * tanh(c);   g = tanh(x·Wg + h'·Rg + bg), f, o and i alike with the logistic sigmoid
 * GRU    h = (1 - z) * n + z * h';   r = σ(x·Wr + h'·Rr + br), z alike,
 *        n = tanh(x·Wn + (r * h')·Rn + bn)             reset before the product
 *        n = tanh(x·Wn + bn + r * (h'·Rn + rbn))       reset after it (the gates then add rb as well)
 * </pre>
 */
public enum CellType {
    /** One block: the hidden state itself (Elman 1990). */
    SIMPLE(1),

    /** Blocks: candidate, forget, output, input. Has a cell state beside the hidden one. */
    LSTM(4),

    /** Blocks: reset, update, candidate; the reset gate acts on h before its product. */
    GRU_RESET_BEFORE(3),

    /** Blocks: reset, update, candidate; the reset gate acts on the product, which has a bias of its own. */
    GRU_RESET_AFTER(3);

    private final int blocks;

    CellType(int blocks) {
        this.blocks = blocks;
    }

    /** {@return the column blocks of hiddenSize in each parameter} */
    public int blocks() {
        return blocks;
    }

    /** {@return whether it has a cell state beside the hidden one} */
    public boolean hasCellState() {
        return this == LSTM;
    }

    /** {@return whether the recurrent product has a bias of its own} */
    public boolean hasRecurrentBias() {
        return this == GRU_RESET_AFTER;
    }
}
