package gatewise.serve;

import static gatewise.serve.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import org.junit.jupiter.api.Test;

/** Pictures that are none, or that grow when they are decoded, are one line, and the server goes on. */
class BadPictureTest extends RefusalContract {
    @Test
    void picturesThatAreNone() throws IOException {
        String pictures = "/api/models/1/pictures";
        refused(fixture.post(pictures, "image/png", new byte[0]), 400, "the picture: not a picture");
        refused(fixture.post(pictures, "image/png", "<svg/>".getBytes(StandardCharsets.UTF_8)), 400, "not a picture");
        byte[] blank = png(20, 20);
        refused(fixture.post(pictures, "image/png", blank), 400, "the picture: shows nothing");
        refused(fixture.post(pictures, "image/png", twoBars()), 400, "the picture: shows 2 things, expected one");
        byte[] cut = Arrays.copyOf(blank, blank.length - 20);
        assertThat(fixture.post(pictures, "image/png", cut).statusCode()).isEqualTo(400);
    }

    @Test
    void picturesThatGrowWhenTheyAreDecoded() throws IOException {
        String pictures = "/api/models/1/pictures";
        byte[] within = png(7_000, 7_000);
        assertThat(within).hasSizeLessThan(100_000);
        refused(fixture.post(pictures, "image/png", within), 400, "shows nothing");
        byte[] beyond = png(20, 20);
        ByteBuffer.wrap(beyond).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 check = new CRC32();
        check.update(beyond, 12, 17);
        ByteBuffer.wrap(beyond).putInt(29, (int) check.getValue());
        refused(fixture.post(pictures, "image/png", beyond), 400, "60000 x 60000 pixels, expected at most 50000000");
        refused(fixture.post(pictures, "image/png", withHugeText(png(20, 20))), 400);
    }

    /** Of thousands of passes over nine million pixels, it says, in a few bytes each. */
    private static byte[] slowJpeg() throws IOException {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        writer.setOutput(ImageIO.createImageOutputStream(bytes));
        writer.write(null, new IIOImage(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), null, null), param);
        writer.dispose();
        String file = bytes.toString(StandardCharsets.ISO_8859_1);
        int frame = file.indexOf("\u00ff\u00c2");
        int end = file.length() - 2;
        int scan = file.lastIndexOf("\u00ff\u00da");
        // 0x0bb8 is 3000.
        String large = file.substring(0, frame + 5) + "\u000b\u00b8\u000b\u00b8" + file.substring(frame + 9, end);
        return (large + file.substring(scan, end).repeat(85) + file.substring(end))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aPictureIsNotDecodedToItsEndForAClientThatHasLeft() throws Exception {
        byte[] slow = slowJpeg();
        try (Socket client = new Socket("127.0.0.1", fixture.port())) {
            client.getOutputStream()
                    .write(("POST /api/models/1/pictures HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: image/jpeg\r\nContent-Length: " + slow.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            client.getOutputStream().write(slow);
            Thread.sleep(100);
        }
        byte[] next = png(2_000, 2_000);
        long begin = System.nanoTime();
        refused(fixture.post("/api/models/1/pictures", "image/png", next), 400, "shows nothing");
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .as("five seconds if it is decoded until its deadline")
                .isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void aSmallPictureDoesNotWaitForLargeOnes() throws Exception {
        byte[] large = png(7_000, 7_000);
        byte[] small = png(20, 20);
        Runnable largeOne = () -> assertThat(fixture.post("/api/models/1/pictures", "image/png", large)
                        .statusCode())
                .isIn(400, 503);
        Crowd.asksMeanwhile(largeOne, () -> {
            for (int i = 0; i < 20; i++) {
                refused(fixture.post("/api/models/1/pictures", "image/png", small), 400, "shows nothing");
            }
        });
    }

    @Test
    void aPictureThatIsNotDecodedWithinFiveSecondsIsRefused() throws Exception {
        // A machine that is fast enough has decoded it by then.
        assertThat(fixture.post("/api/models/1/pictures", "image/jpeg", slowJpeg())
                        .body())
                .containsAnyOf("the picture: is not decoded within 5 s", "the picture: cannot be decoded");
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    private static byte[] twoBars() throws IOException {
        BufferedImage picture = new BufferedImage(200, 100, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 600; i++) {
            picture.getRaster().setSample(50 + i % 10, 20 + i / 10, 0, 255);
            picture.getRaster().setSample(140 + i % 10, 20 + i / 10, 0, 255);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /** With a comment of 300 MB, compressed. */
    private static byte[] withHugeText(byte[] png) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write("zTXtComment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream text = new DeflaterOutputStream(chunk, new Deflater(Deflater.BEST_SPEED))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                text.write(zeros);
            }
        }
        byte[] content = chunk.toByteArray();
        assertThat(content).hasSizeLessThan(2_000_000);
        CRC32 check = new CRC32();
        check.update(content);
        return ByteBuffer.allocate(png.length + content.length + 8)
                .put(png, 0, 33)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) check.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }
}
