package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdxFileTest {
    private static final byte[] PIXELS = {0, 1, 2, 3, 4, (byte) 255, 6, 7, 8, 9, 10, 11};

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsImagesAndLabelsPackedOrNotWhateverTheirName(boolean gzip) {
        byte[] images = IdxFiles.images(2, 2, 3, PIXELS);
        byte[] labels = IdxFiles.labels((byte) 7, (byte) 200);

        IdxFile.Images read = images(gzip ? IdxFiles.gzip(images) : images);

        assertThat(read.count()).isEqualTo(2);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.columns()).isEqualTo(3);
        assertThat(read.pixels()).isEqualTo(PIXELS);
        assertThat(labels(gzip ? IdxFiles.gzip(labels) : labels)).containsExactly(7, 200);
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = folder.resolve("train-images-idx3-ubyte");

        assertThatThrownBy(() -> IdxFile.readImages(missing))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith(missing + ": ")
                .hasMessageContaining("no such file");
    }

    @Test
    void oneKindIsNotTakenForTheOther() {
        assertThatThrownBy(() -> labels(IdxFiles.images(2, 2, 3, PIXELS)))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("x: begins with 0x00000803 where an IDX file of labels begins with 0x00000801")
                .hasMessageContaining("put the labels file in its place");
        assertThatThrownBy(() -> images(IdxFiles.labels((byte) 1)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("put the images file in its place");
    }

    @Test
    void aForeignFileIsRefused() {
        assertThatThrownBy(() -> images("<!DOCTYPE html>".getBytes()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("begins with 0x3c21444f")
                .hasMessageContaining("download it again");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, 4, 15})
    void anEndWithinTheHeaderIsSaid(int length) {
        byte[] images = Arrays.copyOf(IdxFiles.images(2, 2, 3, PIXELS), length);

        assertThatThrownBy(() -> images(images)).isInstanceOf(UserError.class).hasMessageContaining("ends too early");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void tooShortAndTooLongAreSaid(boolean gzip) {
        byte[] cut = IdxFiles.images(2, 2, 3, Arrays.copyOf(PIXELS, 11));
        byte[] trailing = IdxFiles.images(2, 2, 3, Arrays.copyOf(PIXELS, 13));

        assertThatThrownBy(() -> images(gzip ? IdxFiles.gzip(cut) : cut))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("says 2 images of 2 x 3 pixels (12 bytes), found 11 bytes");
        assertThatThrownBy(() -> images(gzip ? IdxFiles.gzip(trailing) : trailing))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("(12 bytes), found more");
    }

    @ParameterizedTest
    @CsvSource({"0,2,3,0 images", "-1,2,3,-1 images", "2,0,3,0 rows", "2,2,-2147483648,-2147483648 columns"})
    void countsMustBePositive(int count, int rows, int columns, String found) {
        assertThatThrownBy(() -> images(IdxFiles.images(count, rows, columns, PIXELS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("its header says " + found);
    }

    @Test
    void aLyingHeaderCostsNoMemory() {
        assertThatThrownBy(() -> images(IdxFiles.images(2_000_000_000, 1, 1, PIXELS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("found 12 bytes");
        int most = Integer.MAX_VALUE;
        assertThatThrownBy(() -> images(IdxFiles.images(most, most, most, PIXELS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected at most");
        // 2^64 pixels: overflows to nothing where it is multiplied carelessly.
        assertThatThrownBy(() -> images(IdxFiles.images(1 << 30, 1 << 30, 1 << 4, PIXELS)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("expected at most");
    }

    @Test
    void damagedGzipIsSaid() {
        byte[] whole = IdxFiles.gzip(IdxFiles.images(2, 2, 3, PIXELS));
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 8] ^= 1;
        byte[] noGzip = {0x1f, (byte) 0x8b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};

        assertThatThrownBy(() -> images(cut)).isInstanceOf(UserError.class).hasMessageContaining("cut off");
        assertThatThrownBy(() -> images(wrongSum))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("its checksum or length is wrong");
        assertThatThrownBy(() -> images(noGzip))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("cannot be read as an IDX file");
    }

    private static IdxFile.Images images(byte[] bytes) {
        return IdxFile.readImages(new ByteArrayInputStream(bytes), "x");
    }

    private static int[] labels(byte[] bytes) {
        byte[] labels = IdxFile.readLabels(new ByteArrayInputStream(bytes), "x");
        int[] unsigned = new int[labels.length];
        Arrays.setAll(unsigned, i -> labels[i] & 0xff);
        return unsigned;
    }
}
