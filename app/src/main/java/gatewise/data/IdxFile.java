package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A strict reader of the IDX files of MNIST and its relatives, gzipped (known by its first bytes, not by its name) or
 * not. Memory grows with the data that is really there, never with what a header claims.
 */
public final class IdxFile {
    static final int IMAGES = 0x00000803;
    static final int LABELS = 0x00000801;
    /** What a Java array can hold. */
    private static final long LONGEST = Integer.MAX_VALUE - 8L;

    private IdxFile() {}

    /**
     * The content of an images file.
     *
     * @param pixels [count * rows * columns], unsigned, row-major
     */
    public record Images(int count, int rows, int columns, byte[] pixels) {}

    /**
     * Reads an images file: 0x00000803, count, rows, columns (big-endian), then one unsigned byte a pixel.
     *
     * @throws UserError if the file cannot be read or is not exactly such a file
     */
    public static Images readImages(Path file) {
        InputFile.check(file, "give an IDX file, plain or gzipped");
        try (InputStream in = Files.newInputStream(file)) {
            return readImages(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * The same from a stream, which is read to its end and not closed.
     *
     * @param name what errors call the stream
     */
    public static Images readImages(InputStream in, String name) {
        try {
            DataInputStream data = new DataInputStream(Unpacked.of(in));
            checkMagic(data, IMAGES, name);
            int count = positive(data.readInt(), "images", name);
            int rows = positive(data.readInt(), "rows", name);
            int columns = positive(data.readInt(), "columns", name);
            // At most 2^62 before the last factor: compared by division, so that no lie overflows.
            long length = (long) count * rows <= LONGEST / columns ? (long) count * rows * columns : LONGEST + 1;
            String claim = Text.format("%d images of %d x %d pixels", count, rows, columns);
            return new Images(count, rows, columns, readAll(data, length, claim, name));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Reads a labels file: 0x00000801, count (big-endian), then one unsigned byte a label.
     *
     * @throws UserError if the file cannot be read or is not exactly such a file
     */
    public static byte[] readLabels(Path file) {
        InputFile.check(file, "give an IDX file, plain or gzipped");
        try (InputStream in = Files.newInputStream(file)) {
            return readLabels(in, file.toString());
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * The same from a stream, which is read to its end and not closed.
     *
     * @param name what errors call the stream
     */
    public static byte[] readLabels(InputStream in, String name) {
        try {
            DataInputStream data = new DataInputStream(Unpacked.of(in));
            checkMagic(data, LABELS, name);
            int count = positive(data.readInt(), "labels", name);
            return readAll(data, count, Text.format("%d labels", count), name);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static void checkMagic(DataInputStream data, int expected, String name) throws IOException {
        int found = data.readInt();
        if (found == expected) {
            return;
        }
        String kind = expected == IMAGES ? "images" : "labels";
        String fix = switch (found) {
            case IMAGES -> "this is an images file: put the labels file in its place";
            case LABELS -> "this is a labels file: put the images file in its place";
            default -> "it is no such file or is damaged: download it again";
        };
        throw new UserError(
                Text.format(
                        "%s: begins with 0x%08x where an IDX file of %s begins with 0x%08x",
                        name, found, kind, expected),
                fix);
    }

    static int positive(int value, String what, String name) {
        if (value < 1) {
            throw new UserError(
                    Text.format("%s: its header says %d %s, expected at least 1", name, value, what),
                    "the file is damaged or empty: download it again");
        }
        return value;
    }

    private static byte[] readAll(DataInputStream data, long length, String claim, String name) throws IOException {
        if (length > LONGEST) {
            throw new UserError(
                    Text.format("%s: its header says %s, expected at most %d bytes", name, claim, LONGEST),
                    "the file is damaged: download it again");
        }
        // Grows chunk by chunk; a lying header costs nothing.
        byte[] bytes = data.readNBytes((int) length);
        // Reaching the end also has gzip check its sum.
        checkLength(length, bytes.length < length || data.read() < 0 ? bytes.length : length + 1, claim, name);
        return bytes;
    }

    /** @param found bytes after the header */
    static void checkLength(long length, long found, String claim, String name) {
        if (found < length) {
            throw new UserError(
                    Text.format("%s: its header says %s (%d bytes), found %d bytes", name, claim, length, found),
                    "the file is cut off: download it again");
        }
        if (found > length) {
            throw new UserError(
                    Text.format("%s: its header says %s (%d bytes), found more", name, claim, length),
                    "the file is damaged: download it again");
        }
    }

    static UserError unreadable(String name, IOException e) {
        if (e instanceof EOFException) {
            return new UserError(
                    Text.format("%s: ends too early, expected a whole IDX file", name),
                    "the file is cut off: download it again",
                    e);
        }
        return new UserError(
                Text.format(
                        "%s: cannot be read as an IDX file (%s), expected one plain or gzipped", name, Reason.of(e)),
                "mend or download it again",
                e);
    }
}
