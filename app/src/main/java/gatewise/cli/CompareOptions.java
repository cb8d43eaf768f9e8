package gatewise.cli;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
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

    @Option(names = "--seeds", paramLabel = "N", description = "Runs of each network; default: 5.")
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
            description = "Threads to compute with; default: what is fastest for each network on this machine.")
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

    /** Threads to compute with; null for what is fastest. */
    Integer threads(Study stored) {
        return threads != null || stored == null ? threads : stored.threads();
    }

    /** Whether the user says of what networks a study is, be it the same as one that is there. */
    boolean namesNetworks() {
        return parameters != null || optimizer != null || learningRate != null;
    }

    /**
     * The data of a study that is there, from where it was or where the user says it is now.
     *
     * @throws UserError if it is other data
     */
    Dataset stored(Study study) {
        Provenance.Data begun = study.data();
        Dataset set = isGiven() ? Dataset.open(source(), begun.reading(), begun.holdout()) : begun.open();
        boolean other = limit != null && limit != begun.trainingImages();
        if (other || !set.sha256().equals(begun.sha256())) {
            throw new UserError(
                    "--out " + out + " holds a study with other data",
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
