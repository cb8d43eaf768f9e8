package gatewise.explain;

import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What is changed about a network's reading: first rows of the image, or steps of the sequence, are blanked, then their order is
 * changed, then gates are held.
 *
 * @param clamps where two hold the same gate, the later one counts
 * @param seed of {@link RowOrder#SHUFFLED}
 * @param blankRows rows of the image, from 0 at the top, that are set to background; steps of another sequence, that are set to the
 *     mean of the training sequences
 */
public record Surgery(List<Clamp> clamps, RowOrder order, long seed, Indices blankRows) {
    /** Changes nothing. */
    public static final Surgery NONE = new Surgery(List.of(), RowOrder.AS_IS, 1, Indices.NONE);

    public Surgery {
        clamps = List.copyOf(clamps);
    }

    public boolean isNone() {
        return clamps.isEmpty() && order == RowOrder.AS_IS && blankRows.isEmpty();
    }

    /** @throws UserError if a clamp holds what the network does not have */
    public void checkFits(NetworkSpec spec) {
        clamps.forEach(clamp -> clamp.checkFits(spec));
    }

    /** Whether the steps that are read are others than without it, or in another order. */
    public boolean changesSteps() {
        return order != RowOrder.AS_IS || !blankRows.isEmpty();
    }

    /** Of a sequence of so many steps, the one that comes at each place. */
    int[] order(int steps) {
        return order.rows(steps, seed);
    }

    /** The rows [timeSteps][inputSize] as the network is given them. */
    float[][] rows(float[][] image) {
        return rows(image, new float[image[0].length]);
    }

    /**
     * The same of values in other units.
     *
     * @param blank [inputSize], what stands for background
     */
    float[][] rows(float[][] steps, float[] blank) {
        int[] rows = order(steps.length);
        float[][] given = new float[steps.length][];
        for (int t = 0; t < steps.length; t++) {
            given[t] = blankRows.contains(rows[t]) ? blank.clone() : steps[rows[t]];
        }
        return given;
    }

    /** Such as {@code forget=1, rows 0-9; rows reversed}; empty if nothing is changed. */
    @Override
    public String toString() {
        return toString("rows");
    }

    /** The same with another word for rows. */
    public String toString(String rows) {
        List<String> parts = new ArrayList<>();
        clamps.forEach(clamp -> parts.add(clamp.toString(rows)));
        if (!blankRows.isEmpty()) {
            parts.add(rows + " " + blankRows + " blank");
        }
        if (order == RowOrder.REVERSED) {
            parts.add(rows + " reversed");
        } else if (order == RowOrder.SHUFFLED) {
            parts.add(rows + " shuffled (seed " + seed + ")");
        }
        return String.join("; ", parts);
    }
}
