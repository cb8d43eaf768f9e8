package gatewise.kernel;

import gatewise.cell.CellType;
import org.bytedeco.javacpp.FloatPointer;

/**
 * One recurrent layer over a whole sequence, forward and backward, in single precision.
 *
 * <p>Sequences are [batch, size, timeSteps], column-major: element (b, i, t) lies at {@code b + batch * (i + size * t)}.
 * Pointers are read and written from their position on; the memory must stay allocated until the call returns. Where a
 * pointer knows its limit, memory that is too short is an {@link IllegalArgumentException}.
 *
 * <p>The cells' equations are those of {@link CellType}.
 *
 * <p>A kernel holds what a pass forward leaves for the pass backward, so it serves one layer and one thread at a time.
 * Memory grows to the largest shape that was asked for and is kept until {@link #close()}.
 */
public interface RecurrentKernel extends AutoCloseable {

    /**
     * The fast kernel: products by OpenBLAS, the batch split between Java threads. Loads the natives of OpenBLAS.
     *
     * <p>OpenBLAS is held to one thread in this process from then on, for everyone who uses it: its threads
     * would fight with the kernel's.
     *
     * @param cell what kind
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     * @param threads at most so many threads work on a batch, the caller's among them; 1 or more. The same inputs, shapes
     *     and threads give the same bits.
     * @return a kernel that holds native memory until it is closed or collected
     * @throws IllegalArgumentException if a number is below 1
     */
    static RecurrentKernel create(CellType cell, int inputSize, int hiddenSize, int threads) {
        return new BatchKernel(new CellShape(cell, inputSize, hiddenSize), threads);
    }

    /**
     * A batch of sequences.
     *
     * @param values [batch, inputSize, timeSteps]
     * @param batch sequences, at least 1
     * @param timeSteps at least 1
     */
    record Sequences(FloatPointer values, int batch, int timeSteps) {
        /**
         * Refuses numbers below 1 with an {@link IllegalArgumentException}.
         *
         * @param values [batch, inputSize, timeSteps]
         * @param batch sequences
         * @param timeSteps of each
         */
        public Sequences {
            CellShape.requirePositive("batch", batch);
            CellShape.requirePositive("timeSteps", timeSteps);
        }
    }

    /**
     * What each sequence starts from.
     *
     * @param hidden [batch, hiddenSize], or null for zeros
     * @param cell [batch, hiddenSize], or null for zeros; only for a cell that has a cell state
     */
    record State(FloatPointer hidden, FloatPointer cell) {
        /** The start of a sequence that does not go on from another. */
        public static final State ZERO = new State(null, null);
    }

    /**
     * Room for hidden states.
     *
     * @param values [batch, hiddenSize, steps], written
     * @param steps all time steps, or 1 for the last alone
     */
    record Output(FloatPointer values, int steps) {}

    /**
     * Runs a batch of sequences.
     *
     * @param x read
     * @param parameters read
     * @param start read
     * @param y written: the hidden state after each step, or after the last
     * @param training whether {@link #backward} follows; without it, the pass is faster and backward is refused
     */
    void forward(Sequences x, CellParameters parameters, State start, Output y, boolean training);

    /**
     * The cell state after the last step of the last pass forward; the hidden one is the last step of y.
     *
     * @param c [batch, hiddenSize], written
     * @throws IllegalStateException if the cell has none, or no pass forward was run
     */
    void finalCellState(FloatPointer c);

    /**
     * Gradients of the last pass forward, which must have been a training one; each such pass serves one pass backward.
     *
     * @param dy [batch, hiddenSize, timeSteps], the gradient with respect to y
     * @param gradients overwritten
     * @param dx [batch, inputSize, timeSteps], overwritten; null if not wanted, which saves its products
     * @throws IllegalStateException if no training pass forward precedes
     */
    void backward(FloatPointer dy, CellParameters gradients, FloatPointer dx);

    /**
     * As {@link #backward} with a gradient that is zero but at the last time step, as when the last step alone is
     * classified.
     *
     * @param dyLast [batch, hiddenSize]
     * @param gradients overwritten
     * @param dx [batch, inputSize, timeSteps], overwritten; null if not wanted
     * @throws IllegalStateException if no training pass forward precedes
     */
    void backwardFromLastStep(FloatPointer dyLast, CellParameters gradients, FloatPointer dx);

    /** Frees the memory; the kernel cannot be used any more. */
    @Override
    void close();
}
