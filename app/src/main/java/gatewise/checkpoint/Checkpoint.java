package gatewise.checkpoint;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.AtomicFile;
import gatewise.io.FormatVersion;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.shade.jackson.databind.exc.InvalidTypeIdException;

/**
 * A trained network and its provenance, in one zip that DL4J's ModelSerializer reads too.
 *
 * <p>Whichever engine trained it, the file names DL4J's own layers wherever DL4J has them: an LSTM that reads in one
 * direction needs no class of this application to be loaded.
 *
 * @param network with the state of its optimiser
 */
public record Checkpoint(MultiLayerNetwork network, Provenance provenance) {
    private static final String PROVENANCE_ENTRY = "gatewise.json";
    private static final String AGAIN = "copy the file again or train it again";

    public NetworkSpec spec() {
        return provenance.network();
    }

    /** @throws UserError if the file cannot be written; what was there stays */
    public void save(Path file) {
        AtomicFile.write(file, out -> {
            ByteArrayOutputStream model = new ByteArrayOutputStream();
            ModelSerializer.writeModel(Engine.PORTABLE.move(network, spec(), provenance.seed(), 1), model, true);
            write(provenance, model.toByteArray(), out);
        });
    }

    /**
     * Gives the network in a file another provenance; all else in the file stays, bit for bit.
     *
     * @throws UserError if the file cannot be read or written; what was there stays
     */
    public static void restate(Path file, Provenance provenance) {
        AtomicFile.write(file, out -> write(provenance, Files.readAllBytes(file), out));
    }

    /** @param model a zip with the network's entries */
    private static void write(Provenance provenance, byte[] model, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.putNextEntry(new ZipEntry(PROVENANCE_ENTRY));
        zip.write(Json.prettyBytes(provenance));
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(model))) {
            for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
                if (!entry.getName().equals(PROVENANCE_ENTRY)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    entries.transferTo(zip);
                }
            }
        }
        zip.finish();
    }

    /**
     * Reads a checkpoint to compute with.
     *
     * @param engine and its threads, whichever trained it
     * @throws UserError in one line, if the file is no checkpoint of this application or a newer one's
     */
    public static Checkpoint load(Path file, Engine engine, int threads) {
        Provenance provenance = provenance(file);
        MultiLayerNetwork network;
        try {
            network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), true);
        } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
            throw unreadable(file, provenance, e);
        }
        if (network.numParams() != provenance.network().parameters()) {
            throw new UserError(
                    file + " is damaged: it holds " + network.numParams() + " parameters, its network has "
                            + provenance.network().parameters(),
                    AGAIN);
        }
        return new Checkpoint(engine.move(network, provenance.network(), provenance.seed(), threads), provenance);
    }

    /** What DL4J's and ND4J's failures of any kind mean for the user. */
    static UserError unreadable(Path file, Provenance provenance, Throwable failure) {
        Throwable root = Reason.root(failure);
        String reason = Reason.of(failure);
        if (root instanceof OutOfMemoryError) {
            return UserError.failedJob(
                    file + ": there is not enough memory for the network in it (" + reason + ")",
                    "close other programs, or use a machine with more",
                    failure);
        }
        if (root instanceof ClassNotFoundException
                || root instanceof LinkageError
                || root instanceof InvalidTypeIdException) {
            return UserError.failedJob(
                    file + ": a class that its network names is missing from this installation (" + reason + ")",
                    "use Gatewise " + provenance.software().gatewise() + ", which wrote it",
                    failure);
        }
        return new UserError(file + ": the network in it cannot be read (" + reason + ")", AGAIN, failure);
    }

    /** Reads the provenance alone, which needs no backend. */
    public static Provenance provenance(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(
                    file + ": " + (Files.exists(file) ? "not a file" : "no such file"),
                    "expected a checkpoint that 'gatewise train' wrote, such as best.zip");
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(PROVENANCE_ENTRY);
            if (entry == null) {
                throw new UserError(
                        file + " is a zip without " + PROVENANCE_ENTRY
                                + ", not a checkpoint that 'gatewise train' wrote",
                        "give one that it wrote, such as best.zip");
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return provenance(file, Json.FILES.readTree(in));
            }
        } catch (JsonProcessingException e) {
            throw new UserError(
                    file + " is damaged: " + PROVENANCE_ENTRY + " in it cannot be read (" + JsonReason.of(e) + ")",
                    AGAIN,
                    e);
        } catch (IOException e) {
            throw new UserError(
                    file + " is not a checkpoint that 'gatewise train' wrote (" + Reason.of(e) + ")",
                    "give one that it wrote, such as best.zip",
                    e);
        }
    }

    private static Provenance provenance(Path file, JsonNode json) throws JsonProcessingException {
        FormatVersion.check(file, json, Provenance.FORMAT_VERSION);
        ProvenanceFile entry = json.isObject() ? Json.FILES.treeToValue(json, ProvenanceFile.class) : null;
        if (entry == null || !entry.isComplete()) {
            throw new UserError(file + " is damaged: its " + PROVENANCE_ENTRY + " is incomplete", AGAIN);
        }
        return entry.toProvenance();
    }
}
