package gatewise.cell;

/** The steps of zeros that a sequence begins with. */
final class BlankSteps {
    private BlankSteps() {}

    /** How many there are, at most so many. A step of another size than inputSize is none. */
    static int count(float[][] sequence, boolean backward, int inputSize, int most) {
        int limit = Math.min(most, sequence.length);
        for (int i = 0; i < limit; i++) {
            if (!isBlank(sequence[backward ? sequence.length - 1 - i : i], inputSize)) {
                return i;
            }
        }
        return limit;
    }

    private static boolean isBlank(float[] x, int inputSize) {
        if (x.length != inputSize) {
            return false;
        }
        for (float value : x) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }
}
