package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

/** PNGs whose data are in pieces without end. */
class HostilePngTest {
    private static final int SIZE = 28;
    private static final int HEADER_END = 33;
    private static final int EMPTY = 12;

    @Test
    void emptyDataAreNotReadInTurn() throws IOException {
        byte[] png = Pictures.all().get("png");
        byte[] more = withEmptyData(png, 1_000);
        byte[] expected = DigitImage.read(new ByteArrayInputStream(png), "picture", SIZE, SIZE);
        assertThat(DigitImage.read(new ByteArrayInputStream(more), "picture", SIZE, SIZE))
                .isEqualTo(expected);
        assertThat(PngChunks.pictureOf(more)).hasSize(PngChunks.pictureOf(png).length + EMPTY);
        // The only data of a picture are told by the reader.
        byte[] none = Arrays.copyOf(withEmptyData(png, 3), HEADER_END + 3 * EMPTY);
        assertThat(PngChunks.pictureOf(none)).isEqualTo(Arrays.copyOf(none, HEADER_END + EMPTY));
    }

    private static boolean isSmall(byte[] picture) {
        return DigitImage.isSmall(picture, new Deadline(Duration.ofMinutes(1)));
    }

    @Test
    void whatComesBeforeTheHeadDoesNotHideTheSize() throws IOException {
        byte[] large =
                Pictures.write(new BufferedImage(3_000, 3_000, BufferedImage.TYPE_BYTE_BINARY), "png", null, false);
        byte[] text = ByteBuffer.allocate(12)
                .putInt(0)
                .put("tEXt".getBytes(StandardCharsets.US_ASCII))
                .array();
        byte[] hidden = ByteBuffer.allocate(large.length + text.length)
                .put(large, 0, 8)
                .put(text)
                .put(large, 8, large.length - 8)
                .array();
        assertThat(isSmall(Pictures.all().get("png"))).isTrue();
        assertThat(isSmall(large)).isFalse();
        assertThat(isSmall(hidden)).isFalse();
        assertThat(isSmall(Arrays.copyOf(large, 20))).isFalse();
        assertThat(isSmall(new byte[0])).isFalse();
    }

    private static byte[] withEmptyData(byte[] png, int count) {
        CRC32 check = new CRC32();
        check.update(new byte[] {'I', 'D', 'A', 'T'});
        ByteBuffer file = ByteBuffer.allocate(png.length + count * EMPTY).put(png, 0, HEADER_END);
        for (int i = 0; i < count; i++) {
            file.putInt(0).put(new byte[] {'I', 'D', 'A', 'T'}).putInt((int) check.getValue());
        }
        return file.put(png, HEADER_END, png.length - HEADER_END).array();
    }
}
