package gatewise.kernel;

import java.util.List;

/** A cell's step in a vector pass, forward and backward. */
abstract class VectorCell {
    static final int NONE = -1;

    /** The kind of trace that every cell has: the blocks of steps. */
    static final int BLOCK = 0;

    /** The gates, activated. */
    static final int GATES = 1;

    final int input;
    final int hidden;
    final VectorArrays arrays;

    /**
     * @param blocks of hidden columns that a step computes
     * @param traceColumns as {@link VectorArrays} has them
     */
    VectorCell(CellShape shape, int blocks, int... traceColumns) {
        input = shape.inputSize();
        hidden = shape.hiddenSize();
        arrays = new VectorArrays(shape, blocks, traceColumns);
    }

    /**
     * A step's arrays.
     *
     * @param number as its present columns and its gates are kept
     * @param slot of its block and of the state before it
     * @param next slot of the state after it
     */
    record Step(int number, int slot, int next) {}

    /** The kind of trace of the cell state before each step; none if the cell has none. */
    int cellKind() {
        return NONE;
    }

    /** From the block of a step to its gates and the states in that of the next; bias is one vector a column of gates. */
    abstract void stepForward(Step step, float[] packed, float[] bias);

    /** Turns dh of a step into that of the step before and leaves the deltas; wantDx also leaves the gradient of x in upstream. */
    abstract void stepBackward(Step step, float[] packed, boolean wantDx);

    /** The matrices of the weights. */
    abstract List<VectorMatrix> matrices();

    final float[] trace(int kind, int slot) {
        return arrays.trace(kind, slot);
    }
}
