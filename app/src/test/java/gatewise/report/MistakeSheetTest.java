package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import gatewise.report.MistakeSheet.Mistake;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MistakeSheetTest {
    private static final int LEFT = 24;
    private static final int TOP = 56;

    @TempDir
    private Path folder;

    @Test
    void eachPixelIsACrispSquareOfDarkInk() throws IOException {
        byte[] pixels = {0, (byte) 255, 100, 0};
        BufferedImage picture = write(List.of(new Mistake(0, pixels, "4", "9", 0.987)), 2, 2);

        // 50 pixels a side; next to the edges, there is no blur.
        assertThat(Pictures.at(picture, LEFT + 49, TOP + 25)).isEqualTo(0xffffff);
        assertThat(Pictures.at(picture, LEFT + 50, TOP + 25)).isEqualTo(0);
        assertThat(Pictures.at(picture, LEFT + 49, TOP + 51)).isEqualTo(0x9b9b9b);
        assertThat(Pictures.at(picture, LEFT + 51, TOP + 51)).isEqualTo(0xffffff);
    }

    @Test
    void theCaptionSaysWhatWasTakenForWhatHowSurelyAndItsNumber() {
        Mistake mistake = new Mistake(247, new byte[0], "4", "9", 0.999987);
        assertThat(mistake.caption()).isEqualTo("4 \u2192 9  99.999%");
        assertThat(mistake.place()).isEqualTo("test image 247");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 11, 50})
    void showsAllMistakes(int count) throws IOException {
        byte[] ink = new byte[28 * 28];
        Arrays.fill(ink, (byte) 255);
        BufferedImage picture = write(Collections.nCopies(count, new Mistake(3, ink, "4", "9", 0.5)), 28, 28);

        // Frames are around the images, not on them.
        assertThat(Pictures.count(picture, Ramp.IMAGE.at(1))).isEqualTo(count * 84L * 84L);
        assertThat(picture.getWidth()).isLessThanOrEqualTo(1040);
    }

    @Test
    void imagesOfAnotherSizeAreRefused() {
        List<Mistake> mistakes = List.of(new Mistake(7, new byte[3], "4", "9", 0.5));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> MistakeSheet.write(folder.resolve("x.png"), mistakes, 2, 2, "t"))
                .withMessage("an image of 3 pixels, expected 2 x 2");
    }

    private BufferedImage write(List<Mistake> mistakes, int rows, int columns) throws IOException {
        Path png = folder.resolve("mistakes.png");
        MistakeSheet.write(png, mistakes, rows, columns, "title");
        return Pictures.read(png);
    }
}
