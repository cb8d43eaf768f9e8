package gatewise.data;

/**
 * Sequences of one number of features a step and of any lengths, with what is to be said of each. A network reads them as
 * {@link #write} gives them: images as numbers in 0..1, others scaled by their training sequences.
 */
public sealed interface SequenceSet permits ImageSet, NumberSequences, GeneratedSequences {

    /** The number of sequences. */
    int count();

    /** Numbers a step. */
    int features();

    /** Steps of a sequence, at least 1. */
    int length(int sequence);

    /** Steps of the longest; 0 if there are no sequences. */
    int longest();

    /** What messages call a sequence. */
    String name(int sequence);

    /** Whether it is known what is to be said of each. */
    boolean isLabelled();

    /** The class of a sequence, or with {@link Task#TAG} of its last step, counted from 0. */
    int label(int sequence);

    /** The class of a step; of a set that is to be classified, that of its sequence. */
    int label(int sequence, int step);

    /** A number that is to be said of a sequence, in the units of the file. */
    float target(int sequence, int output);

    /**
     * Writes a sequence as a network reads it: feature f of step t to {@code to[at + stride * (f + features * t)]}.
     *
     * @param to long enough for {@link #length} steps
     */
    void write(int sequence, float[] to, int at, int stride);

    /** A sequence in the units of the file, [length][features]; of an image, its pixels in 0..1. */
    float[][] values(int sequence);

    /** The sequences from {@code start} (inclusive) to {@code end} (exclusive), which share the memory. */
    SequenceSet range(int start, int end);

    /** Some of the sequences, in an order of one's own. */
    SequenceSet select(int... chosen);

    /** A sequence as a network reads it, [length][features]. */
    default float[][] steps(int sequence) {
        float[] flat = new float[Math.multiplyExact(length(sequence), features())];
        write(sequence, flat, 0, 1);
        float[][] steps = new float[length(sequence)][features()];
        for (int t = 0; t < steps.length; t++) {
            System.arraycopy(flat, t * features(), steps[t], 0, features());
        }
        return steps;
    }

    /** Whether all sequences have the same number of steps. */
    default boolean isOfOneLength() {
        for (int i = 0; i < count(); i++) {
            if (length(i) != longest()) {
                return false;
            }
        }
        return true;
    }

    /** Steps of all sequences together. */
    default long steps() {
        long steps = 0;
        for (int i = 0; i < count(); i++) {
            steps += length(i);
        }
        return steps;
    }
}
