package gatewise.cell;

import java.util.Arrays;
import java.util.Objects;

/**
 * One layer reading one sequence, a step at a time, in plain Java: for an answer within microseconds, where the machinery
 * for batches would cost more than the arithmetic. Equations are those of {@link CellType}.
 *
 * <p>A reader copies its parameters when it is made and never changes afterwards, so threads may share it; what changes
 * from step to step is in a {@link State}, which belongs to one thread at a time.
 */
public final class SequenceReader {
    private static final GateObserver UNOBSERVED = (block, values, from) -> {};

    private final CellType cell;
    private final int input;
    private final int hidden;
    private final int columns;
    private final WeightRows inputWeights;
    private final WeightRows recurrentWeights;

    /** Recurrent weights of the candidate alone, for the reset before the product; else null. */
    private final WeightRows candidateWeights;

    private final float[] bias;

    /** Of each thread, used for sequence after sequence: fresh memory costs more than a product. */
    private final ThreadLocal<State> states = ThreadLocal.withInitial(this::start);

    /** By the number of steps of zeros read from the start: most images begin with background. */
    private final State[] blank = new State[16];

    /** Empty but for the reset after the product. */
    private final float[] recurrentBias;

    /**
     * Copies the parameters, which may be changed afterwards.
     *
     * @param cell what kind
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     * @param parameters of this cell and these sizes
     * @throws IllegalArgumentException if a size is below 1, or the parameters are not of these sizes
     */
    public SequenceReader(CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters) {
        this.cell = Objects.requireNonNull(cell, "cell is null");
        requirePositive("inputSize", inputSize);
        requirePositive("hiddenSize", hiddenSize);
        input = inputSize;
        hidden = hiddenSize;
        columns = Math.multiplyExact(cell.blocks(), hiddenSize);
        int gates = 2 * hidden;
        boolean resetBefore = cell == CellType.GRU_RESET_BEFORE;
        HalvedGates halved = new HalvedGates(cell, columns);
        float[] kernel = halved.of("inputWeights", parameters.inputWeights(), input);
        inputWeights = new WeightRows(kernel, inputSize, 0, columns);
        float[] recurrent = halved.of("recurrentWeights", parameters.recurrentWeights(), hidden);
        recurrentWeights = new WeightRows(recurrent, hidden, 0, resetBefore ? gates : columns);
        candidateWeights = resetBefore ? new WeightRows(recurrent, hidden, gates, columns) : null;
        bias = halved.of("bias", parameters.bias(), 1);
        recurrentBias =
                cell.hasRecurrentBias() ? halved.of("recurrentBias", parameters.recurrentBias(), 1) : new float[0];
        State state = start();
        for (int steps = 0; steps < blank.length; steps++) {
            blank[steps] = start();
            blank[steps].continueFrom(state);
            step(new float[inputSize], state);
        }
    }

    /** Where a sequence is: the states after the last step. */
    public static final class State {
        private final float[] hidden;
        private final float[] cell;
        private final float[] input;
        private final float[] blocks;
        private final float[] recurrentBlocks;
        private final float[] candidate;

        private State(int input, int size, int columns) {
            hidden = new float[WeightRows.padded(size)];
            cell = new float[size];
            this.input = new float[WeightRows.padded(input)];
            blocks = new float[columns];
            recurrentBlocks = new float[columns];
            candidate = new float[hidden.length];
        }

        /** What the other's sequence has left behind. */
        private void continueFrom(State other) {
            System.arraycopy(other.hidden, 0, hidden, 0, hidden.length);
            System.arraycopy(other.cell, 0, cell, 0, cell.length);
        }
    }

    /** {@return the state before the first step: zeros} */
    public State start() {
        return new State(input, hidden, columns);
    }

    /**
     * Copies the hidden state.
     *
     * @param state of this reader
     * @return [hiddenSize]
     */
    public float[] hidden(State state) {
        return Arrays.copyOf(state.hidden, hidden);
    }

    /**
     * Copies the cell state.
     *
     * @param state of this reader
     * @return [hiddenSize]; zeros for a cell without one
     */
    public float[] cell(State state) {
        return state.cell.clone();
    }

    /**
     * Reads one step.
     *
     * @param x [inputSize]
     * @param state of this reader, advanced
     * @throws IllegalArgumentException if x has another length
     */
    public void step(float[] x, State state) {
        step(x, state, UNOBSERVED);
    }

    /**
     * The same under observation.
     *
     * @param x [inputSize]
     * @param state of this reader, advanced
     * @param observer is shown the gates, and may change them
     * @throws IllegalArgumentException if x has another length
     */
    public void step(float[] x, State state, GateObserver observer) {
        Objects.requireNonNull(x, "x is null");
        if (x.length != input) {
            throw new IllegalArgumentException("a step has " + x.length + " values, expected " + input);
        }
        System.arraycopy(x, 0, state.input, 0, x.length);
        System.arraycopy(bias, 0, state.blocks, 0, bias.length);
        inputWeights.addProduct(state.input, state.blocks);
        switch (cell) {
            case SIMPLE -> simple(state, observer);
            case LSTM -> lstm(state, observer);
            case GRU_RESET_BEFORE -> resetBefore(state, observer);
            case GRU_RESET_AFTER -> resetAfter(state, observer);
        }
    }

    /**
     * The hidden state after each step of a sequence that begins with zeros.
     *
     * @param sequence [timeSteps][inputSize]
     * @param backward whether it is read from its last step to its first
     * @return [timeSteps][hiddenSize]
     * @throws IllegalArgumentException if a step has another length
     */
    public float[][] read(float[][] sequence, boolean backward) {
        int begin = BlankSteps.count(sequence, backward, input, blank.length - 1);
        State state = states.get();
        state.continueFrom(blank[begin]);
        float[][] outputs = new float[sequence.length][];
        for (int i = 0; i < sequence.length; i++) {
            int t = backward ? sequence.length - 1 - i : i;
            if (i >= begin) {
                step(sequence[t], state);
            }
            outputs[t] = hidden(i < begin ? blank[i + 1] : state);
        }
        return outputs;
    }

    /**
     * The hidden state after all steps alone.
     *
     * @param sequence [timeSteps][inputSize]
     * @param backward whether it is read from its last step to its first
     * @return [hiddenSize]
     * @throws IllegalArgumentException if a step has another length
     */
    public float[] readToEnd(float[][] sequence, boolean backward) {
        int begin = BlankSteps.count(sequence, backward, input, blank.length - 1);
        State state = states.get();
        state.continueFrom(blank[begin]);
        for (int i = begin; i < sequence.length; i++) {
            step(sequence[backward ? sequence.length - 1 - i : i], state);
        }
        return hidden(state);
    }

    private void simple(State state, GateObserver observer) {
        recurrentWeights.addProduct(state.hidden, state.blocks);
        activate(state.blocks, hidden);
        observer.gate(0, state.blocks, 0);
        System.arraycopy(state.blocks, 0, state.hidden, 0, hidden);
    }

    private void lstm(State state, GateObserver observer) {
        recurrentWeights.addProduct(state.hidden, state.blocks);
        float[] blocks = state.blocks;
        activate(blocks, 4 * hidden);
        toGates(blocks, hidden, 4 * hidden);
        for (int block = 0; block < 4; block++) {
            observer.gate(block, blocks, block * hidden);
        }
        for (int j = 0; j < hidden; j++) {
            state.cell[j] = blocks[hidden + j] * state.cell[j] + blocks[3 * hidden + j] * blocks[j];
        }
        Activations.tanh(state.cell, state.hidden, hidden);
        for (int j = 0; j < hidden; j++) {
            state.hidden[j] *= blocks[2 * hidden + j];
        }
    }

    private void resetBefore(State state, GateObserver observer) {
        recurrentWeights.addProduct(state.hidden, state.blocks);
        resetAndUpdate(state, observer);
        float[] resetHidden = state.candidate;
        for (int j = 0; j < hidden; j++) {
            resetHidden[j] = state.blocks[j] * state.hidden[j];
        }
        float[] candidate = state.recurrentBlocks;
        System.arraycopy(state.blocks, 2 * hidden, candidate, 0, hidden);
        candidateWeights.addProduct(resetHidden, candidate);
        blend(candidate, state, observer);
    }

    private void resetAfter(State state, GateObserver observer) {
        float[] recurrent = state.recurrentBlocks;
        System.arraycopy(recurrentBias, 0, recurrent, 0, recurrentBias.length);
        recurrentWeights.addProduct(state.hidden, recurrent);
        for (int j = 0; j < 2 * hidden; j++) {
            state.blocks[j] += recurrent[j];
        }
        resetAndUpdate(state, observer);
        for (int j = 0; j < hidden; j++) {
            state.candidate[j] = state.blocks[2 * hidden + j] + state.blocks[j] * recurrent[2 * hidden + j];
        }
        blend(state.candidate, state, observer);
    }

    /** A GRU's two gates from their pre-activations. */
    private void resetAndUpdate(State state, GateObserver observer) {
        activate(state.blocks, 2 * hidden);
        toGates(state.blocks, 0, 2 * hidden);
        observer.gate(0, state.blocks, 0);
        observer.gate(1, state.blocks, hidden);
    }

    /** The hidden state of a GRU from its candidate's pre-activation. */
    private void blend(float[] candidate, State state, GateObserver observer) {
        Activations.tanh(candidate, hidden);
        observer.gate(2, candidate, 0);
        for (int j = 0; j < hidden; j++) {
            float update = state.blocks[hidden + j];
            state.hidden[j] = candidate[j] + update * (state.hidden[j] - candidate[j]);
        }
    }

    /**
     * Hyperbolic tangents of all blocks that one product gives. A loop of its own: how far the JIT compiler unrolls a loop
     * depends on how long it ran before, and unrolled for whole batches or for one state it is twice as slow here.
     */
    private static void activate(float[] blocks, int n) {
        for (int i = 0; i < n; i++) {
            blocks[i] = Activations.tanh(blocks[i]);
        }
    }

    /** {@code σ(x) = 1/2 + tanh(x/2)/2}, in place; the x/2 is in the parameters, see {@link HalvedGates}. */
    private static void toGates(float[] tanh, int from, int to) {
        for (int i = from; i < to; i++) {
            tanh[i] = 0.5f + 0.5f * tanh[i];
        }
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + ", expected 1 or more");
        }
    }
}
