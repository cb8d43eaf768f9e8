package gatewise.cell;

/** Steps in plain Java, for every JVM. */
final class PlainSteps implements CellSteps {
    private final CellType cell;
    private final int input;
    private final int hidden;
    private final int columns;
    private final WeightRows inputWeights;
    private final WeightRows recurrentWeights;

    /** Recurrent weights of the candidate alone, for the reset before the product; else null. */
    private final WeightRows candidateWeights;

    private final float[] bias;

    /** Empty but for the reset after the product. */
    private final float[] recurrentBias;

    PlainSteps(CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters) {
        this.cell = cell;
        input = inputSize;
        hidden = hiddenSize;
        columns = cell.blocks() * hiddenSize;
        int gates = 2 * hidden;
        boolean resetBefore = cell == CellType.GRU_RESET_BEFORE;
        HalvedGates halved = new HalvedGates(cell);
        float[] kernel = halved.of(parameters.inputWeights());
        inputWeights = new WeightRows(kernel, inputSize, 0, columns);
        float[] recurrent = halved.of(parameters.recurrentWeights());
        recurrentWeights = new WeightRows(recurrent, hidden, 0, resetBefore ? gates : columns);
        candidateWeights = resetBefore ? new WeightRows(recurrent, hidden, gates, columns) : null;
        bias = halved.of(parameters.bias());
        recurrentBias = cell.hasRecurrentBias() ? halved.of(parameters.recurrentBias()) : new float[0];
    }

    private static final class State extends SequenceReader.State {
        private final float[] input;
        private final float[] blocks;
        private final float[] recurrentBlocks;
        private final float[] candidate;

        private State(int input, int size, int columns) {
            super(WeightRows.padded(size), size);
            this.input = new float[WeightRows.padded(input)];
            blocks = new float[columns];
            recurrentBlocks = new float[columns];
            candidate = new float[hidden.length];
        }
    }

    @Override
    public SequenceReader.State start() {
        return new State(input, hidden, columns);
    }

    @Override
    public void step(float[] x, SequenceReader.State of, GateObserver observer) {
        State state = (State) of;
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
}
