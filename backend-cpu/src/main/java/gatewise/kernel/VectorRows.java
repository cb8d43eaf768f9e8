package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Some blocks of columns of a matrix, each filled up with zeros to whole vectors, for products with one vector. As in {@link VectorProducts},
 * no method takes vectors.
 *
 * <p>Four vectors of each row lie together in panels, so that places in a loop are a constant distance apart: that spares the JIT
 * compiler the checks of bounds within it, and a memory that is read in turn comes sooner.
 */
final class VectorRows {
    private static final int PANEL = 4;
    private static final int STRIDE = PANEL * LENGTH;

    private final int height;
    private final int vectors;
    private final float[] panels;

    /**
     * @param matrix column-major, [height, blocks * block]
     * @param from the first block
     * @param to behind the last one
     */
    VectorRows(float[] matrix, int height, int block, int from, int to) {
        this.height = height;
        int size = VectorArrays.roundUp(block);
        vectors = (to - from) * (size / LENGTH);
        panels = new float[Math.multiplyExact(height, Math.multiplyExact(vectors, LENGTH))];
        for (int column = from * block; column < to * block; column++) {
            int target = (column / block - from) * size + column % block;
            for (int row = 0; row < height; row++) {
                panels[place(row, target)] = matrix[column * height + row];
            }
        }
    }

    private int place(int row, int column) {
        int vector = column / LENGTH;
        int panel = vector / PANEL * PANEL;
        boolean isWhole = panel + PANEL <= vectors;
        return isWhole
                ? panel * LENGTH * height + row * STRIDE + column - panel * LENGTH
                : vector * LENGTH * height + row * LENGTH + column % LENGTH;
    }

    /** target = start + vector · matrix, of what the vector has from begin to end; at is where the columns begin in start and target. */
    void product(float[] vector, int begin, int end, float[] start, float[] target, int at) {
        int v = 0;
        for (; v + PANEL <= vectors; v += PANEL) {
            four(panels, v * LENGTH * height, vector, begin, end, start, target, at + v * LENGTH);
        }
        for (; v < vectors; v++) {
            one(panels, v * LENGTH * height, vector, begin, end, start, target, at + v * LENGTH);
        }
    }

    private static void four(
            float[] panels, int panel, float[] vector, int begin, int end, float[] start, float[] target, int at) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, at);
        FloatVector b = FloatVector.fromArray(SPECIES, start, at + LENGTH);
        FloatVector c = FloatVector.fromArray(SPECIES, start, at + 2 * LENGTH);
        FloatVector d = FloatVector.fromArray(SPECIES, start, at + 3 * LENGTH);
        for (int row = begin; row < end; row++) {
            int from = panel + row * STRIDE;
            FloatVector factor = FloatVector.broadcast(SPECIES, vector[row]);
            a = factor.fma(FloatVector.fromArray(SPECIES, panels, from), a);
            b = factor.fma(FloatVector.fromArray(SPECIES, panels, from + LENGTH), b);
            c = factor.fma(FloatVector.fromArray(SPECIES, panels, from + 2 * LENGTH), c);
            d = factor.fma(FloatVector.fromArray(SPECIES, panels, from + 3 * LENGTH), d);
        }
        a.intoArray(target, at);
        b.intoArray(target, at + LENGTH);
        c.intoArray(target, at + 2 * LENGTH);
        d.intoArray(target, at + 3 * LENGTH);
    }

    private static void one(
            float[] panels, int panel, float[] vector, int begin, int end, float[] start, float[] target, int at) {
        FloatVector a = FloatVector.fromArray(SPECIES, start, at);
        for (int row = begin; row < end; row++) {
            a = FloatVector.fromArray(SPECIES, panels, panel + row * LENGTH)
                    .fma(FloatVector.broadcast(SPECIES, vector[row]), a);
        }
        a.intoArray(target, at);
    }
}
