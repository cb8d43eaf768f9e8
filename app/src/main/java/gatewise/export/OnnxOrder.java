package gatewise.export;

import gatewise.network.Cell;

/** The cells in ONNX's words: its operators, and the order of the gates in their weights. */
final class OnnxOrder {
    private OnnxOrder() {}

    /** The operator of a cell. */
    static String operator(Cell cell) {
        return switch (cell) {
            case LSTM -> "LSTM";
            case GRU -> "GRU";
            case SIMPLE -> "RNN";
        };
    }

    /** For each gate in ONNX's order its index in {@link Cell#gates()}. */
    static int[] gates(Cell cell) {
        return switch (cell) {
            case LSTM -> new int[] {0, 2, 1, 3}; // input, output, forget, candidate
            case GRU -> new int[] {1, 0, 2}; // update, reset, candidate
            case SIMPLE -> new int[] {0};
        };
    }
}
