package gatewise.data;

import gatewise.io.Text;
import gatewise.io.UserError;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The header of a BMP, which may refer to what is no BMP. */
final class BmpHeader {
    private static final int SIZE = 14;
    private static final int COMPRESSION = 30;
    private static final int COLOUR_SPACE = 70;
    private static final int WITH_COMPRESSION = 40;
    private static final int WITH_COLOUR_SPACE = 108;

    private static final int JPEG_WITHIN = 4;
    private static final int PNG_WITHIN = 5;
    /** The letters "LINK" and "MBED". */
    private static final int LINKED_PROFILE = 0x4c494e4b;

    private static final int EMBEDDED_PROFILE = 0x4d424544;
    /** The letters "sRGB". */
    private static final int STANDARD = 0x73524742;

    private BmpHeader() {}

    /**
     * A file whose colours are as they stand in it: a linked profile would make the JDK's reader open any file of this
     * machine.
     *
     * @throws UserError if it is a picture of another format in a BMP, whose size is not that of the header
     */
    static byte[] selfContained(byte[] file, String name) {
        ByteBuffer header = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        if (file.length < COLOUR_SPACE + Integer.BYTES) {
            return file;
        }
        int size = header.getInt(SIZE);
        int compression = size >= WITH_COMPRESSION ? header.getInt(COMPRESSION) : 0;
        if (compression == JPEG_WITHIN || compression == PNG_WITHIN) {
            throw new UserError(
                    Text.format("%s: a BMP that holds a %s", name, compression == JPEG_WITHIN ? "JPEG" : "PNG"),
                    "save it as PNG");
        }
        if (size >= WITH_COLOUR_SPACE) {
            int space = header.getInt(COLOUR_SPACE);
            if (space == LINKED_PROFILE || space == EMBEDDED_PROFILE) {
                byte[] plain = file.clone();
                ByteBuffer.wrap(plain).order(ByteOrder.LITTLE_ENDIAN).putInt(COLOUR_SPACE, STANDARD);
                return plain;
            }
        }
        return file;
    }
}
