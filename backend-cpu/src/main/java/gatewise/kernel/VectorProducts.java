package gatewise.kernel;

import static gatewise.kernel.VectorPointwise.LENGTH;

import gatewise.kernel.PartRows.Columns;

/**
 * Products that sum columns of lanes: {@code out[column][lane] = start[column][lane] + Σ in[k][lane] * factor(k, column)}. Some columns of
 * some vectors are summed in registers, so that a factor is used for some vectors and a vector for some columns.
 *
 * <p>No method here takes or gives a vector. The JIT compiler inlines what the Vector API marks for that, whatever the size, but other
 * methods only up to one; and where one with vectors is left out, each of its vectors becomes an object.
 * That is why each shape has its lines twice, for a range of k and for a list, and why shapes share none.
 */
final class VectorProducts {
    private VectorProducts() {}

    /** Numbers that lanes are multiplied by: that of k and a column lies at {@code offset + k * step + column * columnStep}. */
    record Factors(float[] values, int offset, Strides strides, Terms terms) {}

    /**
     * Which k are summed over.
     *
     * @param dense so many from 0 on at first: a loop over them is faster than one over a list
     * @param ks those after them, in this order
     * @param count how many of these
     */
    record Terms(int dense, int[] ks, int count) {
        private static final int[] NONE = {};

        /** From 0 on. */
        static Terms dense(int count) {
            return new Terms(count, NONE, 0);
        }
    }

    /** How far factors are apart: from one k to the next, and from one column to the next. */
    record Strides(int step, int columnStep) {}

    /**
     * What sums begin with.
     *
     * @param stride from one column to the next
     * @param vectorStep from one vector of a column to the next
     */
    record Start(float[] values, int offset, int stride, int vectorStep) {
        private static final float[] ZEROS = new float[LENGTH];

        static Start zeros() {
            return new Start(ZEROS, 0, 0, 0);
        }

        /** What is there. */
        static Start of(Columns out) {
            return new Start(out.values(), out.offset(), out.stride(), LENGTH);
        }

        /** One vector a column, from a column on. */
        static Start vectors(float[] values, int column) {
            return new Start(values, column * LENGTH, LENGTH, 0);
        }

        int at(int column, int lane) {
            return offset + column * stride + lane / LENGTH * vectorStep;
        }
    }

    /** Sums so many columns, in each the first lanes, a multiple of a vector's. */
    static void sum(Columns in, Factors factors, Start start, Columns out, int columns, int lanes) {
        int lane = 0;
        while (lane < lanes) {
            int left = (lanes - lane) / LENGTH;
            int vectors = left == 3 || left == 5 || left == 6 ? 3 : Math.min(left, 4);
            int column = 0;
            for (; vectors <= 2 && column + 8 <= columns; column += 8) {
                if (vectors == 2) {
                    VectorNarrowSums.two(in, factors, start, out, column, lane);
                } else {
                    VectorNarrowSums.eight(in, factors, start, out, column, lane);
                }
            }
            for (; column + 4 <= columns; column += 4) {
                sumFour(in, factors, start, out, column, lane, vectors);
            }
            for (; column < columns; column++) {
                for (int v = 0; v < vectors; v++) {
                    VectorNarrowSums.single(in, factors, start, out, column, lane + v * LENGTH);
                }
            }
            lane += vectors * LENGTH;
        }
    }

    private static void sumFour(
            Columns in, Factors factors, Start start, Columns out, int column, int lane, int vectors) {
        if (vectors == 4) {
            VectorWideSums.four(in, factors, start, out, column, lane);
        } else if (vectors == 3) {
            VectorWideSums.three(in, factors, start, out, column, lane);
        } else {
            for (int v = 0; v < vectors; v++) {
                VectorNarrowSums.four(in, factors, start, out, column, lane + v * LENGTH);
            }
        }
    }
}
