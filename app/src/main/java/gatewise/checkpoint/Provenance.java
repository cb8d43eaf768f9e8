package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Holdout;
import gatewise.data.NameProblem;
import gatewise.data.Reading;
import gatewise.data.Scaling;
import gatewise.data.SequenceFiles;
import gatewise.data.Task;
import gatewise.data.TrainedSteps;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import gatewise.io.Version;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Where a network comes from; with it a run can be continued or repeated.
 *
 * @param software that trained or imported it
 * @param created when the run began or the network was imported, ISO 8601, UTC
 * @param data that it was trained on, or is to be tried on; null before it is known
 * @param origin how it came to its parameters
 */
public record Provenance(Software software, String created, NetworkSpec network, Data data, Origin origin) {
    /** Of its form in a file. */
    static final int FORMAT_VERSION = 1;

    /** Of a set of data, a class and the like; a path may be longer. */
    static final int LONGEST_NAME = NameProblem.LONGEST;

    /** Versions, and the name of the backend. */
    public record Software(String gatewise, String dl4j, String java, String backend) {
        /** Of this JVM. */
        public static Software here() {
            Version version = Version.read();
            return new Software(
                    version.gatewise(),
                    version.dl4j(),
                    Runtime.version().toString(),
                    ActiveBackend.get().name());
        }
    }

    /**
     * @param source what the user named: a set's name, or a folder in full; null if an import did not name it
     * @param sha256 of all pixels and labels, or numbers; null without a source
     * @param content what it is made of
     */
    public record Data(
            String source,
            String name,
            String sha256,
            @JsonUnwrapped Training training,
            @JsonUnwrapped Content content) {
        /** Of images. */
        public Data(String source, String name, String sha256, Training training, List<String> labels) {
            this(source, name, sha256, training, new Content(labels, null, null));
        }

        /**
         * What it is made of.
         *
         * @param labels the names of the classes, or of the numbers that are said
         * @param sequences null for images
         * @param steps in what the sequences that train are alike; null for images, and where that was not kept
         */
        public record Content(
                List<String> labels,
                @JsonInclude(JsonInclude.Include.NON_NULL) Sequences sequences,
                @JsonInclude(JsonInclude.Include.NON_NULL) TrainedSteps steps) {}

        /** The names of the classes, or of the numbers that are said. */
        public List<String> labels() {
            return content.labels();
        }

        private Sequences sequences() {
            return content.sequences();
        }

        /**
         * What sequences that are no images are made of, and how they were read.
         *
         * @param features the names of a step's numbers
         * @param scaling of the features
         * @param outputScaling of the numbers that are said; null for classes
         * @param reading as the user said it
         */
        public record Sequences(
                Task task,
                List<String> features,
                Scaling scaling,
                @JsonInclude(JsonInclude.Include.NON_NULL) Scaling outputScaling,
                Reading reading) {
            static Sequences of(Form form, Reading reading) {
                return form.isImages()
                        ? null
                        : new Sequences(form.task(), form.features(), form.scaling(), form.outputScaling(), reading);
            }
        }

        /**
         * What of it trains.
         *
         * @param trainingImages sequences that trained, fewer than there are with a limit
         * @param holdoutSeed as {@link Holdout} has it
         */
        public record Training(
                int trainingImages,
                @JsonInclude(JsonInclude.Include.NON_NULL) Long holdoutSeed) {
            /** Of a network that was not trained here. */
            public static final Training NONE = new Training(0, null);
        }

        /**
         * Of sequences that were opened.
         *
         * @param reading as the user said it
         * @throws UserError if the name of the set cannot be kept
         */
        public static Data of(String source, Dataset dataset, Reading reading) {
            String problem = NameProblem.of(dataset.name(), LONGEST_NAME);
            if (problem != null) {
                throw new UserError(
                        Phrase.of(source, ": the set has a name that cannot be kept (" + problem + ")"),
                        "give the file another name");
            }
            return new Data(
                    source,
                    dataset.name(),
                    dataset.sha256(),
                    new Training(dataset.train().count(), dataset.holdout().seed()),
                    new Content(
                            dataset.labels(), Sequences.of(dataset.form(), reading), TrainedSteps.of(dataset.form())));
        }

        /**
         * What the network reads.
         *
         * @param features numbers a step
         */
        public Form form(int features) {
            return isImages()
                    ? Form.images(features, labels())
                    : new Form(
                            sequences().task(),
                            sequences().features(),
                            labels(),
                            new Form.Scalings(sequences().scaling(), sequences().outputScaling()),
                            content.steps() == null ? TrainedSteps.UNKNOWN : content.steps());
        }

        /** How its files are read. */
        public Reading reading() {
            return isImages() ? Reading.DEFAULT : sequences().reading();
        }

        /** Whether its source is known; of an import it need not be. */
        public boolean isKnown() {
            return source != null;
        }

        /** Whether it is made of images. */
        public boolean isImages() {
            return sequences() == null;
        }

        /** Images that trained. */
        public int trainingImages() {
            return training.trainingImages();
        }

        /** How its validation images were held out. */
        public Holdout holdout() {
            return new Holdout(training.holdoutSeed());
        }

        /** @throws UserError if it is not known, or no longer there */
        public Dataset open() {
            if (!isKnown()) {
                throw new UserError(
                        "the model was imported without its data",
                        isImages()
                                ? Phrase.of("name it with ", Setting.DATA, " mnist or ", Setting.DATA, " DIR")
                                : Phrase.of("name it with ", Setting.DATA));
            }
            if (!isImages() && !Dataset.isName(source) && !SequenceFiles.areThere(source)) {
                throw new UserError(
                        Phrase.of("the data that the network was trained on is no longer there: ", source),
                        Phrase.of("bring it back, or name sequences with ", Setting.DATA));
            }
            Dataset set = Dataset.open(source, reading(), holdout());
            // Of other sequences another part would be the test, and the network may have been trained on it.
            if (!isImages() && !set.sha256().equals(sha256)) {
                throw new UserError(
                        Phrase.of(
                                "the data in ",
                                source,
                                " is not what the network was trained on (its checksum differs)"),
                        Phrase.of("bring it back, or name sequences to be scored with ", Setting.DATA));
            }
            return set;
        }
    }

    /**
     * Of a run that begins now on this machine, its data not known yet.
     *
     * @param engine as {@link Engine#choose} takes it
     * @param threads as {@link Threads#choose} takes it
     */
    public static Provenance begin(NetworkSpec network, TrainingPlan plan, String engine, Integer threads) {
        Engine chosen = Engine.choose(engine, network, plan.batchSize() / Threads.choose(threads, true));
        int count = Threads.choose(threads, chosen.splitsBatches());
        return now(network, null, new Origin.Trained(plan, chosen, count, Progress.START));
    }

    /** Of a network that is imported now. */
    public static Provenance imported(NetworkSpec network, Data data, String from) {
        return now(network, data, new Origin.Imported(from));
    }

    private static Provenance now(NetworkSpec network, Data data, Origin origin) {
        String created = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Provenance(Software.here(), created, network, data, origin);
    }

    @JsonValue
    ProvenanceFile toFile() {
        return ProvenanceFile.of(this);
    }

    /** What the network reads. */
    public Form form() {
        return data.form(network.inputSize());
    }

    /** Whether a run of this application made it. */
    public boolean isTrained() {
        return origin instanceof Origin.Trained;
    }

    /** @throws IllegalStateException of a network that was imported; so do those that follow */
    public Origin.Trained trained() {
        if (origin instanceof Origin.Trained trained) {
            return trained;
        }
        throw new IllegalStateException("the network was imported, not trained here");
    }

    public TrainingPlan plan() {
        return trained().plan();
    }

    public Engine engine() {
        return trained().engine();
    }

    public int threads() {
        return trained().threads();
    }

    public Progress progress() {
        return trained().progress();
    }

    /** What draws in training are made from; of an imported network, any. */
    public long seed() {
        return isTrained() ? plan().seed() : 0;
    }

    /** The same run, further on. */
    public Provenance with(Progress progress) {
        return with(new Origin.Trained(plan(), engine(), threads(), progress));
    }

    /** The same run with other bounds. */
    public Provenance with(TrainingPlan plan) {
        return with(new Origin.Trained(plan, engine(), threads(), progress()));
    }

    private Provenance with(Origin newOrigin) {
        return new Provenance(software, created, network, data, newOrigin);
    }

    /** The same run, its data known. */
    public Provenance with(NetworkSpec newNetwork, Data newData) {
        return new Provenance(software, created, newNetwork, newData, origin);
    }
}
