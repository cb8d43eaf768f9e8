package gatewise.cli;

import gatewise.checkpoint.TrainingPlan;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.study.StudyDraft;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a study is made of beside its networks and their common plan. */
final class CompareOptions extends DataOption {
    /** More than any bound on the time lets pass. */
    private static final int UNBOUNDED = 1_000_000;

    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(10)
            .batchSize(128)
            .shuffle(true)
            .scoreBest(true)
            .seed(1)
            .build();

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "5", description = "Runs of each network; default: 5.")
    int seeds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "End each run after the epoch in which S seconds have passed, in place of --epochs.")
    private Double seconds;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description =
                    "Find hidden sizes for N parameters, within 2%%; default: as many as the tutorial's LSTM has.")
    private Long parameters;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            defaultValue = "adam",
            description = "rmsprop, adam or sgd, the same for all; default: adam.")
    private String optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.001",
            description = "Step size of the optimizer; default: 0.001.")
    private double learningRate;

    @Option(names = "--limit", paramLabel = "N", description = "Train on the first N training images only.")
    Integer limit;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with; default: what is fastest for each network on this machine.")
    Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/comparison",
            description =
                    "Folder for all runs and the report; default: runs/comparison. A study that is there goes on.")
    Path out;

    /** @throws UserError if the flags do not go together */
    TrainingPlan plan(PlanOptions options) {
        if (seconds == null) {
            return options.apply(PLAN);
        }
        if (!(seconds > 0)) {
            throw new UserError("--seconds must be above 0, got " + Text.number(seconds), "give a positive number");
        }
        return options.apply(PLAN.toBuilder().epochs(UNBOUNDED).seconds(seconds).build());
    }

    Optimizer optimizer() {
        return Optimizer.named(optimizer, learningRate);
    }

    /**
     * As the user said, or as near to the tutorial's as all networks come.
     *
     * @param tutorial the tutorial's network for the images at hand
     */
    long parameters(NetworkSpec tutorial, List<StudyDraft> drafts) {
        if (parameters != null && parameters < 1) {
            throw new UserError("--parameters must be at least 1, got " + parameters, "give a larger one");
        }
        return parameters == null ? StudyDraft.nearest(drafts, tutorial.parameters()) : parameters;
    }
}
