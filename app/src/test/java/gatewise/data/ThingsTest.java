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
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThingsTest {
    private static final int CELL = 28;

    @ParameterizedTest
    @CsvSource({"1, 2, 2", "1, 3, 3", "2, 1, 2", "4, 5, 20", "8, 10, 80"})
    void severalDigitsAreCountedAndRefused(int down, int across, int things) throws IOException {
        BufferedImage page = paper(across * CELL * 5, down * CELL * 5);
        ImageSet digits = Dataset.mnist().testImages();
        for (int y = 0; y < page.getHeight(); y++) {
            for (int x = 0; x < page.getWidth(); x++) {
                int cell = y / 5 / CELL * across + x / 5 / CELL;
                // A zero or a two that is written in one go.
                byte[] digit = digits.image(cell % 2 == 0 ? 3 : 1);
                int ink = digit[y / 5 % CELL * CELL + x / 5 % CELL] & 0xff;
                page.setRGB(x, y, 0x010101 * (255 - ink));
            }
        }

        assertThatThrownBy(() -> read(page))
                .isInstanceOf(UserError.class)
                .hasMessage(
                        "drawing: shows " + things + " things, expected one character; cut out the one that is meant");
    }

    /** Strokes as x1 y1 x2 y2 ..., in hundredths of the picture. */
    @ParameterizedTest
    @CsvSource({
        "5 with a bar apart, 40 25 72 25, 36 30 36 48 60 48 66 60 60 75 36 76",
        "4 in two strokes, 35 25 32 55 55 55, 62 25 62 80",
        "1 in two strokes, 50 20 50 45, 50 53 50 80",
        "0 in two arcs, 48 25 38 35 35 50 38 68 48 77, 54 25 64 35 67 50 64 68 54 77"
    })
    void aDigitInTwoStrokesIsOneThing(String name, String first, String second) throws IOException {
        BufferedImage image = paper(300, 300);
        draw(image, first);
        draw(image, second);
        BufferedImage alone = paper(300, 300);
        draw(alone, first);

        assertThat(read(image)).as(name).isNotEqualTo(read(alone));
    }

    @Test
    void aRingAroundTheDigitIsLeftOut() throws IOException {
        BufferedImage image = paper(400, 400);
        draw(image, "42 40 58 40 46 62");
        byte[] clean = read(image);
        draw(image, "50 20 70 27 78 48 72 70 50 78 29 71 22 50 30 28 49 21");

        assertThat(read(image)).isEqualTo(clean);
    }

    @Test
    void aZeroWithASpeckInsideIsNoRing() throws IOException {
        BufferedImage image = paper(400, 400);
        draw(image, "50 20 62 27 68 48 62 70 50 78 39 71 34 50 40 28 49 21");
        byte[] clean = read(image);
        draw(image, "50 48 51 50");
        byte[] read = read(image);

        for (int i = 0; i < read.length; i++) {
            boolean middle = Math.abs(i / CELL - CELL / 2) <= 4 && Math.abs(i % CELL - CELL / 2) <= 4;
            if (!middle) {
                assertThat(read[i] & 0xff).as("%d", i).isCloseTo(clean[i] & 0xff, within(20));
            }
        }
    }

    @Test
    void aBlotFarFromTheDigitIsLeftOut() throws IOException {
        BufferedImage image = paper(400, 400);
        draw(image, "30 30 50 30 35 70");
        byte[] clean = read(image);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.BLACK);
        graphics.fillOval(360, 360, 18, 18);
        graphics.dispose();

        assertThat(read(image)).isEqualTo(clean);
    }

    private static BufferedImage paper(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return image;
    }

    private static void draw(BufferedImage image, String stroke) {
        String[] numbers = stroke.trim().split(" ");
        int[] x = new int[numbers.length / 2];
        int[] y = new int[numbers.length / 2];
        for (int i = 0; i < x.length; i++) {
            x[i] = Integer.parseInt(numbers[2 * i]) * image.getWidth() / 100;
            y[i] = Integer.parseInt(numbers[2 * i + 1]) * image.getHeight() / 100;
        }
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setStroke(new BasicStroke(12, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(Color.BLACK);
        graphics.drawPolyline(x, y, x.length);
        graphics.dispose();
    }

    private static byte[] read(BufferedImage image) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return DigitImage.read(new ByteArrayInputStream(file.toByteArray()), "drawing", CELL, CELL);
    }
}
