package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfusionChartTest {
    private static final int TOP = 56;

    @TempDir
    private Path folder;

    @Test
    void eachCellHasTheColourOfItsCount() throws IOException {
        long[][] confusion = {{100, 0, 0}, {16, 50, 34}, {0, 0, 0}};
        BufferedImage picture = write(confusion, List.of("0", "1", "2"));

        // Beside the number, a few pixels from a cell's corner.
        assertThat(cell(picture, 0, 0)).isEqualTo(Palette.BLUE.rgb());
        assertThat(cell(picture, 1, 1)).isEqualTo(Ramp.HITS.at(0.5).rgb());
        assertThat(cell(picture, 1, 2)).isEqualTo(Palette.ORANGE.rgb());
        assertThat(cell(picture, 1, 0)).isEqualTo(Ramp.ERRORS.at(16 / 34.0).rgb());
        assertThat(cell(picture, 0, 1)).isEqualTo(0xffffff);
        // A class without images is no hit.
        assertThat(cell(picture, 2, 2)).isEqualTo(0xffffff);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 26, 62})
    void drawsAnyNumberOfClasses(int classes) throws IOException {
        long[][] confusion = new long[classes][classes];
        for (int i = 0; i < classes; i++) {
            confusion[i][i] = 1000;
        }
        BufferedImage picture =
                write(confusion, IntStream.range(0, classes).mapToObj(i -> "c").toList());

        assertThat(picture.getWidth()).isBetween(300, 1000);
        assertThat(picture.getHeight()).isBetween(300, 1000);
        assertThat(Pictures.count(picture, Palette.BLUE)).isGreaterThan(classes * 50L);
        // No errors, and no scale for any.
        assertThat(Pictures.count(picture, Palette.ORANGE)).isZero();
    }

    @Test
    void whatDoesNotFitTogetherIsRefused() {
        Path png = folder.resolve("x.png");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionChart.write(png, new long[2][2], List.of("a"), "t"))
                .withMessageContaining("2 rows do not fit 1 labels");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionChart.write(png, new long[2][3], List.of("a", "b"), "t"))
                .withMessageContaining("a row of 3 in a matrix of 2 rows");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConfusionChart.write(png, new long[1][1], List.of("a"), "t"));
    }

    private BufferedImage write(long[][] confusion, List<String> labels) throws IOException {
        Path png = folder.resolve("confusion.png");
        ConfusionChart.write(png, confusion, labels, "title");
        return Pictures.read(png);
    }

    /** The colour of a cell of three classes with labels of one digit. */
    private static int cell(BufferedImage picture, int actual, int predicted) {
        int left = 52 + Png.width(Type.plain(14), "0");
        return Pictures.at(picture, left + predicted * 110 + 6, TOP + actual * 110 + 6);
    }
}
