package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.report.LearningCurve.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LearningCurveTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 40, 41, 1000})
    void drawsAnyNumberOfEpochs(int epochs) throws IOException {
        BufferedImage picture = write(IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> Point.ofClasses(epoch, 2.0 / epoch, 0.9 - 0.5 / epoch, 0.95 - 0.5 / epoch))
                .toList());

        assertThat(picture.getWidth()).isEqualTo(1000);
        assertThat(picture.getHeight()).isEqualTo(716);
        BufferedImage upper = picture.getSubimage(0, 0, 1000, 366);
        BufferedImage lower = picture.getSubimage(0, 366, 1000, 350);
        assertThat(Pictures.count(upper, Palette.ORANGE)).isGreaterThan(10);
        assertThat(Pictures.count(lower, Palette.ORANGE)).isZero();
        assertThat(Pictures.count(lower, Palette.GREEN)).isGreaterThan(10);
        assertThat(Pictures.count(lower, Palette.BLUE)).isGreaterThan(10);
        assertThat(Pictures.count(upper, Palette.BLUE)).isZero();
    }

    @Test
    void aFallingLossFalls() throws IOException {
        BufferedImage picture = write(List.of(Point.ofClasses(1, 2, 0.5, 0.5), Point.ofClasses(2, 0, 1, 1)));

        assertThat(meanHeight(picture, 100, 300)).isLessThan(meanHeight(picture, 700, 900) - 50);
    }

    @Test
    void linesOfTheGridStandAtRoundFiguresFromZeroToTheFirstAboveTheLargest() throws IOException {
        BufferedImage picture = write(List.of(Point.ofClasses(1, 1.9, 0.5, 0.5), Point.ofClasses(2, 0.4, 0.7, 0.8)));

        // A loss of 0, 0.5, 1, 1.5 and 2 in the upper panel; 50 to 100 % by tens in the lower one.
        assertThat(horizontals(picture, 0, 366)).containsExactly(54, 119, 184, 249, 314);
        assertThat(horizontals(picture, 366, 716)).containsExactly(402, 454, 506, 558, 610, 662);
    }

    /** The y of lines of the grid, and of the axis below it. */
    private static List<Integer> horizontals(BufferedImage picture, int from, int to) {
        return IntStream.range(from, to)
                .filter(y -> List.of(Palette.GRID.rgb(), Palette.RULE.rgb()).contains(Pictures.at(picture, 980, y)))
                .boxed()
                .toList();
    }

    @Test
    void whatWasNotMeasuredIsLeftOut() throws IOException {
        BufferedImage picture = write(List.of(
                Point.ofClasses(1, Double.NaN, Double.NaN, 0.5),
                Point.ofClasses(2, Double.POSITIVE_INFINITY, Double.NaN, 0.6)));

        assertThat(Pictures.count(picture, Palette.ORANGE)).isZero();
        assertThat(Pictures.count(picture, Palette.GREEN)).isZero();
        assertThat(Pictures.count(picture, Palette.BLUE)).isGreaterThan(10);
    }

    @Test
    void whereNumbersAreSaidBothPanelsShowLosses() throws IOException {
        BufferedImage picture = write(List.of(Point.ofNumbers(1, 1, 0.9), Point.ofNumbers(2, 0.5, 0.4)));

        assertThat(Pictures.count(picture.getSubimage(0, 0, 1000, 366), Palette.ORANGE))
                .isGreaterThan(10);
        assertThat(Pictures.count(picture.getSubimage(0, 366, 1000, 350), Palette.BLUE))
                .isGreaterThan(10);
        assertThat(Pictures.count(picture, Palette.GREEN)).isZero();
        // A loss of 0 to 1 by fifths in the lower panel.
        assertThat(horizontals(picture, 366, 716)).containsExactly(402, 454, 506, 558, 610, 662);
    }

    @Test
    void noPointsAndNoPlaceAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LearningCurve.write(folder.resolve("x.png"), "", "images", List.of()));
        assertThatThrownBy(() -> LearningCurve.write(folder, "", "images", List.of(Point.ofClasses(1, 1, 1, 1))))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(folder + ": cannot be written");
    }

    private BufferedImage write(List<Point> points) throws IOException {
        Path png = folder.resolve("curve.png");
        LearningCurve.write(png, "LSTM-28", "images", points);
        return Pictures.read(png);
    }

    /** The mean y of the loss between two x. */
    private static double meanHeight(BufferedImage picture, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int x = from; x < to; x++) {
            for (int y = 0; y < 366; y++) {
                if (Pictures.at(picture, x, y) == Palette.ORANGE.rgb()) {
                    sum += y;
                    count++;
                }
            }
        }
        assertThat(count).isPositive();
        return sum / count;
    }
}
