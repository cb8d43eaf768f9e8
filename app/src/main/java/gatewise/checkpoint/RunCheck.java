package gatewise.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.data.Form;
import gatewise.data.NameProblem;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether the parts of a provenance, each of which can be, can be those of one run. */
public final class RunCheck {
    private static final double ROUNDING = 1e-9;

    private final FieldCheck check = new FieldCheck();
    private final NetworkSpec network;
    private final Provenance.Data data;

    private RunCheck(NetworkSpec network, Provenance.Data data) {
        this.network = network;
        this.data = data;
    }

    /** The first field that cannot be, in a few words; null if all can. */
    static String problem(Provenance provenance) {
        RunCheck run = begun(provenance);
        if (provenance.isTrained()) {
            run.checkProgress(provenance.progress(), provenance.plan());
        }
        return run.check.problem();
    }

    /**
     * Nothing, if a run that begins or goes on so leaves checkpoints that can be read.
     *
     * @throws UserError naming the first field that could not
     */
    public static void requireReadable(Provenance provenance) {
        JsonNode json = Json.FILES.valueToTree(ProvenanceFile.of(provenance));
        String ofAField = ProvenanceCheck.problem(json);
        String problem = ofAField == null ? begun(provenance).check.problem() : ofAField;
        if (problem != null) {
            throw new UserError("a checkpoint of this run could not be read: its " + problem, "give another");
        }
    }

    /** The same of a network and the data that it is to be trained on. */
    public static String problem(NetworkSpec network, Provenance.Data data) {
        boolean known = data.source() != null && data.name() != null && data.sha256() != null;
        if (!known || data.labels() == null || data.trainingImages() < 1) {
            return "its data have no source, name, checksum, classes or training sequences";
        }
        return read(network, data).check.problem();
    }

    /** What reads, and what is read. */
    private static RunCheck read(NetworkSpec network, Provenance.Data data) {
        RunCheck run = new RunCheck(network, data);
        run.checkLabels();
        run.checkForm();
        return run;
    }

    /** All but what was done. */
    private static RunCheck begun(Provenance provenance) {
        RunCheck run = read(provenance.network(), provenance.data());
        if (provenance.isTrained()) {
            run.checkPlan(provenance.plan());
        }
        return run;
    }

    private void checkLabels() {
        List<String> labels = data.labels();
        check.require(
                labels.size() == network.classes(),
                "the number of data.labels",
                labels.size(),
                network.classes() + ", as its network has classes");
        String problem = NameProblem.of(labels);
        check.require(problem == null, "data.labels", "a list with " + problem, "each class once, by its name");
    }

    /** What the data say of their sequences against what the network reads. */
    private void checkForm() {
        String problem;
        try {
            Form form = data.form(network.inputSize());
            problem = data.isImages() ? null : ofSequences(form);
            if (form.task() != network.task()) {
                problem = "the task " + form.task() + ", and the network the task " + network.task();
            } else if (form.features().size() != network.inputSize()) {
                problem = form.features().size() + " features, and the network " + network.inputSize() + " inputs";
            }
        } catch (IllegalArgumentException | NullPointerException e) {
            problem = e.getMessage() == null ? "a part that is null" : e.getMessage();
        }
        check.require(problem == null, "data.sequences", "with " + problem, "what the network reads");
    }

    private String ofSequences(Form form) {
        if (form.isImages()) {
            return "no scaling";
        }
        String names = NameProblem.of(form.features());
        if (names != null) {
            return "features: " + names;
        }
        String steps = form.steps().problem();
        if (steps != null) {
            return steps;
        }
        return data.reading() == null ? "no reading" : data.reading().problem(form);
    }

    private void checkPlan(TrainingPlan plan) {
        check.require(
                !data.isImages() || plan.batchSize() <= data.trainingImages(),
                "plan.batchSize",
                plan.batchSize(),
                "at most the " + data.trainingImages() + " of data.trainingImages");
        int smallest = Math.min(network.timeSteps(), network.inputSize());
        check.require(
                plan.shift() < smallest, "plan.shift", plan.shift(), "less than the " + smallest + " of an image");
    }

    private void checkProgress(Progress progress, TrainingPlan plan) {
        check.require(
                progress.epochs() > 0 || progress.batch() > 0,
                "progress.history",
                "empty and progress.batch 0",
                "an epoch or a batch that is done");
        check.require(
                progress.epochs() <= plan.epochs(),
                "the number of epochs in progress.history",
                progress.epochs(),
                "at most the " + plan.epochs() + " of plan.epochs");
        int batches = batches(data, plan);
        check.require(
                progress.batch() <= batches,
                "progress.batch",
                progress.batch(),
                "at most the " + batches + " of an epoch");
        check.require(
                progress.batch() > 0 || progress.lossSum() == 0,
                "progress.lossSum",
                progress.lossSum(),
                "0, as progress.batch is");
        check.require(
                progress.batch() > 0 || progress.trainingSeconds() == 0,
                "progress.trainingSeconds",
                progress.trainingSeconds(),
                "0, as progress.batch is");
        progress.history().forEach(this::checkAccuracy);
        progress.history().forEach(this::checkGates);
    }

    /** Of an epoch: of images those are left out that do not fill one. */
    private static int batches(Provenance.Data data, TrainingPlan plan) {
        int incomplete = !data.isImages() && data.trainingImages() % plan.batchSize() > 0 ? 1 : 0;
        return data.trainingImages() / plan.batchSize() + incomplete;
    }

    /** The training steps that a run has done. */
    static long steps(Provenance provenance) {
        Progress progress = provenance.progress();
        return (long) batches(provenance.data(), provenance.plan()) * progress.epochs() + progress.batch();
    }

    /** Accuracies are of classes; numbers have the validation loss alone. */
    private void checkAccuracy(EpochRecord epoch) {
        boolean classes = network.task().saysClasses();
        EpochRecord.Accuracy accuracy = epoch.accuracy();
        boolean fits = classes
                ? accuracy.sampleAccuracy() != null && accuracy.validationAccuracy() != null
                : accuracy.sampleAccuracy() == null
                        && accuracy.validationAccuracy() == null
                        && epoch.losses().validationLoss() != null;
        check.require(
                fits,
                "progress.history[" + (epoch.epoch() - 1) + "]",
                "not so",
                classes ? "sampleAccuracy and validationAccuracy" : "validationLoss, and no accuracies");
    }

    private void checkGates(EpochRecord epoch) {
        Set<GateUse.Place> seen = new HashSet<>();
        for (GateUse gate : epoch.gates()) {
            String problem = problem(gate, seen);
            if (problem != null) {
                check.require(
                        false, "a gate in progress.history[" + (epoch.epoch() - 1) + "].gates", gate.place(), problem);
            }
        }
    }

    private String problem(GateUse gate, Set<GateUse.Place> seen) {
        List<String> gates = network.cell().gates();
        if (gate.layer() > network.hiddenSizes().size()) {
            return "a layer in 1.." + network.hiddenSizes().size();
        }
        if (!gate.direction().equals("forward")
                && !(network.bidirectional() && gate.direction().equals("backward"))) {
            return "the direction forward" + (network.bidirectional() ? " or backward" : "");
        }
        // The candidate, which comes last, is no gate.
        if (!gates.subList(0, gates.size() - 1).contains(gate.gate())) {
            return "a gate of " + network.cell();
        }
        if (gate.closed() + gate.open() > 1 + ROUNDING) {
            return "closed and open of at most 1 together";
        }
        return seen.add(gate.place()) ? null : "each once";
    }
}
