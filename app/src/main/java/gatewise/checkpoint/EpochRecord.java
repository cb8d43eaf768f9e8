package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;

/**
 * What an epoch came to.
 *
 * @param epoch counted from 1
 * @param loss mean over the batches, each before its step
 * @param gates how each gate was used after the epoch; empty for a cell without gates, or if it was not measured
 */
public record EpochRecord(
        int epoch,
        double loss,
        @JsonUnwrapped Accuracy accuracy,
        @JsonUnwrapped Pace pace,
        List<GateUse> gates) {

    public EpochRecord {
        // Checkpoints of older versions have none.
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /**
     * Shares of images, 0..1.
     *
     * @param sampleAccuracy on 256 random test images (all, if there are fewer), as the tutorial prints it
     * @param validationAccuracy on all validation images
     */
    public record Accuracy(double sampleAccuracy, double validationAccuracy) {}

    /**
     * @param seconds wall time with evaluation
     * @param imagesPerSecond of training alone
     */
    public record Pace(double seconds, double imagesPerSecond) {}

    public double sampleAccuracy() {
        return accuracy.sampleAccuracy();
    }

    public double validationAccuracy() {
        return accuracy.validationAccuracy();
    }

    public double seconds() {
        return pace.seconds();
    }

    public double imagesPerSecond() {
        return pace.imagesPerSecond();
    }

    /** The same without the gates' use, which is long. */
    public EpochRecord withoutGates() {
        return new EpochRecord(epoch, loss, accuracy, pace, List.of());
    }
}
