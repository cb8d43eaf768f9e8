package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.FileOperations;
import gatewise.testing.WatchedFiles;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PngTest {
    @TempDir
    private Path folder;

    private BufferedImage draw(Consumer<Canvas> drawing) throws IOException {
        Path png = folder.resolve("drawing.png");
        Png.write(png, 60, 40, drawing);
        return Pictures.read(png);
    }

    @Test
    void paperIsWhiteAndOfTheSizeAskedFor() throws IOException {
        BufferedImage picture = draw(canvas -> {});
        assertThat(picture.getWidth()).isEqualTo(60);
        assertThat(picture.getHeight()).isEqualTo(40);
        assertThat(Pictures.count(picture, Palette.WHITE)).isEqualTo(60 * 40);
    }

    @Test
    void boxesAndFramesAreCrisp() throws IOException {
        BufferedImage picture = draw(canvas -> {
            canvas.box(Palette.BLUE, 10, 10, 20, 5);
            canvas.frame(new Pen(Palette.ORANGE, 1), 9, 9, 21, 6);
        });
        assertThat(Pictures.count(picture, Palette.BLUE)).isEqualTo(20 * 5);
        assertThat(Pictures.count(picture, Palette.ORANGE)).isEqualTo(22 * 7 - 20 * 5);
        assertThat(Pictures.at(picture, 9, 9)).isEqualTo(0xc17605);
        assertThat(Pictures.at(picture, 29, 14)).isEqualTo(0x0726a2);
    }

    @Test
    void aStraightLineBetweenPixelsIsMovedToOne() throws IOException {
        BufferedImage picture = draw(canvas -> canvas.line(Pen.RULE, 10, 20.4, 50, 20.4));
        assertThat(Pictures.count(picture, Palette.RULE)).isBetween(39L, 41L);
        assertThat(Pictures.at(picture, 30, 20)).isEqualTo(Palette.RULE.rgb());
    }

    @Test
    void dashesHaveGapsBetweenThem() throws IOException {
        BufferedImage picture = draw(canvas -> canvas.line(new Pen(Palette.RULE, 1, 5, 5), 0, 20, 60, 20));
        assertThat(Pictures.at(picture, 2, 20)).isEqualTo(Palette.RULE.rgb());
        assertThat(Pictures.at(picture, 7, 20)).isEqualTo(0xffffff);
    }

    @Test
    void whatIsFadedLetsThePaperShineThrough() throws IOException {
        BufferedImage picture = draw(canvas -> canvas.box(Ink.of(0).faded(0.2), 0, 0, 60, 40));
        assertThat(Pictures.at(picture, 30, 20)).isEqualTo(0xcccccc);
    }

    @Test
    void aTextEndsWhereItIsToldTo() throws IOException {
        Type type = Type.plain(12);
        assertThat(inked(draw(canvas -> canvas.text(type, 30, 20, "ll")), 0, 0, 29, 40))
                .isZero();
        assertThat(inked(draw(canvas -> canvas.text(type.end(), 30, 20, "ll")), 31, 0, 60, 40))
                .isZero();
        BufferedImage middle = draw(canvas -> canvas.text(type.middle(), 30, 20, "ll"));
        assertThat(inked(middle, 0, 0, 30, 40)).isPositive();
        assertThat(inked(middle, 30, 0, 60, 40)).isPositive();
        BufferedImage upwards = draw(canvas -> canvas.text(type.upwards(), 30, 20, "ll"));
        assertThat(inked(upwards, 0, 21, 60, 40)).as("below its start").isZero();
        assertThat(inked(upwards, 0, 0, 31, 21)).as("left of its baseline").isPositive();
    }

    @Test
    void longerTextsAreWider() {
        assertThat(Png.width(Type.plain(12), "")).isZero();
        assertThat(Png.width(Type.plain(12), "wwww")).isBetween(20, 60).isLessThan(Png.width(Type.plain(24), "wwww"));
    }

    /** Pixels that are not paper. */
    private static long inked(BufferedImage picture, int left, int top, int right, int bottom) {
        BufferedImage part = picture.getSubimage(left, top, right - left, bottom - top);
        return (long) part.getWidth() * part.getHeight() - Pictures.count(part, Palette.WHITE);
    }

    @Test
    void aFullDiskIsTheReasonThatIsSaid() {
        Path file = WatchedFiles.watch(folder.resolve("full.png"), (kind, path, bytes) -> {
            if (kind == FileOperations.Kind.WRITE) {
                throw new IOException("No space left on device");
            }
        });
        assertThatThrownBy(() -> Png.write(file, 10, 10, canvas -> {}))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("full.png: cannot be written (No space left on device)");
        assertThat(folder).isEmptyDirectory();
    }
}
