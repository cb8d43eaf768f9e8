package gatewise.kernel;

import gatewise.cell.Activations;

/**
 * The GRU whose reset gate acts after the product. Its candidate needs x·Wn and h·Rn apart; with the blocks in the order
 * recurrent part, reset, update, input part, the product of h covers the first three and that of x the last three.
 */
final class GruResetAfterPass extends SequencePass {
    private static final int RECURRENT = 0;
    private static final int RESET = 1;
    private static final int UPDATE = 2;
    private static final int CANDIDATE = 3;
    private static final int BLOCKS = 4;
    private static final int GATES = HIDDEN + 1;

    private final int columns = 3 * hidden;
    private final int inputWeights = columns * hidden;

    GruResetAfterPass(PackedWeights weights) {
        super(weights, BLOCKS, weights.shape().inputSize() + weights.shape().hiddenSize(), GATES + BLOCKS);
    }

    @Override
    void stepForward(int now, int next) {
        Products.add(
                rows,
                columns,
                hidden,
                steps().moved(stepOffset(now)),
                rows,
                weights.block().start(),
                hidden,
                pre.start(),
                rows);
        Products.add(
                rows,
                columns,
                input,
                steps().moved(stepOffset(now) + n),
                rows,
                weights.block().at(inputWeights),
                input,
                pre.moved(n),
                rows);
        float[] recurrent = preActivation(RECURRENT, gate(RECURRENT, now));
        float[] reset = preActivation(RESET, gate(RESET, now));
        float[] update = preActivation(UPDATE, gate(UPDATE, now));
        float[] candidate = preActivation(CANDIDATE, gate(CANDIDATE, now));
        Activations.sigmoid(reset, n);
        Activations.sigmoid(update, n);
        addProduct(reset, recurrent, candidate, n);
        Activations.tanh(candidate, n);
        Gru.blend(update, trace.at(HIDDEN, now), candidate, trace.at(HIDDEN, next), n);
    }

    @Override
    void stepBackward(int t, boolean wantDx) {
        float[] update = gate(UPDATE, t);
        Gru.blendDeltas(dh, update, trace.at(HIDDEN, t), gate(CANDIDATE, t), delta(UPDATE), delta(CANDIDATE), n);
        resetDeltas(delta(CANDIDATE), gate(RESET, t), gate(RECURRENT, t), delta(RECURRENT), delta(RESET), n);
        deliverDeltas(0, BLOCKS);
        Products.addLeftTransposed(
                hidden, columns, rows, steps().moved(stepOffset(t)), rows, pre.start(), rows, gradient.start(), hidden);
        Products.addLeftTransposed(
                input,
                columns,
                rows,
                steps().moved(stepOffset(t) + n),
                rows,
                pre.moved(n),
                rows,
                gradient.moved(inputWeights),
                input);
        Gru.multiply(dh, update, dh, n);
        upstream.buffer().put(0, dh, 0, n);
        Products.addRightTransposed(
                rows, hidden, columns, pre.start(), rows, weights.block().start(), hidden, upstream.start(), rows);
        upstream.buffer().get(0, dh, 0, n);
        if (wantDx) {
            upstream.zero(n, input * rows);
            Products.addRightTransposed(
                    rows,
                    input,
                    columns,
                    pre.moved(n),
                    rows,
                    weights.block().at(inputWeights),
                    input,
                    upstream.moved(n),
                    rows);
        }
    }

    private float[] gate(int block, int slot) {
        return trace.at(GATES + block, slot);
    }

    private static void addProduct(float[] a, float[] b, float[] sum, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += a[i] * b[i];
        }
    }

    private static void resetDeltas(
            float[] deltaCandidate,
            float[] reset,
            float[] recurrent,
            float[] deltaRecurrent,
            float[] deltaReset,
            int n) {
        for (int i = 0; i < n; i++) {
            float r = reset[i];
            float past = recurrent[i];
            float d = deltaCandidate[i] * r;
            deltaRecurrent[i] = d;
            deltaReset[i] = d * past * (1 - r);
        }
    }
}
