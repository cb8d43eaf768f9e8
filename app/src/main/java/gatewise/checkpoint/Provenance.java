package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import gatewise.data.Dataset;
import gatewise.data.Holdout;
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
     * @param sha256 of all pixels and labels; null without a source
     */
    public record Data(
            String source,
            String name,
            String sha256,
            @JsonUnwrapped Training training,
            List<String> labels) {
        /**
         * What of it trains.
         *
         * @param trainingImages images that trained, fewer than there are with a limit
         * @param holdoutSeed as {@link Holdout} has it
         */
        public record Training(
                int trainingImages,
                @JsonInclude(JsonInclude.Include.NON_NULL) Long holdoutSeed) {
            /** Of a network that was not trained here. */
            public static final Training NONE = new Training(0, null);
        }

        public static Data of(String source, Dataset dataset) {
            return new Data(
                    source,
                    dataset.name(),
                    dataset.sha256(),
                    new Training(dataset.train().count(), dataset.holdout().seed()),
                    dataset.labels());
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
            if (source == null) {
                throw new UserError(
                        "the model was imported without its data",
                        Phrase.of("name it with ", Setting.DATA, " mnist or ", Setting.DATA, " DIR"));
            }
            return Dataset.open(source, holdout());
        }
    }

    /**
     * Of a run that begins now on this machine, its data not known yet.
     *
     * @param engine as {@link Engine#choose} takes it
     * @param threads as {@link Threads#choose} takes it
     */
    public static Provenance begin(NetworkSpec network, TrainingPlan plan, String engine, Integer threads) {
        Engine chosen = Engine.choose(engine, network);
        int count = Threads.choose(threads, chosen == Engine.FAST);
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
