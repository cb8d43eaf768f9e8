package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a run has come: all that is needed, beside the network, to go on as if it had never stopped.
 *
 * @param history the epochs that are complete
 * @param batch batches done of the epoch after those
 * @param lossSum sum of the losses of those batches
 * @param trainingSeconds spent on those batches
 * @param testAccuracy share of all test images that the network as it stands got right, 0..1; null if that was not
 *     measured, or not kept by an older version
 */
public record Progress(
        List<EpochRecord> history,
        int batch,
        double lossSum,
        double trainingSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) Double testAccuracy) {

    public static final Progress START = new Progress(List.of(), 0, 0, 0, null);

    public Progress {
        history = List.copyOf(history);
    }

    /** Complete epochs. */
    public int epochs() {
        return history.size();
    }

    /** One batch further. */
    public Progress afterBatch(double loss, double seconds) {
        return new Progress(history, batch + 1, lossSum + loss, trainingSeconds + seconds, null);
    }

    /** One epoch further. */
    public Progress afterEpoch(EpochRecord epoch) {
        List<EpochRecord> longer = new ArrayList<>(history);
        longer.add(epoch);
        return new Progress(longer, 0, 0, 0, null);
    }

    /** The same, the network scored on all test images; null for not. */
    public Progress scored(Double accuracy) {
        return new Progress(history, batch, lossSum, trainingSeconds, accuracy);
    }

    /** The same with other complete epochs. */
    Progress with(List<EpochRecord> epochs) {
        return new Progress(epochs, batch, lossSum, trainingSeconds, testAccuracy);
    }

    /** The epoch with the best network by validation, the first of equals; null before the first is complete. */
    public EpochRecord best() {
        EpochRecord best = null;
        for (EpochRecord epoch : history) {
            if (best == null || epoch.isBetterThan(best)) {
                best = epoch;
            }
        }
        return best;
    }

    /** Median over the complete epochs, 0 without any. */
    public double imagesPerSecond() {
        double[] sorted = history.stream()
                .mapToDouble(EpochRecord::imagesPerSecond)
                .sorted()
                .toArray();
        int middle = sorted.length / 2;
        if (sorted.length == 0) {
            return 0;
        }
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Of the complete epochs and of the batches since. */
    public double seconds() {
        return history.stream().mapToDouble(EpochRecord::seconds).sum() + trainingSeconds;
    }
}
