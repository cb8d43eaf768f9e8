package gatewise.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/** Writes small IDX files. */
public final class IdxFiles {
    private IdxFiles() {}

    /**
     * Writes a set that a small network learns within seconds: an image of class k has a bright row k (modulo rows)
     * and, for classes beyond the rows, a bright column too, on dim noise. Labels go round: 0, 1, 2, ...
     */
    public static void write(
            Path folder, int train, int test, int rows, int columns, int classes, long seed, boolean gzip) {
        Random random = new Random(seed);
        String end = gzip ? ".gz" : "";
        writePart(folder, "train", end, train, rows, columns, classes, random);
        writePart(folder, "t10k", end, test, rows, columns, classes, random);
    }

    /**
     * Writes images of 4 x 4 pixels, each with its number in the file in its first two pixels.
     *
     * @param train labels of the training images, in their order
     * @param test labels of the test images
     */
    public static void write(Path folder, byte[] train, byte[] test) {
        numbered(folder, "train", train);
        numbered(folder, "t10k", test);
    }

    private static void numbered(Path folder, String part, byte[] labels) {
        byte[] pixels = new byte[labels.length * 16];
        for (int image = 0; image < labels.length; image++) {
            pixels[image * 16] = (byte) (image >> 8);
            pixels[image * 16 + 1] = (byte) image;
        }
        save(folder.resolve(part + "-images-idx3-ubyte"), images(labels.length, 4, 4, pixels));
        save(folder.resolve(part + "-labels-idx1-ubyte"), labels(labels));
    }

    private static void writePart(
            Path folder, String part, String end, int count, int rows, int columns, int classes, Random random) {
        byte[] pixels = new byte[count * rows * columns];
        byte[] labels = new byte[count];
        for (int image = 0; image < count; image++) {
            int label = image % classes;
            labels[image] = (byte) label;
            for (int row = 0; row < rows; row++) {
                for (int column = 0; column < columns; column++) {
                    boolean bright = row == label % rows || label >= rows && column == label / rows % columns;
                    pixels[(image * rows + row) * columns + column] = (byte) ((bright ? 180 : 0) + random.nextInt(60));
                }
            }
        }
        save(folder.resolve(part + "-images-idx3-ubyte" + end), images(count, rows, columns, pixels));
        save(folder.resolve(part + "-labels-idx1-ubyte" + end), labels(labels));
    }

    /** The bytes of an images file whose header says what it is told to. */
    public static byte[] images(int count, int rows, int columns, byte[] pixels) {
        return ByteBuffer.allocate(16 + pixels.length)
                .putInt(0x803)
                .putInt(count)
                .putInt(rows)
                .putInt(columns)
                .put(pixels)
                .array();
    }

    /** The bytes of a labels file. */
    public static byte[] labels(byte... labels) {
        return ByteBuffer.allocate(8 + labels.length)
                .putInt(0x801)
                .putInt(labels.length)
                .put(labels)
                .array();
    }

    /** The bytes gzipped. */
    public static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Writes the bytes to a file, gzipped if its name ends with .gz. */
    public static void save(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, file.toString().endsWith(".gz") ? gzip(bytes) : bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
