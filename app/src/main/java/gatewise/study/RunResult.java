package gatewise.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.EpochRecord;
import gatewise.scoring.Evaluation;
import java.util.List;

/**
 * What a run of a study came to.
 *
 * @param network its name in the study
 * @param history without the gates
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunResult(
        String network, long seed, @JsonUnwrapped Scored scored, List<EpochRecord> history) {

    /**
     * How the network did on the test images.
     *
     * @param scoredEpoch the epoch whose network was scored, once
     * @param confusion by [actual][predicted] class
     * @param latency of the answer for one test image, from its pixels to its probabilities: the median, in microseconds
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Scored(int scoredEpoch, long[][] confusion, double latency) {}

    public RunResult {
        history = List.copyOf(history);
        if (scored == null
                || scored.confusion() == null
                || scored.confusion().length < 2
                || scored.scoredEpoch() < 1
                || scored.scoredEpoch() > history.size()) {
            throw new IllegalArgumentException("a result without its epochs or its confusions");
        }
    }

    public int scoredEpoch() {
        return scored.scoredEpoch();
    }

    public long[][] confusion() {
        return scored.confusion();
    }

    public double latency() {
        return scored.latency();
    }

    /** On all test images, 0..1. */
    public double testAccuracy() {
        return new Evaluation(confusion()).accuracy();
    }

    /** Of the epoch that was scored, 0..1. */
    public double validationAccuracy() {
        return history.get(scoredEpoch() - 1).validationAccuracy();
    }

    /** Of training and validation, all epochs. */
    public double seconds() {
        return history.stream().mapToDouble(EpochRecord::seconds).sum();
    }

    /** The first epoch with such a validation accuracy, or 0 if none has it. */
    public int epochsTo(double validationAccuracy) {
        return history.stream()
                .filter(epoch -> epoch.validationAccuracy() >= validationAccuracy)
                .mapToInt(EpochRecord::epoch)
                .findFirst()
                .orElse(0);
    }
}
