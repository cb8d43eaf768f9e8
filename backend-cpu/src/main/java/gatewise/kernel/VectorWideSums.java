package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import gatewise.kernel.PartRows.Columns;
import gatewise.kernel.VectorProducts.Factors;
import gatewise.kernel.VectorProducts.Start;
import jdk.incubator.vector.FloatVector;

/** Sums of {@link VectorProducts} over three and four vectors of lanes; of four columns each, so that all stay in registers. */
final class VectorWideSums {
    private VectorWideSums() {}

    /** Four columns of four vectors. */
    static void four(Columns in, Factors factors, Start start, Columns out, int column, int lane) {
        float[] lanes = in.values();
        int from = in.offset() + lane;
        int stride = in.stride();
        float[] values = factors.values();
        int step = factors.strides().step();
        int columnStep = factors.strides().columnStep();
        int factor = factors.offset() + column * columnStep;
        int dense = factors.terms().dense();
        int[] ks = factors.terms().ks();
        int count = factors.terms().count();
        float[] first = start.values();
        int startStride = start.stride();
        int startStep = start.vectorStep();
        int at = start.at(column, lane);
        FloatVector a0 = FloatVector.fromArray(SPECIES, first, at);
        FloatVector a1 = FloatVector.fromArray(SPECIES, first, at + startStep);
        FloatVector a2 = FloatVector.fromArray(SPECIES, first, at + 2 * startStep);
        FloatVector a3 = FloatVector.fromArray(SPECIES, first, at + 3 * startStep);
        FloatVector b0 = FloatVector.fromArray(SPECIES, first, at + startStride);
        FloatVector b1 = FloatVector.fromArray(SPECIES, first, at + startStride + startStep);
        FloatVector b2 = FloatVector.fromArray(SPECIES, first, at + startStride + 2 * startStep);
        FloatVector b3 = FloatVector.fromArray(SPECIES, first, at + startStride + 3 * startStep);
        FloatVector c0 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride);
        FloatVector c1 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + startStep);
        FloatVector c2 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + 2 * startStep);
        FloatVector c3 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + 3 * startStep);
        FloatVector d0 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride);
        FloatVector d1 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + startStep);
        FloatVector d2 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + 2 * startStep);
        FloatVector d3 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + 3 * startStep);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, row + 2 * LENGTH);
            FloatVector v3 = FloatVector.fromArray(SPECIES, lanes, row + 3 * LENGTH);
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
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, row + 2 * LENGTH);
            FloatVector v3 = FloatVector.fromArray(SPECIES, lanes, row + 3 * LENGTH);
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
        float[] sums = out.values();
        int outStride = out.stride();
        int target = out.offset() + column * outStride + lane;
        a0.intoArray(sums, target);
        a1.intoArray(sums, target + LENGTH);
        a2.intoArray(sums, target + 2 * LENGTH);
        a3.intoArray(sums, target + 3 * LENGTH);
        b0.intoArray(sums, target + outStride);
        b1.intoArray(sums, target + outStride + LENGTH);
        b2.intoArray(sums, target + outStride + 2 * LENGTH);
        b3.intoArray(sums, target + outStride + 3 * LENGTH);
        c0.intoArray(sums, target + 2 * outStride);
        c1.intoArray(sums, target + 2 * outStride + LENGTH);
        c2.intoArray(sums, target + 2 * outStride + 2 * LENGTH);
        c3.intoArray(sums, target + 2 * outStride + 3 * LENGTH);
        d0.intoArray(sums, target + 3 * outStride);
        d1.intoArray(sums, target + 3 * outStride + LENGTH);
        d2.intoArray(sums, target + 3 * outStride + 2 * LENGTH);
        d3.intoArray(sums, target + 3 * outStride + 3 * LENGTH);
    }

    /** Four columns of three vectors. */
    static void three(Columns in, Factors factors, Start start, Columns out, int column, int lane) {
        float[] lanes = in.values();
        int from = in.offset() + lane;
        int stride = in.stride();
        float[] values = factors.values();
        int step = factors.strides().step();
        int columnStep = factors.strides().columnStep();
        int factor = factors.offset() + column * columnStep;
        int dense = factors.terms().dense();
        int[] ks = factors.terms().ks();
        int count = factors.terms().count();
        float[] first = start.values();
        int startStride = start.stride();
        int startStep = start.vectorStep();
        int at = start.at(column, lane);
        FloatVector a0 = FloatVector.fromArray(SPECIES, first, at);
        FloatVector a1 = FloatVector.fromArray(SPECIES, first, at + startStep);
        FloatVector a2 = FloatVector.fromArray(SPECIES, first, at + 2 * startStep);
        FloatVector b0 = FloatVector.fromArray(SPECIES, first, at + startStride);
        FloatVector b1 = FloatVector.fromArray(SPECIES, first, at + startStride + startStep);
        FloatVector b2 = FloatVector.fromArray(SPECIES, first, at + startStride + 2 * startStep);
        FloatVector c0 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride);
        FloatVector c1 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + startStep);
        FloatVector c2 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + 2 * startStep);
        FloatVector d0 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride);
        FloatVector d1 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + startStep);
        FloatVector d2 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + 2 * startStep);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, row + 2 * LENGTH);
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
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector v2 = FloatVector.fromArray(SPECIES, lanes, row + 2 * LENGTH);
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
        float[] sums = out.values();
        int outStride = out.stride();
        int target = out.offset() + column * outStride + lane;
        a0.intoArray(sums, target);
        a1.intoArray(sums, target + LENGTH);
        a2.intoArray(sums, target + 2 * LENGTH);
        b0.intoArray(sums, target + outStride);
        b1.intoArray(sums, target + outStride + LENGTH);
        b2.intoArray(sums, target + outStride + 2 * LENGTH);
        c0.intoArray(sums, target + 2 * outStride);
        c1.intoArray(sums, target + 2 * outStride + LENGTH);
        c2.intoArray(sums, target + 2 * outStride + 2 * LENGTH);
        d0.intoArray(sums, target + 3 * outStride);
        d1.intoArray(sums, target + 3 * outStride + LENGTH);
        d2.intoArray(sums, target + 3 * outStride + 2 * LENGTH);
    }
}
