package gatewise.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.IIOException;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import org.w3c.dom.NodeList;

/**
 * How a camera was held: a photograph taken upright is often stored lying on its side, with a note of how to turn it.
 *
 * @param code 1..8 as in the Exif standard; 1 is upright
 */
record ExifOrientation(int code) {
    private static final String JPEG = "javax_imageio_jpeg_image_1.0";
    private static final int ORIENTATION = 0x0112;
    /** "Exif" and two zeros go before the TIFF header. */
    private static final int PREFIX = 6;

    /** What the first picture of a reader says; upright if it says nothing. */
    static ExifOrientation of(ImageReader reader) throws IOException {
        if (!reader.getFormatName().equalsIgnoreCase("jpeg")) {
            return new ExifOrientation(1);
        }
        IIOMetadata metadata;
        try {
            metadata = reader.getImageMetadata(0);
        } catch (IIOException e) {
            // Stricter about the order of segments than about the picture itself, which can be shown all the same.
            return new ExifOrientation(1);
        }
        NodeList markers = ((IIOMetadataNode) metadata.getAsTree(JPEG)).getElementsByTagName("unknown");
        for (int i = 0; i < markers.getLength(); i++) {
            IIOMetadataNode marker = (IIOMetadataNode) markers.item(i);
            if (marker.getUserObject() instanceof byte[] bytes
                    && marker.getAttribute("MarkerTag").equals("225")) {
                return parse(bytes);
            }
        }
        return new ExifOrientation(1);
    }

    /** Reads an APP1 segment; anything but a well-formed one counts as upright. */
    static ExifOrientation parse(byte[] segment) {
        try {
            ByteBuffer tiff = ByteBuffer.wrap(segment).position(PREFIX).slice();
            tiff.order(tiff.getShort(0) == 0x4949 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int directory = tiff.getInt(4);
            int entries = tiff.getShort(directory) & 0xffff;
            for (int i = 0; i < entries; i++) {
                int entry = directory + 2 + 12 * i;
                int code = tiff.getShort(entry + 8);
                if (tiff.getShort(entry) == ORIENTATION && code >= 1 && code <= 8) {
                    return new ExifOrientation(code);
                }
            }
        } catch (IndexOutOfBoundsException | IllegalArgumentException | BufferUnderflowException e) {
            return new ExifOrientation(1);
        }
        return new ExifOrientation(1);
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
