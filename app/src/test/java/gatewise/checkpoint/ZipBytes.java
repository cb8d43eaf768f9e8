package gatewise.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** The entries of a checkpoint, to be changed and zipped again. */
final class ZipBytes {
    private ZipBytes() {}

    static Map<String, byte[]> entries(byte[] zip) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                entries.put(entry.getName(), in.readAllBytes());
            }
        }
        return entries;
    }

    static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }

    /** With a name changed to another of the same length: beside the entry alone, or in the directory too. */
    static byte[] renamed(byte[] zip, String name, String other, boolean inDirectory) {
        String text = new String(zip, StandardCharsets.ISO_8859_1);
        String changed = inDirectory ? text.replace(name, other) : text.replaceFirst(name, other);
        return changed.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** An array as Nd4j.write writes it; the shape in full, then the values. */
    static byte[] array(long[] shape, long length, float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(200 + 4 * values.length);
        text(bytes, "MIXED_DATA_TYPES").putLong(shape.length);
        text(bytes, "LONG");
        for (long number : shape) {
            bytes.putLong(number);
        }
        text(bytes, "MIXED_DATA_TYPES").putLong(length);
        text(bytes, "FLOAT");
        for (float value : values) {
            bytes.putFloat(value);
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    private static ByteBuffer text(ByteBuffer bytes, String text) {
        return bytes.putShort((short) text.length()).put(text.getBytes(StandardCharsets.US_ASCII));
    }
}
