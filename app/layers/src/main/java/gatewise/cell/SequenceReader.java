package gatewise.cell;

import java.util.Arrays;
import java.util.Objects;

/**
 * One layer reading one sequence, a step at a time, without a call out of the JVM: for an answer within microseconds, where
 * the machinery for batches would cost more than the arithmetic. Equations are those of {@link CellType}; what computes
 * them is the {@link StepsFactory#fastest fastest} that there is.
 *
 * <p>A reader copies its parameters when it is made and never changes afterwards, so threads may share it; what changes
 * from step to step is in a {@link State}, which belongs to one thread at a time.
 */
public final class SequenceReader {
    private final int input;
    private final int hidden;
    private final CellSteps steps;

    /** Of each thread, used for sequence after sequence: fresh memory costs more than a product. */
    private final ThreadLocal<State> states = ThreadLocal.withInitial(this::start);

    /** By the number of steps of zeros read from the start: most images begin with background. */
    private final State[] blank = new State[16];

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
        this(cell, inputSize, hiddenSize, parameters, StepsFactory.fastest(cell, hiddenSize));
    }

    /**
     * The same by arithmetic of the caller's choice.
     *
     * @param cell what kind
     * @param inputSize numbers a step, at least 1
     * @param hiddenSize units, at least 1
     * @param parameters of this cell and these sizes
     * @param factory makes what computes the steps
     * @throws IllegalArgumentException if a size is below 1, or the parameters are not of these sizes
     */
    public SequenceReader(
            CellType cell, int inputSize, int hiddenSize, ReaderParameters parameters, StepsFactory factory) {
        input = inputSize;
        hidden = hiddenSize;
        parameters.requireSizes(cell, inputSize, hiddenSize);
        steps = factory.create(cell, inputSize, hiddenSize, parameters);
        State state = start();
        for (int step = 0; step < blank.length; step++) {
            blank[step] = start();
            blank[step].continueFrom(state);
            step(new float[inputSize], state);
        }
    }

    /** Where a sequence is: the states after the last step. */
    public abstract static class State {
        /** [hiddenSize] and perhaps more. */
        protected final float[] hidden;

        /** Likewise; zeros for a cell without a cell state. */
        protected final float[] cell;

        /**
         * Zeros.
         *
         * @param hiddenLength of the array of the hidden state, at least hiddenSize
         * @param cellLength of that of the cell state, likewise
         */
        protected State(int hiddenLength, int cellLength) {
            hidden = new float[hiddenLength];
            cell = new float[cellLength];
        }

        /** What the other's sequence has left behind. */
        private void continueFrom(State other) {
            System.arraycopy(other.hidden, 0, hidden, 0, hidden.length);
            System.arraycopy(other.cell, 0, cell, 0, cell.length);
        }
    }

    /** {@return the state before the first step: zeros} */
    public State start() {
        return steps.start();
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
        return Arrays.copyOf(state.cell, hidden);
    }

    /**
     * Reads one step.
     *
     * @param x [inputSize]
     * @param state of this reader, advanced
     * @throws IllegalArgumentException if x has another length
     */
    public void step(float[] x, State state) {
        step(x, state, GateObserver.NONE);
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
        steps.step(x, state, observer);
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
}
