package gatewise.scoring;

import gatewise.data.SequenceSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A set's sequences by their lengths: each length by itself where there are few, else groups of about as many sequences. */
public final class LengthGroups {
    private static final int MOST = 6;

    private LengthGroups() {}

    /**
     * Sequences of like lengths.
     *
     * @param least steps of the shortest
     * @param most steps of the longest
     * @param sequences their places in the set
     */
    public record Group(int least, int most, int[] sequences) {
        /** Such as {@code 7} or {@code 7 to 11}. */
        public String name() {
            return least == most ? Integer.toString(least) : least + " to " + most;
        }
    }

    /** The groups, the shortest sequences first; one where all have the same length. */
    public static List<Group> of(SequenceSet set) {
        int[] order = IntStream.range(0, set.count())
                .boxed()
                .sorted((a, b) -> Integer.compare(set.length(a), set.length(b)))
                .mapToInt(Integer::intValue)
                .toArray();
        long lengths = Arrays.stream(order).map(set::length).distinct().count();
        List<Group> groups = new ArrayList<>();
        for (int from = 0; from < order.length; ) {
            int left = MOST - groups.size();
            int end = lengths <= MOST ? from + 1 : from + Math.max(1, (order.length - from) / Math.max(1, left));
            // Sequences of one length stay together.
            while (end < order.length && set.length(order[end]) == set.length(order[end - 1])) {
                end++;
            }
            groups.add(new Group(
                    set.length(order[from]), set.length(order[end - 1]), Arrays.copyOfRange(order, from, end)));
            from = end;
        }
        return groups;
    }
}
