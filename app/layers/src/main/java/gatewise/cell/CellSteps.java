package gatewise.cell;

/**
 * Computes the steps of one cell with parameters of its own, which it never changes, so that threads may share it. All
 * implementations give the same results but for rounding.
 */
public interface CellSteps {
    /** {@return the state before the first step: zeros} */
    SequenceReader.State start();

    /**
     * Computes one step.
     *
     * @param x [inputSize]
     * @param state from {@link #start()} of this object, advanced
     * @param observer is shown the gates, and may change them; {@link GateObserver#NONE} if nobody looks
     */
    void step(float[] x, SequenceReader.State state, GateObserver observer);
}
