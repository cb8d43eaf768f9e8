package gatewise.kernel;

import java.util.Arrays;

/**
 * The memory of a vector pass. Rows are the lanes of vectors: each column of a step's block [h | x | …] and of all else lies so many
 * lanes after the one before, throughout the pass, with rows that do not run a step at its end.
 */
final class VectorArrays {
    /** Columns of each kind: what a cell keeps a step. */
    private final int[] traceColumns;

    private final Trace trace;
    private final Trace scratch;
    private final int[] scratchColumns;
    private final PresentColumns present;
    private final int hidden;
    private final int input;

    /** Columns of the deltas, filled up to vectors. */
    private final int deltas;

    private int lanes;
    private int width;

    /**
     * @param blocks of hidden columns that a step computes
     * @param traceColumns of each kind of trace; the first is a step's block
     */
    VectorArrays(CellShape shape, int blocks, int... traceColumns) {
        this.traceColumns = traceColumns;
        hidden = shape.hiddenSize();
        input = shape.inputSize();
        trace = new Trace(traceColumns.length);
        present = new PresentColumns(input);
        deltas = roundUp(blocks * hidden);
        // Deltas are turned by whole vectors, and read by them from any column on.
        scratchColumns = new int[] {hidden, hidden, hidden, deltas, traceColumns[0], deltas + 1};
        scratch = new Trace(scratchColumns.length);
    }

    static int roundUp(int rows) {
        return (rows + VectorPointwise.LENGTH - 1) / VectorPointwise.LENGTH * VectorPointwise.LENGTH;
    }

    /** Makes room for so many rows and steps, of which all are kept or only the last; contents may be lost. */
    void reserve(int rows, int steps, boolean kept) {
        lanes = roundUp(rows);
        width = lanes;
        for (int kind = 0; kind < traceColumns.length; kind++) {
            int spare = kind == VectorCell.BLOCK ? VectorMatrix.SPARE : 0;
            trace.reserve(kind, kept ? steps + 1 : 2, (traceColumns[kind] + spare) * lanes);
        }
        present.reserve(kept ? steps : 1);
    }

    /** Makes room for the pass backward. */
    void reserveBackward() {
        for (int kind = 0; kind < scratchColumns.length; kind++) {
            scratch.reserve(kind, 1, scratchColumns[kind] * lanes);
        }
        Arrays.fill(dh(), 0, hidden * lanes, 0);
        Arrays.fill(carried(), 0, hidden * lanes, 0);
    }

    /** How far a column is from the one before. */
    int lanes() {
        return lanes;
    }

    /** Lanes that a step computes. */
    int width() {
        return width;
    }

    void setWidth(int width) {
        this.width = width;
    }

    /** How many runs the computed lanes of so many columns are in: one if they follow each other. */
    int runs(int columns) {
        return width == lanes ? 1 : columns;
    }

    /** The lanes of a run. */
    int runLength(int columns) {
        return width == lanes ? columns * lanes : width;
    }

    /** The first columns of an array. */
    PartRows.Columns columns(float[] values, int column) {
        return new PartRows.Columns(values, column * lanes, lanes);
    }

    int kinds() {
        return traceColumns.length;
    }

    float[] trace(int kind, int slot) {
        return trace.at(kind, slot);
    }

    /** Columns of a kind of trace. */
    int traceColumns(int kind) {
        return traceColumns[kind];
    }

    PresentColumns present() {
        return present;
    }

    private boolean isInput(int blockColumn) {
        return blockColumn >= hidden && blockColumn < hidden + input;
    }

    /** The column of a step's block that x begins with. */
    int inputColumn() {
        return hidden;
    }

    /** Whether a column of a step's block has anything but zeros; of columns that are not x, always. */
    boolean isPresent(int step, int blockColumn) {
        return !isInput(blockColumn) || present.at(step, blockColumn - hidden);
    }

    /** The gradient with respect to the hidden state. */
    float[] dh() {
        return scratch.at(0, 0);
    }

    /** What a cell carries from step to step in the pass backward beside dh, [hidden] columns. */
    float[] carried() {
        return scratch.at(1, 0);
    }

    /** The gradient with respect to outputs, as it is given. */
    float[] given() {
        scratch.reserve(2, 1, hidden * lanes);
        return scratch.at(2, 0);
    }

    /** The gradients with respect to the pre-activations, [blocks * hidden] columns. */
    float[] delta() {
        return scratch.at(3, 0);
    }

    /** The deltas of the first rows, turned: those of a row follow each other. */
    PartRows.Columns deltaRows(int column) {
        return new PartRows.Columns(scratch.at(5, 0), column, deltas);
    }

    void turnDelta(int rows) {
        VectorTransposition.transpose(delta(), lanes, rows, scratch.at(5, 0), deltas);
    }

    /** The gradient with respect to a step's block. */
    float[] upstream() {
        return scratch.at(4, 0);
    }

    /** From the first vector of each column to all of them. */
    void spread(float[] values, int columns) {
        for (int column = 0; column < columns; column++) {
            int from = column * lanes;
            for (int lane = VectorPointwise.LENGTH; lane < lanes; lane += VectorPointwise.LENGTH) {
                System.arraycopy(values, from, values, from + lane, VectorPointwise.LENGTH);
            }
        }
    }

    /** From all vectors of each hidden column to the first of them, as sums. */
    void gather(float[] values) {
        for (int column = 0; column < hidden; column++) {
            int from = column * lanes;
            for (int lane = VectorPointwise.LENGTH; lane < lanes; lane++) {
                values[from + lane % VectorPointwise.LENGTH] += values[from + lane];
            }
        }
    }

    /** Some lanes of each hidden column. */
    void copyLanes(float[] source, int from, int to, float[] target) {
        for (int column = 0; column < hidden; column++) {
            System.arraycopy(source, column * lanes + from, target, column * lanes + from, to - from);
        }
    }

    void zeroLanes(float[] values, int from, int to) {
        for (int column = 0; column < hidden; column++) {
            Arrays.fill(values, column * lanes + from, column * lanes + to, 0);
        }
    }
}
