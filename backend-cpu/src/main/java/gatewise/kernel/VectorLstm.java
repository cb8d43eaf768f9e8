package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.INTS;
import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

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
        float[] before = trace(CELL, step.slot());
        float[] after = trace(BLOCK, step.next());
        int size = hidden * arrays.lanes();
        int length = arrays.runLength(hidden);
        for (int run = 0; run < arrays.runs(hidden); run++) {
            int from = run * arrays.lanes();
            states(gates, size, before, cell, tanh, after, from, from + length);
        }
    }

    /** In one loop with the tangent, as {@link VectorPointwise} has it: one for each costs more than the curve's lines here. */
    private static void states(
            float[] gates, int size, float[] before, float[] cell, float[] tanh, float[] after, int from, int to) {
        float[] odd = VectorPointwise.TANH.odd();
        float[] even = VectorPointwise.TANH.even();
        IntVector most = IntVector.broadcast(INTS, VectorPointwise.TANH.most());
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector overflow = IntVector.broadcast(INTS, VectorPointwise.NAN_OVERFLOW);
        FloatVector a1 = FloatVector.broadcast(SPECIES, odd[0]);
        FloatVector a3 = FloatVector.broadcast(SPECIES, odd[1]);
        FloatVector a5 = FloatVector.broadcast(SPECIES, odd[2]);
        FloatVector a7 = FloatVector.broadcast(SPECIES, odd[3]);
        FloatVector a9 = FloatVector.broadcast(SPECIES, odd[4]);
        FloatVector a11 = FloatVector.broadcast(SPECIES, odd[5]);
        FloatVector a13 = FloatVector.broadcast(SPECIES, odd[6]);
        FloatVector b0 = FloatVector.broadcast(SPECIES, even[0]);
        FloatVector b2 = FloatVector.broadcast(SPECIES, even[1]);
        FloatVector b4 = FloatVector.broadcast(SPECIES, even[2]);
        FloatVector b6 = FloatVector.broadcast(SPECIES, even[3]);
        for (int i = from; i < to; i += LENGTH) {
            FloatVector added = FloatVector.fromArray(SPECIES, gates, INPUT * size + i)
                    .mul(FloatVector.fromArray(SPECIES, gates, CANDIDATE * size + i));
            FloatVector c = FloatVector.fromArray(SPECIES, gates, FORGET * size + i)
                    .fma(FloatVector.fromArray(SPECIES, before, i), added);
            c.intoArray(cell, i);
            IntVector bits = c.reinterpretAsInts();
            IntVector bounded =
                    bits.and(magnitude).add(overflow).min(most).sub(overflow).or(bits.and(sign));
            FloatVector x = bounded.reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p =
                    a13.fma(s, a11).fma(s, a9).fma(s, a7).fma(s, a5).fma(s, a3).fma(s, a1);
            FloatVector q = b6.fma(s, b4).fma(s, b2).fma(s, b0);
            FloatVector t = x.mul(p).div(q);
            t.intoArray(tanh, i);
            FloatVector.fromArray(SPECIES, gates, OUTPUT * size + i).mul(t).intoArray(after, i);
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
