package gatewise.kernel;

import java.nio.FloatBuffer;

/** A state of all rows of a part where their sequences begin and end, [rows, hidden] each. */
final class States {
    private float[] start = new float[0];
    private float[] end = new float[0];
    private boolean zeros;

    /** Reads what the sequences begin with, or zeros if it is null. */
    void begin(FloatBuffer state, PartRows part, int hidden) {
        int n = part.rows() * hidden;
        if (end.length < n) {
            start = new float[n];
            end = new float[n];
        }
        zeros = state == null;
        if (!zeros) {
            part.get(state, 0, hidden, part.rows(), start);
        }
    }

    /** The start, or null for zeros. */
    float[] start() {
        return zeros ? null : start;
    }

    float[] end() {
        return end;
    }
}
