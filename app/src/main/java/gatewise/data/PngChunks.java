package gatewise.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The chunks of a PNG (Portable Network Graphics Specification, third edition, 5.3). */
final class PngChunks {
    private static final int SIGNATURE = 8;
    /** Length, type and check sum. */
    private static final int FRAME = 12;

    private static final String HEADER = "IHDR";
    private static final String DATA = "IDAT";
    private static final Set<String> PICTURE = Set.of(HEADER, "PLTE", "tRNS", DATA, "IEND");

    private PngChunks() {}

    /**
     * A file without what is no part of its picture, such as texts and colour profiles: these may be compressed a thousand
     * times over, and the JDK's reader unpacks them all. Data of no bytes, of which it takes each in turn, go too but the first.
     *
     * @param file that begins as a PNG; what is damaged in it stays so
     */
    static byte[] pictureOf(byte[] file) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
        kept.write(file, 0, SIGNATURE);
        boolean begun = false;
        boolean hasData = false;
        for (int at = SIGNATURE; file.length - at >= FRAME; ) {
            int length = ByteBuffer.wrap(file).getInt(at);
            if (length < 0 || length > file.length - at - FRAME) {
                kept.write(file, at, file.length - at);
                break;
            }
            String type = new String(file, at + Integer.BYTES, Integer.BYTES, StandardCharsets.ISO_8859_1);
            boolean isData = type.equals(DATA);
            boolean isMore = begun && type.equals(HEADER) || hasData && isData && length == 0;
            if (PICTURE.contains(type) && !isMore) {
                kept.write(file, at, length + FRAME);
            }
            begun |= type.equals(HEADER);
            hasData |= isData;
            at += length + FRAME;
        }
        return kept.toByteArray();
    }
}
