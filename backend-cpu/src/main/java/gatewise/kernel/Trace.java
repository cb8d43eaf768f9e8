package gatewise.kernel;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** What a pass forward keeps, an array a kind and step; arrays are used again as long as they are long enough. */
final class Trace {
    private final float[][][] arrays;

    Trace(int kinds) {
        arrays = new float[kinds][0][];
    }

    /** Makes room for so many steps with arrays of at least each one's length; contents may be lost. */
    void reserve(int steps, IntUnaryOperator lengths) {
        for (int kind = 0; kind < arrays.length; kind++) {
            if (arrays[kind].length < steps) {
                arrays[kind] = Arrays.copyOf(arrays[kind], steps);
            }
            for (int step = 0; step < steps; step++) {
                int length = lengths.applyAsInt(step);
                if (arrays[kind][step] == null || arrays[kind][step].length < length) {
                    arrays[kind][step] = new float[length];
                }
            }
        }
    }

    /** Makes room for so many steps of one kind with arrays of at least one length; contents may be lost. */
    void reserve(int kind, int steps, int length) {
        if (arrays[kind].length < steps) {
            arrays[kind] = Arrays.copyOf(arrays[kind], steps);
        }
        for (int step = 0; step < steps; step++) {
            if (arrays[kind][step] == null || arrays[kind][step].length < length) {
                arrays[kind][step] = new float[length];
            }
        }
    }

    float[] at(int kind, int step) {
        return arrays[kind][step];
    }
}
