package gatewise.explain;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * A trace and the names of the classes that it speaks of, as it is answered and printed.
 *
 * @param labels [classes]
 */
@JsonPropertyOrder({"predicted", "settledRow", "rowsRead", "probabilities", "layers"})
public record LabelledTrace(
        @JsonIgnore NetworkTrace trace, @JsonIgnore List<String> labels) {

    /** The likeliest class after all steps. */
    @JsonProperty
    public String predicted() {
        return labels.get(trace.answer());
    }

    /** The step, from 0, after which the guess was {@link #predicted()} and stayed so. */
    @JsonProperty
    public int settledRow() {
        return trace.settled();
    }

    /** [timeSteps][inputSize], the rows as they were given to the network. */
    @JsonProperty
    public float[][] rowsRead() {
        return trace.rowsRead();
    }

    /** [timeSteps][classes], what the head gives after each step. */
    @JsonProperty
    public float[][] probabilities() {
        return trace.probabilities();
    }

    /** The layer nearest to the input first. */
    @JsonProperty
    public List<LayerTrace> layers() {
        return trace.layers();
    }

    /** The likeliest class after a step. */
    public String guess(int step) {
        return labels.get(trace.guess(step));
    }

    /** The probability of the likeliest class after a step. */
    public float guessProbability(int step) {
        return trace.probabilities()[step][trace.guess(step)];
    }
}
