package gatewise.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * What one direction of a layer did. Arrays are [timeSteps][hiddenSize], by the place of a step in the sequence, whichever
 * direction read it.
 *
 * @param gates by name in the order of {@link gatewise.network.Cell#watchedGates()}: the values that the cell used
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

    /**
     * Its steps in a number each, by name, [timeSteps]: of each gate the mean over the units; of a cell without gates
     * {@code |hidden|}, the mean size of the hidden states.
     */
    public Map<String, float[]> means() {
        Map<String, float[]> means = new LinkedHashMap<>();
        gates.keySet().forEach(gate -> means.put(gate, mean(gate)));
        if (means.isEmpty()) {
            means.put("|hidden|", mean(hidden, Math::abs));
        }
        return means;
    }

    /** The mean of a gate over its units at each step, [timeSteps]. */
    public float[] mean(String gate) {
        return mean(gates.get(gate), value -> value);
    }

    private static float[] mean(float[][] values, DoubleUnaryOperator of) {
        float[] means = new float[values.length];
        for (int t = 0; t < values.length; t++) {
            float sum = 0;
            for (float value : values[t]) {
                sum += (float) of.applyAsDouble(value);
            }
            means[t] = sum / values[t].length;
        }
        return means;
    }
}
