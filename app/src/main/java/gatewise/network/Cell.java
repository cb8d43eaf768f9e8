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

    private final List<String> gates;

    Cell(List<String> gates) {
        this.gates = gates;
    }

    /** The gates' names, the candidate last. */
    public List<String> gates() {
        return gates;
    }

    /** As users write it: lstm, gru, simple. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
