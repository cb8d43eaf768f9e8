package gatewise.study;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.scoring.Evaluation;
import gatewise.training.RunFolder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Whether what a file says can have come of a run: it may have been changed by hand, or be of another study. */
final class ResultCheck {
    private final Study study;
    private final Study.Run run;
    private final RunResult result;

    private ResultCheck(Study study, Study.Run run, RunResult result) {
        this.study = study;
        this.run = run;
        this.result = result;
    }

    /** Why it cannot, in a few words; null if it can. */
    static String problem(Study study, Study.Run run, RunResult result) {
        return new ResultCheck(study, run, result).problem();
    }

    private String problem() {
        List<EpochRecord> history = result.history();
        int outputs = study.data().labels().size();
        boolean scored = study.upTo() == null ? isScoreOf(outputs) : !result.isScored();
        if (!scored || !run.entry().name().equals(result.network()) || run.seed() != result.seed()) {
            return "it is no result of " + run.entry().name() + ", seed " + run.seed();
        }
        if (history.size() > study.mostEpochs(run)) {
            return "it has " + history.size() + " epochs, expected at most " + study.mostEpochs(run);
        }
        for (int i = 0; i < history.size(); i++) {
            if (history.get(i).epoch() != i + 1 || !canBe(history.get(i))) {
                return "its epoch " + (i + 1) + " cannot be one";
            }
        }
        EpochRecord chosen = result.scoredRecord();
        boolean best = run.plan().scoreBest() || study.upTo() != null;
        if (best ? history.stream().anyMatch(epoch -> isBetter(epoch, chosen)) : chosen.epoch() < history.size()) {
            return "it is of epoch " + chosen.epoch() + ", which is not the " + (best ? "best" : "last");
        }
        return areNumbers(DoubleStream.of(result.latency())) ? null : "its latency cannot be one";
    }

    /**
     * In what the run that a result is of differs from the one that it should be of, in a few words; null if in nothing that
     * can be told.
     *
     * @param folder of the run, whose checkpoint says what a result of an older version does not
     */
    static String difference(Study study, Study.Run run, RunResult result, RunFolder folder) {
        Study expected = study.alone(run);
        if (!run.entry().name().equals(result.network()) || run.seed() != result.seed()) {
            return null; // It is told as a problem.
        }
        return result.study() != null
                ? expected.difference(result.study())
                : folder.trained()
                        .map(trained -> difference(expected, trained, result.history()))
                        .orElse(null);
    }

    private static String difference(Study expected, Provenance trained, List<EpochRecord> history) {
        Study.Entry entry = expected.entries().get(0);
        List<EpochRecord> known = trained.progress().history().stream()
                .map(EpochRecord::withoutGates)
                .toList();
        // A checkpoint of the best epoch ends before the result does; one that a user trained further, after it.
        int both = Math.min(known.size(), history.size());
        boolean begins = history.subList(0, both).equals(known.subList(0, both));
        boolean wentOn = begins && known.size() > history.size();
        Study there = new Study(
                expected.formatVersion(),
                List.of(new Study.Entry(
                        entry.name(), entry.tutorial(), trained.network(), wentOn ? entry.plan() : trained.plan())),
                expected.scope(),
                trained.data());
        String difference = expected.difference(there);
        return difference != null ? difference : begins ? null : "other epochs than the checkpoint beside it";
    }

    private boolean isOfClasses() {
        return run.entry().network().task().saysClasses();
    }

    private boolean isScoreOf(int outputs) {
        if (isOfClasses()) {
            return result.confusion() != null
                    && isSquare(result.confusion(), outputs)
                    && new Evaluation(result.confusion()).images() > 0;
        }
        RunResult.Errors errors = result.errors();
        return errors != null
                && errors.rootMeanSquares().size() == outputs
                && areNumbers(Stream.of(errors.rootMeanSquares(), errors.meanAbsolutes())
                        .flatMap(List::stream)
                        .mapToDouble(Double::doubleValue));
    }

    private static boolean isSquare(long[][] counts, int size) {
        return counts.length == size
                && Arrays.stream(counts)
                        .allMatch(row -> row != null
                                && row.length == size
                                && Arrays.stream(row).allMatch(count -> count >= 0 && count <= Integer.MAX_VALUE));
    }

    /** Numbers have no accuracies, and a validation loss in every version. */
    private boolean canBe(EpochRecord epoch) {
        boolean classes = isOfClasses();
        if (epoch.hasAccuracy() != classes
                || (classes ? epoch.accuracy().sampleAccuracy() == null : Double.isNaN(epoch.validationLoss()))) {
            return false;
        }
        boolean shares = !classes || epoch.sampleAccuracy() <= 1 && epoch.validationAccuracy() <= 1;
        DoubleStream accuracies =
                classes ? DoubleStream.of(epoch.sampleAccuracy(), epoch.validationAccuracy()) : DoubleStream.empty();
        DoubleStream losses = epoch.losses().validationLoss() == null
                ? DoubleStream.of(epoch.loss())
                : DoubleStream.of(epoch.loss(), epoch.validationLoss());
        return shares
                && areNumbers(accuracies)
                && areNumbers(losses)
                && areNumbers(DoubleStream.of(epoch.seconds(), epoch.imagesPerSecond()));
    }

    private static boolean areNumbers(DoubleStream values) {
        return values.allMatch(value -> value >= 0 && Double.isFinite(value));
    }

    /** Of equal accuracies, versions chose another epoch. */
    private static boolean isBetter(EpochRecord epoch, EpochRecord chosen) {
        return epoch.hasAccuracy()
                ? epoch.validationAccuracy() > chosen.validationAccuracy()
                : epoch.validationLoss() < chosen.validationLoss();
    }

    /** Whether both were scored on as many sequences, or steps, of each class; of numbers that cannot be told. */
    static boolean areOfSameTest(RunResult one, RunResult other) {
        long[][] counts = one.confusion();
        return counts == null
                || IntStream.range(0, counts.length)
                        .allMatch(actual -> new Evaluation(counts).actual(actual)
                                == new Evaluation(other.confusion()).actual(actual));
    }
}
