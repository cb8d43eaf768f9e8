package gatewise.kernel;

import gatewise.cell.Activations;

/** The simple cell: one product forward and two backward a step, with [R; W] as one matrix. */
final class SimplePass extends SequencePass {
    private static final int OUTPUT = HIDDEN + 1;

    private final int joint = input + hidden;

    SimplePass(PackedWeights weights) {
        super(weights, 1, weights.shape().inputSize() + weights.shape().hiddenSize(), OUTPUT + 1);
    }

    @Override
    void stepForward(int now, int next) {
        Products.add(
                rows,
                hidden,
                joint,
                steps().moved(stepOffset(now)),
                rows,
                weights.block().start(),
                joint,
                pre.start(),
                rows);
        float[] output = preActivation(0, trace.at(OUTPUT, now));
        Activations.tanh(output, n);
        // A copy, because rows leave the hidden state before the next step.
        System.arraycopy(output, 0, trace.at(HIDDEN, next), 0, n);
    }

    @Override
    void stepBackward(int t, boolean wantDx) {
        delta(dh, trace.at(OUTPUT, t), delta(0), n);
        deliverDeltas(0, 1);
        Products.addLeftTransposed(
                joint, hidden, rows, steps().moved(stepOffset(t)), rows, pre.start(), rows, gradient.start(), joint);
        int wanted = wantDx ? joint : hidden;
        upstream.zero(0, wanted * rows);
        Products.addRightTransposed(
                rows, wanted, hidden, pre.start(), rows, weights.block().start(), joint, upstream.start(), rows);
        upstream.buffer().get(0, dh, 0, n);
    }

    private static void delta(float[] dh, float[] output, float[] delta, int n) {
        for (int i = 0; i < n; i++) {
            float h = output[i];
            delta[i] = dh[i] * (1 - h * h);
        }
    }
}
