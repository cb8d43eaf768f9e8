package gatewise.kernel;

import gatewise.cell.CellType;
import java.util.Objects;
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
 * <p>Sequences of a batch may be of different lengths, each filled up at its end. What stands past an end is never read, be it NaN, and
 * costs no products; outputs and gradients past an end are zeros. A sequence's results do not depend on the others of its batch,
 * but for rounding where their number at a step differs.
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
        return create(KernelKind.OPENBLAS, cell, inputSize, hiddenSize, threads);
    }

    /**
     * The same of one kind.
     *
     * @param kind what computes
     * @param cell what kind of cell
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     * @param threads at most so many threads work on a batch
     * @return a kernel that holds native memory until it is closed or collected
     * @throws IllegalArgumentException if a number is below 1
     */
    static RecurrentKernel create(KernelKind kind, CellType cell, int inputSize, int hiddenSize, int threads) {
        return new BatchKernel(new CellShape(cell, inputSize, hiddenSize), threads, kind.passes());
    }

    /** Which way sequences are read. */
    enum Direction {
        /** From the first step to the last. */
        FORWARD,

        /** From each sequence's last step to its first. Outputs stand at the places of the steps that they come after. */
        BACKWARD
    }

    /**
     * A batch of sequences.
     *
     * @param values [batch, inputSize, timeSteps]
     * @param batch sequences, at least 1
     * @param timeSteps at least 1
     * @param lengths steps of each sequence [batch], each 1 to timeSteps; null if all take all steps
     * @param direction in which they are read
     */
    record Sequences(FloatPointer values, int batch, int timeSteps, int[] lengths, Direction direction) {
        /**
         * Refuses numbers that are out of range with an {@link IllegalArgumentException}.
         *
         * @param values [batch, inputSize, timeSteps]
         * @param batch sequences
         * @param timeSteps of the longest, or more
         * @param lengths of each, or null
         * @param direction in which they are read
         */
        public Sequences {
            CellShape.requirePositive("batch", batch);
            CellShape.requirePositive("timeSteps", timeSteps);
            Objects.requireNonNull(direction, "direction is null");
            lengths = lengths == null ? null : CellShape.checkedLengths(lengths, batch, timeSteps);
        }

        /**
         * Of equal lengths, read forward.
         *
         * @param values [batch, inputSize, timeSteps]
         * @param batch sequences
         * @param timeSteps of each
         */
        public Sequences(FloatPointer values, int batch, int timeSteps) {
            this(values, batch, timeSteps, null, Direction.FORWARD);
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
     * Hidden states, or the gradient with respect to them: [batch, columns, steps], of which the first hiddenSize columns
     * from the pointer's position on are meant. So two directions share the halves of one array.
     *
     * @param values written where they are states, read where they are a gradient
     * @param steps all time steps, or 1 for the state after the last step of each sequence in its direction alone
     * @param columns hiddenSize or more
     */
    record Output(FloatPointer values, int steps, int columns) {}

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
     * The hidden state after the last step of each sequence of the last pass forward.
     *
     * @param h [batch, hiddenSize], written
     * @throws IllegalStateException if no pass forward was run
     */
    void finalHiddenState(FloatPointer h);

    /**
     * The cell state after the last step of each sequence of the last pass forward.
     *
     * @param c [batch, hiddenSize], written
     * @throws IllegalStateException if the cell has none, or no pass forward was run
     */
    void finalCellState(FloatPointer c);

    /**
     * Gradients of the last pass forward, which must have been a training one; each such pass serves one pass backward.
     *
     * @param dy the gradient with respect to all outputs, or to the last of each sequence where no other counts
     * @param gradients overwritten
     * @param dx [batch, inputSize, timeSteps], overwritten; null if not wanted, which saves its products
     * @throws IllegalStateException if no training pass forward precedes
     */
    void backward(Output dy, CellParameters gradients, FloatPointer dx);

    /** Frees the memory; the kernel cannot be used any more. */
    @Override
    void close();
}
