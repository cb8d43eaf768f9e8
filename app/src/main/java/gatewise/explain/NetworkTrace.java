package gatewise.explain;

import gatewise.scoring.Scores;
import java.util.List;

/**
 * How a network read one sequence.
 *
 * @param rowsRead [timeSteps][inputSize], the rows as they were given to the network
 * @param layers the layer nearest to the input first
 * @param probabilities [timeSteps][classes], what the head gives after each step; with two directions, after so many
 *     steps of each, unless something is said of each step. The last entry is the network's answer. Of a network that says
 *     numbers, these, in the scale in which it was trained.
 */
public record NetworkTrace(float[][] rowsRead, List<LayerTrace> layers, float[][] probabilities) {

    /** Whether each layer read in both directions. */
    public boolean isBidirectional() {
        return layers.stream().anyMatch(layer -> layer.directions().size() > 1);
    }

    /** Whether its cells have gates. */
    public boolean hasGates() {
        return !layers.get(0).directions().get(0).gates().isEmpty();
    }

    /** The likeliest class after a step. */
    public int guess(int step) {
        return Scores.highest(probabilities[step]);
    }

    /** The likeliest class after all steps. */
    public int answer() {
        return guess(probabilities.length - 1);
    }

    /** The step, from 0, after which the guess was the answer and stayed so. */
    public int settled() {
        int step = probabilities.length - 1;
        while (step > 0 && guess(step - 1) == answer()) {
            step--;
        }
        return step;
    }
}
