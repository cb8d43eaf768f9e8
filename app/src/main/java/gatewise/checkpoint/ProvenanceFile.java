package gatewise.checkpoint;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import gatewise.network.NetworkSpec;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

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

    /** More than any machine of today lends one process. */
    private static final int MOST_THREADS = 1024;

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

    /** Why it cannot be what this application wrote, such as {@code is incomplete}; null if it can. */
    String problem() {
        if (!isComplete()) {
            return "is incomplete";
        }
        int classes = training.network.classes();
        List<String> labels = training.data.labels();
        if (labels.size() != classes || labels.contains(null)) {
            return "names " + labels.size() + " classes, its network has " + classes;
        }
        if (start.threads < 1 || start.threads > MOST_THREADS) {
            return "says that " + start.threads + " threads computed, expected 1.." + MOST_THREADS;
        }
        Stream<String> texts = Stream.of(start.created, training.data.name(), training.data.sha256(), training.origin);
        String odd = Stream.concat(texts, labels.stream())
                .filter(Objects::nonNull)
                .map(Provenance::problem)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return odd == null ? problem(training.progress) : "has " + odd;
    }

    private boolean isComplete() {
        return training.network != null
                && training.plan != null
                && training.data != null
                && training.data.labels() != null
                && training.data.training() != null
                && training.progress != null
                && start.engine != null;
    }

    private static String problem(Progress progress) {
        if (progress.batch() < 0) {
            return "says that " + progress.batch() + " batches are done";
        }
        for (int i = 0; i < progress.epochs(); i++) {
            EpochRecord epoch = progress.history().get(i);
            if (epoch.epoch() != i + 1 || !epoch.isComplete()) {
                return "has a history without epoch " + (i + 1);
            }
            if (!epoch.canBe()) {
                return "has figures of epoch " + (i + 1) + " that no epoch comes to";
            }
        }
        Double tested = progress.testAccuracy();
        return tested == null || EpochRecord.isShare(tested)
                ? null
                : "says that the test accuracy is " + tested + ", expected 0..1";
    }

    /** What one without a problem says. */
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
