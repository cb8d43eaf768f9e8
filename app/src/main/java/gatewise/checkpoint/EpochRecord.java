package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What an epoch came to.
 *
 * @param epoch counted from 1
 * @param gates how each gate was used after the epoch; empty for a cell without gates, or if it was not measured
 */
public record EpochRecord(
        int epoch,
        @JsonUnwrapped Losses losses,
        @JsonUnwrapped Accuracy accuracy,
        @JsonUnwrapped Pace pace,
        List<GateUse> gates) {

    public EpochRecord {
        // Checkpoints of older versions have none.
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /**
     * Means of the cross-entropy in nats, or of the errors of numbers in the scale in which they are trained.
     *
     * @param loss over the training batches, each before its step
     * @param validationLoss over the validation images after the epoch; null where an older version trained
     */
    public record Losses(
            double loss,
            @JsonInclude(JsonInclude.Include.NON_NULL) Double validationLoss) {}

    /**
     * Shares of sequences, or of steps where each has a class, 0..1; null where numbers are said.
     *
     * @param sampleAccuracy on 256 random test sequences (all, if there are fewer), as the tutorial prints it
     * @param validationAccuracy on all validation sequences
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Accuracy(Double sampleAccuracy, Double validationAccuracy) {
        /** Where numbers are said. */
        public static final Accuracy NONE = new Accuracy(null, null);
    }

    /**
     * @param seconds wall time with evaluation
     * @param imagesPerSecond of training alone
     */
    public record Pace(double seconds, double imagesPerSecond) {}

    public double loss() {
        return losses.loss();
    }

    /** Whether classes are said, so that there are accuracies. */
    public boolean hasAccuracy() {
        return accuracy.validationAccuracy() != null;
    }

    /** NaN where numbers are said, as is {@link #validationAccuracy}. */
    public double sampleAccuracy() {
        return hasAccuracy() ? accuracy.sampleAccuracy() : Double.NaN;
    }

    public double validationAccuracy() {
        return hasAccuracy() ? accuracy.validationAccuracy() : Double.NaN;
    }

    /** Over the validation sequences; NaN where an older version trained. */
    public double validationLoss() {
        return losses.validationLoss() == null ? Double.NaN : losses.validationLoss();
    }

    /**
     * Whether it ended with a better network: of a higher validation accuracy; of equals, and where numbers are said, of a lower
     * validation loss.
     */
    public boolean isBetterThan(EpochRecord other) {
        return hasAccuracy() && validationAccuracy() != other.validationAccuracy()
                ? validationAccuracy() > other.validationAccuracy()
                : validationLoss() < other.validationLoss();
    }

    public double seconds() {
        return pace.seconds();
    }

    public double imagesPerSecond() {
        return pace.imagesPerSecond();
    }

    /** The same without the gates' use, which is long. */
    public EpochRecord withoutGates() {
        return new EpochRecord(epoch, losses, accuracy, pace, List.of());
    }
}
