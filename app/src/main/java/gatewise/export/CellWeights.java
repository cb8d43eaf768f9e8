package gatewise.export;

import java.util.ArrayList;
import java.util.List;

/**
 * The parameters of one cell of one direction, gates in the order of {@link gatewise.network.Cell#gates()}.
 *
 * @param input [gates][hiddenSize][inputSize]
 * @param recurrent [gates][hiddenSize][hiddenSize]
 * @param bias [gates][hiddenSize]
 * @param recurrentBias [gates][hiddenSize] of a GRU whose reset gate acts after the product, else null
 */
record CellWeights(float[][][] input, float[][][] recurrent, float[][] bias, float[][] recurrentBias) {

    /** All of them, as matrices in some order. */
    List<float[][]> matrices() {
        List<float[][]> matrices = new ArrayList<>(List.of(input));
        matrices.addAll(List.of(recurrent));
        matrices.add(bias);
        if (recurrentBias != null) {
            matrices.add(recurrentBias);
        }
        return matrices;
    }

    int hiddenSize() {
        return bias[0].length;
    }

    int inputSize() {
        return input[0][0].length;
    }
}
