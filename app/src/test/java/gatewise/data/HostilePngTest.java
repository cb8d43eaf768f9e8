package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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

    private static long work(byte[] picture) {
        return PictureFile.work(picture, "picture", new Deadline(PictureFile.PATIENCE));
    }

    private static byte[] withTextBeforeTheHead(byte[] png) {
        return ByteBuffer.allocate(png.length + EMPTY)
                .put(png, 0, 8)
                .putInt(0)
                .put("tEXt".getBytes(StandardCharsets.US_ASCII))
                .putInt(0)
                .put(png, 8, png.length - 8)
                .array();
    }

    @Test
    void whatComesBeforeTheHeadDoesNotHideTheSize() throws IOException {
        BufferedImage picture = new BufferedImage(3_000, 3_000, BufferedImage.TYPE_BYTE_BINARY);
        byte[] large = Pictures.write(picture, "png", null, false);
        assertThat(work(large)).isEqualTo(9_000_000);
        assertThat(work(withTextBeforeTheHead(large))).isEqualTo(9_000_000);
        assertThat(work(Arrays.copyOf(large, 20))).isEqualTo(Long.MAX_VALUE);
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
