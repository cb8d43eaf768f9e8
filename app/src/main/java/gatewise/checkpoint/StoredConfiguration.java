package gatewise.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.Json;
import gatewise.network.Networks;
import java.util.List;
import java.util.Set;

/**
 * DL4J's configuration of a network, as a tree that is only compared with what this application writes for the same spec
 * and seed. Free are the two counters, of which that of steps is at most what the progress says, and the seed of a network
 * that was imported: versions differed in it, and nothing is drawn from it.
 */
final class StoredConfiguration {
    private static final String ITERATIONS = "iterationCount";
    private static final String EPOCHS = "epochCount";
    private static final List<String> COUNTERS = List.of(ITERATIONS, EPOCHS);

    private StoredConfiguration() {}

    /** The first difference in a few words; null if there is none. */
    static String difference(JsonNode found, Provenance provenance) {
        for (String counter : COUNTERS) {
            JsonNode count = found.path(counter);
            if (!count.isInt() || count.intValue() < 0) {
                return counter + " is " + ConfigurationDifference.value(count) + ", expected a number from 0 to "
                        + Integer.MAX_VALUE;
            }
        }
        // From a count that is too high there would be no next one.
        if (provenance.isTrained() && found.path(ITERATIONS).intValue() > RunCheck.steps(provenance)) {
            return ITERATIONS + " is " + found.path(ITERATIONS) + ", expected at most the " + RunCheck.steps(provenance)
                    + " of its progress";
        }
        return new ConfigurationDifference(Set.copyOf(COUNTERS))
                .first(found, expected(provenance, seed(found, provenance)))
                .orElse(null);
    }

    private static long seed(JsonNode found, Provenance provenance) {
        JsonNode seed = found.path("confs").path(0).path("seed");
        return !provenance.isTrained() && seed.canConvertToLong() && seed.isIntegralNumber()
                ? seed.longValue()
                : provenance.seed();
    }

    private static JsonNode expected(Provenance provenance, long seed) {
        try {
            return Json.FILES.readTree(Networks.initializedConfiguration(provenance.network(), seed)
                    .toJson());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a configuration without a difference. */
    static StoredNetwork.Counters counters(JsonNode configuration) {
        return new StoredNetwork.Counters(
                configuration.path(ITERATIONS).intValue(),
                configuration.path(EPOCHS).intValue());
    }
}
