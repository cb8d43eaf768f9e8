package gatewise.testing;

import gatewise.io.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Gives readers of files many damaged copies of valid ones. It fails for each that does anything but read it or refuse it
 * with a {@link UserError} in one line, or takes more than five seconds.
 */
public final class ReaderTrial {
    private static final long SEED = 1;
    private static final long MOST_NANOS = 5_000_000_000L;
    private static final int LONGEST = 3_000;

    private final int count;
    private final Map<String, Integer> read = new LinkedHashMap<>();
    private final Map<String, String> failures = new LinkedHashMap<>();

    /** @param count of the copies that each reader is given */
    public ReaderTrial(int count) {
        this.count = count;
    }

    /** Of the bytes of a file. */
    public interface Reader {
        void read(byte[] bytes) throws Exception;
    }

    /** How many copies each reader is given. */
    public int count() {
        return count;
    }

    /** In place of what is there: file systems wait for the disk when a file is cut and written over. */
    public static Path write(Path file, byte[] bytes) throws IOException {
        Files.deleteIfExists(file);
        return Files.write(file, bytes);
    }

    /** Of files whatever they hold. */
    public void run(String name, List<byte[]> originals, Reader reader) {
        run(name, new Mutations(SEED, originals)::next, reader);
    }

    /** Of JSON: two of three copies stay JSON, with another value. */
    public void runJson(String name, byte[] original, Reader reader) {
        Mutations bytes = new Mutations(SEED, List.of(original));
        Random random = new Random(SEED);
        run(name, () -> random.nextInt(3) > 0 ? JsonValues.changed(original, random) : bytes.next(), reader);
    }

    /** @param copies the same in every run */
    public void run(String name, Supplier<byte[]> copies, Reader reader) {
        int whole = 0;
        for (int i = 0; i < count; i++) {
            byte[] copy = copies.get();
            long began = System.nanoTime();
            try {
                reader.read(copy);
                whole++;
            } catch (UserError e) {
                if (e.getMessage().length() > LONGEST || e.getMessage().lines().count() != 1) {
                    fail(name, i, e);
                }
            } catch (Exception | Error e) {
                fail(name, i, e);
            }
            if (System.nanoTime() - began > MOST_NANOS) {
                fail(name, i, new AssertionError("takes more than five seconds"));
            }
        }
        read.put(name, whole);
    }

    /** One of each place in the code. */
    private void fail(String name, int copy, Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        String place = failure.getClass() + (trace.length == 0 ? "" : " at " + trace[0]);
        if (failures.putIfAbsent(place, name) == null) {
            System.out.println(name + ", copy " + copy + " of seed " + SEED);
            failure.printStackTrace(System.out);
        }
    }

    /**
     * How many copies each reader read, by its name.
     *
     * @throws AssertionError if anything failed
     */
    public Map<String, Integer> end() {
        if (!failures.isEmpty()) {
            throw new AssertionError(failures);
        }
        return read;
    }
}
