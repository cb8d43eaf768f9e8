package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import gatewise.cell.CellSteps;
import gatewise.cell.CellType;
import gatewise.cell.GateObserver;
import gatewise.cell.ReaderParameters;
import gatewise.cell.SequenceReader;
import jdk.incubator.vector.FloatVector;

/**
 * A reader's steps by the Vector API. Units are the lanes: each block of columns is filled up to whole vectors with units whose
 * parameters are zeros, and whose states stay zeros.
 */
final class VectorSteps implements CellSteps {
    private final CellType cell;
    private final int hidden;

    /** Of a block: hiddenSize and what fills it up. */
    private final int size;

    private final VectorRows inputWeights;
    private final VectorRows recurrentWeights;

    /** Recurrent weights of the candidate alone, for the reset before the product; else null. */
    private final VectorRows candidateWeights;

    private final float[] bias;

    /** Null but for the reset after the product. */
    private final float[] recurrentBias;

    VectorSteps(CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters) {
        this.cell = cell;
        hidden = hiddenSize;
        size = VectorArrays.roundUp(hiddenSize);
        int blocks = cell.blocks();
        boolean resetBefore = cell == CellType.GRU_RESET_BEFORE;
        inputWeights = new VectorRows(parameters.inputWeights(), inputSize, hidden, 0, blocks);
        float[] recurrent = parameters.recurrentWeights();
        recurrentWeights = new VectorRows(recurrent, hidden, hidden, 0, resetBefore ? 2 : blocks);
        candidateWeights = resetBefore ? new VectorRows(recurrent, hidden, hidden, 2, blocks) : null;
        bias = filledUp(parameters.bias());
        recurrentBias = cell.hasRecurrentBias() ? filledUp(parameters.recurrentBias()) : null;
    }

    private float[] filledUp(float[] values) {
        float[] filled = new float[cell.blocks() * size];
        for (int block = 0; block < cell.blocks(); block++) {
            System.arraycopy(values, block * hidden, filled, block * size, hidden);
        }
        return filled;
    }

    private static final class State extends SequenceReader.State {
        private final float[] blocks;
        private final float[] recurrent;

        State(int size, int blocks) {
            super(size, size);
            this.blocks = new float[blocks * size];
            recurrent = new float[blocks * size];
        }

        float[] hidden() {
            return hidden;
        }

        float[] cell() {
            return cell;
        }
    }

    @Override
    public SequenceReader.State start() {
        return new State(size, cell.blocks());
    }

    @Override
    public void step(float[] x, SequenceReader.State of, GateObserver observer) {
        State state = (State) of;
        // Most of an image is background.
        int end = x.length;
        while (end > 0 && x[end - 1] == 0) {
            end--;
        }
        int begin = 0;
        while (begin < end && x[begin] == 0) {
            begin++;
        }
        inputWeights.product(x, begin, end, bias, state.blocks, 0);
        switch (cell) {
            case SIMPLE -> simple(state, observer);
            case LSTM -> lstm(state, observer);
            case GRU_RESET_BEFORE -> resetBefore(state, observer);
            case GRU_RESET_AFTER -> resetAfter(state, observer);
        }
    }

    private void simple(State state, GateObserver observer) {
        recurrentWeights.product(state.hidden(), 0, hidden, state.blocks, state.blocks, 0);
        VectorPointwise.tanh(state.blocks, state.blocks, 0, size);
        show(state, observer, 0, 1);
        System.arraycopy(state.blocks, 0, state.hidden(), 0, size);
    }

    private void lstm(State state, GateObserver observer) {
        float[] blocks = state.blocks;
        recurrentWeights.product(state.hidden(), 0, hidden, blocks, blocks, 0);
        VectorPointwise.tanh(blocks, blocks, 0, size);
        VectorPointwise.sigmoid(blocks, size, 4 * size);
        show(state, observer, 0, 4);
        cell(blocks, size, state.cell());
        VectorPointwise.tanh(state.cell(), state.hidden(), 0, size);
        VectorPointwise.multiply(blocks, 2 * size, state.hidden(), 0, state.hidden(), 0, size);
    }

    private static void cell(float[] blocks, int size, float[] cell) {
        for (int i = 0; i < size; i += LENGTH) {
            FloatVector added =
                    FloatVector.fromArray(SPECIES, blocks, 3 * size + i).mul(FloatVector.fromArray(SPECIES, blocks, i));
            FloatVector.fromArray(SPECIES, blocks, size + i)
                    .fma(FloatVector.fromArray(SPECIES, cell, i), added)
                    .intoArray(cell, i);
        }
    }

    private void resetBefore(State state, GateObserver observer) {
        float[] blocks = state.blocks;
        recurrentWeights.product(state.hidden(), 0, hidden, blocks, blocks, 0);
        VectorPointwise.sigmoid(blocks, 0, 2 * size);
        show(state, observer, 0, 2);
        VectorPointwise.multiply(blocks, 0, state.hidden(), 0, state.recurrent, 0, size);
        candidateWeights.product(state.recurrent, 0, hidden, blocks, blocks, 2 * size);
        blend(state, observer);
    }

    private void resetAfter(State state, GateObserver observer) {
        float[] blocks = state.blocks;
        float[] recurrent = state.recurrent;
        recurrentWeights.product(state.hidden(), 0, hidden, recurrentBias, recurrent, 0);
        VectorPointwise.add(blocks, recurrent, 0, 2 * size);
        VectorPointwise.sigmoid(blocks, 0, 2 * size);
        show(state, observer, 0, 2);
        VectorPointwise.multiply(blocks, 0, recurrent, 2 * size, recurrent, 2 * size, size);
        VectorPointwise.add(blocks, recurrent, 2 * size, size);
        blend(state, observer);
    }

    /** The hidden state of a GRU from its candidate's pre-activation. */
    private void blend(State state, GateObserver observer) {
        float[] blocks = state.blocks;
        VectorPointwise.tanh(blocks, blocks, 2 * size, 3 * size);
        show(state, observer, 2, 3);
        VectorGru.blend(blocks, size, 2 * size, state.hidden(), state.hidden(), 0, size);
    }

    /** A call for each gate costs a twentieth of the step. */
    private void show(State state, GateObserver observer, int from, int to) {
        if (observer != GateObserver.NONE) {
            for (int block = from; block < to; block++) {
                observer.gate(block, state.blocks, block * size);
            }
        }
    }
}
