package gatewise.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds hidden sizes with which a network has as many parameters as wanted, so that networks of different kinds can be
 * compared: equal sizes of all layers if these come near enough, else sizes that differ a little.
 */
public final class EqualParameters {
    /** The most that a number of parameters may be off, as a share of what is wanted. */
    public static final double TOLERANCE = 0.02;

    private static final int MAX_SIZE = 1 << 16;
    /** By how many units the first and the last layer together may leave the others. */
    private static final int MOST_OFF = 8;

    private EqualParameters() {}

    /**
     * The network with hidden sizes of its own.
     *
     * @param template all but the hidden sizes
     * @param layers recurrent layers, at least 1
     * @param parameters as many as wanted
     * @return the first within the tolerance, or the nearest if there is none: {@link #isNear} tells
     */
    public static NetworkSpec solve(NetworkSpec template, int layers, long parameters) {
        int size = 1;
        while (size < MAX_SIZE - 2 * MOST_OFF
                && with(template, equal(layers, size + 1)).parameters() <= parameters) {
            size++;
        }
        NetworkSpec nearest = with(template, equal(layers, size));
        for (NetworkSpec candidate : candidates(template, layers, size)) {
            if (distance(candidate, parameters) < distance(nearest, parameters)) {
                nearest = candidate;
            }
            if (isNear(candidate, parameters)) {
                return candidate;
            }
        }
        return nearest;
    }

    /** Whether a network has as many parameters as wanted, within {@link #TOLERANCE}. */
    public static boolean isNear(NetworkSpec spec, long parameters) {
        return distance(spec, parameters) <= TOLERANCE;
    }

    /** By how much the number of parameters is off, as a share of what is wanted. */
    public static double distance(NetworkSpec spec, long parameters) {
        return Math.abs(spec.parameters() - parameters) / (double) parameters;
    }

    /** Equal sizes first; then the first layers larger by one; then the first and the last layer off by more and more. */
    private static List<NetworkSpec> candidates(NetworkSpec template, int layers, int size) {
        List<NetworkSpec> candidates = new ArrayList<>();
        candidates.add(with(template, equal(layers, size)));
        candidates.add(with(template, equal(layers, size + 1)));
        for (int off = 0; off <= MOST_OFF && layers > 1; off++) {
            for (int first = -off; first <= off; first++) {
                for (int last : new int[] {Math.abs(first) - off, off - Math.abs(first)}) {
                    for (int larger = 0; larger < layers; larger++) {
                        int[] sizes = equal(layers, size);
                        Arrays.fill(sizes, 0, larger, size + 1);
                        sizes[0] += first;
                        sizes[layers - 1] += last;
                        if (sizes[0] >= 1 && sizes[layers - 1] >= 1) {
                            candidates.add(with(template, sizes));
                        }
                    }
                }
            }
        }
        return candidates;
    }

    private static int[] equal(int layers, int size) {
        int[] sizes = new int[layers];
        Arrays.fill(sizes, size);
        return sizes;
    }

    private static NetworkSpec with(NetworkSpec template, int[] sizes) {
        return template.toBuilder()
                .hiddenSizes(Arrays.stream(sizes).boxed().toList())
                .build();
    }
}
