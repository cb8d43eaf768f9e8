package gatewise.kernel;

import java.nio.FloatBuffer;
import java.util.Arrays;

/**
 * Some rows of a batch on their way through the whole sequence, forward and backward, by one thread. All scratch is here.
 *
 * <p>Products work on native memory: for each step one block [h | x | …] of columns, where h is the hidden state before
 * the step. The pointwise part works on arrays, one a gate and step, because loops over single arrays are what the JIT
 * compiler makes vector instructions of.
 */
abstract class SequencePass implements AutoCloseable {
    /** The kind of trace that every cell has: the hidden state before each step. */
    static final int HIDDEN = 0;

    final int input;
    final int hidden;
    final PackedWeights weights;

    /** Blocks of hidden columns that a step computes. */
    private final int blocks;

    /** Columns that are kept a step. */
    private final int stepColumns;

    private final Block steps = new Block();
    private final Block biasRows = new Block();

    /** [rows, blocks * hidden], pre-activations forward and the gradients with respect to them backward. */
    final Block pre = new Block();

    /** [rows, stepColumns], the gradient with respect to a step's block. */
    final Block upstream = new Block();

    /** As {@link PackedWeights}. */
    final Block gradient = new Block();

    final Trace trace;
    private final Trace backwardArrays;

    private RowRange range;
    private int timeSteps;
    private int lastSlot;

    /** Rows of this part. */
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
        this.backwardArrays = new Trace(3 + 2 * blocks);
    }

    /** [batch, input, timeSteps]. */
    record Inputs(FloatBuffer values, int batch, int timeSteps) {}

    /** States [batch, hidden], or null for zeros. */
    record Start(FloatBuffer hidden, FloatBuffer cell) {}

    /** The hidden states after all steps, [batch, hidden, timeSteps], or after the last alone. */
    record Outputs(FloatBuffer values, boolean lastStepOnly) {}

    /** One pass forward of the whole batch. */
    record Forward(Inputs x, float[] bias, Start start, Outputs y, boolean training) {}

    /** One pass backward of the whole batch; dx may be null; dy is of the last step alone or of all. */
    record Backward(FloatBuffer dy, boolean lastStepOnly, FloatBuffer dx) {}

    final void forward(Forward pass, RowRange part) {
        range = part;
        rows = part.rows();
        n = rows * hidden;
        Inputs x = pass.x();
        Outputs y = pass.y();
        timeSteps = x.timeSteps();
        int slots = pass.training() ? timeSteps + 1 : 2;
        reserve(slots, pass.bias());
        start(HIDDEN, pass.start().hidden());
        startCell(pass.start().cell());
        keepHidden(0);
        for (int t = 0; t < timeSteps; t++) {
            int now = t % slots;
            int next = (t + 1) % slots;
            range.get(x.values(), t * x.batch() * input, input, steps.buffer(), stepOffset(now) + n);
            pre.buffer().put(0, biasRows.buffer(), 0, blocks * n);
            stepForward(now, next);
            keepHidden(next);
            if (!y.lastStepOnly()) {
                range.put(trace.at(HIDDEN, next), hidden, y.values(), t * x.batch() * hidden);
            }
        }
        lastSlot = timeSteps % slots;
        if (y.lastStepOnly()) {
            finish(HIDDEN, y.values());
        }
    }

    /** From pre (holding the bias) and the block of a step to the hidden state in the next slot of the trace. */
    abstract void stepForward(int now, int next);

    /** Sets the cell state that the sequence starts with, if the cell has one. */
    void startCell(FloatBuffer c0) {}

    final void start(int kind, FloatBuffer state) {
        if (state == null) {
            Arrays.fill(trace.at(kind, 0), 0, n, 0);
        } else {
            range.get(state, 0, hidden, trace.at(kind, 0));
        }
    }

    /** Copies the state after the last step to a matrix [batch, hidden]. */
    final void finish(int kind, FloatBuffer state) {
        range.put(trace.at(kind, lastSlot), hidden, state, 0);
    }

    final void backward(Backward pass) {
        int batch = range.batch();
        backwardArrays.reserve(1, n);
        pre.reserve((long) blocks * n);
        upstream.reserve((long) stepColumns * rows);
        gradient.reserve(weights.length());
        gradient.zero(0, weights.length());
        for (int block = 0; block < blocks; block++) {
            Arrays.fill(biasLanes(block), 0, n, 0);
        }
        dh = backwardArrays.at(0, 0);
        Arrays.fill(dh, 0, n, 0);
        startBackward();
        for (int t = timeSteps - 1; t >= 0; t--) {
            if (!pass.lastStepOnly() || t == timeSteps - 1) {
                float[] dy = backwardArrays.at(1, 0);
                range.get(pass.dy(), pass.lastStepOnly() ? 0 : t * batch * hidden, hidden, dy);
                addTo(dh, dy, n);
            }
            stepBackward(t, pass.dx() != null);
            if (pass.dx() != null) {
                range.put(upstream.buffer(), n, input, pass.dx(), t * batch * input);
            }
        }
    }

    /** Called before the last step's backward. */
    void startBackward() {}

    /**
     * Turns dh of a step into that of the step before and adds to the gradients; with wantDx, leaves the gradient with
     * respect to x in the x columns of upstream.
     */
    abstract void stepBackward(int t, boolean wantDx);

    /** Sums of the gradients with respect to the bias, [blocks * hidden], added to the given ones. */
    final void addBiasSums(float[] sums) {
        for (int block = 0; block < blocks; block++) {
            float[] lanes = biasLanes(block);
            for (int unit = 0; unit < hidden; unit++) {
                float sum = 0;
                for (int i = unit * rows; i < (unit + 1) * rows; i++) {
                    sum += lanes[i];
                }
                sums[block * hidden + unit] += sum;
            }
        }
    }

    /** Where the block of a slot begins; its columns are h, then x. */
    final int stepOffset(int slot) {
        return slot * stepColumns * rows;
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

    private float[] biasLanes(int block) {
        return backwardArrays.at(3 + blocks + block, 0);
    }

    /** Hands the deltas of some blocks over to the products and counts them for the bias. */
    final void deliverDeltas(int fromBlock, int toBlock) {
        for (int block = fromBlock; block < toBlock; block++) {
            pre.buffer().put(block * n, delta(block), 0, n);
            addTo(biasLanes(block), delta(block), n);
        }
    }

    final float[] preActivation(int block, float[] target) {
        pre.buffer().get(block * n, target, 0, n);
        return target;
    }

    private void keepHidden(int slot) {
        steps.buffer().put(stepOffset(slot), trace.at(HIDDEN, slot), 0, n);
    }

    private void reserve(int slots, float[] bias) {
        trace.reserve(slots, n);
        steps.reserve((long) slots * stepColumns * rows);
        pre.reserve((long) blocks * n);
        biasRows.reserve((long) blocks * n);
        float[] column = new float[rows];
        for (int c = 0; c < bias.length; c++) {
            Arrays.fill(column, bias[c]);
            biasRows.buffer().put(c * rows, column);
        }
    }

    private static void addTo(float[] sum, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += values[i];
        }
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
