package gatewise.study;

import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * What networks a search draws: each setting for itself. Hidden sizes, learning rates and L2 coefficients are drawn from ranges
 * by their logarithm, as their ratios count; all others evenly.
 *
 * @param layers what they are made of
 */
public record SearchSpace(Layers layers, Choices<Double> learningRate, Choices<Double> dropout, Choices<Double> l2) {

    /**
     * What the recurrent layers are drawn from, which are all alike.
     *
     * @param hiddenSize units of each layer and direction
     * @param count how many layers
     */
    public record Layers(
            Choices<Cell> cell, Choices<Integer> hiddenSize, Choices<Integer> count, Choices<Boolean> bidirectional) {
        public Layers {
            Objects.requireNonNull(cell, "cell is null");
            Objects.requireNonNull(hiddenSize, "hiddenSize is null");
            Objects.requireNonNull(count, "count is null");
            Objects.requireNonNull(bidirectional, "bidirectional is null");
        }
    }

    /** Where nothing else is said. */
    public static final SearchSpace DEFAULT = new SearchSpace(
            new Layers(
                    Choices.of(List.of(Cell.LSTM, Cell.GRU)),
                    Choices.between(32, 128),
                    Choices.of(List.of(1, 2)),
                    Choices.of(List.of(false, true))),
            Choices.between(0.0005, 0.01),
            Choices.between(0, 0.5),
            Choices.of(List.of(0.0)));

    public SearchSpace {
        Objects.requireNonNull(layers, "layers is null");
        Objects.requireNonNull(learningRate, "learningRate is null");
        Objects.requireNonNull(dropout, "dropout is null");
        Objects.requireNonNull(l2, "l2 is null");
    }

    /**
     * Draws a network. It takes as many random numbers whatever is drawn, so that a setting that is fixed leaves the others as
     * they were.
     *
     * @param template all else
     * @throws gatewise.io.UserError if what was drawn makes no network
     */
    NetworkSpec draw(Random random, NetworkSpec template) {
        Cell drawnCell = layers.cell().draw(random.nextDouble(), null);
        int units = layers.hiddenSize().draw(random.nextDouble(), Range::wholeByLogarithm);
        int depth = layers.count().draw(random.nextDouble(), Range::whole);
        boolean both = layers.bidirectional().draw(random.nextDouble(), null);
        double rate = learningRate.draw(random.nextDouble(), Range::byLogarithm);
        double dropped = dropout.draw(random.nextDouble(), Range::even);
        double decay = l2.draw(random.nextDouble(), Range::byLogarithm);
        return template.toBuilder()
                .cell(drawnCell)
                .hiddenSizes(Collections.nCopies(depth, units))
                .bidirectional(both)
                .optimizer(template.optimizer().withLearningRate(rate))
                .dropout(dropped)
                .l2(decay)
                .build();
    }
}
