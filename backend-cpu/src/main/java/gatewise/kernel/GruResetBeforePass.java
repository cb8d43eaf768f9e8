package gatewise.kernel;

import gatewise.cell.Activations;
import org.bytedeco.javacpp.FloatPointer;

/**
 * The GRU whose reset gate acts before the product. A step's block is [h | x | r * h]: reset and update read its first
 * two parts, the candidate its last two, so that x is there once and each needs one product.
 */
final class GruResetBeforePass extends SequencePass {
    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int CANDIDATE = 2;
    private static final int BLOCKS = 3;
    private static final int GATES = HIDDEN + 1;
    private static final int RESET_HIDDEN = GATES + BLOCKS;

    private final int joint = input + hidden;

    GruResetBeforePass(PackedWeights weights) {
        super(weights, BLOCKS, weights.shape().inputSize() + 2 * weights.shape().hiddenSize(), RESET_HIDDEN + 1);
    }

    @Override
    void stepForward(int now, int next) {
        Products.add(
                rows,
                2 * hidden,
                joint,
                steps().moved(stepOffset(now)),
                rows,
                weights.block().start(),
                joint,
                pre.start(),
                rows);
        float[] before = trace.at(HIDDEN, now);
        float[] reset = preActivation(RESET, gate(RESET, now));
        float[] update = preActivation(UPDATE, gate(UPDATE, now));
        Activations.sigmoid(reset, n);
        Activations.sigmoid(update, n);
        float[] resetHidden = trace.at(RESET_HIDDEN, now);
        Gru.multiply(reset, before, resetHidden, n);
        steps().buffer().put(stepOffset(now) + joint * rows, resetHidden, 0, n);
        Products.add(
                rows,
                hidden,
                joint,
                steps().moved(stepOffset(now) + n),
                rows,
                candidateWeights(),
                joint,
                pre.moved(2 * n),
                rows);
        float[] candidate = preActivation(CANDIDATE, gate(CANDIDATE, now));
        Activations.tanh(candidate, n);
        Gru.blend(update, before, candidate, trace.at(HIDDEN, next), n);
    }

    @Override
    void stepBackward(int t, boolean wantDx) {
        float[] before = trace.at(HIDDEN, t);
        float[] update = gate(UPDATE, t);
        Gru.blendDeltas(dh, update, before, gate(CANDIDATE, t), delta(UPDATE), delta(CANDIDATE), n);
        deliverDeltas(UPDATE, BLOCKS);
        candidateProducts(t, wantDx);
        float[] dResetHidden = scratch();
        upstream.buffer().get(joint * rows, dResetHidden, 0, n);
        Gru.multiply(dh, update, dh, n);
        resetDelta(dResetHidden, gate(RESET, t), before, dh, delta(RESET), n);
        deliverDeltas(RESET, UPDATE);
        upstream.buffer().put(0, dh, 0, n);
        gateProducts(t, wantDx);
        upstream.buffer().get(0, dh, 0, n);
    }

    /** The gradient of [x | r * h], or of the latter alone, and of the candidate's weights. */
    private void candidateProducts(int t, boolean wantDx) {
        int skipped = wantDx ? 0 : input;
        int at = n + skipped * rows;
        upstream.zero(at, (joint - skipped) * rows);
        Products.addRightTransposed(
                rows,
                joint - skipped,
                hidden,
                pre.moved(2 * n),
                rows,
                candidateWeights().position(candidateOffset() + skipped),
                joint,
                upstream.moved(at),
                rows);
        Products.addLeftTransposed(
                joint,
                hidden,
                rows,
                steps().moved(stepOffset(t) + n),
                rows,
                pre.moved(2 * n),
                rows,
                gradient.moved(candidateOffset()),
                joint);
    }

    /** Adds to the gradient of [h | x], or of h alone, and to that of the gates' weights. */
    private void gateProducts(int t, boolean wantDx) {
        Products.addRightTransposed(
                rows,
                wantDx ? joint : hidden,
                2 * hidden,
                pre.start(),
                rows,
                weights.block().start(),
                joint,
                upstream.start(),
                rows);
        Products.addLeftTransposed(
                joint,
                2 * hidden,
                rows,
                steps().moved(stepOffset(t)),
                rows,
                pre.start(),
                rows,
                gradient.start(),
                joint);
    }

    private FloatPointer candidateWeights() {
        return weights.block().at(candidateOffset());
    }

    private int candidateOffset() {
        return weights.inputOffset(2 * hidden);
    }

    private float[] gate(int block, int slot) {
        return trace.at(GATES + block, slot);
    }

    /** Also adds to dBefore what reaches h' through r * h'. */
    private static void resetDelta(
            float[] dResetHidden, float[] reset, float[] before, float[] dBefore, float[] delta, int n) {
        for (int i = 0; i < n; i++) {
            float r = reset[i];
            float h = before[i];
            float d = dResetHidden[i] * r;
            dBefore[i] += d;
            delta[i] = d * h * (1 - r);
        }
    }
}
