package gatewise.fuzz;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.machine.ActiveBackend;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * A good checkpoint with one entry in place of which other bytes stand, under checksums that fit: those of a whole file stop
 * nearly all that a fuzzer makes up. The first byte of an input says which entry; its seeds are the entries themselves.
 */
public final class CheckpointEntryTarget {
    /** Given by the script that starts this. */
    private static final Path GOOD = Path.of(System.getProperty("gatewise.checkpoint"));

    private static final FuzzedFile FILE = new FuzzedFile("model.zip");
    private static final Map<String, byte[]> ENTRIES = entries();

    private CheckpointEntryTarget() {}

    private static Map<String, byte[]> entries() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (InputStream file = Files.newInputStream(GOOD);
                ZipInputStream zip = new ZipInputStream(file)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return entries;
    }

    /** Called by Jazzer: the natives are loaded in no input's time. */
    public static void fuzzerInitialize() {
        ActiveBackend.start();
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        if (bytes.length > 0) {
            FILE.read(changed(bytes), file -> Checkpoint.load(file, Engine.PORTABLE, 1));
        }
    }

    private static byte[] changed(byte[] bytes) {
        int number = Math.floorMod(bytes[0], ENTRIES.size());
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(whole)) {
            int at = 0;
            for (Map.Entry<String, byte[]> entry : ENTRIES.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(at++ == number ? Arrays.copyOfRange(bytes, 1, bytes.length) : entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return whole.toByteArray();
    }
}
