package gatewise.kernel;

import gatewise.cell.Activations;
import gatewise.cell.CellType;

/** The LSTM: one product forward and two backward a step, with [R; W] as one matrix. Blocks as in {@link CellType}. */
final class LstmPass extends SequencePass {
    private static final int CANDIDATE = 0;
    private static final int FORGET = 1;
    private static final int OUTPUT = 2;
    private static final int INPUT = 3;
    private static final int BLOCKS = 4;

    /** Kinds of trace: the gates follow the hidden state, then the cell state before a step and tanh of that after it. */
    private static final int GATES = HIDDEN + 1;

    private static final int CELL = GATES + BLOCKS;
    private static final int CELL_TANH = CELL + 1;

    private final int joint = input + hidden;

    LstmPass(PackedWeights weights) {
        super(weights, BLOCKS, weights.shape().inputSize() + weights.shape().hiddenSize(), CELL_TANH + 1);
    }

    @Override
    int cellKind() {
        return CELL;
    }

    @Override
    void stepForward(int now, int next) {
        Products.add(
                rows,
                BLOCKS * hidden,
                joint,
                steps().moved(stepOffset(now)),
                rows,
                weights.block().start(),
                joint,
                pre.start(),
                rows);
        float[] candidate = preActivation(CANDIDATE, gate(CANDIDATE, now));
        float[] forget = preActivation(FORGET, gate(FORGET, now));
        float[] output = preActivation(OUTPUT, gate(OUTPUT, now));
        float[] in = preActivation(INPUT, gate(INPUT, now));
        Activations.tanh(candidate, n);
        Activations.sigmoid(forget, n);
        Activations.sigmoid(output, n);
        Activations.sigmoid(in, n);
        float[] cell = trace.at(CELL, next);
        float[] cellTanh = trace.at(CELL_TANH, now);
        cell(forget, trace.at(CELL, now), in, candidate, cell, n);
        Activations.tanh(cell, cellTanh, n);
        multiply(output, cellTanh, trace.at(HIDDEN, next), n);
    }

    @Override
    void resizeBackward(int before, int after) {
        Lanes.resize(scratch(), hidden, before, after, null, 0);
    }

    @Override
    void stepBackward(int t, boolean wantDx) {
        float[] dc = scratch();
        outputDelta(dh, gate(OUTPUT, t), trace.at(CELL_TANH, t), dc, delta(OUTPUT), n);
        inputDeltas(dc, gate(CANDIDATE, t), gate(INPUT, t), delta(CANDIDATE), delta(INPUT), n);
        forgetDelta(dc, gate(FORGET, t), trace.at(CELL, t), delta(FORGET), n);
        deliverDeltas(0, BLOCKS);
        Products.addLeftTransposed(
                joint,
                BLOCKS * hidden,
                rows,
                steps().moved(stepOffset(t)),
                rows,
                pre.start(),
                rows,
                gradient.start(),
                joint);
        int wanted = wantDx ? joint : hidden;
        upstream.zero(0, wanted * rows);
        Products.addRightTransposed(
                rows,
                wanted,
                BLOCKS * hidden,
                pre.start(),
                rows,
                weights.block().start(),
                joint,
                upstream.start(),
                rows);
        upstream.buffer().get(0, dh, 0, n);
    }

    private float[] gate(int block, int slot) {
        return trace.at(GATES + block, slot);
    }

    private static void cell(float[] forget, float[] before, float[] in, float[] candidate, float[] cell, int n) {
        for (int i = 0; i < n; i++) {
            cell[i] = forget[i] * before[i] + in[i] * candidate[i];
        }
    }

    private static void multiply(float[] a, float[] b, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            product[i] = a[i] * b[i];
        }
    }

    // These loops read everything before they write anything: else they would not become vector instructions.

    /** Also adds to dc what reaches the cell state through h. */
    private static void outputDelta(float[] dh, float[] output, float[] cellTanh, float[] dc, float[] delta, int n) {
        for (int i = 0; i < n; i++) {
            float o = output[i];
            float c = cellTanh[i];
            float d = dh[i] * o;
            dc[i] += d * (1 - c * c);
            delta[i] = d * c * (1 - o);
        }
    }

    private static void inputDeltas(
            float[] dc, float[] candidate, float[] in, float[] deltaCandidate, float[] deltaIn, int n) {
        for (int i = 0; i < n; i++) {
            float g = candidate[i];
            float gate = in[i];
            float d = dc[i] * gate;
            deltaCandidate[i] = d * (1 - g * g);
            deltaIn[i] = d * g * (1 - gate);
        }
    }

    /** Also turns dc into that of the step before. */
    private static void forgetDelta(float[] dc, float[] forget, float[] before, float[] delta, int n) {
        for (int i = 0; i < n; i++) {
            float f = forget[i];
            float kept = dc[i] * f;
            delta[i] = kept * before[i] * (1 - f);
            dc[i] = kept;
        }
    }
}
