package gatewise.network;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** The recurrent cells; gates are named in the order of their columns in reference files, JSON and pictures. */
public enum Cell {
    @JsonProperty("lstm")
    LSTM(List.of("input", "forget", "output", "candidate")),
    @JsonProperty("gru")
    GRU(List.of("reset", "update", "candidate")),
    @JsonProperty("simple")
    SIMPLE(List.of("candidate"));

    private static final List<String> LSTM_BLOCKS = List.of("candidate", "forget", "output", "input");

    private final List<String> gates;

    Cell(List<String> gates) {
        this.gates = gates;
    }

    /** The gates' names, the candidate last. */
    public List<String> gates() {
        return gates;
    }

    /** Those that can be watched and held beside its states: none of a simple cell, whose candidate is its hidden state. */
    public List<String> watchedGates() {
        return hasGates() ? gates : List.of();
    }

    /** Whether gates decide what it keeps. */
    public boolean hasGates() {
        return this != SIMPLE;
    }

    /** Whether it keeps a cell state beside the hidden one. */
    public boolean hasCellState() {
        return this == LSTM;
    }

    /** The gate in a column block of the kernels' parameters, see {@link gatewise.cell.CellType}. */
    public String gateOfBlock(int block) {
        return this == LSTM ? LSTM_BLOCKS.get(block) : gates.get(block);
    }

    /** As users write it: lstm, gru, simple. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
