package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LegendTest {
    @TempDir
    private Path folder;

    @Test
    void entriesStandBesideOneAnother() throws IOException {
        Pen pen = new Pen(Palette.BLUE, 1);
        Legend one = new Legend().line(pen, "name");
        Legend two = new Legend().line(pen, "name").line(new Pen(Palette.ORANGE, 1), "name");
        int text = Png.width(Type.SMALL, "name");
        assertThat(one.width()).isEqualTo(Legend.SAMPLE + 8 + text);
        assertThat(two.width()).isEqualTo(2 * one.width() + 28);

        BufferedImage picture = draw(two);
        assertThat(Pictures.at(picture, 10 + 17, 20)).isEqualTo(Palette.BLUE.rgb());
        assertThat(Pictures.at(picture, 10 + one.width() + 28 + 17, 20)).isEqualTo(Palette.ORANGE.rgb());
    }

    @Test
    void aRampGoesFromItsLeastValueToItsMost() throws IOException {
        BufferedImage picture = draw(new Legend().ramp(Ramp.SIGNED, "cell", "-1", "1"));
        int left = 10 + Png.width(Type.SMALL, "cell") + 8 + Png.width(Type.SMALL, "-1") + 8;
        assertThat(Pictures.at(picture, left, 20)).isEqualTo(0x1d4f9c);
        assertThat(Pictures.at(picture, left + 99, 20)).isEqualTo(0xa81f2c);
        assertThat(Pictures.at(picture, left + 100, 20)).as("the frame").isEqualTo(Palette.GRID.rgb());
    }

    private BufferedImage draw(Legend legend) throws IOException {
        Path png = folder.resolve("legend.png");
        Png.write(png, 400, 40, canvas -> legend.draw(canvas, 10, 20));
        return Pictures.read(png);
    }
}
