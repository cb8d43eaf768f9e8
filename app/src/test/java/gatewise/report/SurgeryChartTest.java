package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.explain.SurgeryScore;
import gatewise.explain.SurgeryScore.OfClass;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SurgeryChartTest {
    @TempDir
    private Path folder;

    /** No image of class b; half of a's and all of c's are recognised before, a tenth and none after. */
    private BufferedImage draw(List<String> labels) throws IOException {
        List<OfClass> classes = List.of(
                new OfClass(labels.get(0), 10, 0.5, 0.1),
                new OfClass(labels.get(1), 0, null, null),
                new OfClass(labels.get(2), 10, 1.0, 0.0));
        Path png = folder.resolve("surgery.png");
        SurgeryChart.write(png, new SurgeryScore(20, 0.75, 0.05, classes), "title");
        return Pictures.read(png);
    }

    @Test
    void barsAreAsHighAsTheirShares() throws IOException {
        BufferedImage picture = draw(List.of("a", "b", "c"));
        assertThat(picture.getWidth()).isEqualTo(900);
        assertThat(picture.getHeight()).isEqualTo(460);
        // A class has 270 pixels, a bar 108, and 100 % are 350 high.
        int a = 76 + 135;
        assertThat(height(picture, a - 50, Ramp.HITS.at(0.43))).isEqualTo(175);
        assertThat(height(picture, a + 50, Palette.ORANGE)).isEqualTo(35);
        assertThat(height(picture, a + 540 - 50, Ramp.HITS.at(0.43))).isEqualTo(350);
        assertThat(height(picture, a + 540 + 50, Palette.ORANGE)).isZero();
        for (int x : new int[] {a + 270 - 50, a + 270 + 50, a - 110, a + 110}) {
            assertThat(Pictures.at(picture, x, 400)).isEqualTo(0xffffff);
        }
    }

    @Test
    void itIsWideEnoughForLongNames() throws IOException {
        String name = "a class with a long name ".repeat(3);
        BufferedImage picture = draw(Collections.nCopies(3, name));
        assertThat(picture.getWidth()).isGreaterThan(3 * Png.width(Plot.TICK, name));
    }

    /** How many pixels of a column above the axis are of a colour. */
    private static long height(BufferedImage picture, int x, Ink ink) {
        return IntStream.range(0, 406)
                .filter(y -> Pictures.at(picture, x, y) == ink.rgb())
                .count();
    }
}
