package gatewise.kernel;

import java.util.Arrays;

/** The gradient with respect to the bias: summed over the steps for each row apart, and over the rows when they leave. */
final class BiasGradient {
    private final float[][] lanes;
    private final float[] sums;
    private final int hidden;

    BiasGradient(int blocks, int hidden) {
        lanes = new float[blocks][0];
        sums = new float[blocks * hidden];
        this.hidden = hidden;
    }

    /** Begins a pass backward of at most so many rows, of which none runs yet. */
    void begin(int mostRows) {
        Arrays.fill(sums, 0);
        for (int block = 0; block < lanes.length; block++) {
            if (lanes[block].length < mostRows * hidden) {
                lanes[block] = new float[mostRows * hidden];
            }
        }
    }

    /** Counts the deltas of a step, n values of a block. */
    void add(int block, float[] deltas, int n) {
        addTo(lanes[block], deltas, n);
    }

    /** Adds values to sums. */
    static void addTo(float[] sum, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            sum[i] += values[i];
        }
    }

    /** From the running rows of a step to those of the step before. */
    void resize(int before, int after) {
        for (int block = 0; block < lanes.length; block++) {
            if (after < before) {
                Lanes.addSums(lanes[block], hidden, before, after, sums, block * hidden);
            }
            Lanes.resize(lanes[block], hidden, before, after, null, 0);
        }
    }

    /** Adds the sums over all rows and steps, [blocks * hidden], to the given ones; no row runs any more. */
    void addSumsTo(float[] target) {
        for (int i = 0; i < sums.length; i++) {
            target[i] += sums[i];
        }
    }
}
