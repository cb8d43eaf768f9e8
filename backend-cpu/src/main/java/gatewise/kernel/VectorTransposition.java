package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.INTS;
import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;
import static jdk.incubator.vector.VectorOperators.XOR;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes columns of lanes, a square of 16 vectors at a time: for each bit of a lane's number, vectors whose numbers differ in it alone
 * exchange half their lanes. That is done to bits of whole numbers: {@code a ^ (a ^ b) & mask} takes less on Java 17 than a mask of lanes.
 */
final class VectorTransposition {
    private static final VectorShuffle<Integer> BY_EIGHT = shuffle(8);
    private static final VectorShuffle<Integer> BY_FOUR = shuffle(4);
    private static final VectorShuffle<Integer> BY_TWO = shuffle(2);
    private static final VectorShuffle<Integer> BY_ONE = shuffle(1);
    private static final int[] WITH_EIGHT = mask(8);
    private static final int[] WITH_FOUR = mask(4);
    private static final int[] WITH_TWO = mask(2);
    private static final int[] WITH_ONE = mask(1);

    private VectorTransposition() {}

    private static VectorShuffle<Integer> shuffle(int bit) {
        return VectorShuffle.fromOp(INTS, lane -> lane ^ bit);
    }

    /** All bits of the lanes whose numbers have a bit. */
    private static int[] mask(int bit) {
        int[] lanes = new int[LENGTH];
        for (int lane = 0; lane < LENGTH; lane++) {
            lanes[lane] = (lane & bit) == 0 ? 0 : -1;
        }
        return lanes;
    }

    /**
     * From columns to rows.
     *
     * @param columns each so far from the one before
     * @param rows at least so many
     * @param target rows, each so far from the one before; as many columns, a multiple of a vector's length
     */
    static void transpose(float[] columns, int stride, int rows, float[] target, int width) {
        for (int column = 0; column < width; column += LENGTH) {
            for (int row = 0; row < rows; row += LENGTH) {
                square(columns, column * stride + row, stride, target, row * width + column, width);
            }
        }
    }

    private static void square(float[] columns, int from, int stride, float[] target, int at, int width) {
        IntVector a0 = FloatVector.fromArray(SPECIES, columns, from).reinterpretAsInts();
        IntVector a1 = FloatVector.fromArray(SPECIES, columns, from + stride).reinterpretAsInts();
        IntVector a2 =
                FloatVector.fromArray(SPECIES, columns, from + 2 * stride).reinterpretAsInts();
        IntVector a3 =
                FloatVector.fromArray(SPECIES, columns, from + 3 * stride).reinterpretAsInts();
        IntVector a4 =
                FloatVector.fromArray(SPECIES, columns, from + 4 * stride).reinterpretAsInts();
        IntVector a5 =
                FloatVector.fromArray(SPECIES, columns, from + 5 * stride).reinterpretAsInts();
        IntVector a6 =
                FloatVector.fromArray(SPECIES, columns, from + 6 * stride).reinterpretAsInts();
        IntVector a7 =
                FloatVector.fromArray(SPECIES, columns, from + 7 * stride).reinterpretAsInts();
        IntVector a8 =
                FloatVector.fromArray(SPECIES, columns, from + 8 * stride).reinterpretAsInts();
        IntVector a9 =
                FloatVector.fromArray(SPECIES, columns, from + 9 * stride).reinterpretAsInts();
        IntVector a10 =
                FloatVector.fromArray(SPECIES, columns, from + 10 * stride).reinterpretAsInts();
        IntVector a11 =
                FloatVector.fromArray(SPECIES, columns, from + 11 * stride).reinterpretAsInts();
        IntVector a12 =
                FloatVector.fromArray(SPECIES, columns, from + 12 * stride).reinterpretAsInts();
        IntVector a13 =
                FloatVector.fromArray(SPECIES, columns, from + 13 * stride).reinterpretAsInts();
        IntVector a14 =
                FloatVector.fromArray(SPECIES, columns, from + 14 * stride).reinterpretAsInts();
        IntVector a15 =
                FloatVector.fromArray(SPECIES, columns, from + 15 * stride).reinterpretAsInts();
        IntVector eight = IntVector.fromArray(INTS, WITH_EIGHT, 0);
        IntVector b0 = a0.lanewise(XOR, a8.rearrange(BY_EIGHT).lanewise(XOR, a0).and(eight));
        IntVector b0to8 = a0.rearrange(BY_EIGHT);
        IntVector b8 = b0to8.lanewise(XOR, b0to8.lanewise(XOR, a8).and(eight));
        IntVector b1 = a1.lanewise(XOR, a9.rearrange(BY_EIGHT).lanewise(XOR, a1).and(eight));
        IntVector b1to9 = a1.rearrange(BY_EIGHT);
        IntVector b9 = b1to9.lanewise(XOR, b1to9.lanewise(XOR, a9).and(eight));
        IntVector b2 =
                a2.lanewise(XOR, a10.rearrange(BY_EIGHT).lanewise(XOR, a2).and(eight));
        IntVector b2to10 = a2.rearrange(BY_EIGHT);
        IntVector b10 = b2to10.lanewise(XOR, b2to10.lanewise(XOR, a10).and(eight));
        IntVector b3 =
                a3.lanewise(XOR, a11.rearrange(BY_EIGHT).lanewise(XOR, a3).and(eight));
        IntVector b3to11 = a3.rearrange(BY_EIGHT);
        IntVector b11 = b3to11.lanewise(XOR, b3to11.lanewise(XOR, a11).and(eight));
        IntVector b4 =
                a4.lanewise(XOR, a12.rearrange(BY_EIGHT).lanewise(XOR, a4).and(eight));
        IntVector b4to12 = a4.rearrange(BY_EIGHT);
        IntVector b12 = b4to12.lanewise(XOR, b4to12.lanewise(XOR, a12).and(eight));
        IntVector b5 =
                a5.lanewise(XOR, a13.rearrange(BY_EIGHT).lanewise(XOR, a5).and(eight));
        IntVector b5to13 = a5.rearrange(BY_EIGHT);
        IntVector b13 = b5to13.lanewise(XOR, b5to13.lanewise(XOR, a13).and(eight));
        IntVector b6 =
                a6.lanewise(XOR, a14.rearrange(BY_EIGHT).lanewise(XOR, a6).and(eight));
        IntVector b6to14 = a6.rearrange(BY_EIGHT);
        IntVector b14 = b6to14.lanewise(XOR, b6to14.lanewise(XOR, a14).and(eight));
        IntVector b7 =
                a7.lanewise(XOR, a15.rearrange(BY_EIGHT).lanewise(XOR, a7).and(eight));
        IntVector b7to15 = a7.rearrange(BY_EIGHT);
        IntVector b15 = b7to15.lanewise(XOR, b7to15.lanewise(XOR, a15).and(eight));
        IntVector four = IntVector.fromArray(INTS, WITH_FOUR, 0);
        IntVector c0 = b0.lanewise(XOR, b4.rearrange(BY_FOUR).lanewise(XOR, b0).and(four));
        IntVector c0to4 = b0.rearrange(BY_FOUR);
        IntVector c4 = c0to4.lanewise(XOR, c0to4.lanewise(XOR, b4).and(four));
        IntVector c1 = b1.lanewise(XOR, b5.rearrange(BY_FOUR).lanewise(XOR, b1).and(four));
        IntVector c1to5 = b1.rearrange(BY_FOUR);
        IntVector c5 = c1to5.lanewise(XOR, c1to5.lanewise(XOR, b5).and(four));
        IntVector c2 = b2.lanewise(XOR, b6.rearrange(BY_FOUR).lanewise(XOR, b2).and(four));
        IntVector c2to6 = b2.rearrange(BY_FOUR);
        IntVector c6 = c2to6.lanewise(XOR, c2to6.lanewise(XOR, b6).and(four));
        IntVector c3 = b3.lanewise(XOR, b7.rearrange(BY_FOUR).lanewise(XOR, b3).and(four));
        IntVector c3to7 = b3.rearrange(BY_FOUR);
        IntVector c7 = c3to7.lanewise(XOR, c3to7.lanewise(XOR, b7).and(four));
        IntVector c8 = b8.lanewise(XOR, b12.rearrange(BY_FOUR).lanewise(XOR, b8).and(four));
        IntVector c8to12 = b8.rearrange(BY_FOUR);
        IntVector c12 = c8to12.lanewise(XOR, c8to12.lanewise(XOR, b12).and(four));
        IntVector c9 = b9.lanewise(XOR, b13.rearrange(BY_FOUR).lanewise(XOR, b9).and(four));
        IntVector c9to13 = b9.rearrange(BY_FOUR);
        IntVector c13 = c9to13.lanewise(XOR, c9to13.lanewise(XOR, b13).and(four));
        IntVector c10 =
                b10.lanewise(XOR, b14.rearrange(BY_FOUR).lanewise(XOR, b10).and(four));
        IntVector c10to14 = b10.rearrange(BY_FOUR);
        IntVector c14 = c10to14.lanewise(XOR, c10to14.lanewise(XOR, b14).and(four));
        IntVector c11 =
                b11.lanewise(XOR, b15.rearrange(BY_FOUR).lanewise(XOR, b11).and(four));
        IntVector c11to15 = b11.rearrange(BY_FOUR);
        IntVector c15 = c11to15.lanewise(XOR, c11to15.lanewise(XOR, b15).and(four));
        IntVector two = IntVector.fromArray(INTS, WITH_TWO, 0);
        IntVector d0 = c0.lanewise(XOR, c2.rearrange(BY_TWO).lanewise(XOR, c0).and(two));
        IntVector d0to2 = c0.rearrange(BY_TWO);
        IntVector d2 = d0to2.lanewise(XOR, d0to2.lanewise(XOR, c2).and(two));
        IntVector d1 = c1.lanewise(XOR, c3.rearrange(BY_TWO).lanewise(XOR, c1).and(two));
        IntVector d1to3 = c1.rearrange(BY_TWO);
        IntVector d3 = d1to3.lanewise(XOR, d1to3.lanewise(XOR, c3).and(two));
        IntVector d4 = c4.lanewise(XOR, c6.rearrange(BY_TWO).lanewise(XOR, c4).and(two));
        IntVector d4to6 = c4.rearrange(BY_TWO);
        IntVector d6 = d4to6.lanewise(XOR, d4to6.lanewise(XOR, c6).and(two));
        IntVector d5 = c5.lanewise(XOR, c7.rearrange(BY_TWO).lanewise(XOR, c5).and(two));
        IntVector d5to7 = c5.rearrange(BY_TWO);
        IntVector d7 = d5to7.lanewise(XOR, d5to7.lanewise(XOR, c7).and(two));
        IntVector d8 = c8.lanewise(XOR, c10.rearrange(BY_TWO).lanewise(XOR, c8).and(two));
        IntVector d8to10 = c8.rearrange(BY_TWO);
        IntVector d10 = d8to10.lanewise(XOR, d8to10.lanewise(XOR, c10).and(two));
        IntVector d9 = c9.lanewise(XOR, c11.rearrange(BY_TWO).lanewise(XOR, c9).and(two));
        IntVector d9to11 = c9.rearrange(BY_TWO);
        IntVector d11 = d9to11.lanewise(XOR, d9to11.lanewise(XOR, c11).and(two));
        IntVector d12 =
                c12.lanewise(XOR, c14.rearrange(BY_TWO).lanewise(XOR, c12).and(two));
        IntVector d12to14 = c12.rearrange(BY_TWO);
        IntVector d14 = d12to14.lanewise(XOR, d12to14.lanewise(XOR, c14).and(two));
        IntVector d13 =
                c13.lanewise(XOR, c15.rearrange(BY_TWO).lanewise(XOR, c13).and(two));
        IntVector d13to15 = c13.rearrange(BY_TWO);
        IntVector d15 = d13to15.lanewise(XOR, d13to15.lanewise(XOR, c15).and(two));
        IntVector one = IntVector.fromArray(INTS, WITH_ONE, 0);
        IntVector e0 = d0.lanewise(XOR, d1.rearrange(BY_ONE).lanewise(XOR, d0).and(one));
        IntVector e0to1 = d0.rearrange(BY_ONE);
        IntVector e1 = e0to1.lanewise(XOR, e0to1.lanewise(XOR, d1).and(one));
        IntVector e2 = d2.lanewise(XOR, d3.rearrange(BY_ONE).lanewise(XOR, d2).and(one));
        IntVector e2to3 = d2.rearrange(BY_ONE);
        IntVector e3 = e2to3.lanewise(XOR, e2to3.lanewise(XOR, d3).and(one));
        IntVector e4 = d4.lanewise(XOR, d5.rearrange(BY_ONE).lanewise(XOR, d4).and(one));
        IntVector e4to5 = d4.rearrange(BY_ONE);
        IntVector e5 = e4to5.lanewise(XOR, e4to5.lanewise(XOR, d5).and(one));
        IntVector e6 = d6.lanewise(XOR, d7.rearrange(BY_ONE).lanewise(XOR, d6).and(one));
        IntVector e6to7 = d6.rearrange(BY_ONE);
        IntVector e7 = e6to7.lanewise(XOR, e6to7.lanewise(XOR, d7).and(one));
        IntVector e8 = d8.lanewise(XOR, d9.rearrange(BY_ONE).lanewise(XOR, d8).and(one));
        IntVector e8to9 = d8.rearrange(BY_ONE);
        IntVector e9 = e8to9.lanewise(XOR, e8to9.lanewise(XOR, d9).and(one));
        IntVector e10 =
                d10.lanewise(XOR, d11.rearrange(BY_ONE).lanewise(XOR, d10).and(one));
        IntVector e10to11 = d10.rearrange(BY_ONE);
        IntVector e11 = e10to11.lanewise(XOR, e10to11.lanewise(XOR, d11).and(one));
        IntVector e12 =
                d12.lanewise(XOR, d13.rearrange(BY_ONE).lanewise(XOR, d12).and(one));
        IntVector e12to13 = d12.rearrange(BY_ONE);
        IntVector e13 = e12to13.lanewise(XOR, e12to13.lanewise(XOR, d13).and(one));
        IntVector e14 =
                d14.lanewise(XOR, d15.rearrange(BY_ONE).lanewise(XOR, d14).and(one));
        IntVector e14to15 = d14.rearrange(BY_ONE);
        IntVector e15 = e14to15.lanewise(XOR, e14to15.lanewise(XOR, d15).and(one));
        e0.reinterpretAsFloats().intoArray(target, at);
        e1.reinterpretAsFloats().intoArray(target, at + width);
        e2.reinterpretAsFloats().intoArray(target, at + 2 * width);
        e3.reinterpretAsFloats().intoArray(target, at + 3 * width);
        e4.reinterpretAsFloats().intoArray(target, at + 4 * width);
        e5.reinterpretAsFloats().intoArray(target, at + 5 * width);
        e6.reinterpretAsFloats().intoArray(target, at + 6 * width);
        e7.reinterpretAsFloats().intoArray(target, at + 7 * width);
        e8.reinterpretAsFloats().intoArray(target, at + 8 * width);
        e9.reinterpretAsFloats().intoArray(target, at + 9 * width);
        e10.reinterpretAsFloats().intoArray(target, at + 10 * width);
        e11.reinterpretAsFloats().intoArray(target, at + 11 * width);
        e12.reinterpretAsFloats().intoArray(target, at + 12 * width);
        e13.reinterpretAsFloats().intoArray(target, at + 13 * width);
        e14.reinterpretAsFloats().intoArray(target, at + 14 * width);
        e15.reinterpretAsFloats().intoArray(target, at + 15 * width);
    }
}
