package gatewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/** What vector passes do element by element, whatever the cell. Lengths are multiples of a vector's. As in {@link VectorProducts}, no method takes vectors. */
final class VectorPointwise {
    static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Integer> INTS = SPECIES.withLanes(int.class);
    static final int LENGTH = SPECIES.length();

    /** Added to the bits of a magnitude, takes those of NaN, and no others, beyond the largest int. */
    static final int NAN_OVERFLOW = Integer.MAX_VALUE - Float.floatToIntBits(Float.POSITIVE_INFINITY);

    private static final float CLAMP = 7.90531110763549805f;

    /** Of the tangent as {@link gatewise.cell.Activations#tanh(float)} has it: an odd polynomial from x on, and an even one. */
    private static final float[] ODD = {
        4.89352455891786e-03f,
        6.37261928875436e-04f,
        1.48572235717979e-05f,
        5.12229709037114e-08f,
        -8.60467152213735e-11f,
        2.00018790482477e-13f,
        -2.76076847742355e-16f
    };

    private static final float[] EVEN = {
        4.89352518554385e-03f, 2.26843463243900e-03f, 1.18534705686654e-04f, 1.19825839466702e-06f
    };

    static final Curve TANH = Curve.of(1);
    private static final Curve SIGMOID = Curve.of(0.5f);

    /**
     * {@code x * odd(x²) / even(x²) + shift} of an x within a bound.
     *
     * @param odd of 7 coefficients
     * @param even of 4
     */
    record Curve(float bound, float[] odd, float[] even, float shift) {
        /** {@code scale * tanh(scale * x) + 1 - scale}; by powers of two, coefficients are exact. */
        static Curve of(float scale) {
            float[] odd = ODD.clone();
            float[] even = EVEN.clone();
            float power = 1;
            for (int i = 0; i < odd.length; i++) {
                odd[i] *= power * scale * scale;
                if (i < even.length) {
                    even[i] *= power;
                }
                power *= scale * scale;
            }
            return new Curve(CLAMP / scale, odd, even, 1 - scale);
        }

        /** The bits of the bound as those of magnitudes are compared. */
        int most() {
            return Float.floatToIntBits(bound) + NAN_OVERFLOW;
        }
    }

    private VectorPointwise() {}

    /** Tangents of some columns, in place. */
    static void tanh(float[] values, VectorArrays arrays, int column, int columns) {
        activate(values, arrays, column, columns, TANH);
    }

    /** Logistic sigmoids, likewise: {@code σ(x) = 1/2 + tanh(x/2)/2}. */
    static void sigmoid(float[] values, VectorArrays arrays, int column, int columns) {
        activate(values, arrays, column, columns, SIGMOID);
    }

    private static void activate(float[] values, VectorArrays arrays, int column, int columns, Curve curve) {
        int length = arrays.runLength(columns);
        for (int run = 0; run < arrays.runs(columns); run++) {
            int from = (column + run) * arrays.lanes();
            activate(values, values, from, from + length, curve);
        }
    }

    /** Tangents of so many values in another array. */
    static void tanh(float[] values, float[] tangents, int from, int to) {
        activate(values, tangents, from, to, TANH);
    }

    /** Logistic sigmoids of so many values, in place. */
    static void sigmoid(float[] values, int from, int to) {
        activate(values, values, from, to, SIGMOID);
    }

    private static void activate(float[] values, float[] target, int from, int to, Curve curve) {
        float[] odd = curve.odd;
        float[] even = curve.even;
        IntVector most = IntVector.broadcast(INTS, curve.most());
        IntVector magnitude = IntVector.broadcast(INTS, Integer.MAX_VALUE);
        IntVector sign = IntVector.broadcast(INTS, Integer.MIN_VALUE);
        IntVector overflow = IntVector.broadcast(INTS, NAN_OVERFLOW);
        FloatVector shift = FloatVector.broadcast(SPECIES, curve.shift);
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
            IntVector bits = FloatVector.fromArray(SPECIES, values, i).reinterpretAsInts();
            // A comparison of floats and what it selects take longer. NaN is below all others here, so that it stays.
            IntVector bounded =
                    bits.and(magnitude).add(overflow).min(most).sub(overflow).or(bits.and(sign));
            FloatVector x = bounded.reinterpretAsFloats();
            FloatVector s = x.mul(x);
            FloatVector p =
                    a13.fma(s, a11).fma(s, a9).fma(s, a7).fma(s, a5).fma(s, a3).fma(s, a1);
            FloatVector q = b6.fma(s, b4).fma(s, b2).fma(s, b0);
            x.mul(p).div(q).add(shift).intoArray(target, i);
        }
    }

    /** The products of two arrays' first columns in those of a third one. */
    static void multiply(
            float[] a, int columnA, float[] b, float[] target, int column, VectorArrays arrays, int columns) {
        int length = arrays.runLength(columns);
        for (int run = 0; run < arrays.runs(columns); run++) {
            int at = run * arrays.lanes();
            multiply(a, columnA * arrays.lanes() + at, b, at, target, column * arrays.lanes() + at, length);
        }
    }

    /** The same of so many values. */
    static void multiply(float[] a, int fromA, float[] b, int fromB, float[] target, int from, int length) {
        for (int i = 0; i < length; i += LENGTH) {
            FloatVector.fromArray(SPECIES, a, fromA + i)
                    .mul(FloatVector.fromArray(SPECIES, b, fromB + i))
                    .intoArray(target, from + i);
        }
    }

    static void add(float[] sum, float[] values, int from, int length) {
        for (int i = from; i < from + length; i += LENGTH) {
            FloatVector.fromArray(SPECIES, sum, i)
                    .add(FloatVector.fromArray(SPECIES, values, i))
                    .intoArray(sum, i);
        }
    }

    /** Spreads values to one vector each. */
    static void spread(float[] values, float[] vectors) {
        for (int i = 0; i < values.length; i++) {
            FloatVector.broadcast(SPECIES, values[i]).intoArray(vectors, i * LENGTH);
        }
    }

    /** In all lanes of so many columns from one on, the vectors of these columns. */
    static void fill(float[] values, float[] vectors, int from, int columns, VectorArrays arrays) {
        for (int column = from; column < from + columns; column++) {
            FloatVector value = FloatVector.fromArray(SPECIES, vectors, column * LENGTH);
            int end = column * arrays.lanes() + arrays.width();
            for (int i = column * arrays.lanes(); i < end; i += LENGTH) {
                value.intoArray(values, i);
            }
        }
    }

    /** Adds the first lanes of each column to one vector a column. */
    static void addLanes(float[] values, int columns, int stride, int lanes, float[] sums) {
        for (int column = 0; column < columns; column++) {
            FloatVector sum = FloatVector.fromArray(SPECIES, sums, column * LENGTH);
            int end = column * stride + lanes;
            for (int i = column * stride; i < end; i += LENGTH) {
                sum = sum.add(FloatVector.fromArray(SPECIES, values, i));
            }
            sum.intoArray(sums, column * LENGTH);
        }
    }
}
