package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import java.util.List;
import jdk.incubator.vector.FloatVector;

/** The LSTM as {@link LstmPass} has it. */
final class VectorLstm extends VectorCell {
    private static final int CANDIDATE = 0;
    private static final int FORGET = 1;
    private static final int OUTPUT = 2;
    private static final int INPUT = 3;
    private static final int BLOCKS = 4;
    private static final int CELL = GATES + 1;
    private static final int CELL_TANH = CELL + 1;

    private final VectorMatrix matrix;

    VectorLstm(CellShape shape) {
        super(
                shape,
                BLOCKS,
                shape.hiddenSize() + shape.inputSize(),
                BLOCKS * shape.hiddenSize(),
                shape.hiddenSize(),
                shape.hiddenSize());
        matrix = new VectorMatrix(new VectorMatrix.Place(0, hidden + input, BLOCKS * hidden, 0, 0));
    }

    @Override
    int cellKind() {
        return CELL;
    }

    @Override
    List<VectorMatrix> matrices() {
        return List.of(matrix);
    }

    @Override
    void stepForward(Step step, float[] packed, float[] bias) {
        float[] gates = trace(GATES, step.number());
        float[] cell = trace(CELL, step.next());
        float[] tanh = trace(CELL_TANH, step.number());
        matrix.forward(
                packed, trace(BLOCK, step.slot()), VectorProducts.Start.vectors(bias, 0), gates, arrays, step.number());
        VectorPointwise.tanh(gates, arrays, CANDIDATE * hidden, hidden);
        VectorPointwise.sigmoid(gates, arrays, FORGET * hidden, (BLOCKS - FORGET) * hidden);
        int size = hidden * arrays.lanes();
        int length = arrays.runLength(hidden);
        for (int run = 0; run < arrays.runs(hidden); run++) {
            int from = run * arrays.lanes();
            cell(gates, size, trace(CELL, step.slot()), cell, from, from + length);
            VectorPointwise.tanh(cell, tanh, from, from + length);
            VectorPointwise.multiply(gates, OUTPUT * size + from, tanh, from, trace(BLOCK, step.next()), from, length);
        }
    }

    private static void cell(float[] gates, int size, float[] before, float[] cell, int from, int to) {
        for (int i = from; i < to; i += LENGTH) {
            FloatVector added = FloatVector.fromArray(SPECIES, gates, INPUT * size + i)
                    .mul(FloatVector.fromArray(SPECIES, gates, CANDIDATE * size + i));
            FloatVector.fromArray(SPECIES, gates, FORGET * size + i)
                    .fma(FloatVector.fromArray(SPECIES, before, i), added)
                    .intoArray(cell, i);
        }
    }

    @Override
    void stepBackward(Step step, float[] packed, boolean wantDx) {
        float[] gates = trace(GATES, step.number());
        float[] dh = arrays.dh();
        float[] dc = arrays.carried();
        float[] delta = arrays.delta();
        int size = hidden * arrays.lanes();
        int length = arrays.runLength(hidden);
        for (int run = 0; run < arrays.runs(hidden); run++) {
            int from = run * arrays.lanes();
            deltas(dh, gates, size, trace(CELL, step.slot()), trace(CELL_TANH, step.number()), dc, delta, from, length);
        }
        matrix.back(packed, delta, dh, arrays, 0, hidden);
        if (wantDx) {
            matrix.back(packed, delta, arrays.upstream(), arrays, hidden, hidden + input);
        }
    }

    /** Also turns dc into that of the step before. */
    private static void deltas(
            float[] dh,
            float[] gates,
            int size,
            float[] before,
            float[] tanh,
            float[] dc,
            float[] delta,
            int from,
            int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = from; i < from + length; i += LENGTH) {
            FloatVector o = FloatVector.fromArray(SPECIES, gates, OUTPUT * size + i);
            FloatVector c = FloatVector.fromArray(SPECIES, tanh, i);
            FloatVector reached = FloatVector.fromArray(SPECIES, dh, i).mul(o);
            reached.mul(c).mul(one.sub(o)).intoArray(delta, OUTPUT * size + i);
            FloatVector d = reached.fma(one.sub(c.mul(c)), FloatVector.fromArray(SPECIES, dc, i));
            FloatVector g = FloatVector.fromArray(SPECIES, gates, CANDIDATE * size + i);
            FloatVector in = FloatVector.fromArray(SPECIES, gates, INPUT * size + i);
            FloatVector f = FloatVector.fromArray(SPECIES, gates, FORGET * size + i);
            FloatVector passed = d.mul(in);
            passed.mul(one.sub(g.mul(g))).intoArray(delta, CANDIDATE * size + i);
            passed.mul(g).mul(one.sub(in)).intoArray(delta, INPUT * size + i);
            FloatVector kept = d.mul(f);
            kept.mul(FloatVector.fromArray(SPECIES, before, i)).mul(one.sub(f)).intoArray(delta, FORGET * size + i);
            kept.intoArray(dc, i);
        }
    }
}
