package gatewise.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;

/**
 * How a camera was held: a photograph taken upright is often stored lying on its side, with a note of how to turn it.
 *
 * @param code 1..8 as in the Exif standard; 1 is upright
 */
record ExifOrientation(int code) {
    private static final ExifOrientation UPRIGHT = new ExifOrientation(1);

    private static final int START_OF_IMAGE = 0xffd8;
    private static final int START_OF_PNG = 0x8950;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int APP1 = 0xe1;

    private static final int PNG_SIGNATURE = 8;
    private static final int EXIF_CHUNK = 0x65584966;
    private static final int LAST_CHUNK = 0x49454e44;
    private static final int CHECKSUM = 4;
    /** As long as a JPEG's segment can be. */
    private static final int LONGEST_EXIF = 1 << 16;

    /** Before the TIFF header of an APP1 segment; other APP1 segments (XMP) begin otherwise. */
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    private static final int LITTLE = 0x4949;
    private static final int BIG = 0x4d4d;
    private static final int TIFF = 42;
    private static final int ORIENTATION = 0x0112;

    /**
     * What the segments before a JPEG's picture say, in whichever order they stand: ImageIO's own metadata are refused
     * where Exif comes before JFIF, as telephones write it. In a PNG, what its chunk eXIf says (Portable Network Graphics
     * Specification, third edition, 11.3.3.5). Upright if they say nothing, or it is neither.
     *
     * @param stream at its beginning, where it is left
     */
    static ExifOrientation of(ImageInputStream stream) throws IOException {
        stream.mark();
        try {
            int first = stream.readUnsignedShort();
            return first == START_OF_IMAGE ? inSegments(stream) : first == START_OF_PNG ? inChunks(stream) : UPRIGHT;
        } catch (EOFException e) {
            return UPRIGHT;
        } finally {
            stream.reset();
        }
    }

    private static ExifOrientation inSegments(ImageInputStream stream) throws IOException {
        while (stream.readUnsignedByte() == 0xff) {
            int marker = stream.readUnsignedByte();
            while (marker == 0xff) {
                marker = stream.readUnsignedByte();
            }
            int length = marker == START_OF_SCAN || marker == END_OF_IMAGE ? 0 : stream.readUnsignedShort() - 2;
            if (length <= 0) {
                return UPRIGHT;
            }
            byte[] segment = new byte[length];
            stream.readFully(segment);
            if (marker == APP1 && Arrays.equals(segment, 0, Math.min(EXIF.length, length), EXIF, 0, EXIF.length)) {
                return parse(ByteBuffer.wrap(segment, EXIF.length, length - EXIF.length)
                        .slice());
            }
        }
        return UPRIGHT;
    }

    private static ExifOrientation inChunks(ImageInputStream stream) throws IOException {
        stream.skipBytes(PNG_SIGNATURE - Short.BYTES);
        while (true) {
            long length = stream.readUnsignedInt();
            int type = stream.readInt();
            if (type == EXIF_CHUNK && length <= LONGEST_EXIF) {
                byte[] chunk = new byte[(int) length];
                stream.readFully(chunk);
                return parse(ByteBuffer.wrap(chunk));
            }
            if (type == LAST_CHUNK || stream.skipBytes(length + CHECKSUM) < length + CHECKSUM) {
                return UPRIGHT;
            }
        }
    }

    /** Anything but well-formed TIFF counts as upright. */
    private static ExifOrientation parse(ByteBuffer tiff) {
        try {
            int order = tiff.getShort(0);
            if (order != LITTLE && order != BIG) {
                return UPRIGHT;
            }
            tiff.order(order == LITTLE ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            if (tiff.getShort(2) != TIFF) {
                return UPRIGHT;
            }
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                int code = tiff.getShort(entry + 8);
                if (tiff.getShort(entry) == ORIENTATION && code >= 1 && code <= 8) {
                    return new ExifOrientation(code);
                }
            }
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return UPRIGHT;
        }
        return UPRIGHT;
    }

    /** The picture as the camera's owner saw it. */
    GreyPlane upright(GreyPlane stored) {
        if (code == 1) {
            return stored;
        }
        boolean swapped = code >= 5;
        int rows = swapped ? stored.columns() : stored.rows();
        int columns = swapped ? stored.rows() : stored.columns();
        float[] values = new float[rows * columns];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                int storedRow = swapped ? column : row;
                int storedColumn = swapped ? row : column;
                if (code == 3 || code == 4 || code == 7 || code == 6) {
                    storedRow = stored.rows() - 1 - storedRow;
                }
                if (code == 2 || code == 3 || code == 7 || code == 8) {
                    storedColumn = stored.columns() - 1 - storedColumn;
                }
                values[row * columns + column] = stored.at(storedRow, storedColumn);
            }
        }
        return new GreyPlane(values, rows, columns);
    }
}
