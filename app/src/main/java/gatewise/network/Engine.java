package gatewise.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.UserError;
import java.util.Locale;

/** What computes the recurrent layers; all give the same results from the same parameters, but for rounding. */
public enum Engine {
    /** This application's kernels: LSTM and GRU on a CPU. */
    @JsonProperty("fast")
    FAST,
    /** ND4J's operations, on any backend: this application's GRU, DL4J's LSTM and simple RNN. */
    @JsonProperty("portable")
    PORTABLE,
    /** DL4J's own layers, which know no GRU. */
    @JsonProperty("stock")
    STOCK;

    /**
     * The engine for a cell.
     *
     * @param name fast, portable, stock, or auto for the fastest that serves the cell
     * @param onCpu whether the backend is that of a CPU
     * @throws UserError if there is no such engine, or it does not serve the cell here
     */
    public static Engine choose(String name, Cell cell, boolean onCpu) {
        return switch (name) {
            case "auto" -> onCpu && cell != Cell.SIMPLE ? FAST : cell == Cell.GRU ? PORTABLE : STOCK;
            case "fast" -> {
                if (cell == Cell.SIMPLE || !onCpu) {
                    throw new UserError("--engine fast serves lstm and gru on the cpu backend, not " + cell
                            + (onCpu ? "" : " on a GPU") + "; leave it out");
                }
                yield FAST;
            }
            case "portable" -> PORTABLE;
            case "stock" -> {
                if (cell == Cell.GRU) {
                    throw new UserError("--engine stock: Deeplearning4j has no GRU of its own; use fast or portable");
                }
                yield STOCK;
            }
            default -> throw new UserError("unknown engine '" + name + "': expected auto, fast, portable or stock");
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
