package gatewise.study;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.checkpoint.EpochRecord;
import gatewise.scoring.Evaluation;
import gatewise.scoring.Residuals;
import gatewise.scoring.Result;
import gatewise.scoring.Scores;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a run of a study came to.
 *
 * @param network its name in the study
 * @param history without the gates
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunResult(
        String network,
        long seed,
        @JsonUnwrapped Scored scored,
        List<EpochRecord> history,
        @JsonUnwrapped Origin origin) {

    /**
     * Where a result comes from.
     *
     * @param study of that run alone: its data, network and plan; null where an older version trained
     * @param place where it was trained; null if one process trains the whole study
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Origin(Study study, Place place) {}

    /**
     * How the network did on the test sequences, unless these are spared as in the rungs of a search.
     *
     * @param scoredEpoch the epoch whose network was scored, once, or could be
     * @param confusion of classes, by [actual][predicted]; null where numbers are said, or nothing was scored
     * @param errors of numbers; null where classes are said, or nothing was scored
     * @param latency of the answer for one test sequence, from its numbers to what is said of it: the median, in microseconds
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Scored(int scoredEpoch, long[][] confusion, Errors errors, double latency) {
        public Scored {
            if (confusion != null && (errors != null || confusion.length < 2)) {
                throw new IllegalArgumentException("a result without its confusions or its errors");
            }
        }

        /** Of a run that is to go on, with its best epoch so far. */
        static Scored not(int bestEpoch) {
            return new Scored(bestEpoch, null, null, 0);
        }

        static Scored of(int scoredEpoch, Result test, double latency) {
            return test instanceof Scores scores
                    ? new Scored(scoredEpoch, scores.evaluation().confusion(), null, latency)
                    : new Scored(scoredEpoch, null, Errors.of((Residuals) test), latency);
        }
    }

    /**
     * How far off numbers are, in the units of the file.
     *
     * @param rootMeanSquares of the errors, of each output
     * @param meanAbsolutes of the errors, of each output
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Errors(List<Double> rootMeanSquares, List<Double> meanAbsolutes) {
        public Errors {
            rootMeanSquares = List.copyOf(rootMeanSquares);
            meanAbsolutes = List.copyOf(meanAbsolutes);
            if (rootMeanSquares.isEmpty() || meanAbsolutes.size() != rootMeanSquares.size()) {
                throw new IllegalArgumentException("a result without two errors for each output");
            }
        }

        static Errors of(Residuals residuals) {
            return new Errors(
                    IntStream.range(0, residuals.outputs())
                            .mapToObj(residuals::rmse)
                            .toList(),
                    IntStream.range(0, residuals.outputs())
                            .mapToObj(residuals::mae)
                            .toList());
        }

        /**
         * Of all outputs.
         *
         * @param deviations {@link gatewise.data.Form#mixedDeviations}: where there are some, the error is standardised
         */
        public double rmse(List<Float> deviations) {
            return Math.sqrt(comparable(rootMeanSquares, deviations)
                    .map(error -> error * error)
                    .average()
                    .orElseThrow());
        }

        /** Of all outputs, as {@link #rmse}. */
        public double mae(List<Float> deviations) {
            return comparable(meanAbsolutes, deviations).average().orElseThrow();
        }

        private static DoubleStream comparable(List<Double> errors, List<Float> deviations) {
            return IntStream.range(0, errors.size())
                    .mapToDouble(output ->
                            deviations.isEmpty() ? errors.get(output) : errors.get(output) / deviations.get(output));
        }
    }

    /**
     * Where a run was trained, beside which others may have been.
     *
     * @param part its number, from 1; of a cluster, the number of the process
     * @param parts how many there were; 0 where that is not known, as in a cluster
     * @param host the machine's name
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Place(int part, int parts, String host) {
        public Place {
            Objects.requireNonNull(host, "host is null");
        }
    }

    public RunResult {
        history = List.copyOf(history);
        if (scored == null || scored.scoredEpoch() < 1 || scored.scoredEpoch() > history.size()) {
            throw new IllegalArgumentException("a result without its epochs");
        }
    }

    /** The study of that run alone; null where an older version trained. */
    public Study study() {
        return origin == null ? null : origin.study();
    }

    /** Where it was trained; null if one process trains the whole study. */
    public Place place() {
        return origin == null ? null : origin.place();
    }

    public int scoredEpoch() {
        return scored.scoredEpoch();
    }

    /** Whether it was scored on the test sequences. */
    public boolean isScored() {
        return confusion() != null || errors() != null;
    }

    /** Of classes; null where numbers are said. */
    public long[][] confusion() {
        return scored.confusion();
    }

    /** Of numbers; null where classes are said. */
    public Errors errors() {
        return scored.errors();
    }

    public double latency() {
        return scored.latency();
    }

    /** On all test sequences, or their steps where each has a class, 0..1; of classes alone. */
    public double testAccuracy() {
        return new Evaluation(confusion()).accuracy();
    }

    /** The mean F1 of the classes, 0..1; of classes alone. */
    public double testMacroF1() {
        return new Evaluation(confusion()).macroF1();
    }

    /** Of the epoch that was scored, 0..1; NaN where numbers are said. */
    public double validationAccuracy() {
        return scoredRecord().validationAccuracy();
    }

    /** Of the epoch that was scored; NaN where an older version trained. */
    public double validationLoss() {
        return scoredRecord().validationLoss();
    }

    /** What the epoch that was scored, or could be, came to. */
    public EpochRecord scoredRecord() {
        return history.get(scoredEpoch() - 1);
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
