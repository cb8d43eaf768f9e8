package gatewise.kernel;

import java.nio.FloatBuffer;

/**
 * Some rows of a batch on their way through the whole sequence, forward and backward, by one thread. All scratch is here.
 *
 * <p>A step computes the rows whose sequences have it, which are the first ones: {@link #rows} changes from step to step,
 * and states lose the rows whose sequences have ended, or gain those that begin.
 *
 * <p>Products work on native memory: for each step one block [h | x | …] of columns, where h is the hidden state before
 * the step. The pointwise part works on arrays, one a gate and step, because loops over single arrays are what the JIT
 * compiler makes vector instructions of.
 */
abstract class SequencePass implements PartPass {
    /** The kind of trace that every cell has: the hidden state before each step. */
    static final int HIDDEN = 0;

    static final int NONE = -1;

    final int input;
    final int hidden;
    final PackedWeights weights;

    /** Blocks of hidden columns that a step computes. */
    private final int blocks;

    /** Columns that are kept a step. */
    private final int stepColumns;

    private final Block steps = new Block();
    private final BiasRows biasRows = new BiasRows();
    private final BiasGradient biasGradient;

    /** [rows, blocks * hidden], pre-activations forward and the gradients with respect to them backward. */
    final Block pre = new Block();

    /** [rows, stepColumns], the gradient with respect to a step's block. */
    final Block upstream = new Block();

    /** As {@link PackedWeights}. */
    final Block gradient = new Block();

    final Trace trace;
    private final Trace backwardArrays;
    private final States hiddenStates = new States();
    private final States cellStates = new States();
    private int[] stepOffsets = new int[0];
    private float[] partial = new float[0];
    private PartRows part;
    private boolean backward;

    /** Rows that run the step at hand. */
    int rows;

    /** Values of one gate: rows * hidden. */
    int n;

    /** Gradient with respect to the hidden state [rows, hidden]. */
    float[] dh;

    SequencePass(PackedWeights weights, int blocks, int stepColumns, int traceKinds) {
        this.weights = weights;
        this.input = weights.shape().inputSize();
        this.hidden = weights.shape().hiddenSize();
        this.blocks = blocks;
        this.stepColumns = stepColumns;
        this.trace = new Trace(traceKinds);
        this.backwardArrays = new Trace(3 + blocks);
        this.biasGradient = new BiasGradient(blocks, hidden);
    }

    /** The kind of trace of the cell state before each step; none if the cell has none. */
    int cellKind() {
        return NONE;
    }

    @Override
    public final void forward(BatchPass.Forward pass, PartRows rowsOfPart) {
        part = rowsOfPart;
        BatchPass.Inputs x = pass.x();
        BatchPass.Outputs y = pass.y();
        backward = x.backward();
        int count = part.longest();
        int slots = pass.training() ? count + 1 : 2;
        reserve(slots, pass.training());
        start(hiddenStates, HIDDEN, pass.start().hidden());
        if (cellKind() != NONE) {
            start(cellStates, cellKind(), pass.start().cell());
        }
        setRows(running(0));
        biasRows.fill(pass.bias(), rows);
        keepHidden(0);
        for (int step = 0; step < count; step++) {
            int t = time(step);
            int now = step % slots;
            int next = (step + 1) % slots;
            part.get(x.values(), t * x.batch() * input, input, rows, steps.buffer(), stepOffset(now) + n);
            biasRows.copyTo(pre, blocks * n);
            stepForward(now, next);
            if (!y.lastStepOnly()) {
                part.put(trace.at(HIDDEN, next), hidden, rows, y.values(), t * x.batch() * y.columns());
            }
            if (step + 1 == count) {
                end(next, 0);
            } else if (running(step + 1) != rows) {
                moveOn(next, running(step + 1));
                biasRows.fill(pass.bias(), rows);
            }
            if (step + 1 < count) {
                keepHidden(next);
            }
        }
        if (y.lastStepOnly()) {
            part.put(hiddenStates.end(), hidden, part.rows(), y.values(), 0);
            return;
        }
        for (int t = count; t < x.timeSteps(); t++) {
            part.clear(y.values(), t * x.batch() * y.columns(), hidden);
        }
    }

    /** From pre (holding the bias) and the block of a step to the states in the next slot of the trace. */
    abstract void stepForward(int now, int next);

    private int time(int step) {
        return backward ? part.longest() - 1 - step : step;
    }

    private int running(int step) {
        return part.running(time(step));
    }

    private void setRows(int running) {
        rows = running;
        n = running * hidden;
    }

    private void start(States states, int kind, FloatBuffer given) {
        states.begin(given, part, hidden);
        Lanes.resize(trace.at(kind, 0), hidden, 0, running(0), states.start(), part.rows());
    }

    /** Keeps the states of those rows whose sequences end, given how many run on. */
    private void end(int slot, int runningOn) {
        Lanes.copy(trace.at(HIDDEN, slot), hidden, rows, runningOn, hiddenStates.end(), part.rows());
        if (cellKind() != NONE) {
            Lanes.copy(trace.at(cellKind(), slot), hidden, rows, runningOn, cellStates.end(), part.rows());
        }
    }

    /** From the rows of a step to those of the next. */
    private void moveOn(int slot, int running) {
        if (running < rows) {
            end(slot, running);
        }
        Lanes.resize(trace.at(HIDDEN, slot), hidden, rows, running, hiddenStates.start(), part.rows());
        if (cellKind() != NONE) {
            Lanes.resize(trace.at(cellKind(), slot), hidden, rows, running, cellStates.start(), part.rows());
        }
        setRows(running);
    }

    @Override
    public final void finish(FloatBuffer hiddenState, FloatBuffer cellState) {
        part.put(hiddenStates.end(), hidden, part.rows(), hiddenState, 0);
        if (cellKind() != NONE) {
            part.put(cellStates.end(), hidden, part.rows(), cellState, 0);
        }
    }

    @Override
    public final void backward(BatchPass.Backward pass) {
        int batch = part.batch();
        int all = part.rows() * hidden;
        BatchPass.Outputs dy = pass.dy();
        backwardArrays.reserve(1, kind -> all);
        pre.reserve((long) blocks * all);
        upstream.reserve((long) stepColumns * part.rows());
        gradient.reserve(weights.length());
        gradient.zero(0, weights.length());
        biasGradient.begin(part.rows());
        dh = backwardArrays.at(0, 0);
        float[] given = backwardArrays.at(1, 0);
        if (dy.lastStepOnly()) {
            part.get(dy.values(), 0, hidden, part.rows(), given);
        }
        setRows(0);
        for (int step = part.longest() - 1; step >= 0; step--) {
            int t = time(step);
            if (running(step) != rows) {
                moveBack(running(step), dy.lastStepOnly() ? given : null);
            }
            if (!dy.lastStepOnly()) {
                part.get(dy.values(), t * batch * dy.columns(), hidden, rows, given);
                BiasGradient.addTo(dh, given, n);
            }
            stepBackward(step, pass.dx() != null);
            if (pass.dx() != null) {
                part.put(upstream.buffer(), n, input, rows, pass.dx(), t * batch * input);
            }
        }
        biasGradient.resize(rows, 0);
        for (int t = part.longest(); pass.dx() != null && t < pass.timeSteps(); t++) {
            part.clear(pass.dx(), t * batch * input, input);
        }
    }

    /** From the rows of a step to those of the step before, given the gradient of the states that sequences end with. */
    private void moveBack(int running, float[] ends) {
        Lanes.resize(dh, hidden, rows, running, ends, part.rows());
        resizeBackward(rows, running);
        biasGradient.resize(rows, running);
        setRows(running);
    }

    /** Resizes what a cell carries from step to step in the pass backward beside dh; new rows are zeros. */
    void resizeBackward(int before, int after) {}

    /**
     * Turns dh of a step into that of the step before and adds to the gradients; with wantDx, leaves the gradient with
     * respect to x in the x columns of upstream.
     */
    abstract void stepBackward(int t, boolean wantDx);

    @Override
    public final void addGradient(float[] sum) {
        partial = partial.length < sum.length ? new float[sum.length] : partial;
        gradient.buffer().get(0, partial, 0, sum.length);
        BiasGradient.addTo(sum, partial, sum.length);
    }

    @Override
    public final void addBiasSums(float[] sums) {
        biasGradient.addSumsTo(sums);
    }

    /** Where the block of a slot begins; its columns are h, then x. */
    final int stepOffset(int slot) {
        return stepOffsets[slot];
    }

    final Block steps() {
        return steps;
    }

    /** One array of n values more, for a cell's own use in the pass backward. */
    final float[] scratch() {
        return backwardArrays.at(2, 0);
    }

    /** The array for the gradient with respect to the pre-activation of a block. */
    final float[] delta(int block) {
        return backwardArrays.at(3 + block, 0);
    }

    /** Hands the deltas of some blocks over to the products and counts them for the bias. */
    final void deliverDeltas(int fromBlock, int toBlock) {
        for (int block = fromBlock; block < toBlock; block++) {
            pre.buffer().put(block * n, delta(block), 0, n);
            biasGradient.add(block, delta(block), n);
        }
    }

    final float[] preActivation(int block, float[] target) {
        pre.buffer().get(block * n, target, 0, n);
        return target;
    }

    private void keepHidden(int slot) {
        steps.buffer().put(stepOffset(slot), trace.at(HIDDEN, slot), 0, n);
    }

    /** Room for all slots, each of the rows that run its step and the step before. */
    private void reserve(int slots, boolean training) {
        int all = part.rows();
        stepOffsets = stepOffsets.length < slots ? new int[slots] : stepOffsets;
        long end = 0;
        for (int slot = 0; slot < slots; slot++) {
            stepOffsets[slot] = (int) end;
            end += (long) stepColumns * (training && slot < part.longest() ? running(slot) : training ? 0 : all);
        }
        trace.reserve(slots, slot -> hidden * (training ? most(slot) : all));
        steps.reserve(end);
        pre.reserve((long) blocks * all * hidden);
    }

    private int most(int slot) {
        return Math.max(running(Math.max(0, slot - 1)), running(Math.min(slot, part.longest() - 1)));
    }

    @Override
    public void close() {
        steps.close();
        biasRows.close();
        pre.close();
        upstream.close();
        gradient.close();
    }
}
