package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.data.PaperPictures.Ground;
import gatewise.io.UserError;
import gatewise.scoring.Classifier;
import gatewise.testing.RequiresBackend;
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

/** Digits on real pictures' grounds are read by a network that has seen none of them. */
@RequiresBackend
class PaperTest {
    private static final int IMAGES = 24;
    private static ImageSet digits;
    private static Classifier classifier;

    @BeforeAll
    static void open() {
        digits = Dataset.mnist().test();
        classifier = Classifier.of(Checkpoint.load(Path.of("../docs/models/lstm-28.zip"), Engine.PORTABLE, 1));
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

    @ParameterizedTest
    @EnumSource(names = {"CLEAN", "NOISE", "SQUARED_TURNED", "RULED_TURNED", "FRAME", "FRAME_AT_THE_EDGE"})
    void paperAloneShowsNothing(Ground ground) {
        for (int i = 0; i < 10; i++) {
            int seed = i;
            assertThatThrownBy(() -> read(new byte[28 * 28], ground, seed))
                    .as("%d", seed)
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("shows nothing");
        }
    }

    private static byte[] read(byte[] digit, Ground ground, int seed) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        ImageIO.write(PaperPictures.draw(digit, ground, 6, seed), seed % 2 == 0 ? "bmp" : "jpg", file);
        return DigitImage.read(new ByteArrayInputStream(file.toByteArray()), ground.name(), 28, 28);
    }

    private static boolean isReadRight(Ground ground, int i) {
        try {
            byte[] image = read(digits.image(i), ground, i);
            float[] probabilities = classifier.probabilities(image);
            int likeliest = 0;
            for (int label = 1; label < probabilities.length; label++) {
                likeliest = probabilities[label] > probabilities[likeliest] ? label : likeliest;
            }
            return likeliest == digits.label(i);
        } catch (UserError e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
