package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.network.NetworkSpec;

/**
 * A {@link Provenance} as format 1 of the file has it: one object, its fields in this order. An imported network has a
 * plan, an engine and a progress there too, which say nothing.
 *
 * @param formatVersion of this record; {@link Provenance#FORMAT_VERSION} when written
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProvenanceFile(
        int formatVersion,
        @JsonUnwrapped Versions versions,
        @JsonUnwrapped Start start,
        @JsonUnwrapped Training training) {

    private record Versions(String gatewiseVersion, String dl4jVersion, String javaVersion, String backend) {
        static Versions of(Provenance.Software software) {
            return new Versions(software.gatewise(), software.dl4j(), software.java(), software.backend());
        }

        Provenance.Software toSoftware() {
            return new Provenance.Software(gatewiseVersion, dl4jVersion, javaVersion, backend);
        }
    }

    private record Start(Engine engine, int threads, String created) {}

    /** @param origin of a network that was imported, what it was imported from; else null */
    private record Training(
            NetworkSpec network, TrainingPlan plan, Provenance.Data data, Progress progress, String origin) {}

    static ProvenanceFile of(Provenance provenance) {
        Origin origin = provenance.origin();
        Origin.Trained trained = origin instanceof Origin.Trained t
                ? t
                : new Origin.Trained(TrainingPlan.TUTORIAL, Engine.PORTABLE, 1, Progress.START);
        return new ProvenanceFile(
                Provenance.FORMAT_VERSION,
                Versions.of(provenance.software()),
                new Start(trained.engine(), trained.threads(), provenance.created()),
                new Training(
                        provenance.network(),
                        trained.plan(),
                        provenance.data(),
                        trained.progress(),
                        origin instanceof Origin.Imported imported ? imported.from() : null));
    }

    /** What it says, if {@link ProvenanceCheck} found nothing in it. */
    Provenance toProvenance() {
        return new Provenance(
                versions.toSoftware(),
                start.created,
                training.network,
                training.data,
                training.origin == null
                        ? new Origin.Trained(training.plan, start.engine, start.threads, training.progress)
                        : new Origin.Imported(training.origin));
    }
}
