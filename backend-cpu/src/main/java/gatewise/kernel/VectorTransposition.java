package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes columns of lanes, a square of 16 vectors at a time: for each bit of a lane's number, vectors whose numbers differ in it alone
 * exchange half their lanes.
 */
final class VectorTransposition {
    private static final VectorShuffle<Float> BY_EIGHT = shuffle(8);
    private static final VectorMask<Float> WITH_EIGHT = mask(8);
    private static final VectorShuffle<Float> BY_FOUR = shuffle(4);
    private static final VectorMask<Float> WITH_FOUR = mask(4);
    private static final VectorShuffle<Float> BY_TWO = shuffle(2);
    private static final VectorMask<Float> WITH_TWO = mask(2);
    private static final VectorShuffle<Float> BY_ONE = shuffle(1);
    private static final VectorMask<Float> WITH_ONE = mask(1);

    private VectorTransposition() {}

    private static VectorShuffle<Float> shuffle(int bit) {
        return VectorShuffle.fromOp(SPECIES, lane -> lane ^ bit);
    }

    private static VectorMask<Float> mask(int bit) {
        boolean[] lanes = new boolean[LENGTH];
        for (int lane = 0; lane < LENGTH; lane++) {
            lanes[lane] = (lane & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /**
     * From columns to rows.
     *
     * @param starts where the columns begin
     * @param count of columns, a multiple of a vector's length; rows are as far apart
     * @param rows at least so many
     */
    static void transpose(float[] columns, int[] starts, int count, int rows, float[] target) {
        for (int column = 0; column < count; column += LENGTH) {
            for (int row = 0; row < rows; row += LENGTH) {
                square(columns, starts, column, row, target, row * count + column, count);
            }
        }
    }

    private static void square(float[] columns, int[] starts, int column, int row, float[] target, int at, int width) {
        FloatVector a0 = FloatVector.fromArray(SPECIES, columns, starts[column] + row);
        FloatVector a1 = FloatVector.fromArray(SPECIES, columns, starts[column + 1] + row);
        FloatVector a2 = FloatVector.fromArray(SPECIES, columns, starts[column + 2] + row);
        FloatVector a3 = FloatVector.fromArray(SPECIES, columns, starts[column + 3] + row);
        FloatVector a4 = FloatVector.fromArray(SPECIES, columns, starts[column + 4] + row);
        FloatVector a5 = FloatVector.fromArray(SPECIES, columns, starts[column + 5] + row);
        FloatVector a6 = FloatVector.fromArray(SPECIES, columns, starts[column + 6] + row);
        FloatVector a7 = FloatVector.fromArray(SPECIES, columns, starts[column + 7] + row);
        FloatVector a8 = FloatVector.fromArray(SPECIES, columns, starts[column + 8] + row);
        FloatVector a9 = FloatVector.fromArray(SPECIES, columns, starts[column + 9] + row);
        FloatVector a10 = FloatVector.fromArray(SPECIES, columns, starts[column + 10] + row);
        FloatVector a11 = FloatVector.fromArray(SPECIES, columns, starts[column + 11] + row);
        FloatVector a12 = FloatVector.fromArray(SPECIES, columns, starts[column + 12] + row);
        FloatVector a13 = FloatVector.fromArray(SPECIES, columns, starts[column + 13] + row);
        FloatVector a14 = FloatVector.fromArray(SPECIES, columns, starts[column + 14] + row);
        FloatVector a15 = FloatVector.fromArray(SPECIES, columns, starts[column + 15] + row);
        FloatVector b0 = a0.blend(a8.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b8 = a0.rearrange(BY_EIGHT).blend(a8, WITH_EIGHT);
        FloatVector b1 = a1.blend(a9.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b9 = a1.rearrange(BY_EIGHT).blend(a9, WITH_EIGHT);
        FloatVector b2 = a2.blend(a10.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b10 = a2.rearrange(BY_EIGHT).blend(a10, WITH_EIGHT);
        FloatVector b3 = a3.blend(a11.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b11 = a3.rearrange(BY_EIGHT).blend(a11, WITH_EIGHT);
        FloatVector b4 = a4.blend(a12.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b12 = a4.rearrange(BY_EIGHT).blend(a12, WITH_EIGHT);
        FloatVector b5 = a5.blend(a13.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b13 = a5.rearrange(BY_EIGHT).blend(a13, WITH_EIGHT);
        FloatVector b6 = a6.blend(a14.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b14 = a6.rearrange(BY_EIGHT).blend(a14, WITH_EIGHT);
        FloatVector b7 = a7.blend(a15.rearrange(BY_EIGHT), WITH_EIGHT);
        FloatVector b15 = a7.rearrange(BY_EIGHT).blend(a15, WITH_EIGHT);
        FloatVector c0 = b0.blend(b4.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c4 = b0.rearrange(BY_FOUR).blend(b4, WITH_FOUR);
        FloatVector c1 = b1.blend(b5.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c5 = b1.rearrange(BY_FOUR).blend(b5, WITH_FOUR);
        FloatVector c2 = b2.blend(b6.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c6 = b2.rearrange(BY_FOUR).blend(b6, WITH_FOUR);
        FloatVector c3 = b3.blend(b7.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c7 = b3.rearrange(BY_FOUR).blend(b7, WITH_FOUR);
        FloatVector c8 = b8.blend(b12.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c12 = b8.rearrange(BY_FOUR).blend(b12, WITH_FOUR);
        FloatVector c9 = b9.blend(b13.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c13 = b9.rearrange(BY_FOUR).blend(b13, WITH_FOUR);
        FloatVector c10 = b10.blend(b14.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c14 = b10.rearrange(BY_FOUR).blend(b14, WITH_FOUR);
        FloatVector c11 = b11.blend(b15.rearrange(BY_FOUR), WITH_FOUR);
        FloatVector c15 = b11.rearrange(BY_FOUR).blend(b15, WITH_FOUR);
        FloatVector d0 = c0.blend(c2.rearrange(BY_TWO), WITH_TWO);
        FloatVector d2 = c0.rearrange(BY_TWO).blend(c2, WITH_TWO);
        FloatVector d1 = c1.blend(c3.rearrange(BY_TWO), WITH_TWO);
        FloatVector d3 = c1.rearrange(BY_TWO).blend(c3, WITH_TWO);
        FloatVector d4 = c4.blend(c6.rearrange(BY_TWO), WITH_TWO);
        FloatVector d6 = c4.rearrange(BY_TWO).blend(c6, WITH_TWO);
        FloatVector d5 = c5.blend(c7.rearrange(BY_TWO), WITH_TWO);
        FloatVector d7 = c5.rearrange(BY_TWO).blend(c7, WITH_TWO);
        FloatVector d8 = c8.blend(c10.rearrange(BY_TWO), WITH_TWO);
        FloatVector d10 = c8.rearrange(BY_TWO).blend(c10, WITH_TWO);
        FloatVector d9 = c9.blend(c11.rearrange(BY_TWO), WITH_TWO);
        FloatVector d11 = c9.rearrange(BY_TWO).blend(c11, WITH_TWO);
        FloatVector d12 = c12.blend(c14.rearrange(BY_TWO), WITH_TWO);
        FloatVector d14 = c12.rearrange(BY_TWO).blend(c14, WITH_TWO);
        FloatVector d13 = c13.blend(c15.rearrange(BY_TWO), WITH_TWO);
        FloatVector d15 = c13.rearrange(BY_TWO).blend(c15, WITH_TWO);
        FloatVector e0 = d0.blend(d1.rearrange(BY_ONE), WITH_ONE);
        FloatVector e1 = d0.rearrange(BY_ONE).blend(d1, WITH_ONE);
        FloatVector e2 = d2.blend(d3.rearrange(BY_ONE), WITH_ONE);
        FloatVector e3 = d2.rearrange(BY_ONE).blend(d3, WITH_ONE);
        FloatVector e4 = d4.blend(d5.rearrange(BY_ONE), WITH_ONE);
        FloatVector e5 = d4.rearrange(BY_ONE).blend(d5, WITH_ONE);
        FloatVector e6 = d6.blend(d7.rearrange(BY_ONE), WITH_ONE);
        FloatVector e7 = d6.rearrange(BY_ONE).blend(d7, WITH_ONE);
        FloatVector e8 = d8.blend(d9.rearrange(BY_ONE), WITH_ONE);
        FloatVector e9 = d8.rearrange(BY_ONE).blend(d9, WITH_ONE);
        FloatVector e10 = d10.blend(d11.rearrange(BY_ONE), WITH_ONE);
        FloatVector e11 = d10.rearrange(BY_ONE).blend(d11, WITH_ONE);
        FloatVector e12 = d12.blend(d13.rearrange(BY_ONE), WITH_ONE);
        FloatVector e13 = d12.rearrange(BY_ONE).blend(d13, WITH_ONE);
        FloatVector e14 = d14.blend(d15.rearrange(BY_ONE), WITH_ONE);
        FloatVector e15 = d14.rearrange(BY_ONE).blend(d15, WITH_ONE);
        e0.intoArray(target, at);
        e1.intoArray(target, at + width);
        e2.intoArray(target, at + 2 * width);
        e3.intoArray(target, at + 3 * width);
        e4.intoArray(target, at + 4 * width);
        e5.intoArray(target, at + 5 * width);
        e6.intoArray(target, at + 6 * width);
        e7.intoArray(target, at + 7 * width);
        e8.intoArray(target, at + 8 * width);
        e9.intoArray(target, at + 9 * width);
        e10.intoArray(target, at + 10 * width);
        e11.intoArray(target, at + 11 * width);
        e12.intoArray(target, at + 12 * width);
        e13.intoArray(target, at + 13 * width);
        e14.intoArray(target, at + 14 * width);
        e15.intoArray(target, at + 15 * width);
    }
}
