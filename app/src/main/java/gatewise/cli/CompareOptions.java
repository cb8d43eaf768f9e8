package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.study.Search;
import gatewise.study.Study;
import gatewise.study.StudyDraft;
import gatewise.training.Preset;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** What a study is made of beside its networks and their common plan. */
final class CompareOptions extends DataOption {
    /** More than any bound on the time lets pass. */
    private static final int UNBOUNDED = 1_000_000;

    private static final double RATE = 0.001;

    private static final int SEEDS = 5;

    @Option(
            names = "--seeds",
            paramLabel = "N",
            description =
                    "Runs of each network; default: 5. With --search: train the winner anew from N other seeds; default:"
                            + " score its own run.")
    private Integer seeds;

    @Option(
            names = "--seconds",
            paramLabel = "S",
            description = "End each run after the epoch in which S seconds have passed, in place of --epochs.")
    private Double seconds;

    @Option(
            names = "--parameters",
            paramLabel = "N",
            description =
                    "Find hidden sizes for N parameters, within 2%%; default: as many as the tutorial's LSTM has, or"
                            + " an LSTM-100 for sequences that are no images.")
    private Long parameters;

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description = "rmsprop, adam or sgd, the same for all; default: adam.")
    private String optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            description = "Step size of the optimizer; default: 0.001, or 0.002 for sequences that are no images.")
    private Double learningRate;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Train on the first N training images or sequences only.")
    Integer limit;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to compute with; default: what is fastest for each network on this machine, or with"
                    + " --spark 1.")
    Integer threads;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "runs/comparison",
            description =
                    "Folder for all runs and the report; default: runs/comparison. A study that is there goes on as it was"
                            + " begun; no other flag is needed.")
    Path out;

    /** Runs of each network, as a study has them, or of a new one. */
    int seeds(Study stored) {
        return seeds != null ? seeds : stored == null ? SEEDS : stored.seeds();
    }

    /** Other seeds to train a search's winner from, as a search has them; null to score its own run. */
    Integer seeds(Search stored) {
        return seeds != null ? seeds : stored == null ? null : stored.terms().seeds();
    }

    /**
     * Makes sure that nothing is said that a search draws, or must not depend on.
     *
     * @throws UserError if it is
     */
    void checkSearched() {
        if (parameters != null) {
            throw new UserError(
                    "--parameters does not go with --search, which draws hidden sizes",
                    "give hiddenSize in the file of the search's space");
        }
        if (learningRate != null) {
            throw new UserError(
                    "--learning-rate does not go with --search, which draws learning rates",
                    "give learningRate in the file of the search's space");
        }
    }

    /** Whether the user names an optimizer. */
    boolean namesOptimizer() {
        return optimizer != null;
    }

    /** Threads to compute with; null for what is fastest. */
    Integer threads(Study stored) {
        return threads(stored == null ? null : stored.threads());
    }

    /** The same of what goes on with so many, or with what is fastest. */
    Integer threads(Integer stored) {
        return threads != null ? threads : stored;
    }

    /** Whether the user bounds runs by their time. */
    boolean isTimed() {
        return seconds != null;
    }

    /** Where the data of a study is now, as {@link DataOption#source()} has it. */
    String source(Provenance.Data begun) {
        return isGiven() ? source() : begun.source();
    }

    /** Whether the user says of what networks a study is, be it the same as one that is there. */
    boolean namesNetworks() {
        return parameters != null || optimizer != null || learningRate != null;
    }

    /**
     * The data of what is there, from where it was or where the user says it is now.
     *
     * @param what is there, such as "a study"
     * @throws UserError if it is other data
     */
    Dataset stored(Provenance.Data begun, String what) {
        Dataset set = isGiven() ? Dataset.open(source(), begun.reading(), begun.holdout()) : begun.open();
        boolean other = limit != null && limit != begun.trainingImages();
        if (other || !set.sha256().equals(begun.sha256())) {
            throw new UserError(
                    "--out " + out + " holds " + what + " with other data",
                    "go on with the same settings and networks, or give another folder");
        }
        return set.train().count() > begun.trainingImages() ? set.limit(begun.trainingImages()) : set;
    }

    /** @throws UserError if the flags do not go together */
    TrainingPlan plan(TrainingPlan start, PlanOptions options) {
        if (seconds == null) {
            return options.apply(start);
        }
        if (!(seconds > 0)) {
            throw new UserError("--seconds must be above 0, got " + Text.number(seconds), "give a positive number");
        }
        return options.apply(
                start.toBuilder().epochs(UNBOUNDED).seconds(seconds).build());
    }

    Optimizer optimizer(Form form) {
        double usual =
                form.isImages() ? RATE : Preset.of(form).network().optimizer().learningRate();
        return Optimizer.named(optimizer == null ? "adam" : optimizer, learningRate == null ? usual : learningRate);
    }

    /**
     * As the user said, or as near to a network's as all come.
     *
     * @param reference that network, for the data at hand
     */
    long parameters(NetworkSpec reference, List<StudyDraft> drafts) {
        if (parameters != null && parameters < 1) {
            throw new UserError("--parameters must be at least 1, got " + parameters, "give a larger one");
        }
        return parameters == null ? StudyDraft.nearest(drafts, reference.parameters()) : parameters;
    }
}
