package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import jdk.incubator.vector.FloatVector;

/** What both kinds of GRU do element by element, as {@link Gru} has it; update and candidate are two blocks that follow each other. */
final class VectorGru {
    private VectorGru() {}

    /** The hidden state after a step. */
    static void blend(float[] gates, int update, float[] before, float[] hidden, VectorArrays arrays, int columns) {
        int size = columns * arrays.lanes();
        int length = arrays.runLength(columns);
        for (int run = 0; run < arrays.runs(columns); run++) {
            int from = run * arrays.lanes();
            blend(gates, update * size + from, (update + 1) * size + from, before, hidden, from, length);
        }
    }

    static void blend(float[] gates, int update, int candidate, float[] before, float[] hidden, int from, int length) {
        for (int i = 0; i < length; i += LENGTH) {
            FloatVector c = FloatVector.fromArray(SPECIES, gates, candidate + i);
            FloatVector z = FloatVector.fromArray(SPECIES, gates, update + i);
            z.fma(FloatVector.fromArray(SPECIES, before, from + i).sub(c), c).intoArray(hidden, from + i);
        }
    }

    /** The gradients with respect to the pre-activations of update and candidate; dh becomes what reaches h' through the update gate. */
    static void blendDeltas(float[] gates, int update, float[] before, VectorArrays arrays, int columns) {
        int size = columns * arrays.lanes();
        int length = arrays.runLength(columns);
        for (int run = 0; run < arrays.runs(columns); run++) {
            int from = run * arrays.lanes();
            blendDeltas(
                    arrays.dh(),
                    gates,
                    update * size + from,
                    (update + 1) * size + from,
                    before,
                    arrays.delta(),
                    from,
                    length);
        }
    }

    private static void blendDeltas(
            float[] dh, float[] gates, int update, int candidate, float[] before, float[] delta, int from, int length) {
        FloatVector one = FloatVector.broadcast(SPECIES, 1);
        for (int i = 0; i < length; i += LENGTH) {
            FloatVector z = FloatVector.fromArray(SPECIES, gates, update + i);
            FloatVector c = FloatVector.fromArray(SPECIES, gates, candidate + i);
            FloatVector given = FloatVector.fromArray(SPECIES, dh, from + i);
            FloatVector d = given.mul(one.sub(z));
            d.mul(one.sub(c.mul(c))).intoArray(delta, candidate + i);
            d.mul(z)
                    .mul(FloatVector.fromArray(SPECIES, before, from + i).sub(c))
                    .intoArray(delta, update + i);
            given.mul(z).intoArray(dh, from + i);
        }
    }
}
