package gatewise.kernel;

import java.util.Arrays;

/** Column-major matrices [rows, columns] that gain and lose rows at their end. */
final class Lanes {
    private Lanes() {}

    /** From [before, columns] to [after, columns] in place; new rows are those of another matrix, or zeros if it is null. */
    static void resize(float[] matrix, int columns, int before, int after, float[] source, int sourceRows) {
        if (after < before) {
            for (int column = 1; column < columns; column++) {
                System.arraycopy(matrix, column * before, matrix, column * after, after);
            }
            return;
        }
        for (int column = columns - 1; column >= 0; column--) {
            int start = column * after;
            System.arraycopy(matrix, column * before, matrix, start, before);
            if (source == null) {
                Arrays.fill(matrix, start + before, start + after, 0);
            } else {
                System.arraycopy(source, column * sourceRows + before, matrix, start + before, after - before);
            }
        }
    }

    /** Copies rows from (inclusive) on of a matrix [rows, columns] to the same places of a higher one. */
    static void copy(float[] matrix, int columns, int rows, int from, float[] target, int targetRows) {
        for (int column = 0; column < columns; column++) {
            System.arraycopy(matrix, column * rows + from, target, column * targetRows + from, rows - from);
        }
    }

    /** Adds the sums of rows from (inclusive) on of each column. */
    static void addSums(float[] matrix, int columns, int rows, int from, float[] sums, int offset) {
        for (int column = 0; column < columns; column++) {
            float sum = 0;
            for (int i = column * rows + from; i < (column + 1) * rows; i++) {
                sum += matrix[i];
            }
            sums[offset + column] += sum;
        }
    }
}
