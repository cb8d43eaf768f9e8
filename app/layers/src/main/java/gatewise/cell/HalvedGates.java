package gatewise.cell;

import java.util.Objects;

/** Copies of parameters with the columns of all blocks but the candidate halved, so that one loop of tanh serves them all. */
record HalvedGates(CellType cell, int columns) {

    /** Of a matrix of so many rows, whose size is checked. */
    float[] of(String name, float[] parameter, int rows) {
        int length = Math.multiplyExact(rows, columns);
        if (Objects.requireNonNull(parameter, () -> name + " is null").length != length) {
            throw new IllegalArgumentException(name + " has " + parameter.length + " values, expected " + length);
        }
        float[] values = parameter.clone();
        int block = values.length / cell.blocks();
        int from = cell == CellType.LSTM ? block : 0;
        int to = switch (cell) {
            case SIMPLE -> 0;
            case LSTM -> values.length;
            case GRU_RESET_BEFORE, GRU_RESET_AFTER -> 2 * block;
        };
        for (int i = from; i < to; i++) {
            values[i] *= 0.5f;
        }
        return values;
    }
}
