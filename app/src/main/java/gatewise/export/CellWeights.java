package gatewise.export;

/**
 * The parameters of one cell of one direction, gates in the order of {@link gatewise.network.Cell#gates()}.
 *
 * @param input [gates][hiddenSize][inputSize]
 * @param recurrent [gates][hiddenSize][hiddenSize]
 * @param bias [gates][hiddenSize]
 * @param recurrentBias [gates][hiddenSize] of a GRU whose reset gate acts after the product, else null
 */
record CellWeights(float[][][] input, float[][][] recurrent, float[][] bias, float[][] recurrentBias) {

    int hiddenSize() {
        return bias[0].length;
    }

    int inputSize() {
        return input[0][0].length;
    }
}
