package gatewise.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Map;

/**
 * What one direction of a layer did. Arrays are [timeSteps][hiddenSize], by the place of a step in the sequence, whichever
 * direction read it.
 *
 * @param gates by name in the order of {@link gatewise.network.Cell#gates()}: the values that the cell used
 * @param cell the cell state after each step; null for a cell without one
 * @param hidden the hidden state after each step
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CellTrace(Direction direction, Map<String, float[][]> gates, float[][] cell, float[][] hidden) {

    /** From the first step to the last, or from the last to the first. */
    public enum Direction {
        @JsonProperty("forward")
        FORWARD,
        @JsonProperty("backward")
        BACKWARD;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The mean of a gate over its units at each step, [timeSteps]. */
    public float[] mean(String gate) {
        float[][] values = gates.get(gate);
        float[] means = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            float sum = 0;
            for (float value : values[t]) {
                sum += value;
            }
            means[t] = sum / values[t].length;
        }
        return means;
    }
}
