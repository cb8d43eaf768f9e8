package gatewise.network;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.nd4j.linalg.learning.config.IUpdater;

/** How gradients become steps. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Optimizer.RmsProp.class, name = "rmsprop"),
    @JsonSubTypes.Type(value = Optimizer.Adam.class, name = "adam"),
    @JsonSubTypes.Type(value = Optimizer.Sgd.class, name = "sgd")
})
public sealed interface Optimizer {

    double learningRate();

    Optimizer withLearningRate(double learningRate);

    /** The DL4J configuration of this optimiser. */
    IUpdater updater();

    /** Numbers of its state for so many parameters. */
    default long stateSize(long parameters) {
        return updater().stateSize(parameters);
    }

    /**
     * Numbers of its state for so many parameters before the means of squared gradients, which come last in it and are
     * never negative.
     */
    default long beforeSquares(long parameters) {
        return 0;
    }

    /** What every number of its state is before the first step; empty for DL4J's own. */
    default OptionalDouble initialState() {
        return OptionalDouble.empty();
    }

    /** With its usual settings. */
    static Optimizer named(String name, double learningRate) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "rmsprop" -> new RmsProp(learningRate, 0.9, 1e-10, null);
            case "adam" -> new Adam(learningRate, 0.9, 0.999, 1e-8);
            case "sgd" -> new Sgd(learningRate);
            default ->
                throw new UserError(
                        Phrase.of(Setting.OPTIMIZER, ": expected rmsprop, adam or sgd, got '" + name + "'"),
                        Suggestion.fix(name, List.of("rmsprop", "adam", "sgd")));
        };
    }

    /**
     * {@code s = decay * s + (1 - decay) * g²; w -= learningRate * g / (sqrt(s) + epsilon)} (Tieleman & Hinton 2012, lecture
     * 6.5).
     *
     * @param initialMeanSquare what s starts at: 1 in TensorFlow 1, which makes the first steps small, 0 in PyTorch; null
     *     for DL4J's own, epsilon
     */
    record RmsProp(
            double learningRate,
            double decay,
            double epsilon,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double initialMeanSquare)
            implements Optimizer {
        public RmsProp {
            if (initialMeanSquare != null) {
                SinglePrecision.requireNotNegative("the optimizer's initialMeanSquare", initialMeanSquare);
            }
            SinglePrecision.requirePositive(Setting.LEARNING_RATE, learningRate);
            checkFraction("the optimizer's decay", decay);
            SinglePrecision.requirePositive("the optimizer's epsilon", epsilon);
        }

        @Override
        public Optimizer withLearningRate(double rate) {
            return new RmsProp(rate, decay, epsilon, initialMeanSquare);
        }

        /** The same from another mean square, null for DL4J's own. */
        public RmsProp withInitialMeanSquare(Double value) {
            return new RmsProp(learningRate, decay, epsilon, value);
        }

        @Override
        public OptionalDouble initialState() {
            return initialMeanSquare == null ? OptionalDouble.empty() : OptionalDouble.of(initialMeanSquare);
        }

        @Override
        public String toString() {
            return "rmsprop, learning rate " + Text.number(learningRate) + ", decay " + Text.number(decay)
                    + ", epsilon " + Text.number(epsilon)
                    + (initialMeanSquare == null ? "" : ", mean square from " + Text.number(initialMeanSquare));
        }

        @Override
        public IUpdater updater() {
            return new org.nd4j.linalg.learning.config.RmsProp(learningRate, decay, epsilon);
        }
    }

    /** Kingma & Ba 2015, arXiv:1412.6980, algorithm 1. */
    record Adam(double learningRate, double beta1, double beta2, double epsilon) implements Optimizer {
        public Adam {
            SinglePrecision.requirePositive(Setting.LEARNING_RATE, learningRate);
            checkFraction("the optimizer's beta1", beta1);
            checkFraction("the optimizer's beta2", beta2);
            SinglePrecision.requirePositive("the optimizer's epsilon", epsilon);
        }

        @Override
        public long beforeSquares(long parameters) {
            return parameters; // the means of the gradients themselves
        }

        @Override
        public Optimizer withLearningRate(double rate) {
            return new Adam(rate, beta1, beta2, epsilon);
        }

        @Override
        public String toString() {
            return "adam, learning rate " + Text.number(learningRate) + ", betas " + Text.number(beta1) + " and "
                    + Text.number(beta2) + ", epsilon " + Text.number(epsilon);
        }

        @Override
        public IUpdater updater() {
            return new org.nd4j.linalg.learning.config.Adam(learningRate, beta1, beta2, epsilon);
        }
    }

    /** {@code w -= learningRate * g}. */
    record Sgd(double learningRate) implements Optimizer {
        public Sgd {
            SinglePrecision.requirePositive(Setting.LEARNING_RATE, learningRate);
        }

        @Override
        public Optimizer withLearningRate(double rate) {
            return new Sgd(rate);
        }

        @Override
        public String toString() {
            return "sgd, learning rate " + Text.number(learningRate);
        }

        @Override
        public IUpdater updater() {
            return new org.nd4j.linalg.learning.config.Sgd(learningRate);
        }
    }

    private static void checkFraction(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new UserError(
                    name + " must be in 0..1 (without 1), got " + Text.number(value), "give a number in that range");
        }
    }
}
