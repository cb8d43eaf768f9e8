package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures that were made to take much time or memory, or to reach beyond themselves. */
class HostilePictureTest {
    private static final int SIZE = 28;
    private static final int PNG_HEADER_END = 33;

    private static byte[] read(byte[] file) {
        return DigitImage.read(new ByteArrayInputStream(file), "picture", SIZE, SIZE);
    }

    private static void refused(byte[] file, String words) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(words)
                .hasMessageStartingWith("picture")
                .hasMessageNotContaining("Exception");
    }

    private static byte[] little(byte[] file, int at, int value) {
        byte[] changed = file.clone();
        ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
        return changed;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inksOfPrintingAreNotTakenForLight(boolean progressive) throws IOException {
        WritableRaster inks = Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, 96, 96, 4, null);
        for (int at = 20; at < 70; at++) {
            inks.setPixel(40, at, new int[] {10, 20, 30, 250});
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ImageWriteParam param = writer.getDefaultWriteParam();
        param.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
            writer.setOutput(stream);
            writer.write(null, new IIOImage(inks, null, null), param);
        }
        writer.dispose();
        refused(out.toByteArray(), "a JPEG of four colours (CMYK), expected grey or RGB; save it again as PNG");
        // As image editors write it: with Adobe's marker, and the inks as they are or as luminance and colour.
        for (byte transform : new byte[] {0, 2}) {
            byte[] marker = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform};
            ByteBuffer marked = ByteBuffer.allocate(out.size() + marker.length);
            marked.put(out.toByteArray(), 0, 2).put(marker).put(out.toByteArray(), 2, out.size() - 2);
            refused(marked.array(), "a JPEG of four colours (CMYK)");
        }
    }

    @Test
    void thoseThatAreNoneAreReadInEveryFormatAndWay() throws IOException {
        byte[] expected = read(Pictures.all().get("png"));
        Pictures.all().forEach((way, file) -> {
            byte[] digit = read(file);
            double difference = 0;
            for (int i = 0; i < digit.length; i++) {
                difference += Math.abs((digit[i] & 0xff) - (expected[i] & 0xff));
            }
            assertThat(difference / digit.length).as(way).isLessThan(8);
        });
    }

    @Test
    void aJpegOfThousandsOfScans() throws IOException {
        byte[] picture = Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 2_000), "jpeg", null, true);
        int scans = JpegScans.of(picture).count();
        assertThat(scans).isBetween(2, 20);
        read(picture);
        int last = picture.length - 2;
        while (!(picture[last] == (byte) 0xff && picture[last + 1] == (byte) 0xda)) {
            last--;
        }
        byte[] scan = Arrays.copyOfRange(picture, last, picture.length - 2);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        many.write(picture, 0, last);
        for (int i = 0; i < 30_000; i++) {
            // The first of its lines, and what follows is filled in.
            many.write(scan, 0, Math.min(scan.length, 12));
        }
        many.write(picture, last, picture.length - last);
        refused(many.toByteArray(), "a JPEG in " + (30_000 + scans) + " scans, expected at most 100");
    }

    @Test
    void aLargeJpegOfManyScans() {
        assertThatThrownBy(() -> JpegScans.check(scans(30), 49_000_000, "picture"))
                .hasMessageContaining("a JPEG in 30 scans, expected at most 20");
        JpegScans.check(scans(12), 49_000_000, "picture");
        JpegScans.check(scans(100), 1_000_000, "picture");
    }

    private static byte[] scans(int count) {
        ByteBuffer file = ByteBuffer.allocate(4 + 7 * count).putShort((short) 0xffd8);
        for (int i = 0; i < count; i++) {
            // Within data a stuffed 0xff and a restart mean nothing.
            file.putShort((short) 0xffda).putShort((short) 2).put((byte) 0xff).putShort((short) 0x00d0);
        }
        return file.putShort((short) 0xffd9).array();
    }

    @Test
    void aJpegThatIsCutOrDamagedIsNotFilledUp() throws Exception {
        byte[] whole = Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 200), "jpeg", null, false);
        read(whole);
        refused(Arrays.copyOf(whole, whole.length / 2), "picture: cannot be decoded (it ends too early)");
        refused(Arrays.copyOf(whole, whole.length - 2), "(it ends too early)");
        byte[] closed = Arrays.copyOf(whole, whole.length / 2);
        closed[closed.length - 2] = (byte) 0xff;
        closed[closed.length - 1] = (byte) 0xd9;
        refused(closed, "it is damaged or");
        byte[] damaged = whole.clone();
        Arrays.fill(damaged, whole.length / 2, whole.length / 2 + 40, (byte) 0x5a);
        refused(damaged, "it is damaged or");
        byte[] ofACamera = Arrays.copyOf(whole, whole.length + 6);
        Arrays.fill(ofACamera, whole.length - 2, whole.length + 4, (byte) 0x11);
        ofACamera[whole.length + 4] = (byte) 0xff;
        ofACamera[whole.length + 5] = (byte) 0xd9;
        assertThat(read(ofACamera)).isEqualTo(read(whole));
    }

    @ParameterizedTest
    @CsvSource({
        "49492a0008000000,TIFF",
        "4d4d002a00000008,TIFF",
        "52494646ffffffff5745425056503820,WebP",
        "000000186674797068656963,HEIC",
        "000000206674797061766966,AVIF",
        "255044462d312e34,PDF",
        "00001c1cffffff,WBMP"
    })
    void otherFormatsAreNamed(String begin, String format) {
        refused(beginning(begin), "picture is " + format + "; PNG, JPEG, GIF and BMP are read; convert it");
    }

    @ParameterizedTest
    @CsvSource({
        "1f8b0800,gzip",
        "504b030414000000,zip",
        "504b050600000000,zip",
        "425a683931415926,bzip2",
        "fd377a585a000004,xz",
        "28b52ffd0458,zstd",
        "377abcaf271c0004,7z"
    })
    void whatIsPackedIsToBeUnpacked(String begin, String format) {
        refused(beginning(begin), "picture is " + format + "; PNG, JPEG, GIF and BMP are read; unpack it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000080300002710", "0000080100002710"})
    void imagesOfADataSetAreNamed(String begin) {
        refused(beginning(begin), "picture is IDX; PNG, JPEG, GIF and BMP are read; give the folder with it by data");
    }

    private static byte[] beginning(String begin) {
        byte[] file = new byte[200];
        for (int i = 0; i < begin.length() / 2; i++) {
            file[i] = (byte) Integer.parseInt(begin.substring(2 * i, 2 * i + 2), 16);
        }
        return file;
    }

    @Test
    void aTiffOfTheJdkIsNotRead() throws IOException {
        refused(
                Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 32), "tiff", null, false),
                "picture is TIFF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zTXt", "iCCP", "iTXt"})
    void aPngWithHundredsOfMegabytesBesideThePicture(String type) throws IOException {
        byte[] png = Pictures.all().get("png");
        byte[] expected = read(png);
        assertThat(read(withChunk(png, type))).isEqualTo(expected);
    }

    private static byte[] withChunk(byte[] png, String type) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        String head = type.equals("iTXt") ? "iTXtComment\0\1\0\0\0" : type + "Comment\0\0";
        chunk.write(head.getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream text = new DeflaterOutputStream(chunk)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                text.write(zeros);
            }
        }
        byte[] content = chunk.toByteArray();
        CRC32 check = new CRC32();
        check.update(content);
        return ByteBuffer.allocate(png.length + content.length + 8)
                .put(png, 0, PNG_HEADER_END)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) check.getValue())
                .put(png, PNG_HEADER_END, png.length - PNG_HEADER_END)
                .array();
    }

    @Test
    void sizesThatAreNone() throws IOException {
        byte[] bmp = Pictures.all().get("bmp");
        for (int[] size : new int[][] {{0, 32}, {-32, 32}, {32, 0}, {32, Integer.MIN_VALUE}, {60_000, 60_000}}) {
            refused(little(little(bmp, 18, size[0]), 22, size[1]), "picture");
        }
        // Upside down, and so it is read.
        assertThat(read(little(bmp, 22, -32))).hasSize(SIZE * SIZE);
        byte[] gif = Pictures.all().get("gif");
        byte[] expected = read(gif);
        byte[] vast = gif.clone();
        Arrays.fill(vast, 6, 10, (byte) 0xff);
        assertThat(read(vast)).isEqualTo(expected);
    }

    @Test
    void aBmpThatHoldsAnotherFormatOrRefersToAFile(@TempDir Path folder) throws IOException {
        byte[] bmp = Pictures.all().get("bmp");
        refused(little(bmp, 30, 4), "a BMP that holds a JPEG");
        refused(little(bmp, 30, 5), "a BMP that holds a PNG");
        Path linked = Files.writeString(folder.resolve("profile"), "none");
        byte[] name = linked.toString().getBytes(StandardCharsets.ISO_8859_1);
        // A header of version 5 with the file's name behind it.
        int pixels = 32 * 32 * 3;
        ByteBuffer file =
                ByteBuffer.allocate(14 + 124 + pixels + name.length + 1).order(ByteOrder.LITTLE_ENDIAN);
        file.putShort((short) 0x4d42).putInt(file.capacity()).putInt(0).putInt(14 + 124);
        file.putInt(124)
                .putInt(32)
                .putInt(32)
                .putShort((short) 1)
                .putShort((short) 24)
                .putInt(0)
                .putInt(pixels);
        file.putInt(70, 0x4c494e4b).putInt(126, 124 + pixels).putInt(130, name.length + 1);
        file.position(14 + 124);
        file.put(bmp, bmp.length - pixels, pixels).put(name);
        assertThat(read(file.array())).isEqualTo(read(bmp));
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void whatStandsBehindItIsNotReadAndBeforeItIsNoPicture(String format) throws IOException {
        byte[] picture = Pictures.all().get(format);
        byte[] more = "PK\3\4 and a whole zip".getBytes(StandardCharsets.ISO_8859_1);
        byte[] longer = Arrays.copyOf(picture, picture.length + more.length);
        System.arraycopy(more, 0, longer, picture.length, more.length);
        assertThat(read(longer)).isEqualTo(read(picture));
        byte[] later = Arrays.copyOf(more, picture.length + more.length);
        System.arraycopy(picture, 0, later, more.length, picture.length);
        refused(later, "picture is zip; PNG, JPEG, GIF and BMP are read; unpack it");
    }

    @Test
    void aCommandHasAMinute() {
        assertThat(PictureFile.PATIENCE).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void oneThatTakesTooLong() throws IOException {
        for (byte[] file : Pictures.all().values()) {
            assertThatThrownBy(() -> DigitImage.read(
                            new ByteArrayInputStream(file), "picture", new Deadline(Duration.ofNanos(1)), SIZE, SIZE))
                    .isInstanceOf(UserError.class)
                    .hasMessage("picture: is not decoded within 0 s; save it again as PNG");
        }
    }
}
