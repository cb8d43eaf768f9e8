package gatewise.scoring;

import gatewise.data.SequenceSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * How many of the classes of each sequence were said wrong: one at most where the sequence has a class, one a step where each
 * step has.
 */
public final class SequenceErrors {
    private final Scores scores;
    /** Of each sequence, the first of its classes; one more than there are sequences. */
    private final int[] from;

    private SequenceErrors(Scores scores, int... from) {
        this.scores = scores;
        this.from = from;
    }

    /** @param scores of all sequences of the set */
    public static SequenceErrors of(Scores scores, SequenceSet set) {
        boolean steps = scores.labels().length != set.count();
        int[] from = new int[set.count() + 1];
        for (int i = 0; i < set.count(); i++) {
            from[i + 1] = from[i] + (steps ? set.length(i) : 1);
        }
        return new SequenceErrors(scores, from);
    }

    /** Classes of a sequence. */
    public int classes(int sequence) {
        return from[sequence + 1] - from[sequence];
    }

    /** Those of them that were said wrong. */
    public int wrong(int sequence) {
        return (int) items(sequence, item -> scores.predicted(item) != scores.labels()[item]);
    }

    private long items(int sequence, IntPredicate which) {
        return IntStream.range(from[sequence], from[sequence + 1]).filter(which).count();
    }

    /** The labels of a sequence's classes. */
    public int[] actual(int sequence) {
        return Arrays.copyOfRange(scores.labels(), from[sequence], from[sequence + 1]);
    }

    /** What was said of them. */
    public int[] predicted(int sequence) {
        return IntStream.range(from[sequence], from[sequence + 1])
                .map(scores::predicted)
                .toArray();
    }

    /** The share of the classes of some sequences that was said right. */
    public double accuracy(int... sequences) {
        long all = Arrays.stream(sequences).mapToLong(this::classes).sum();
        long wrong = Arrays.stream(sequences).mapToLong(this::wrong).sum();
        return 1 - (double) wrong / all;
    }

    /** The sequences with mistakes, those with the largest share of them first, of equal shares the one with more. */
    public List<Integer> worst() {
        return IntStream.range(0, from.length - 1)
                .filter(i -> wrong(i) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -(double) wrong(i) / classes(i))
                        .thenComparing(i -> -wrong(i)))
                .toList();
    }
}
