package gatewise.report;

import gatewise.checkpoint.EpochRecord;
import gatewise.study.RunResult;
import gatewise.study.Study;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The results of a study, network by network. */
public record Comparison(Study study, List<Row> rows) {
    /** The validation accuracy by whose first epoch networks are compared. */
    static final double REACHED = 0.97;

    /**
     * Puts results together; networks that have none are left out.
     *
     * @param results at least one
     */
    public static Comparison of(Study study, List<RunResult> results) {
        List<Float> deviations = study.form().mixedDeviations();
        return new Comparison(
                study,
                study.entries().stream()
                        .map(entry -> new Row(
                                entry,
                                results.stream()
                                        .filter(result -> result.network().equals(entry.name()))
                                        .toList(),
                                deviations))
                        .filter(row -> !row.runs().isEmpty())
                        .toList());
    }

    /** What a run came to; empty if it is not finished. */
    Optional<RunResult> result(Study.Run run) {
        return results()
                .filter(result -> result.network().equals(run.entry().name()) && result.seed() == run.seed())
                .findFirst();
    }

    private Stream<RunResult> results() {
        return rows.stream().flatMap(row -> row.runs().stream());
    }

    /** How many runs of the study are not finished. */
    long missing() {
        return study.runs().size() - results().count();
    }

    Places places() {
        return Places.of(results());
    }

    /** The network with the highest mean test accuracy, or the lowest mean error. */
    public Row best() {
        return rows.stream()
                .min(Comparator.comparing(Row::score, measure().bestFirst()))
                .orElseThrow();
    }

    Measure measure() {
        return rows.get(0).measure();
    }

    /** Whether errors of all outputs are in deviations of the training's numbers, as outputs are of several targets. */
    boolean standardised() {
        return !rows.get(0).deviations().isEmpty();
    }

    /** What a table calls a figure of the test, such as {@code test RMSE}. */
    String heading(String figure) {
        return "test " + figure + (standardised() ? ", standardised" : "");
    }

    /**
     * A network and its finished runs.
     *
     * @param deviations {@link gatewise.data.Form#mixedDeviations}, by which errors of all outputs are taken together
     */
    public record Row(Study.Entry entry, List<RunResult> runs, List<Float> deviations) {
        public String name() {
            return entry.name();
        }

        Measure measure() {
            return Measure.of(entry.network());
        }

        /** The finished run that does best on the validation sequences. */
        public RunResult bestRun() {
            return runs.stream()
                    .min(Comparator.comparing(
                            run -> Sample.of(measure().validation(run.history().get(run.scoredEpoch() - 1))),
                            measure().bestFirst()))
                    .orElseThrow();
        }

        /** Test accuracies, 0..1; or errors of numbers, in the units of the file or standardised. */
        public Sample score() {
            return sample(this::test);
        }

        /** What a run's part of {@link #score} is. */
        double test(RunResult run) {
            return measure().test(run, deviations);
        }

        /** Mean absolute errors of numbers, as {@link #score} has the root mean squared ones. */
        Sample meanAbsoluteErrors() {
            return sample(this::meanAbsoluteError);
        }

        double meanAbsoluteError(RunResult run) {
            return run.errors().mae(deviations);
        }

        Sample sample(ToDoubleFunction<RunResult> figure) {
            return Sample.of(runs.stream().mapToDouble(figure).toArray());
        }

        /** Of the epochs that were scored, the median. */
        double scoredEpoch() {
            return Sample.median(
                    runs.stream().mapToDouble(RunResult::scoredEpoch).toArray());
        }

        /** The median epoch's, with validation. */
        double secondsAnEpoch() {
            return median(EpochRecord::seconds);
        }

        /** The median epoch's, training alone. */
        double sequencesPerSecond() {
            return median(EpochRecord::imagesPerSecond);
        }

        private double median(ToDoubleFunction<EpochRecord> figure) {
            return Sample.median(runs.stream()
                    .flatMap(run -> run.history().stream())
                    .mapToDouble(figure)
                    .toArray());
        }

        /** Of one answer in microseconds: the median run's median. */
        double latency() {
            return Sample.median(runs.stream().mapToDouble(RunResult::latency).toArray());
        }

        /** How many runs come to {@link #REACHED}. */
        long reaching() {
            return reached().count();
        }

        /** After how many epochs the median of these runs does; NaN if there are none. */
        double epochsToReach() {
            return reaching() == 0 ? Double.NaN : Sample.median(reached().toArray());
        }

        private DoubleStream reached() {
            return runs.stream().mapToDouble(run -> run.epochsTo(REACHED)).filter(epochs -> epochs > 0);
        }

        /** Validation accuracies, or losses of numbers, after each epoch that all runs have. */
        List<Sample> curve() {
            int epochs =
                    runs.stream().mapToInt(run -> run.history().size()).min().orElse(0);
            return IntStream.range(0, epochs)
                    .mapToObj(epoch -> Sample.of(runs.stream()
                            .mapToDouble(
                                    run -> measure().validation(run.history().get(epoch)))
                            .toArray()))
                    .toList();
        }

        /** How many test sequences of one class a run takes for another, on average over the runs. */
        double confused(int actual, int predicted) {
            return runs.stream()
                    .mapToLong(run -> run.confusion()[actual][predicted])
                    .average()
                    .orElse(0);
        }
    }

    /**
     * Two classes that a network confuses.
     *
     * @param mean test sequences a run
     * @param best the same of the best network
     */
    record Confusion(String actual, String predicted, double mean, double best) {
        double more() {
            return mean - best;
        }
    }

    /** What a network confuses more often than the best one does, the largest difference first. */
    List<Confusion> confusions(Row row, int most) {
        Row best = best();
        List<String> labels = study.data().labels();
        List<Confusion> confusions = new ArrayList<>();
        for (int actual = 0; actual < labels.size(); actual++) {
            for (int predicted = 0; predicted < labels.size(); predicted++) {
                Confusion confusion = new Confusion(
                        labels.get(actual),
                        labels.get(predicted),
                        row.confused(actual, predicted),
                        best.confused(actual, predicted));
                if (actual != predicted && confusion.more() > 0) {
                    confusions.add(confusion);
                }
            }
        }
        confusions.sort(Comparator.comparingDouble(confusion -> -confusion.more()));
        return confusions.subList(0, Math.min(most, confusions.size()));
    }
}
