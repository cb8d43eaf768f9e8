package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** The GRU as {@link GruResetBeforePass} has it: a step's block is [h | x | r * h]. */
final class VectorGruResetBefore extends VectorCell {
    private static final int RESET = 0;
    private static final int UPDATE = 1;
    private static final int CANDIDATE = 2;
    private static final int BLOCKS = 3;

    private final int joint = input + hidden;
    private final VectorMatrix gateMatrix;
    private final VectorMatrix candidateMatrix;

    VectorGruResetBefore(CellShape shape) {
        super(shape, BLOCKS, 2 * shape.hiddenSize() + shape.inputSize(), BLOCKS * shape.hiddenSize());
        gateMatrix = new VectorMatrix(new VectorMatrix.Place(0, joint, 2 * hidden, 0, RESET));
        candidateMatrix =
                new VectorMatrix(new VectorMatrix.Place(2 * hidden * joint, joint, hidden, hidden, CANDIDATE * hidden));
    }

    @Override
    List<VectorMatrix> matrices() {
        return List.of(gateMatrix, candidateMatrix);
    }

    @Override
    void stepForward(Step step, float[] packed, float[] bias) {
        float[] gates = trace(GATES, step.number());
        float[] block = trace(BLOCK, step.slot());
        gateMatrix.forward(packed, block, VectorProducts.Start.vectors(bias, 0), gates, arrays, step.number());
        VectorPointwise.sigmoid(gates, arrays, RESET * hidden, 2 * hidden);
        VectorPointwise.multiply(gates, RESET * hidden, block, block, joint, arrays, hidden);
        VectorProducts.Start start = VectorProducts.Start.vectors(bias, CANDIDATE * hidden);
        candidateMatrix.forward(packed, block, start, gates, arrays, step.number());
        VectorPointwise.tanh(gates, arrays, CANDIDATE * hidden, hidden);
        VectorGru.blend(gates, UPDATE, block, trace(BLOCK, step.next()), arrays, hidden);
    }

    @Override
    void stepBackward(Step step, float[] packed, boolean wantDx) {
        float[] gates = trace(GATES, step.number());
        float[] block = trace(BLOCK, step.slot());
        float[] delta = arrays.delta();
        float[] dh = arrays.dh();
        float[] upstream = arrays.upstream();
        int lanes = arrays.lanes();
        int size = hidden * lanes;
        VectorGru.blendDeltas(gates, UPDATE, block, arrays, hidden);
        int skipped = wantDx ? 0 : input;
        candidateMatrix.back(packed, delta, upstream, arrays, skipped, joint);
        for (int run = 0; run < arrays.runs(hidden); run++) {
            int from = run * lanes;
            resetDelta(upstream, joint * lanes + from, gates, block, dh, delta, from, arrays.runLength(hidden));
        }
        if (wantDx) {
            System.arraycopy(dh, 0, upstream, 0, size);
            gateMatrix.addBack(packed, delta, upstream, arrays, 0, joint);
            System.arraycopy(upstream, 0, dh, 0, size);
        } else {
            gateMatrix.addBack(packed, delta, dh, arrays, 0, hidden);
        }
    }

    /** Also adds to dh what reaches h' through r * h'. */
    private static void resetDelta(
            float[] upstream, int at, float[] gates, float[] before, float[] dh, float[] delta, int from, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += LENGTH) {
            FloatVector r = FloatVector.fromArray(SPECIES, gates, from + i);
            FloatVector d = FloatVector.fromArray(SPECIES, upstream, at + i).mul(r);
            d.add(FloatVector.fromArray(SPECIES, dh, from + i)).intoArray(dh, from + i);
            d.mul(FloatVector.fromArray(SPECIES, before, from + i))
                    .mul(one.sub(r))
                    .intoArray(delta, from + i);
        }
    }
}
