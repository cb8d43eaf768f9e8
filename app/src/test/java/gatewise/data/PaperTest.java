package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.data.PaperPictures.Ground;
import gatewise.io.UserError;
import gatewise.scoring.Inference;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Digits on real pictures' grounds are read by a network that has seen none of them. */
@RequiresBackend
class PaperTest {
    private static final int IMAGES = 20;
    private static final int BLANKS = 10;
    private static ImageSet digits;
    private static Inference inference;

    @BeforeAll
    static void open() {
        digits = Dataset.mnist().testImages();
        inference = Inference.of(Checkpoint.load(Path.of("../docs/models/lstm-28.zip"), Engine.PORTABLE, 1));
    }

    @ParameterizedTest
    @EnumSource(Ground.class)
    void mostDigitsAreReadRightOnEveryGround(Ground ground) {
        long right = IntStream.range(0, IMAGES)
                .parallel()
                .filter(i -> isReadRight(ground, i))
                .count();
        assertThat((double) right / IMAGES).isGreaterThanOrEqualTo(0.95);
    }

    /** Ink covers a third of such a picture and touches its border. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2, 6, 12})
    void aDigitCutOutCloselyIsReadRight(int margin) throws IOException {
        int right = 0;
        for (int i = 0; i < IMAGES; i++) {
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            ImageIO.write(closeCrop(digits.image(i), margin), "png", file);
            right += answer(file.toByteArray()) == digits.label(i) ? 1 : 0;
        }
        assertThat((double) right / IMAGES).isGreaterThanOrEqualTo(0.85);
    }

    /** The class, or -1 where the picture is refused. */
    private static int answer(byte[] file) {
        try {
            return Scores.highest(inference.answer(
                    RowSequences.rows(DigitImage.read(new ByteArrayInputStream(file), "crop", 28, 28), 28, 28)));
        } catch (UserError e) {
            return -1;
        }
    }

    /** Black on white, eight times as large, cut to its ink and a margin. */
    private static BufferedImage closeCrop(byte[] digit, int margin) {
        BufferedImage small = new BufferedImage(28, 28, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < digit.length; i++) {
            small.getRaster().setSample(i % 28, i / 28, 0, 255 - (digit[i] & 0xff));
        }
        BufferedImage large = new BufferedImage(224, 224, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D graphics = large.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(small, 0, 0, 224, 224, null);
        graphics.dispose();
        Rectangle ink = new Rectangle(-1, -1);
        for (int i = 0; i < 224 * 224; i++) {
            if (large.getRaster().getSample(i % 224, i / 224, 0) < 128) {
                ink.add(new Rectangle(i % 224, i / 224, 1, 1));
            }
        }
        ink.grow(margin, margin);
        Rectangle cut = ink.intersection(new Rectangle(224, 224));
        return large.getSubimage(cut.x, cut.y, cut.width, cut.height);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "RING",
                "SQUARED_DARK",
                "SQUARED_TURNED",
                "GRADIENT",
                "DARK_GRADIENT",
                "SQUARED_SHADOW_NOISE",
                "RULED_VIGNETTE_NOISE"
            })
    void paperAloneShowsNothing(Ground ground) {
        assertThat(blanks(ground)).isEqualTo(BLANKS);
    }

    /** Now and then a corner of a square, or a trace of compression in the dark, is taken for ink. */
    @ParameterizedTest
    @EnumSource(
            names = {
                "SQUARED_DARK",
                "SQUARED_TURNED",
                "GRADIENT",
                "DARK_GRADIENT",
                "SQUARED_SHADOW_NOISE",
                "RULED_VIGNETTE_NOISE"
            })
    void paperAloneMostlyShowsNothing(Ground ground) {
        assertThat(blanks(ground)).isGreaterThanOrEqualTo(BLANKS * 8 / 10);
    }

    /** How many of the pictures without a digit are called so. */
    private static long blanks(Ground ground) {
        return IntStream.range(0, BLANKS).filter(i -> isBlank(ground, i)).count();
    }

    private static boolean isBlank(Ground ground, int seed) {
        try {
            read(new byte[28 * 28], ground, seed);
            return false;
        } catch (UserError e) {
            return e.getMessage().contains("shows nothing");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(byte[] digit, Ground ground, int seed) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(PaperPictures.draw(digit, ground, 5, seed), seed % 2 == 0 ? "bmp" : "jpg", file);
        return DigitImage.read(new ByteArrayInputStream(file.toByteArray()), ground.name(), 28, 28);
    }

    private static boolean isReadRight(Ground ground, int i) {
        try {
            byte[] image = read(digits.image(i), ground, i);
            return Scores.highest(inference.answer(RowSequences.rows(image, 28, 28))) == digits.label(i);
        } catch (UserError e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
