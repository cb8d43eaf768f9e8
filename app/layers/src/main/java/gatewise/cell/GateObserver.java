package gatewise.cell;

/** Is shown the gates of a step before the cell uses them, and may change them. */
@FunctionalInterface
public interface GateObserver {
    /** Does not look. */
    GateObserver NONE = (block, values, from) -> {};

    /**
     * Called once a step for each block, a GRU's candidate last.
     *
     * @param block as in {@link CellType}
     * @param values that hold the activations [hiddenSize], to be read and changed
     * @param from where they begin
     */
    void gate(int block, float[] values, int from);
}
