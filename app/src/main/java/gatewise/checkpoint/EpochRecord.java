package gatewise.checkpoint;

import java.util.List;

/**
 * What an epoch came to.
 *
 * @param epoch counted from 1
 * @param loss mean over the batches, each before its step
 * @param sampleAccuracy on 256 random test images (all, if there are fewer), as the tutorial prints it
 * @param validationAccuracy on all validation images
 * @param seconds wall time with evaluation
 * @param imagesPerSecond of training alone
 * @param gates how each gate was used after the epoch; empty for a cell without gates, or if it was not measured
 */
public record EpochRecord(
        int epoch,
        double loss,
        double sampleAccuracy,
        double validationAccuracy,
        double seconds,
        double imagesPerSecond,
        List<GateUse> gates) {

    public EpochRecord {
        // Checkpoints of older versions have none.
        gates = gates == null ? List.of() : List.copyOf(gates);
    }

    /** The same without the gates' use, which is long. */
    public EpochRecord withoutGates() {
        return new EpochRecord(epoch, loss, sampleAccuracy, validationAccuracy, seconds, imagesPerSecond, List.of());
    }
}
