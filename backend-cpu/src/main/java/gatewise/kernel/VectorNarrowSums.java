package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;
import static gatewise.kernel.VectorPointwise.SPECIES;

import gatewise.kernel.PartRows.Columns;
import gatewise.kernel.VectorProducts.Factors;
import gatewise.kernel.VectorProducts.Start;
import jdk.incubator.vector.FloatVector;

/** Sums of {@link VectorProducts} over one and two vectors of lanes: the fewer vectors, the more columns to a vector that is read. */
final class VectorNarrowSums {
    private VectorNarrowSums() {}

    /** Eight columns of two vectors. */
    static void two(Columns in, Factors factors, Start start, Columns out, int column, int lane) {
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
        FloatVector b0 = FloatVector.fromArray(SPECIES, first, at + startStride);
        FloatVector b1 = FloatVector.fromArray(SPECIES, first, at + startStride + startStep);
        FloatVector c0 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride);
        FloatVector c1 = FloatVector.fromArray(SPECIES, first, at + 2 * startStride + startStep);
        FloatVector d0 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride);
        FloatVector d1 = FloatVector.fromArray(SPECIES, first, at + 3 * startStride + startStep);
        FloatVector e0 = FloatVector.fromArray(SPECIES, first, at + 4 * startStride);
        FloatVector e1 = FloatVector.fromArray(SPECIES, first, at + 4 * startStride + startStep);
        FloatVector f0 = FloatVector.fromArray(SPECIES, first, at + 5 * startStride);
        FloatVector f1 = FloatVector.fromArray(SPECIES, first, at + 5 * startStride + startStep);
        FloatVector g0 = FloatVector.fromArray(SPECIES, first, at + 6 * startStride);
        FloatVector g1 = FloatVector.fromArray(SPECIES, first, at + 6 * startStride + startStep);
        FloatVector h0 = FloatVector.fromArray(SPECIES, first, at + 7 * startStride);
        FloatVector h1 = FloatVector.fromArray(SPECIES, first, at + 7 * startStride + startStep);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector w = FloatVector.broadcast(SPECIES, values[by]);
            a0 = v0.fma(w, a0);
            a1 = v1.fma(w, a1);
            w = FloatVector.broadcast(SPECIES, values[by + columnStep]);
            b0 = v0.fma(w, b0);
            b1 = v1.fma(w, b1);
            w = FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]);
            c0 = v0.fma(w, c0);
            c1 = v1.fma(w, c1);
            w = FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]);
            d0 = v0.fma(w, d0);
            d1 = v1.fma(w, d1);
            w = FloatVector.broadcast(SPECIES, values[by + 4 * columnStep]);
            e0 = v0.fma(w, e0);
            e1 = v1.fma(w, e1);
            w = FloatVector.broadcast(SPECIES, values[by + 5 * columnStep]);
            f0 = v0.fma(w, f0);
            f1 = v1.fma(w, f1);
            w = FloatVector.broadcast(SPECIES, values[by + 6 * columnStep]);
            g0 = v0.fma(w, g0);
            g1 = v1.fma(w, g1);
            w = FloatVector.broadcast(SPECIES, values[by + 7 * columnStep]);
            h0 = v0.fma(w, h0);
            h1 = v1.fma(w, h1);
        }
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            int row = from + k * stride;
            FloatVector v0 = FloatVector.fromArray(SPECIES, lanes, row);
            FloatVector v1 = FloatVector.fromArray(SPECIES, lanes, row + LENGTH);
            FloatVector w = FloatVector.broadcast(SPECIES, values[by]);
            a0 = v0.fma(w, a0);
            a1 = v1.fma(w, a1);
            w = FloatVector.broadcast(SPECIES, values[by + columnStep]);
            b0 = v0.fma(w, b0);
            b1 = v1.fma(w, b1);
            w = FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]);
            c0 = v0.fma(w, c0);
            c1 = v1.fma(w, c1);
            w = FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]);
            d0 = v0.fma(w, d0);
            d1 = v1.fma(w, d1);
            w = FloatVector.broadcast(SPECIES, values[by + 4 * columnStep]);
            e0 = v0.fma(w, e0);
            e1 = v1.fma(w, e1);
            w = FloatVector.broadcast(SPECIES, values[by + 5 * columnStep]);
            f0 = v0.fma(w, f0);
            f1 = v1.fma(w, f1);
            w = FloatVector.broadcast(SPECIES, values[by + 6 * columnStep]);
            g0 = v0.fma(w, g0);
            g1 = v1.fma(w, g1);
            w = FloatVector.broadcast(SPECIES, values[by + 7 * columnStep]);
            h0 = v0.fma(w, h0);
            h1 = v1.fma(w, h1);
        }
        float[] sums = out.values();
        int outStride = out.stride();
        int target = out.offset() + column * outStride + lane;
        a0.intoArray(sums, target);
        a1.intoArray(sums, target + LENGTH);
        b0.intoArray(sums, target + outStride);
        b1.intoArray(sums, target + outStride + LENGTH);
        c0.intoArray(sums, target + 2 * outStride);
        c1.intoArray(sums, target + 2 * outStride + LENGTH);
        d0.intoArray(sums, target + 3 * outStride);
        d1.intoArray(sums, target + 3 * outStride + LENGTH);
        e0.intoArray(sums, target + 4 * outStride);
        e1.intoArray(sums, target + 4 * outStride + LENGTH);
        f0.intoArray(sums, target + 5 * outStride);
        f1.intoArray(sums, target + 5 * outStride + LENGTH);
        g0.intoArray(sums, target + 6 * outStride);
        g1.intoArray(sums, target + 6 * outStride + LENGTH);
        h0.intoArray(sums, target + 7 * outStride);
        h1.intoArray(sums, target + 7 * outStride + LENGTH);
    }

    /** Eight columns of one vector. */
    static void eight(Columns in, Factors factors, Start start, Columns out, int column, int lane) {
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
        int at = start.at(column, lane);
        FloatVector a = FloatVector.fromArray(SPECIES, first, at);
        FloatVector b = FloatVector.fromArray(SPECIES, first, at + startStride);
        FloatVector c = FloatVector.fromArray(SPECIES, first, at + 2 * startStride);
        FloatVector d = FloatVector.fromArray(SPECIES, first, at + 3 * startStride);
        FloatVector e = FloatVector.fromArray(SPECIES, first, at + 4 * startStride);
        FloatVector f = FloatVector.fromArray(SPECIES, first, at + 5 * startStride);
        FloatVector g = FloatVector.fromArray(SPECIES, first, at + 6 * startStride);
        FloatVector h = FloatVector.fromArray(SPECIES, first, at + 7 * startStride);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
            b = v.fma(FloatVector.broadcast(SPECIES, values[by + columnStep]), b);
            c = v.fma(FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]), c);
            d = v.fma(FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]), d);
            e = v.fma(FloatVector.broadcast(SPECIES, values[by + 4 * columnStep]), e);
            f = v.fma(FloatVector.broadcast(SPECIES, values[by + 5 * columnStep]), f);
            g = v.fma(FloatVector.broadcast(SPECIES, values[by + 6 * columnStep]), g);
            h = v.fma(FloatVector.broadcast(SPECIES, values[by + 7 * columnStep]), h);
        }
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
            b = v.fma(FloatVector.broadcast(SPECIES, values[by + columnStep]), b);
            c = v.fma(FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]), c);
            d = v.fma(FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]), d);
            e = v.fma(FloatVector.broadcast(SPECIES, values[by + 4 * columnStep]), e);
            f = v.fma(FloatVector.broadcast(SPECIES, values[by + 5 * columnStep]), f);
            g = v.fma(FloatVector.broadcast(SPECIES, values[by + 6 * columnStep]), g);
            h = v.fma(FloatVector.broadcast(SPECIES, values[by + 7 * columnStep]), h);
        }
        float[] sums = out.values();
        int outStride = out.stride();
        int target = out.offset() + column * outStride + lane;
        a.intoArray(sums, target);
        b.intoArray(sums, target + outStride);
        c.intoArray(sums, target + 2 * outStride);
        d.intoArray(sums, target + 3 * outStride);
        e.intoArray(sums, target + 4 * outStride);
        f.intoArray(sums, target + 5 * outStride);
        g.intoArray(sums, target + 6 * outStride);
        h.intoArray(sums, target + 7 * outStride);
    }

    /** Four columns of one vector. */
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
        int at = start.at(column, lane);
        FloatVector a = FloatVector.fromArray(SPECIES, first, at);
        FloatVector b = FloatVector.fromArray(SPECIES, first, at + startStride);
        FloatVector c = FloatVector.fromArray(SPECIES, first, at + 2 * startStride);
        FloatVector d = FloatVector.fromArray(SPECIES, first, at + 3 * startStride);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
            b = v.fma(FloatVector.broadcast(SPECIES, values[by + columnStep]), b);
            c = v.fma(FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]), c);
            d = v.fma(FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]), d);
        }
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
            b = v.fma(FloatVector.broadcast(SPECIES, values[by + columnStep]), b);
            c = v.fma(FloatVector.broadcast(SPECIES, values[by + 2 * columnStep]), c);
            d = v.fma(FloatVector.broadcast(SPECIES, values[by + 3 * columnStep]), d);
        }
        float[] sums = out.values();
        int outStride = out.stride();
        int target = out.offset() + column * outStride + lane;
        a.intoArray(sums, target);
        b.intoArray(sums, target + outStride);
        c.intoArray(sums, target + 2 * outStride);
        d.intoArray(sums, target + 3 * outStride);
    }

    /** One column of one vector. */
    static void single(Columns in, Factors factors, Start start, Columns out, int column, int lane) {
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
        int at = start.at(column, lane);
        FloatVector a = FloatVector.fromArray(SPECIES, first, at);
        for (int k = 0; k < dense; k++) {
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
        }
        for (int i = 0; i < count; i++) {
            int k = ks[i];
            int by = factor + k * step;
            FloatVector v = FloatVector.fromArray(SPECIES, lanes, from + k * stride);
            a = v.fma(FloatVector.broadcast(SPECIES, values[by]), a);
        }
        float[] sums = out.values();
        int target = out.offset() + column * out.stride() + lane;
        a.intoArray(sums, target);
    }
}
