package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {
    private static final byte[] XMP =
            "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x='adobe:ns:meta/'/>".getBytes(StandardCharsets.US_ASCII);

    // The standard names, for each code, the sides of the scene where the first stored row and column lie.
    @ParameterizedTest
    @CsvSource({
        "1, 'abc def'",
        "2, 'cba fed'",
        "3, 'fed cba'",
        "4, 'def abc'",
        "5, 'ad be cf'",
        "6, 'da eb fc'",
        "7, 'fc eb da'",
        "8, 'cf be ad'"
    })
    void turnsAsTheStandardSays(int code, String expected) {
        GreyPlane stored = new GreyPlane(new float[] {'a', 'b', 'c', 'd', 'e', 'f'}, 2, 3);

        GreyPlane upright = new ExifOrientation(code).upright(stored);

        StringBuilder text = new StringBuilder();
        for (int row = 0; row < upright.rows(); row++) {
            text.append(row == 0 ? "" : " ");
            for (float value : upright.row(row)) {
                text.append((char) value);
            }
        }
        assertThat(text).hasToString(expected);
    }

    /** Where the segment with the orientation stands; telephones write it in all of these places. */
    private enum Place {
        AFTER_JFIF,
        BEFORE_JFIF,
        AFTER_XMP
    }

    /** All codes in all places, of a picture of 3 x 2 squares in six shades of grey. */
    @ParameterizedTest
    @CsvSource({
        "1, 123 456",
        "2, 321 654",
        "3, 654 321",
        "4, 456 123",
        "5, 14 25 36",
        "6, 41 52 63",
        "7, 63 52 41",
        "8, 36 25 14"
    })
    void aPhotographIsReadUprightWhereverItsOrientationStands(int code, String expected) throws IOException {
        BufferedImage stored = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 6; i++) {
            int grey = 40 * (i + 1);
            Graphics2D graphics = stored.createGraphics();
            graphics.setColor(new Color(grey, grey, grey));
            graphics.fillRect(i % 3 * 32, i / 3 * 32, 32, 32);
            graphics.dispose();
        }
        for (Place place : Place.values()) {
            for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
                GreyPlane upright = read(withSegment(jpeg(stored), segment(code, order), place));
                assertThat(shades(upright)).as("%s %s", place, order).isEqualTo(expected);
            }
        }
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            assertThat(shades(read(withChunk(png(stored), segment(code, order)))))
                    .as("PNG %s", order)
                    .isEqualTo(expected);
        }
    }

    private static String shades(GreyPlane picture) {
        StringBuilder shades = new StringBuilder();
        for (int row = 16; row < picture.rows(); row += 32) {
            shades.append(row == 16 ? "" : " ");
            for (int column = 16; column < picture.columns(); column += 32) {
                shades.append(Math.round(picture.at(row, column) / 40));
            }
        }
        return shades.toString();
    }

    @Test
    void whatIsNoOrientationCountsAsUpright() throws IOException {
        BufferedImage lying = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        byte[] right = segment(6, ByteOrder.BIG_ENDIAN);
        assertThat(read(jpeg(lying)).rows()).isEqualTo(32);
        assertThat(read(withSegment(jpeg(lying), right, Place.AFTER_JFIF)).rows())
                .isEqualTo(64);
        List<byte[]> none =
                new ArrayList<>(List.of(XMP, segment(9, ByteOrder.BIG_ENDIAN), segment(0, ByteOrder.BIG_ENDIAN)));
        for (int length = 0; length < 26; length++) {
            none.add(Arrays.copyOf(right, length));
        }
        for (int i = 0; i < 14; i++) {
            byte[] damaged = right.clone();
            damaged[i] ^= (byte) 0xa5;
            none.add(damaged);
        }
        for (byte[] segment : none) {
            assertThat(read(withSegment(jpeg(lying), segment, Place.AFTER_JFIF)).rows())
                    .as(Arrays.toString(segment))
                    .isEqualTo(32);
        }
    }

    private static GreyPlane read(byte[] jpeg) {
        return PictureFile.read(new ByteArrayInputStream(jpeg), "photograph");
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static byte[] png(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }

    /** In front of the last chunk, as eXIf; without the six bytes that a JPEG's segment begins with. */
    private static byte[] withChunk(byte[] png, byte[] segment) {
        ByteBuffer chunk = ByteBuffer.allocate(4 + segment.length - 6)
                .put("eXIf".getBytes(StandardCharsets.US_ASCII))
                .put(segment, 6, segment.length - 6);
        CRC32 checksum = new CRC32();
        checksum.update(chunk.array());
        return ByteBuffer.allocate(png.length + segment.length - 6 + 12)
                .put(png, 0, png.length - 12)
                .putInt(segment.length - 6)
                .put(chunk.array())
                .putInt((int) checksum.getValue())
                .put(png, png.length - 12, 12)
                .array();
    }

    private static byte[] withSegment(byte[] jpeg, byte[] segment, Place place) {
        int before = place == Place.BEFORE_JFIF ? 2 : 20;
        ByteBuffer whole = ByteBuffer.allocate(jpeg.length + segment.length + XMP.length + 8)
                .put(jpeg, 0, before);
        if (place == Place.AFTER_XMP) {
            app1(whole, XMP);
        }
        app1(whole, segment).put(jpeg, before, jpeg.length - before);
        return Arrays.copyOf(whole.array(), whole.position());
    }

    private static ByteBuffer app1(ByteBuffer to, byte[] segment) {
        return to.putShort((short) 0xffe1)
                .putShort((short) (segment.length + 2))
                .put(segment);
    }

    private static byte[] segment(int code, ByteOrder order) {
        return ByteBuffer.allocate(6 + 8 + 2 + 12 + 4)
                .put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII))
                .order(order)
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x0112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) code)
                .array();
    }
}
