package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gatewise.io.UserError;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DigitImageTest {
    private static final int SIZE = 28;
    private static final int IMAGES = 50;
    private static ImageSet digits;

    @TempDir
    private Path folder;

    @BeforeAll
    static void readDigits() {
        digits = Dataset.mnist().testImages().range(0, IMAGES);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0, false, 1",
        "1, 0, true, 1",
        "4, 0, false, 1",
        "4, 37, true, 1",
        "1, 9, false, 1",
        "20, 100, true, 6"
    })
    void anMnistImageComesBackAsItWas(int factor, int margin, boolean inverted, double tolerance) throws IOException {
        for (int i = 0; i < IMAGES; i++) {
            byte[] original = digits.image(i);
            byte[] read = read(grey(original, factor, margin, inverted ? v -> 255 - v : v -> v), "png");

            assertThat(meanDifference(read, original)).as("image %d", i).isLessThan(tolerance);
            assertThat(centreOfMass(read, true)).as("image %d", i).isCloseTo(centreOfMass(original, true), within(1.0));
            assertThat(centreOfMass(read, false))
                    .as("image %d", i)
                    .isCloseTo(centreOfMass(original, false), within(1.0));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "bmp"})
    void everyFormatAndColourIsRead(String format) throws IOException {
        for (int i = 0; i < 10; i++) {
            BufferedImage grey = grey(digits.image(i), 10, 40, v -> 255 - v);
            BufferedImage blueOnYellow =
                    new BufferedImage(grey.getWidth(), grey.getHeight(), BufferedImage.TYPE_INT_RGB);
            for (int y = 0; y < grey.getHeight(); y++) {
                for (int x = 0; x < grey.getWidth(); x++) {
                    int paper = grey.getRaster().getSample(x, y, 0);
                    blueOnYellow.setRGB(x, y, new Color(paper * 240 / 255, paper * 230 / 255, 120).getRGB());
                }
            }

            assertThat(meanDifference(read(blueOnYellow, format), digits.image(i)))
                    .as("image %d", i)
                    .isLessThan(4);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x000000, 0xffffff, 0xcc2020, 0xffff80})
    void strokesOnATransparentGroundAreSeenWhateverTheirColour(int colour) throws IOException {
        for (int i = 0; i < 10; i++) {
            byte[] original = digits.image(i);
            BufferedImage image = new BufferedImage(SIZE, SIZE, BufferedImage.TYPE_INT_ARGB);
            for (int at = 0; at < original.length; at++) {
                image.setRGB(at % SIZE, at / SIZE, (original[at] & 0xff) << 24 | colour);
            }

            assertThat(meanDifference(read(image, "png"), original))
                    .as("image %d", i)
                    .isLessThan(1.5);
        }
    }

    @Test
    void aPhotographWithUnevenLightNoiseAndDustIsRead() throws IOException {
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            byte[] original = digits.image(i);
            BufferedImage page = grey(original, 20, 300, v -> v);
            int size = page.getWidth();
            for (int y = 0; y < size; y++) {
                for (int x = 0; x < size; x++) {
                    boolean dust = (x - 200) * (x - 200) + (y - 150) * (y - 150) < 36;
                    double paper = 205 - 40.0 * x / size - 25.0 * y / size;
                    double ink = dust ? 0.8 : page.getRaster().getSample(x, y, 0) / 255.0;
                    double value = paper * (1 - 0.75 * ink) + 6 * random.nextGaussian();
                    page.getRaster().setSample(x, y, 0, (int) Math.max(0, Math.min(255, value)));
                }
            }

            byte[] read = read(page, "jpg");

            assertThat(meanDifference(read, original)).as("image %d", i).isLessThan(12);
            assertThat(centreOfMass(read, true)).as("image %d", i).isCloseTo(centreOfMass(original, true), within(1.0));
            assertThat(centreOfMass(read, false))
                    .as("image %d", i)
                    .isCloseTo(centreOfMass(original, false), within(1.0));
        }
    }

    @ParameterizedTest
    @CsvSource({"28, 28, 20, 10", "14, 14, 10, 5", "32, 16, 22, 11"})
    void theInkFillsItsBoxAndIsCentred(int rows, int columns, int inkRows, int inkColumns) throws IOException {
        // A bar twice as high as wide, in a corner.
        BufferedImage image = new BufferedImage(500, 300, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.fillRect(400, 50, 80, 160);
        graphics.dispose();

        byte[] read = DigitImage.read(save(image, "png"), rows, columns);

        int top = (rows - inkRows + 1) / 2;
        int left = (columns - inkColumns + 1) / 2;
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                boolean ink = row >= top && row < top + inkRows && column >= left && column < left + inkColumns;
                assertThat(read[row * columns + column] & 0xff)
                        .as("%d, %d", row, column)
                        .isEqualTo(ink ? 255 : 0);
            }
        }
    }

    @Test
    void aThinPenStillReachesFullInk() throws IOException {
        BufferedImage image = new BufferedImage(1000, 1000, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(10));
        graphics.drawOval(300, 200, 400, 600);
        graphics.dispose();

        byte[] read = read(image, "png");

        int strong = 0;
        for (byte value : read) {
            strong += (value & 0xff) > 200 ? 1 : 0;
        }
        assertThat(strong).isGreaterThan(5);
        assertThat(read[14 * SIZE + 14]).as("the hole").isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_USHORT_GRAY, BufferedImage.TYPE_BYTE_BINARY})
    void greyIsTakenAsItIsStored(int type) throws IOException {
        BufferedImage image = new BufferedImage(40, 40, type);
        int most = (1 << image.getColorModel().getComponentSize(0)) - 1;
        int bits = type == BufferedImage.TYPE_BYTE_BINARY ? 1 : most;
        for (int row = 10; row < 30; row++) {
            for (int column = 10; column < 30; column++) {
                image.getRaster().setSample(column, row, 0, row < 20 ? bits : bits == 1 ? 1 : most / 2);
            }
        }

        byte[] read = read(image, "png");

        assertThat(read[14 * SIZE + 14 - 8 * SIZE] & 0xff).isEqualTo(255);
        int lower = IntStream.range(0, SIZE)
                .map(row -> read[row * SIZE + 14] & 0xff)
                .filter(v -> v > 0 && v < 255)
                .findFirst()
                .orElse(255);
        assertThat(lower).isCloseTo(bits == 1 ? 255 : 127, within(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 128, 255})
    void aBlankPictureIsRefused(int value) throws IOException {
        Path even = save(grey(new byte[SIZE * SIZE], 10, 0, v -> value), "png");
        Random random = new Random(2);
        Path noisy = save(grey(new byte[SIZE * SIZE], 10, 0, v -> value / 2 + random.nextInt(50)), "png");

        for (Path file : new Path[] {even, noisy}) {
            assertThatThrownBy(() -> DigitImage.read(file, SIZE, SIZE))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + ": shows nothing");
        }
    }

    @Test
    void whatIsNoPictureIsRefused() throws IOException {
        Path missing = folder.resolve("none.png");
        Path text = Files.writeString(folder.resolve("text.png"), "no picture");
        Path empty = Files.createFile(folder.resolve("empty.png"));
        Path cut = save(grey(digits.image(0), 4, 0, v -> v), "png");
        try (RandomAccessFile file = new RandomAccessFile(cut.toFile(), "rw")) {
            file.setLength(60);
        }

        assertRefused(missing, "no such file");
        assertRefused(text, "not a picture that can be read, expected PNG");
        assertRefused(empty, "not a picture that can be read, expected PNG");
        assertRefused(cut, "cannot be decoded");
    }

    @Test
    void aDecompressionBombIsRefusedBeforeItIsDecoded() throws IOException {
        Path bomb = save(grey(digits.image(0), 1, 0, v -> v), "png");
        try (RandomAccessFile file = new RandomAccessFile(bomb.toFile(), "rw")) {
            // Width and height.
            file.seek(16);
            file.writeInt(65_536);
            file.writeInt(65_536);
        }

        assertRefused(bomb, "65536 x 65536 pixels, expected at most 50000000");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> DigitImage.read(file, SIZE, SIZE))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(reason);
    }

    /** Draws an image larger and with a margin. */
    private static BufferedImage grey(byte[] pixels, int factor, int margin, IntUnaryOperator value) {
        int size = SIZE * factor + 2 * margin;
        BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                int row = Math.floorDiv(y - margin, factor);
                int column = Math.floorDiv(x - margin, factor);
                boolean inside = row >= 0 && row < SIZE && column >= 0 && column < SIZE;
                int original = inside ? pixels[row * SIZE + column] & 0xff : 0;
                image.getRaster().setSample(x, y, 0, value.applyAsInt(original));
            }
        }
        return image;
    }

    private byte[] read(BufferedImage image, String format) throws IOException {
        return DigitImage.read(save(image, format), SIZE, SIZE);
    }

    private Path save(BufferedImage image, String format) throws IOException {
        Path file = Files.createTempFile(folder, "digit", "." + format);
        assertThat(ImageIO.write(image, format, file.toFile())).isTrue();
        return file;
    }

    /** Of 255, where a shift by one pixel is forgiven: a centre of mass half way between two may be rounded to either. */
    private static double meanDifference(byte[] one, byte[] other) {
        double least = 255;
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                double sum = 0;
                for (int row = 1; row < SIZE - 1; row++) {
                    for (int column = 1; column < SIZE - 1; column++) {
                        int shifted = one[(row + down) * SIZE + column + right] & 0xff;
                        sum += Math.abs(shifted - (other[row * SIZE + column] & 0xff));
                    }
                }
                least = Math.min(least, sum / one.length);
            }
        }
        return least;
    }

    private static double centreOfMass(byte[] image, boolean ofRows) {
        double mass = 0;
        double weighted = 0;
        for (int i = 0; i < image.length; i++) {
            mass += image[i] & 0xff;
            weighted += (image[i] & 0xff) * (double) (ofRows ? i / SIZE : i % SIZE);
        }
        return weighted / mass;
    }
}
