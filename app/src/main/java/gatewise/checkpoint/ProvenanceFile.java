package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import gatewise.network.NetworkSpec;

/**
 * A {@link Provenance} as format 1 of the file has it. An imported network has a plan, an engine and a progress there too,
 * which say nothing.
 *
 * @param formatVersion of this record; {@link Provenance#FORMAT_VERSION} when written
 * @param origin of a network that was imported, what it was imported from; else null
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProvenanceFile(
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
        Provenance.Data data,
        Progress progress,
        String origin) {

    static ProvenanceFile of(Provenance provenance) {
        Provenance.Software software = provenance.software();
        Origin origin = provenance.origin();
        Origin.Trained trained = origin instanceof Origin.Trained t
                ? t
                : new Origin.Trained(TrainingPlan.TUTORIAL, Engine.PORTABLE, 1, Progress.START);
        return new ProvenanceFile(
                Provenance.FORMAT_VERSION,
                software.gatewise(),
                software.dl4j(),
                software.java(),
                software.backend(),
                trained.engine(),
                trained.threads(),
                provenance.created(),
                provenance.network(),
                trained.plan(),
                provenance.data(),
                trained.progress(),
                origin instanceof Origin.Imported imported ? imported.from() : null);
    }

    boolean isComplete() {
        return network != null && plan != null && data != null && progress != null && engine != null;
    }

    /** What a complete one says. */
    Provenance toProvenance() {
        return new Provenance(
                new Provenance.Software(gatewiseVersion, dl4jVersion, javaVersion, backend),
                created,
                network,
                data,
                origin == null ? new Origin.Trained(plan, engine, threads, progress) : new Origin.Imported(origin));
    }
}
