package gatewise.scoring;

import gatewise.data.SequenceSet;

/**
 * How a network does on sequences, as sums, which those of other sequences may be added to.
 *
 * @param sequences all of them
 * @param classes null where numbers are said
 * @param numbers null where classes are said
 */
public record SummedScore(long sequences, Evaluation classes, SummedErrors numbers) {
    /** Of sequences whose truth is known. */
    public static SummedScore of(Result result, SequenceSet set) {
        return result instanceof Scores scores
                ? new SummedScore(set.count(), scores.evaluation(), null)
                : new SummedScore(set.count(), null, SummedErrors.of((Residuals) result));
    }

    /** Of both together. */
    public SummedScore plus(SummedScore other) {
        return new SummedScore(
                sequences + other.sequences,
                classes == null ? null : classes.plus(other.classes),
                numbers == null ? null : numbers.plus(other.numbers));
    }
}
