package gatewise.cell;

/** Copies of parameters with the columns of all blocks but the candidate halved, so that one loop of tanh serves them all. */
record HalvedGates(CellType cell) {

    /** Of a matrix, column-major. */
    float[] of(float[] parameter) {
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
