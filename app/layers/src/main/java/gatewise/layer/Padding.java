package gatewise.layer;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * What a mask of DL4J, [batch, timeSteps], says about the ends of sequences.
 *
 * @param onRightOnly whether each sequence is ones from its first step on and then zeros, so that lengths say it all
 * @param lengths of each sequence, of which some may be 0; null if all take all steps, or lengths do not say it all
 */
public record Padding(boolean onRightOnly, int[] lengths) {
    private static final Padding NONE = new Padding(true, null);
    private static final Padding OTHER = new Padding(false, null);

    /**
     * Reads a mask.
     *
     * @param mask null is no padding; one of another shape or with other values than 0 and 1 is of no such form
     * @param batch sequences
     * @param timeSteps of each
     * @return what it says
     */
    public static Padding of(INDArray mask, long batch, long timeSteps) {
        if (mask == null) {
            return NONE;
        }
        if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != timeSteps) {
            return OTHER;
        }
        int steps = (int) timeSteps;
        int[] lengths = new int[(int) batch];
        INDArray plain = isPlain(mask) ? mask : mask.castTo(DataType.FLOAT).dup('f');
        float[] values = plain.data().asFloat();
        boolean rows = plain.ordering() == 'c';
        int toNextRow = rows ? steps : 1;
        int toNextStep = rows ? 1 : lengths.length;
        boolean full = true;
        for (int row = 0; row < lengths.length; row++) {
            lengths[row] = length(values, row * toNextRow, toNextStep, steps);
            if (lengths[row] < 0) {
                return OTHER;
            }
            full &= lengths[row] == steps;
        }
        return full ? NONE : new Padding(true, lengths);
    }

    /** Whether its buffer holds its values and no others, without gaps: a copy takes longer than the reading. */
    private static boolean isPlain(INDArray mask) {
        return mask.dataType() == DataType.FLOAT
                && mask.data().length() == mask.length()
                && Shape.hasDefaultStridesForShape(mask);
    }

    /** The ones that a row begins with if nothing but zeros follows, else -1. */
    private static int length(float[] values, int from, int toNextStep, int steps) {
        int length = 0;
        while (length < steps && values[from + length * toNextStep] == 1) {
            length++;
        }
        for (int t = length; t < steps; t++) {
            if (values[from + t * toNextStep] != 0) {
                return -1;
            }
        }
        return length;
    }

    /** {@return whether a sequence has no step at all} */
    public boolean hasEmptySequence() {
        if (lengths != null) {
            for (int length : lengths) {
                if (length == 0) {
                    return true;
                }
            }
        }
        return false;
    }
}
