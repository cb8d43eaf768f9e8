package gatewise.cpu;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/**
 * What a mask of DL4J, [batch, timeSteps], says about the ends of sequences.
 *
 * @param onRightOnly whether each sequence is ones from its first step on and then zeros, so that lengths say it all
 * @param lengths of each sequence; null if all take all steps
 */
record Padding(boolean onRightOnly, int[] lengths) {
    private static final Padding NONE = new Padding(true, null);
    private static final Padding OTHER = new Padding(false, null);

    /** Null is no padding; a mask of another shape, with other values or with an empty sequence is of no such form. */
    static Padding of(INDArray mask, long batch, long timeSteps) {
        if (mask == null) {
            return NONE;
        }
        if (mask.rank() != 2 || mask.size(0) != batch || mask.size(1) != timeSteps) {
            return OTHER;
        }
        int steps = (int) timeSteps;
        int[] lengths = new int[(int) batch];
        float[] values = values(mask);
        boolean full = true;
        for (int row = 0; row < lengths.length; row++) {
            int length = length(values, row * steps, steps);
            if (length == 0) {
                return OTHER;
            }
            lengths[row] = length;
            full &= length == steps;
        }
        return full ? NONE : new Padding(true, lengths);
    }

    /** The ones that a row begins with if nothing but zeros follows, else 0. */
    private static int length(float[] values, int from, int steps) {
        int length = 0;
        while (length < steps && values[from + length] == 1) {
            length++;
        }
        for (int t = length; t < steps; t++) {
            if (values[from + t] != 0) {
                return 0;
            }
        }
        return length;
    }

    /** Row by row. */
    private static float[] values(INDArray mask) {
        INDArray floats = mask.castTo(DataType.FLOAT);
        if (floats.ordering() != 'c' || !Shape.hasDefaultStridesForShape(floats)) {
            floats = floats.dup('c');
        }
        float[] values = new float[(int) floats.length()];
        try (ArrayMemory memory = new ArrayMemory();
                FloatPointer pointer = memory.of(floats)) {
            pointer.get(values);
        }
        return values;
    }
}
