package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import gatewise.data.Dataset;
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
 * @param formatVersion of this record; {@link #FORMAT_VERSION} when written
 * @param created when the run began, ISO 8601, UTC
 * @param origin of a network that was not trained here, what it was imported from; else null
 * @param trainingImages images that trained, fewer than there are with a limit
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Provenance(
        int formatVersion,
        String gatewiseVersion,
        String dl4jVersion,
        String javaVersion,
        String backend,
        Engine engine,
        int threads,
        String created,
        NetworkSpec network,
        TrainingPlan plan,
        Data data,
        Progress progress,
        String origin) {

    public static final int FORMAT_VERSION = 1;

    /**
     * @param source what {@code --data} named; a folder in full; null if an import did not name it
     * @param sha256 of all pixels and labels; null without a source
     */
    public record Data(String source, String name, String sha256, int trainingImages, List<String> labels) {
        public static Data of(String source, Dataset dataset) {
            return new Data(
                    source, dataset.name(), dataset.sha256(), dataset.train().count(), dataset.labels());
        }

        /** @throws UserError if it is not known, or no longer there */
        public Dataset open() {
            if (source == null) {
                throw new UserError("the model was imported without its data; name it with --data mnist or --data DIR");
            }
            return Dataset.open(source);
        }
    }

    /**
     * Of a run that begins now on this machine, its data not known yet.
     *
     * @param engine as {@link Engine#choose} takes it
     * @param threads as {@link Threads#choose} takes it
     */
    public static Provenance begin(NetworkSpec network, TrainingPlan plan, String engine, Integer threads) {
        Version version = Version.read();
        Engine chosen = Engine.choose(engine, network);
        return new Provenance(
                FORMAT_VERSION,
                version.gatewise(),
                version.dl4j(),
                Runtime.version().toString(),
                ActiveBackend.get().name(),
                chosen,
                Threads.choose(threads, chosen == Engine.FAST),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                network,
                plan,
                null,
                Progress.START,
                null);
    }

    /** The same run, further on. */
    public Provenance with(Progress newProgress) {
        return with(network, plan, data, newProgress);
    }

    /** The same run with other bounds. */
    public Provenance with(TrainingPlan newPlan) {
        return with(network, newPlan, data, progress);
    }

    /** The same run, its data known. */
    public Provenance with(NetworkSpec newNetwork, Data newData) {
        return with(newNetwork, plan, newData, progress);
    }

    private Provenance with(NetworkSpec newNetwork, TrainingPlan newPlan, Data newData, Progress newProgress) {
        return new Provenance(
                formatVersion,
                gatewiseVersion,
                dl4jVersion,
                javaVersion,
                backend,
                engine,
                threads,
                created,
                newNetwork,
                newPlan,
                newData,
                newProgress,
                origin);
    }
}
