package gatewise.checkpoint;

import gatewise.io.AtomicFile;
import gatewise.io.Json;
import gatewise.io.MemoryShortage;
import gatewise.io.Reason;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A trained network and its provenance, in one zip that DL4J's ModelSerializer reads too.
 *
 * <p>Whichever engine trained it, the file names DL4J's own layers wherever DL4J has them: an LSTM that reads in one
 * direction needs no class of this application to be loaded.
 *
 * @param network with the state of its optimiser
 */
public record Checkpoint(MultiLayerNetwork network, Provenance provenance) {
    /** Sums of 2^28 products of such with numbers in -1..1 are finite; what is larger is not read. */
    public static final double LARGEST_PARAMETER = 1e30;

    public NetworkSpec spec() {
        return provenance.network();
    }

    /** @throws UserError if the file cannot be written; what was there stays */
    public void save(Path file) {
        AtomicFile.write(file, out -> {
            ByteArrayOutputStream model = new ByteArrayOutputStream();
            MultiLayerNetwork portable = Networks.move(network, Networks.configuration(spec(), provenance.seed()));
            ModelSerializer.writeModel(portable, model, true);
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
        zip.putNextEntry(new ZipEntry(CheckpointReader.PROVENANCE));
        zip.write(Json.prettyBytes(provenance));
        try (ZipInputStream entries = new ZipInputStream(new ByteArrayInputStream(model))) {
            for (ZipEntry entry; (entry = entries.getNextEntry()) != null; ) {
                if (!entry.getName().equals(CheckpointReader.PROVENANCE)) {
                    zip.putNextEntry(new ZipEntry(entry.getName()));
                    entries.transferTo(zip);
                }
            }
        }
        zip.finish();
    }

    /**
     * Reads a checkpoint to compute with. It may be anybody's: what it can do is to be refused, or to be a network of finite
     * parameters.
     *
     * @param engine and its threads, whichever trained it
     * @throws UserError in one line, if the file is no checkpoint of this application or a newer one's
     */
    public static Checkpoint load(Path file, Engine engine, int threads) {
        return load(file, stored(file), engine, threads);
    }

    /**
     * Reads a checkpoint to go on training it.
     *
     * @throws UserError as {@link #load}, and if the state of the optimiser is not in the file
     */
    public static Checkpoint resume(Path file, Engine engine, int threads) {
        StoredNetwork stored = stored(file);
        if (!stored.canResume()) {
            throw new UserError(
                    file + " has no state of its optimiser: going on without it would train another network",
                    "give a last.zip that 'gatewise train' wrote, or train anew");
        }
        return load(file, stored, engine, threads);
    }

    private static StoredNetwork stored(Path file) {
        return new CheckpointReader(file).network();
    }

    private static Checkpoint load(Path file, StoredNetwork stored, Engine engine, int threads) {
        try {
            return new Checkpoint(engine.restore(stored, threads), stored.provenance());
        } catch (RuntimeException e) {
            throw unreadable(file, e);
        }
    }

    /** What DL4J's and ND4J's failures of any kind mean for the user; too little memory is no fault of the file's. */
    static RuntimeException unreadable(Path file, RuntimeException failure) {
        return MemoryShortage.of(failure) != null
                ? failure
                : new UserError(
                        file + ": the network in it cannot be read (" + Reason.of(failure) + ")",
                        CheckpointReader.AGAIN,
                        failure);
    }

    /**
     * Reads a checkpoint to say what it is. The whole file is checked as {@link #load} checks it, so that it can be used; no
     * backend is needed.
     *
     * @throws UserError as {@link #load}
     */
    public static Provenance provenance(Path file) {
        return stored(file).provenance();
    }
}
