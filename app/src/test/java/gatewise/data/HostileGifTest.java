package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** GIFs that were made to take much time, and those whose picture is not whole. */
class HostileGifTest {
    private static final int SIZE = 28;
    private static final int SIDE = 100;
    private static final int ALL_CODES = 4_096;
    private static final String DAMAGED = "picture: cannot be decoded (it is damaged or ends too early)";
    private static final byte[] NONE = {};

    private static byte[] read(byte[] file) {
        return DigitImage.read(
                new ByteArrayInputStream(file), "picture", new Deadline(Duration.ofSeconds(10)), SIZE, SIZE);
    }

    private static void refused(byte[] file, String words) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(UserError.class).hasMessageContaining(words);
    }

    private static byte[] strokeIn(int length) {
        byte[] data = Gifs.packed(Gifs.stroke(SIDE), ALL_CODES, true);
        return Gifs.blocks(data, 0, data.length, length);
    }

    private static byte[] extension(int label, int blocks) {
        byte[] extension = new byte[3 + 2 * blocks];
        extension[0] = 0x21;
        extension[1] = (byte) label;
        for (int at = 2; at < 2 + 2 * blocks; at += 2) {
            extension[at] = 1;
            extension[at + 1] = 'a';
        }
        return extension;
    }

    @ParameterizedTest
    @ValueSource(ints = {0xfe, 0x01, 0xff, 0x2a})
    void anExtensionInAMillionPieces(int label) {
        byte[] plain = Gifs.file(SIDE, NONE, strokeIn(255));
        byte[] file = Gifs.file(SIDE, extension(label, 1_000_000), strokeIn(255));
        assertThat(read(file)).isEqualTo(read(plain));
        assertThat(PictureFile.work(file, "picture", new Deadline(PictureFile.PATIENCE)))
                .isEqualTo(SIDE * SIDE);
        int within = file.length - plain.length;
        refused(Arrays.copyOf(file, within), "picture: cannot be decoded (it ends too early)");
    }

    @Test
    void millionsOfEmptyExtensions() {
        byte[] many = new byte[9_000_000];
        for (int at = 0; at < many.length; at += 3) {
            many[at] = 0x21;
            many[at + 1] = (byte) 0xfe;
        }
        assertThat(read(Gifs.file(SIDE, many, strokeIn(255)))).isEqualTo(read(Gifs.file(SIDE, NONE, strokeIn(255))));
    }

    @Test
    void dataInPiecesOfAByteIsReadAsInLongOnes() {
        // The JDK's reader takes the first four bytes for given.
        assertThat(read(Gifs.file(SIDE, NONE, strokeIn(1)))).isEqualTo(read(Gifs.file(SIDE, NONE, strokeIn(255))));
    }

    @Test
    void theExtensionForThePictureIsKept() {
        byte[] transparent = {0x21, (byte) 0xf9, 4, 1, 0, 0, 1, 0};
        byte[] comment = extension(0xfe, 3);
        byte[] kept = Gifs.file(SIDE, transparent, strokeIn(255));
        for (byte[] before :
                new byte[][] {join(transparent, comment), join(new byte[] {0x21, (byte) 0xf9, 0}, transparent)}) {
            assertThat(GifBlocks.pictureOf(Gifs.file(SIDE, before, strokeIn(1))))
                    .isEqualTo(kept);
        }
        // Here it is for the text that follows it.
        byte[] ofText = Gifs.file(SIDE, join(transparent, extension(0x01, 3)), strokeIn(1));
        assertThat(GifBlocks.pictureOf(ofText)).isEqualTo(Gifs.file(SIDE, NONE, strokeIn(255)));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void anUnknownBlockIsNamed() {
        byte[] file = Gifs.file(SIDE, new byte[] {0x77}, strokeIn(255));
        refused(file, "picture: cannot be decoded (Unexpected block type 119!)");
        refused(Gifs.file(SIDE, new byte[] {0x3b}, strokeIn(255)), "picture: cannot be decoded (it is damaged)");
    }

    @ParameterizedTest
    @CsvSource({"100,4096", "100,40", "3300,4096"})
    void oneThatIsCutAndClosedIsNotTakenForWhole(int side, int codes) {
        byte[] data = Gifs.packed(Gifs.stroke(side), codes, false);
        byte[] whole = Gifs.file(side, NONE, Gifs.blocks(data, 0, data.length, 255));
        read(whole);
        for (int cut : new int[] {1, 2, 3, data.length / 4, data.length / 2, data.length - 1}) {
            refused(Gifs.file(side, NONE, Gifs.blocks(data, 0, data.length - cut, 255)), DAMAGED);
        }
        refused(Gifs.file(side, NONE, new byte[1]), DAMAGED);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 3_300})
    void anInterlacedOneThatIsCutAndClosed(int side) throws IOException {
        BufferedImage picture = Pictures.stroke(BufferedImage.TYPE_BYTE_INDEXED, side);
        byte[] whole = Pictures.write(picture, "gif", null, true);
        read(whole);
        int start = whole.length;
        for (int at = 13; at < whole.length; at++) {
            if (whole[at] == 0x2c && whole[at + 1] == 0 && whole[at + 5] == (byte) side) {
                start = at + 10;
            }
        }
        assertThat(whole[start - 1] & 0x40).as("interlaced").isNotZero();
        // Blocks are of 255 bytes but the last.
        int blocks = (whole.length - start) / 256;
        byte[] cut = Arrays.copyOf(whole, start + 1 + 256 * (blocks / 2) + 2);
        cut[cut.length - 2] = 0;
        cut[cut.length - 1] = 0x3b;
        refused(cut, DAMAGED);
    }

    @ParameterizedTest
    @CsvSource({"4096,true", "4096,false", "300,true", "300,false"})
    void wholeOnesAreReadHoweverTheyArePacked(int codes, boolean ended) {
        byte[] pixels = Gifs.stroke(SIDE);
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            pixels[random.nextInt(pixels.length)] ^= 1;
        }
        byte[] data = Gifs.packed(pixels, codes, ended);
        byte[] plain = Gifs.packed(pixels, 40, true);
        byte[] expected = read(Gifs.file(SIDE, NONE, Gifs.blocks(plain, 0, plain.length, 255)));
        assertThat(read(Gifs.file(SIDE, NONE, Gifs.blocks(data, 0, data.length, 200))))
                .isEqualTo(expected);
    }

    @Test
    void aFullTableThatIsNotClearedIsRead() {
        byte[] pixels = Gifs.stroke(400);
        Random random = new Random(6);
        for (int i = 0; i < pixels.length / 3; i++) {
            pixels[random.nextInt(pixels.length)] ^= 1;
        }
        byte[] full = Gifs.packed(pixels, ALL_CODES, false);
        byte[] cleared = Gifs.packed(pixels, 1_000, true);
        assertThat(read(Gifs.file(400, NONE, Gifs.blocks(full, 0, full.length, 255))))
                .isEqualTo(read(Gifs.file(400, NONE, Gifs.blocks(cleared, 0, cleared.length, 255))));
        refused(Gifs.file(400, NONE, Gifs.blocks(full, 0, full.length - 2, 255)), DAMAGED);
    }

    @Test
    void codesThatHaveNotBeenAreDamage() {
        byte[] data = Gifs.packed(Gifs.stroke(SIDE), ALL_CODES, true);
        data[data.length / 2] = -1;
        data[data.length / 2 + 1] = -1;
        refused(Gifs.file(SIDE, NONE, Gifs.blocks(data, 0, data.length, 255)), DAMAGED);
    }
}
