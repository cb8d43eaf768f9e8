package gatewise.data;

import java.util.BitSet;

/** Puts numbers in place of values that a file leaves out, in the memory that holds them. */
final class MissingValues {
    private MissingValues() {}

    /** The first feature of which all values are missing; -1 if each has one. */
    static int emptyFeature(NumberSequences sequences) {
        float[] values = sequences.memory().values();
        int features = sequences.features();
        BitSet found = new BitSet(features);
        for (int i = 0; i < sequences.count() && found.cardinality() < features; i++) {
            int from = sequences.firstStep(i) * features;
            for (int at = from; at < from + sequences.length(i) * features; at++) {
                if (!Float.isNaN(values[at])) {
                    found.set((at - from) % features);
                }
            }
        }
        int empty = found.nextClearBit(0);
        return empty < features ? empty : -1;
    }

    /** How many values are missing. */
    static long count(NumberSequences sequences) {
        float[] values = sequences.memory().values();
        int features = sequences.features();
        long missing = 0;
        for (int i = 0; i < sequences.count(); i++) {
            int from = sequences.firstStep(i) * features;
            for (int at = from; at < from + sequences.length(i) * features; at++) {
                missing += Float.isNaN(values[at]) ? 1 : 0;
            }
        }
        return missing;
    }

    /**
     * On the line between the values before and after; before the first and after the last value of a sequence the nearest.
     * A feature without any value in a sequence stays missing.
     */
    static void interpolate(NumberSequences sequences) {
        for (int i = 0; i < sequences.count(); i++) {
            for (int feature = 0; feature < sequences.features(); feature++) {
                interpolate(sequences, i, feature);
            }
        }
    }

    private static void interpolate(NumberSequences sequences, int sequence, int feature) {
        float[] values = sequences.memory().values();
        int features = sequences.features();
        int from = sequences.firstStep(sequence) * features + feature;
        int end = from + sequences.length(sequence) * features;
        int known = -1;
        for (int at = from; at < end; at += features) {
            if (Float.isNaN(values[at])) {
                continue;
            }
            for (int gap = known < 0 ? from : known + features; gap < at; gap += features) {
                values[gap] = known < 0 ? values[at] : between(values[known], values[at], gap - known, at - known);
            }
            known = at;
        }
        if (known >= 0) {
            for (int gap = known + features; gap < end; gap += features) {
                values[gap] = values[known];
            }
        }
    }

    private static float between(float before, float after, int distance, int whole) {
        return (float) (before + ((double) after - before) * distance / whole);
    }

    /** All that is still missing becomes the mean of its feature, which is zero once it is scaled. */
    static void fill(NumberSequences sequences, Scaling scaling) {
        float[] values = sequences.memory().values();
        int features = sequences.features();
        for (int i = 0; i < sequences.count(); i++) {
            int from = sequences.firstStep(i) * features;
            for (int at = from; at < from + sequences.length(i) * features; at++) {
                if (Float.isNaN(values[at])) {
                    values[at] = scaling.means().get((at - from) % features);
                }
            }
        }
    }
}
