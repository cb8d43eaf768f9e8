package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonProperty;
import gatewise.layer.CosineSchedule;
import gatewise.network.Networks;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** What becomes of the learning rate while a network trains. */
public enum Schedule {
    /** It stays. */
    @JsonProperty("constant")
    CONSTANT,
    /** It falls along half a cosine over all planned epochs, step by step, to a hundredth of itself. */
    @JsonProperty("cosine")
    COSINE;

    private static final double LEFT_AT_THE_END = 0.01;

    /**
     * Lets a network's optimiser follow this schedule; where it stands, the network's own count of steps says.
     *
     * @param steps of all planned epochs
     */
    public void apply(MultiLayerNetwork network, double learningRate, int steps) {
        if (this == COSINE) {
            Networks.follow(
                    network, learningRate, new CosineSchedule(learningRate, LEFT_AT_THE_END * learningRate, steps));
        }
    }

    /** As users write it: constant, cosine. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
