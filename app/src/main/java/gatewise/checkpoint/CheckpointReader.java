package gatewise.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.FormatVersion;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipException;

/**
 * Reads a checkpoint that may be anybody's. The network is what gatewise.json says and nothing else: of DL4J's entries the
 * floats are read here, and the configuration is only compared. No deserialiser of DL4J's or Java's sees the file.
 */
final class CheckpointReader {
    static final String PROVENANCE = "gatewise.json";
    static final String AGAIN = "copy the file again or train it again";

    private static final String CONFIGURATION = "configuration.json";
    private static final String PARAMETERS = "coefficients.bin";
    private static final String UPDATER_STATE = "updaterState.bin";
    private static final Set<String> ENTRIES = Set.of(PROVENANCE, CONFIGURATION, PARAMETERS, UPDATER_STATE);

    /** JSON that is longer than this must not shrink too well: it takes little memory to read, but time. */
    private static final long PLAIN_JSON = 1 << 26;

    /** Some seconds of reading. */
    private static final long MOST_JSON = 1 << 30;

    /** Histories of networks that learn shrink to a ninth; to a seventieth at most where nothing changes but times. */
    private static final int JSON_EXPANSION = 96;

    /** DL4J writes 2 KB a layer, 5 KB with two directions. */
    private static final long CONFIGURATION_OF_A_LAYER = 1 << 14;

    /**
     * Above this, 16 MiB, trained parameters do not shrink to a twentieth; nor do they together with a state of the optimiser,
     * which for units that are never reached may be all of the same.
     */
    private static final long PLAIN_PARAMETERS = 1 << 24;

    private static final int PARAMETERS_EXPANSION = 20;
    private static final int LONGEST = 250;

    private final Path file;

    CheckpointReader(Path file) {
        this.file = file;
    }

    /** What stands in the entries. */
    private static final class Content {
        private byte[] configuration;
        private float[] parameters;
        private float[] updaterState;
    }

    /** The whole file, checked; needs no backend. */
    StoredNetwork network() {
        try (BoundedZip zip = open()) {
            Provenance provenance = provenance(zip);
            return network(zip, provenance);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private BoundedZip open() {
        InputFile.check(file, "expected a checkpoint that 'gatewise train' wrote, such as best.zip");
        try {
            return new BoundedZip(file);
        } catch (IOException e) {
            throw new UserError(
                    file + " is not a checkpoint that 'gatewise train' wrote (" + Reason.of(e) + ")",
                    "give one that it wrote, such as best.zip",
                    e);
        }
    }

    private Provenance provenance(BoundedZip zip) throws IOException {
        if (!zip.has(PROVENANCE)) {
            throw new UserError(
                    file + " is a zip without " + PROVENANCE + ", not a checkpoint that 'gatewise train' wrote",
                    "give one that it wrote, such as best.zip");
        }
        zip.checkEntries(ENTRIES);
        long most = zip.expansion(PROVENANCE) > JSON_EXPANSION ? PLAIN_JSON : MOST_JSON;
        try (InputStream json = zip.open(PROVENANCE, most)) {
            return provenance(StoredProvenance.read(json, zip.compressedSize(PROVENANCE)));
        } catch (JsonProcessingException e) {
            throw damaged(PROVENANCE + " in it cannot be read (" + JsonReason.of(e) + ")", e);
        }
    }

    private Provenance provenance(StoredProvenance stored) throws JsonProcessingException {
        JsonNode json = stored.rest();
        FormatVersion.check(file, json, Provenance.FORMAT_VERSION);
        refuse(ProvenanceCheck.problem(json, stored.problem()));
        Provenance provenance =
                stored.with(Json.FILES.treeToValue(json, ProvenanceFile.class).toProvenance());
        refuse(RunCheck.problem(provenance));
        return provenance;
    }

    private void refuse(String problem) {
        if (problem != null) {
            throw damaged("in its " + PROVENANCE + " " + problem, null);
        }
    }

    private StoredNetwork network(BoundedZip zip, Provenance provenance) throws IOException {
        NetworkSpec spec = provenance.network();
        int parameters = Math.toIntExact(spec.parameters());
        int stateSize = Math.toIntExact(spec.optimizer().stateSize(spec.parameters()));
        for (String name : new String[] {CONFIGURATION, PARAMETERS}) {
            if (!zip.has(name)) {
                throw damaged("it has no " + name, null);
            }
        }
        if (zip.has(UPDATER_STATE) && stateSize == 0) {
            throw damaged(UPDATER_STATE + " is in it, but " + spec.optimizer() + " has no state", null);
        }
        zip.checkSize(
                CONFIGURATION,
                CONFIGURATION_OF_A_LAYER * (2 + spec.hiddenSizes().size()));
        zip.checkSize(PARAMETERS, FloatEntry.mostBytes(parameters));
        if (zip.has(UPDATER_STATE)) {
            zip.checkSize(UPDATER_STATE, FloatEntry.mostBytes(stateSize));
        }
        checkExpansion(zip);
        Content content = new Content();
        zip.readAll(Map.of(
                PROVENANCE, in -> in.transferTo(OutputStream.nullOutputStream()),
                CONFIGURATION, in -> content.configuration = in.readAllBytes(),
                PARAMETERS, in -> content.parameters = FloatEntry.read(in, PARAMETERS, parameters),
                UPDATER_STATE, in -> content.updaterState = FloatEntry.read(in, UPDATER_STATE, stateSize)));
        checkFinite("parameters", content.parameters, Checkpoint.LARGEST_PARAMETER);
        if (content.updaterState != null) {
            checkFinite("optimiser states", content.updaterState, Float.MAX_VALUE);
            checkSquares(content.updaterState, Math.toIntExact(spec.optimizer().beforeSquares(spec.parameters())));
        }
        StoredNetwork.Counters counters = counters(content.configuration, provenance);
        return new StoredNetwork(provenance, content.parameters, content.updaterState, counters);
    }

    private void checkExpansion(BoundedZip zip) throws IOException {
        long inFile = 0;
        long floats = 0;
        for (String name : new String[] {PARAMETERS, UPDATER_STATE}) {
            if (zip.has(name)) {
                inFile += zip.compressedSize(name);
                floats += zip.size(name);
                if (floats > Math.max(PLAIN_PARAMETERS, PARAMETERS_EXPANSION * inFile)) {
                    throw damaged(name + " in it is too much of the same for a network", null);
                }
            }
        }
    }

    private StoredNetwork.Counters counters(byte[] json, Provenance provenance) {
        JsonNode configuration;
        try {
            configuration = Json.FILES.readTree(json);
        } catch (IOException e) {
            String reason = e instanceof JsonProcessingException j ? JsonReason.of(j) : Reason.of(e);
            throw damaged(CONFIGURATION + " in it cannot be read (" + reason + ")", e);
        }
        String difference = StoredConfiguration.difference(configuration, provenance);
        if (difference != null) {
            throw new UserError(
                    file + " is damaged: " + CONFIGURATION + " in it is not that of its network: " + difference,
                    "copy the file again, or read it with Gatewise "
                            + provenance.software().gatewise() + ", which wrote it");
        }
        return StoredConfiguration.counters(configuration);
    }

    private void checkFinite(String what, float[] values, double largest) {
        for (float value : values) {
            if (!(Math.abs(value) <= largest)) {
                throw new UserError(
                        "the network in " + file + " has " + what
                                + (Float.isFinite(value)
                                        ? " above " + Text.number(largest)
                                        : " that are not finite numbers"),
                        "take an earlier checkpoint of its run, or train it again with a lower learning rate");
            }
        }
    }

    /** The root of a negative one would be no number at the next step. */
    private void checkSquares(float[] state, int from) {
        for (int i = from; i < state.length; i++) {
            if (state[i] < 0) {
                throw damaged(
                        UPDATER_STATE + " in it has a mean of squares of " + Text.number(state[i])
                                + ", expected at least 0",
                        null);
            }
        }
    }

    private UserError unreadable(IOException e) {
        if (e instanceof ZipException || e instanceof EOFException) {
            return damaged(Text.line(Reason.of(e), LONGEST), e);
        }
        return UserError.failedJob(file + ": cannot be read (" + Reason.of(e) + ")", "give a file that can be read", e);
    }

    private UserError damaged(String what, Throwable cause) {
        return new UserError(file + " is damaged: " + what, AGAIN, cause);
    }
}
