package gatewise.kernel;

/** A recurrent cell, with the order of the column blocks of its parameters. */
public enum CellType {
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

    /** Column blocks of hiddenSize in each parameter. */
    public int blocks() {
        return blocks;
    }

    public boolean hasCellState() {
        return this == LSTM;
    }

    public boolean hasRecurrentBias() {
        return this == GRU_RESET_AFTER;
    }
}
