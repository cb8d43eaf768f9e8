package gatewise.kernel;

/**
 * The pointwise loops that both kinds of GRU share, over the first n values. Loops read everything before they write
 * anything: else they would not become vector instructions.
 */
final class Gru {
    private Gru() {}

    static void multiply(float[] a, float[] b, float[] product, int n) {
        for (int i = 0; i < n; i++) {
            product[i] = a[i] * b[i];
        }
    }

    /** {@code h = n + z * (h' - n)}. */
    static void blend(float[] update, float[] before, float[] candidate, float[] hidden, int n) {
        for (int i = 0; i < n; i++) {
            float c = candidate[i];
            hidden[i] = c + update[i] * (before[i] - c);
        }
    }

    /** The gradients with respect to the pre-activations of update and candidate, given that with respect to h. */
    static void blendDeltas(
            float[] dh,
            float[] update,
            float[] before,
            float[] candidate,
            float[] deltaUpdate,
            float[] deltaCandidate,
            int n) {
        for (int i = 0; i < n; i++) {
            float z = update[i];
            float c = candidate[i];
            float h = before[i];
            float d = dh[i] * (1 - z);
            deltaCandidate[i] = d * (1 - c * c);
            deltaUpdate[i] = d * z * (h - c);
        }
    }
}
