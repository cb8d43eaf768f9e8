package gatewise.kernel;

import java.nio.FloatBuffer;

/** Some consecutive rows of column-major matrices [batch, columns], moved to and from matrices of these rows alone. */
record RowRange(int batch, int from, int rows) {

    /** All rows of a batch. */
    static RowRange all(int batch) {
        return new RowRange(batch, 0, batch);
    }

    /** One of so many near-equal parts. */
    RowRange part(int part, int parts) {
        int start = (int) ((long) rows * part / parts);
        int end = (int) ((long) rows * (part + 1) / parts);
        return new RowRange(batch, from + start, end - start);
    }

    /** From the matrix that starts at an offset of source to target [rows, columns]. */
    void get(FloatBuffer source, int offset, int columns, float[] target) {
        if (rows == batch) {
            source.get(offset, target, 0, rows * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            source.get(offset + column * batch + from, target, column * rows, rows);
        }
    }

    /** From source [rows, columns] to the matrix that starts at an offset of target. */
    void put(float[] source, int columns, FloatBuffer target, int offset) {
        if (rows == batch) {
            target.put(offset, source, 0, rows * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            target.put(offset + column * batch + from, source, column * rows, rows);
        }
    }

    /** From the matrix at an offset of source to that of these rows at an offset of target. */
    void get(FloatBuffer source, int offset, int columns, FloatBuffer target, int targetOffset) {
        if (rows == batch) {
            target.put(targetOffset, source, offset, rows * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            target.put(targetOffset + column * rows, source, offset + column * batch + from, rows);
        }
    }

    /** From the matrix of these rows at an offset of source to that at an offset of target. */
    void put(FloatBuffer source, int offset, int columns, FloatBuffer target, int targetOffset) {
        if (rows == batch) {
            target.put(targetOffset, source, offset, rows * columns);
            return;
        }
        for (int column = 0; column < columns; column++) {
            target.put(targetOffset + column * batch + from, source, offset + column * rows, rows);
        }
    }
}
