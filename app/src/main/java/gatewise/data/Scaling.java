package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.List;

/**
 * Standardisation: a value v of a column becomes (v - mean) / deviation, computed in single precision.
 *
 * @param means [columns], of the training sequences' steps, or of what is to be said of them
 * @param deviations [columns], above 0; 1 for a column that is constant
 */
public record Scaling(List<Float> means, List<Float> deviations) {
    public Scaling {
        means = List.copyOf(requireNonNull(means, "means is null"));
        deviations = List.copyOf(requireNonNull(deviations, "deviations is null"));
        if (means.size() != deviations.size()) {
            throw new IllegalArgumentException(
                    means.size() + " means do not go with " + deviations.size() + " deviations");
        }
        if (!means.stream().allMatch(Float::isFinite)
                || !deviations.stream().allMatch(d -> d > 0 && Float.isFinite(d))) {
            throw new IllegalArgumentException("a mean is not finite, or a deviation is not above 0");
        }
    }

    /** Leaves values as they are. */
    public static Scaling none(int columns) {
        return new Scaling(Collections.nCopies(columns, 0f), Collections.nCopies(columns, 1f));
    }

    /** The number of columns. */
    public int columns() {
        return means.size();
    }

    /** A value of a column as a network reads it. */
    public float scaled(int column, float value) {
        return (value - means.get(column)) / deviations.get(column);
    }

    /** What {@link #scaled} came from: a network's answer in the units of the file. */
    public float unscaled(int column, float scaled) {
        return scaled * deviations.get(column) + means.get(column);
    }
}
