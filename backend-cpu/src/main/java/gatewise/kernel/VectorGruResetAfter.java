package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** The GRU as {@link GruResetAfterPass} has it. */
final class VectorGruResetAfter extends VectorCell {
    private static final int RECURRENT = 0;
    private static final int RESET = 1;
    private static final int UPDATE = 2;
    private static final int CANDIDATE = 3;
    private static final int BLOCKS = 4;

    private final VectorMatrix recurrentMatrix;
    private final VectorMatrix inputMatrix;

    VectorGruResetAfter(CellShape shape) {
        super(shape, BLOCKS, shape.hiddenSize() + shape.inputSize(), BLOCKS * shape.hiddenSize());
        int columns = 3 * hidden;
        recurrentMatrix = new VectorMatrix(new VectorMatrix.Place(0, hidden, columns, 0, RECURRENT));
        inputMatrix =
                new VectorMatrix(new VectorMatrix.Place(columns * hidden, input, columns, hidden, RESET * hidden));
    }

    @Override
    List<VectorMatrix> matrices() {
        return List.of(recurrentMatrix, inputMatrix);
    }

    @Override
    void stepForward(Step step, float[] packed, float[] bias) {
        float[] gates = trace(GATES, step.number());
        float[] block = trace(BLOCK, step.slot());
        recurrentMatrix.forward(packed, block, VectorProducts.Start.vectors(bias, 0), gates, arrays, step.number());
        VectorPointwise.fill(gates, bias, CANDIDATE * hidden, hidden, arrays);
        VectorProducts.Start start = VectorProducts.Start.of(arrays.columns(gates, RESET * hidden));
        inputMatrix.forward(packed, block, start, gates, arrays, step.number());
        VectorPointwise.sigmoid(gates, arrays, RESET * hidden, 2 * hidden);
        int size = hidden * arrays.lanes();
        for (int run = 0; run < arrays.runs(hidden); run++) {
            addRecurrent(gates, size, run * arrays.lanes(), arrays.runLength(hidden));
        }
        VectorPointwise.tanh(gates, arrays, CANDIDATE * hidden, hidden);
        VectorGru.blend(gates, UPDATE, block, trace(BLOCK, step.next()), arrays, hidden);
    }

    private static void addRecurrent(float[] gates, int size, int from, int length) {
        for (int i = from; i < from + length; i += LENGTH) {
            FloatVector.fromArray(SPECIES, gates, RESET * size + i)
                    .fma(
                            FloatVector.fromArray(SPECIES, gates, RECURRENT * size + i),
                            FloatVector.fromArray(SPECIES, gates, CANDIDATE * size + i))
                    .intoArray(gates, CANDIDATE * size + i);
        }
    }

    @Override
    void stepBackward(Step step, float[] packed, boolean wantDx) {
        float[] gates = trace(GATES, step.number());
        float[] block = trace(BLOCK, step.slot());
        float[] delta = arrays.delta();
        int size = hidden * arrays.lanes();
        VectorGru.blendDeltas(gates, UPDATE, block, arrays, hidden);
        for (int run = 0; run < arrays.runs(hidden); run++) {
            resetDeltas(gates, delta, size, run * arrays.lanes(), arrays.runLength(hidden));
        }
        recurrentMatrix.addBack(packed, delta, arrays.dh(), arrays, 0, hidden);
        if (wantDx) {
            inputMatrix.back(packed, delta, arrays.upstream(), arrays, 0, input);
        }
    }

    private static void resetDeltas(float[] gates, float[] delta, int size, int from, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = from; i < from + length; i += LENGTH) {
            FloatVector r = FloatVector.fromArray(SPECIES, gates, RESET * size + i);
            FloatVector d =
                    FloatVector.fromArray(SPECIES, delta, CANDIDATE * size + i).mul(r);
            d.intoArray(delta, RECURRENT * size + i);
            d.mul(FloatVector.fromArray(SPECIES, gates, RECURRENT * size + i))
                    .mul(one.sub(r))
                    .intoArray(delta, RESET * size + i);
        }
    }
}
