package gatewise.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products that add to columns of lanes: {@code out[column][lane] += Σ in[k][lane] * factor(k, column)}. Four columns of up to four
 * vectors are summed in registers, so that a factor is used for four vectors and a vector for four columns.
 *
 * <p>No method here takes or gives a vector. The JIT compiler inlines what the Vector API marks for that, whatever the size, but other
 * methods only up to one; and where one with vectors is left out, each of its vectors becomes an object.
 */
final class VectorProducts {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int LENGTH = SPECIES.length();

    private VectorProducts() {}

    /**
     * Numbers that lanes are multiplied by: that of k and a column lies at {@code offset + k * step + column * columnStep}.
     *
     * @param ks which k are summed over, in this order
     * @param count how many of them
     */
    record Factors(float[] values, int offset, Strides strides, int[] ks, int count) {
        int step() {
            return strides.step;
        }

        int columnStep() {
            return strides.columnStep;
        }
    }

    /** How far factors are apart: from one k to the next, and from one column to the next. */
    record Strides(int step, int columnStep) {}

    /** Adds to so many columns, in each to the first lanes, a multiple of a vector's. */
    static void add(PartRows.Columns in, Factors factors, PartRows.Columns out, int columns, int lanes) {
        int column = 0;
        for (; column + 4 <= columns; column += 4) {
            addFour(in, factors, out, column, lanes);
        }
        for (; column < columns; column++) {
            for (int lane = 0; lane < lanes; lane += LENGTH) {
                single(in, factors, factors.offset() + column * factors.columnStep(), out, column, lane);
            }
        }
    }

    private static void addFour(PartRows.Columns in, Factors f, PartRows.Columns out, int column, int lanes) {
        int factor = f.offset() + column * f.columnStep();
        int target = out.offset() + column * out.stride();
        int lane = 0;
        while (lane < lanes) {
            int vectors = (lanes - lane) / LENGTH;
            if (vectors == 3 || vectors == 6) {
                three(
                        in.values(),
                        in.offset() + lane,
                        in.stride(),
                        f,
                        factor,
                        out.values(),
                        target + lane,
                        out.stride());
                lane += 3 * LENGTH;
            } else if (vectors >= 4) {
                four(
                        in.values(),
                        in.offset() + lane,
                        in.stride(),
                        f,
                        factor,
                        out.values(),
                        target + lane,
                        out.stride());
                lane += 4 * LENGTH;
            } else {
                one(in.values(), in.offset() + lane, in.stride(), f, factor, out.values(), target + lane, out.stride());
                lane += LENGTH;
            }
        }
    }

    private static void four(
            float[] in, int start, int stride, Factors f, int factor, float[] out, int target, int outStride) {
        float[] values = f.values();
        int[] ks = f.ks();
        int step = f.step();
        int columnStep = f.columnStep();
        int count = f.count();
        int second = target + outStride;
        int third = second + outStride;
        int fourth = third + outStride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, out, target);
        FloatVector a1 = FloatVector.fromArray(SPECIES, out, target + LENGTH);
        FloatVector a2 = FloatVector.fromArray(SPECIES, out, target + 2 * LENGTH);
        FloatVector a3 = FloatVector.fromArray(SPECIES, out, target + 3 * LENGTH);
        FloatVector b0 = FloatVector.fromArray(SPECIES, out, second);
        FloatVector b1 = FloatVector.fromArray(SPECIES, out, second + LENGTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, out, second + 2 * LENGTH);
        FloatVector b3 = FloatVector.fromArray(SPECIES, out, second + 3 * LENGTH);
        FloatVector c0 = FloatVector.fromArray(SPECIES, out, third);
        FloatVector c1 = FloatVector.fromArray(SPECIES, out, third + LENGTH);
        FloatVector c2 = FloatVector.fromArray(SPECIES, out, third + 2 * LENGTH);
        FloatVector c3 = FloatVector.fromArray(SPECIES, out, third + 3 * LENGTH);
        FloatVector d0 = FloatVector.fromArray(SPECIES, out, fourth);
        FloatVector d1 = FloatVector.fromArray(SPECIES, out, fourth + LENGTH);
        FloatVector d2 = FloatVector.fromArray(SPECIES, out, fourth + 2 * LENGTH);
        FloatVector d3 = FloatVector.fromArray(SPECIES, out, fourth + 3 * LENGTH);
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int at = start + k * stride;
            int by = factor + k * step;
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, at);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, at + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, in, at + 2 * LENGTH);
            FloatVector v3 = FloatVector.fromArray(SPECIES, in, at + 3 * LENGTH);
            FloatVector w = FloatVector.broadcast(SPECIES, values[by]);
            a0 = v0.fma(w, a0);
            a1 = v1.fma(w, a1);
            a2 = v2.fma(w, a2);
            a3 = v3.fma(w, a3);
            w = FloatVector.broadcast(SPECIES, values[by + columnStep]);
            b0 = v0.fma(w, b0);
            b1 = v1.fma(w, b1);
            b2 = v2.fma(w, b2);
            b3 = v3.fma(w, b3);
            w = FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]);
            c0 = v0.fma(w, c0);
            c1 = v1.fma(w, c1);
            c2 = v2.fma(w, c2);
            c3 = v3.fma(w, c3);
            w = FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]);
            d0 = v0.fma(w, d0);
            d1 = v1.fma(w, d1);
            d2 = v2.fma(w, d2);
            d3 = v3.fma(w, d3);
        }
        a0.intoArray(out, target);
        a1.intoArray(out, target + LENGTH);
        a2.intoArray(out, target + 2 * LENGTH);
        a3.intoArray(out, target + 3 * LENGTH);
        b0.intoArray(out, second);
        b1.intoArray(out, second + LENGTH);
        b2.intoArray(out, second + 2 * LENGTH);
        b3.intoArray(out, second + 3 * LENGTH);
        c0.intoArray(out, third);
        c1.intoArray(out, third + LENGTH);
        c2.intoArray(out, third + 2 * LENGTH);
        c3.intoArray(out, third + 3 * LENGTH);
        d0.intoArray(out, fourth);
        d1.intoArray(out, fourth + LENGTH);
        d2.intoArray(out, fourth + 2 * LENGTH);
        d3.intoArray(out, fourth + 3 * LENGTH);
    }

    private static void three(
            float[] in, int start, int stride, Factors f, int factor, float[] out, int target, int outStride) {
        float[] values = f.values();
        int[] ks = f.ks();
        int step = f.step();
        int columnStep = f.columnStep();
        int count = f.count();
        int second = target + outStride;
        int third = second + outStride;
        int fourth = third + outStride;
        FloatVector a0 = FloatVector.fromArray(SPECIES, out, target);
        FloatVector a1 = FloatVector.fromArray(SPECIES, out, target + LENGTH);
        FloatVector a2 = FloatVector.fromArray(SPECIES, out, target + 2 * LENGTH);
        FloatVector b0 = FloatVector.fromArray(SPECIES, out, second);
        FloatVector b1 = FloatVector.fromArray(SPECIES, out, second + LENGTH);
        FloatVector b2 = FloatVector.fromArray(SPECIES, out, second + 2 * LENGTH);
        FloatVector c0 = FloatVector.fromArray(SPECIES, out, third);
        FloatVector c1 = FloatVector.fromArray(SPECIES, out, third + LENGTH);
        FloatVector c2 = FloatVector.fromArray(SPECIES, out, third + 2 * LENGTH);
        FloatVector d0 = FloatVector.fromArray(SPECIES, out, fourth);
        FloatVector d1 = FloatVector.fromArray(SPECIES, out, fourth + LENGTH);
        FloatVector d2 = FloatVector.fromArray(SPECIES, out, fourth + 2 * LENGTH);
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int at = start + k * stride;
            int by = factor + k * step;
            FloatVector v0 = FloatVector.fromArray(SPECIES, in, at);
            FloatVector v1 = FloatVector.fromArray(SPECIES, in, at + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, in, at + 2 * LENGTH);
            FloatVector w = FloatVector.broadcast(SPECIES, values[by]);
            a0 = v0.fma(w, a0);
            a1 = v1.fma(w, a1);
            a2 = v2.fma(w, a2);
            w = FloatVector.broadcast(SPECIES, values[by + columnStep]);
            b0 = v0.fma(w, b0);
            b1 = v1.fma(w, b1);
            b2 = v2.fma(w, b2);
            w = FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]);
            c0 = v0.fma(w, c0);
            c1 = v1.fma(w, c1);
            c2 = v2.fma(w, c2);
            w = FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]);
            d0 = v0.fma(w, d0);
            d1 = v1.fma(w, d1);
            d2 = v2.fma(w, d2);
        }
        a0.intoArray(out, target);
        a1.intoArray(out, target + LENGTH);
        a2.intoArray(out, target + 2 * LENGTH);
        b0.intoArray(out, second);
        b1.intoArray(out, second + LENGTH);
        b2.intoArray(out, second + 2 * LENGTH);
        c0.intoArray(out, third);
        c1.intoArray(out, third + LENGTH);
        c2.intoArray(out, third + 2 * LENGTH);
        d0.intoArray(out, fourth);
        d1.intoArray(out, fourth + LENGTH);
        d2.intoArray(out, fourth + 2 * LENGTH);
    }

    private static void one(
            float[] in, int start, int stride, Factors f, int factor, float[] out, int target, int outStride) {
        float[] values = f.values();
        int[] ks = f.ks();
        int step = f.step();
        int columnStep = f.columnStep();
        int count = f.count();
        FloatVector a = FloatVector.fromArray(SPECIES, out, target);
        FloatVector b = FloatVector.fromArray(SPECIES, out, target + outStride);
        FloatVector c = FloatVector.fromArray(SPECIES, out, target + 2 * outStride);
        FloatVector d = FloatVector.fromArray(SPECIES, out, target + 3 * outStride);
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, in, start + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
            b = v.fma(FloatVector.broadcast(SPECIES, values[by + columnStep]), b);
            c = v.fma(FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]), c);
            d = v.fma(FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]), d);
        }
        a.intoArray(out, target);
        b.intoArray(out, target + outStride);
        c.intoArray(out, target + 2 * outStride);
        d.intoArray(out, target + 3 * outStride);
    }

    private static void single(PartRows.Columns in, Factors f, int factor, PartRows.Columns out, int column, int lane) {
        float[] values = f.values();
        int[] ks = f.ks();
        int count = f.count();
        int start = in.offset() + lane;
        int target = out.offset() + column * out.stride() + lane;
        FloatVector sum = FloatVector.fromArray(SPECIES, out.values(), target);
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            sum = FloatVector.fromArray(SPECIES, in.values(), start + k * in.stride())
                    .fma(FloatVector.broadcast(SPECIES, values[factor + k * f.step()]), sum);
        }
        sum.intoArray(out.values(), target);
    }
}
