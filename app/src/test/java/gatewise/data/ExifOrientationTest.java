package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExifOrientationTest {
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

    @Test
    void aPhotographTakenUprightIsReadUpright() throws IOException {
        BufferedImage lying = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
        // Left half white: turned to the right, that is the upper one.
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                lying.setRGB(x, y, 0xffffff);
            }
        }

        GreyPlane plain = read(jpeg(lying));
        GreyPlane upright = read(withOrientation(jpeg(lying), 6));

        assertThat(plain.rows()).isEqualTo(32);
        assertThat(upright.rows()).isEqualTo(64);
        assertThat(upright.at(16, 16)).isGreaterThan(240);
        assertThat(upright.at(48, 16)).isLessThan(15);
    }

    @Test
    void whatIsNoOrientationCountsAsUpright() {
        assertThat(ExifOrientation.parse(new byte[0]).code()).isEqualTo(1);
        assertThat(ExifOrientation.parse("http://ns.adobe.com/xap/1.0/".getBytes())
                        .code())
                .isEqualTo(1);
        assertThat(ExifOrientation.parse(segment(9)).code()).isEqualTo(1);
        assertThat(ExifOrientation.parse(segment(8)).code()).isEqualTo(8);
    }

    private static GreyPlane read(byte[] jpeg) {
        return PictureFile.read(new ByteArrayInputStream(jpeg), "photograph");
    }

    private static byte[] jpeg(BufferedImage image) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "jpg", out);
        return out.toByteArray();
    }

    private static byte[] withOrientation(byte[] jpeg, int code) {
        byte[] segment = segment(code);
        int afterJfif = 20;
        return ByteBuffer.allocate(jpeg.length + segment.length + 4)
                .put(jpeg, 0, afterJfif)
                .putShort((short) 0xffe1)
                .putShort((short) (segment.length + 2))
                .put(segment)
                .put(jpeg, afterJfif, jpeg.length - afterJfif)
                .array();
    }

    private static byte[] segment(int code) {
        return ByteBuffer.allocate(6 + 8 + 2 + 12 + 4)
                .put(new byte[] {'E', 'x', 'i', 'f', 0, 0, 'I', 'I'})
                .order(ByteOrder.LITTLE_ENDIAN)
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
