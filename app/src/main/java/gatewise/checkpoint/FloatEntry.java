package gatewise.checkpoint;

import gatewise.io.Text;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Floats in a row, as ND4J's {@code Nd4j.write} writes an array [count] or [1, count]: two buffers, the shape and the
 * values, each with the names of its allocation mode and its type and its length before it, all in big-endian order. The
 * shape is rank, sizes, strides, the bits of the type, the stride from element to element and the letter of the order.
 */
final class FloatEntry {
    private static final String MODE = "MIXED_DATA_TYPES";
    /** The bit of FLOAT among the types, see ND4J's ArrayOptionsHelper. */
    private static final long FLOAT_BIT = 1L << 13;

    private static final int CHUNK = 1 << 13;

    private FloatEntry() {}

    /** Bytes of an entry of so many floats, at most. */
    static long mostBytes(long count) {
        return bytesOfHeader(2) + Float.BYTES * count;
    }

    private static long bytesOfHeader(int rank) {
        int names = 4 * Short.BYTES + 2 * MODE.length() + "LONG".length() + "FLOAT".length();
        return names + 2 * Long.BYTES + Long.BYTES * (2L * rank + 4);
    }

    /**
     * Reads them.
     *
     * @param name of the entry, for messages
     * @param count of floats that there must be
     * @throws ZipException in a few words, if the entry says that it holds another array, or ends before
     */
    static float[] read(InputStream in, String name, int count) throws IOException {
        DataInputStream data = new DataInputStream(in);
        try {
            long[] shape = shape(data, name);
            checkShape(shape, name, count);
            expect(name, "allocation mode", data.readUTF(), MODE);
            expect(name, "length", data.readLong(), (long) count);
            expect(name, "type", data.readUTF(), "FLOAT");
            return values(data, count);
        } catch (EOFException | java.io.UTFDataFormatException e) {
            throw new ZipException(Text.format("%s in it is not an array of %d numbers", name, count));
        }
    }

    private static long[] shape(DataInputStream data, String name) throws IOException {
        expect(name, "allocation mode", data.readUTF(), MODE);
        long length = data.readLong();
        if (length != 6 && length != 8) {
            throw isNot(name, "length of the shape", length, "6 or 8");
        }
        expect(name, "type of the shape", data.readUTF(), "LONG");
        long[] shape = new long[(int) length];
        for (int i = 0; i < length; i++) {
            shape[i] = data.readLong();
        }
        return shape;
    }

    private static void checkShape(long[] shape, String name, long count) throws ZipException {
        List<long[]> allowed = shape.length == 6
                ? List.of(new long[] {1, count, 1, FLOAT_BIT, 1, 'c'})
                : List.of(
                        new long[] {2, 1, count, count, 1, FLOAT_BIT, 1, 'c'},
                        new long[] {2, 1, count, 1, 1, FLOAT_BIT, 1, 'f'});
        if (allowed.stream().noneMatch(one -> Arrays.equals(one, shape))) {
            throw isNot(name, "shape", Arrays.toString(shape), Arrays.toString(allowed.get(0)));
        }
    }

    private static float[] values(DataInputStream data, int count) throws IOException {
        float[] values = new float[count];
        byte[] bytes = new byte[(int) Math.min(CHUNK, (long) count * Float.BYTES)];
        for (int done = 0; done < count; ) {
            int floats = Math.min(bytes.length / Float.BYTES, count - done);
            data.readFully(bytes, 0, floats * Float.BYTES);
            ByteBuffer.wrap(bytes).asFloatBuffer().get(values, done, floats);
            done += floats;
        }
        return values;
    }

    private static void expect(String name, String what, Object found, Object expected) throws ZipException {
        if (!found.equals(expected)) {
            throw isNot(name, what, found, expected);
        }
    }

    private static ZipException isNot(String name, String what, Object found, Object expected) {
        return new ZipException(Text.format(
                "the %s of %s in it is %s, expected %s", what, name, Text.line(found.toString(), 80), expected));
    }
}
