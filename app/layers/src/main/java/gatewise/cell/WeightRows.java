package gatewise.cell;

/**
 * A matrix as one array a row, for products with one vector: four rows at a time are added to the result in a loop that
 * the JIT compiler makes vector instructions of. Rows of zeros fill up to a multiple of four.
 */
final class WeightRows {
    private final float[][] rows;
    private final int columns;

    /** Columns from (inclusive) to (exclusive) of a column-major matrix of the given height. */
    WeightRows(float[] matrix, int height, int from, int to) {
        columns = to - from;
        rows = new float[padded(height)][columns];
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < columns; column++) {
                rows[row][column] = matrix[(from + column) * height + row];
            }
        }
    }

    /** The length that a vector of the given length must have, with zeros at its end. */
    static int padded(int length) {
        return (length + 3) / 4 * 4;
    }

    /** Adds vector [padded height] · matrix to sum [columns]. */
    void addProduct(float[] vector, float[] sum) {
        for (int row = 0; row < rows.length; row += 4) {
            addRows(vector, row, rows[row], rows[row + 1], rows[row + 2], rows[row + 3], sum, columns);
        }
    }

    private static void addRows(
            float[] vector, int at, float[] a, float[] b, float[] c, float[] d, float[] sum, int n) {
        float fa = vector[at];
        float fb = vector[at + 1];
        float fc = vector[at + 2];
        float fd = vector[at + 3];
        // Most of an image is background.
        if (fa == 0 && fb == 0 && fc == 0 && fd == 0) {
            return;
        }
        for (int i = 0; i < n; i++) {
            sum[i] += fa * a[i] + fb * b[i] + fc * c[i] + fd * d[i];
        }
    }
}
