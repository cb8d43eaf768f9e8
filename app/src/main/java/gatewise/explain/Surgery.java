package gatewise.explain;

import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What is changed about a network's reading: first rows of the image are blanked, then their order is changed, then gates
 * are held.
 *
 * @param clamps where two hold the same gate, the later one counts
 * @param seed of {@link RowOrder#SHUFFLED}
 * @param blankRows rows of the image, from 0 at the top, that are set to background
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

    /** The rows [timeSteps][inputSize] as the network is given them. */
    float[][] rows(float[][] image) {
        int[] rows = order.rows(image.length, seed);
        float[][] given = new float[image.length][];
        for (int t = 0; t < image.length; t++) {
            given[t] = blankRows.contains(rows[t]) ? new float[image[t].length] : image[rows[t]];
        }
        return given;
    }

    /** Such as {@code forget=1, rows 0-9; rows reversed}; empty if nothing is changed. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        clamps.forEach(clamp -> parts.add(clamp.toString()));
        if (!blankRows.isEmpty()) {
            parts.add("rows " + blankRows + " blank");
        }
        if (order == RowOrder.REVERSED) {
            parts.add("rows reversed");
        } else if (order == RowOrder.SHUFFLED) {
            parts.add("rows shuffled (seed " + seed + ")");
        }
        return String.join("; ", parts);
    }
}
