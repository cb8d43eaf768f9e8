package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import gatewise.io.UserError;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JPEGs with what libjpeg warns of, of which it tells the first alone: those that are cut too are not filled up. */
class HostileJpegTest {
    private static final int SIZE = 28;
    private static final int JFIF_VERSION = 11;
    private static final byte[] MORE = {0x11, 0x22, 0x33, (byte) 0xff, 0};

    private static byte[] read(byte[] file) {
        return DigitImage.read(new ByteArrayInputStream(file), "picture", SIZE, SIZE);
    }

    private static void refused(byte[] file) {
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("picture: cannot be decoded (it is damaged or ends too early)");
    }

    private static byte[] whole() throws IOException {
        return Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 200), "jpeg", null, false);
    }

    private static byte[] with(byte[] file, int at, byte[] more) {
        ByteArrayOutputStream longer = new ByteArrayOutputStream();
        longer.write(file, 0, at);
        longer.writeBytes(more);
        longer.write(file, at, file.length - at);
        return longer.toByteArray();
    }

    private static int marker(byte[] file, int marker) {
        int at = 0;
        while (!(file[at] == (byte) 0xff && (file[at + 1] & 0xff) == marker)) {
            at++;
        }
        return at;
    }

    private static byte[] cut(byte[] file) {
        byte[] cut = Arrays.copyOf(file, file.length - (file.length - marker(file, 0xda)) * 4 / 10);
        cut[cut.length - 2] = (byte) 0xff;
        cut[cut.length - 1] = (byte) 0xd9;
        return cut;
    }

    private static void readIfWhole(byte[] file) throws IOException {
        assertThat(read(file)).isEqualTo(read(whole()));
        refused(cut(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {0xdb, 0xc0, 0xc4, 0xda})
    void bytesBetweenTheFirstSegments(int marker) throws IOException {
        readIfWhole(with(whole(), marker(whole(), marker), MORE));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0, 2, 3, -1})
    void versionsOfJfif(byte version) throws IOException {
        byte[] file = whole();
        file[JFIF_VERSION] = version;
        readIfWhole(file);
    }

    @ParameterizedTest
    @ValueSource(bytes = {2, 3, -1})
    void transformsOfColours(byte transform) throws IOException {
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, transform};
        readIfWhole(with(whole(), marker(whole(), 0xdb), adobe));
    }

    /** Of frequencies: a picture that is not progressive has all of them in each scan, whatever it says. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "1, 63, 0", "0, 64, 0", "0, 63, 16"})
    void whatAScanSaysOfItself(byte first, byte last, byte bits) throws IOException {
        byte[] file = whole();
        int scan = marker(file, 0xda);
        int at = scan + 5 + 2 * file[scan + 4];
        file[at] = first;
        file[at + 1] = last;
        file[at + 2] = bits;
        readIfWhole(file);
    }

    /** Java's reader of JPEG passes over all pieces that it has for each that comes, before the scans and behind them. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void piecesOfAProfileWithoutEnd(boolean behind) throws IOException {
        byte[] pieces = new byte[2_000_000];
        for (int at = 0; at < pieces.length; at += 4) {
            pieces[at] = (byte) 0xff;
            pieces[at + 1] = (byte) 0xe2;
            pieces[at + 3] = 2;
        }
        byte[] file = with(whole(), behind ? whole().length - 2 : 2, pieces);
        assertTimeout(Duration.ofSeconds(5), () -> {
            assertThat(DigitImage.isSmall(file, "picture", new Deadline(Duration.ofMinutes(1))))
                    .isTrue();
            assertThat(read(file)).isEqualTo(read(whole()));
        });
    }

    /** Left out, it would leave filling that makes a marker of what follows. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSegmentThatHidesOneInItsFilling(boolean isProgressive) throws IOException {
        byte[] picture = Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 200), "jpeg", null, isProgressive);
        byte[] piece = {-1, -1, (byte) 0xe2, 0, 2, (byte) 0xe2, 0, 2};
        byte[] pieces = new byte[2_000_000];
        for (int at = 0; at < pieces.length; at++) {
            pieces[at] = piece[at % piece.length];
        }
        byte[] file = with(picture, isProgressive ? second(picture, 0xda) : picture.length - 2, pieces);
        assertTimeout(Duration.ofSeconds(5), () -> assertThat(read(file)).isEqualTo(read(picture)));
    }

    private static int second(byte[] file, int marker) {
        int first = marker(file, marker) + 2;
        return first + marker(Arrays.copyOfRange(file, first, file.length), marker);
    }

    @Test
    void theLastByteOfASegmentBeforeACommentIsNoFilling() throws IOException {
        byte[] picture = Pictures.write(Pictures.stroke(BufferedImage.TYPE_INT_RGB, 200), "jpeg", null, true);
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        // A table that nothing uses, of a single code.
        more.writeBytes(new byte[] {-1, (byte) 0xc4, 0, 20, 0x13, 1});
        more.writeBytes(new byte[15]);
        more.writeBytes(new byte[] {-1, -1, (byte) 0xfe, 0, 4, 'a', 'b'});
        assertThat(read(with(picture, second(picture, 0xda), more.toByteArray())))
                .isEqualTo(read(picture));
    }

    @Test
    void aCommentWithinTheDataOfAScan() throws IOException {
        byte[] picture = whole();
        int middle = (marker(picture, 0xda) + picture.length) / 2;
        refused(with(picture, middle, new byte[] {-1, (byte) 0xfe, 0, 4, 'a', 'b'}));
    }

    /** Decoders differ in whether they have a length, so that one sees what is in them, and another does not. */
    @ParameterizedTest
    @ValueSource(ints = {0x02, 0xbf, 0xc8, 0xde, 0xdf, 0xf0, 0xf7, 0xfd})
    void aMarkerThatStandsForNothing(int marker) throws IOException {
        byte[] pieces = new byte[4 + 40_000];
        pieces[0] = -1;
        pieces[1] = (byte) marker;
        pieces[2] = (byte) (40_002 >> 8);
        pieces[3] = (byte) 40_002;
        for (int at = 4; at < pieces.length; at += 4) {
            pieces[at] = -1;
            pieces[at + 1] = (byte) 0xe2;
            pieces[at + 3] = 2;
        }
        for (int at : new int[] {2, marker(whole(), 0xda), whole().length - 2}) {
            byte[] file = with(whole(), at, pieces);
            refused(file);
            assertThatThrownBy(() -> DigitImage.isSmall(file, "picture", new Deadline(Duration.ofMinutes(1))))
                    .isInstanceOf(UserError.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0xc3, 0xc5, 0xc9, 0xca, 0xcf})
    void aProcessThatNotEveryJavaReads(int frame) throws IOException {
        byte[] file = whole();
        file[marker(file, 0xc0) + 1] = (byte) frame;
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(
                        "picture: a JPEG of process SOF" + (frame - 0xc0) + ", expected SOF0, SOF1 or SOF2");
    }

    /** They are passed over as two bytes, behind which the picture's own segments are found. */
    @ParameterizedTest
    @ValueSource(ints = {0xdc, 0xe0, 0xee, 0xfe})
    void aSegmentWithoutItsOwnLength(int marker) throws IOException {
        byte[] four = {-1, (byte) marker, 0, 0, -1, (byte) 0xc0, 0, 20, 8, 0, 1, 0, 1, 4};
        assertThat(JpegScans.colours(with(new byte[] {-1, (byte) 0xd8}, 2, four)))
                .isEqualTo(4);
        byte[] adobe = {(byte) 0xff, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 7};
        byte[] file = with(with(whole(), marker(whole(), 0xdb), adobe), 2, new byte[] {-1, (byte) marker, 0, 0});
        readIfWhole(file);
    }

    /** Tables alone, or nothing, behind which Java's reader looks for the picture. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPictureBehindTheEnd(boolean hasTables) throws IOException {
        int tables = marker(whole(), 0xdb);
        byte[] first =
                hasTables ? Arrays.copyOf(whole(), tables + 2 + 67 + 2) : new byte[] {-1, (byte) 0xd8, -1, (byte) 0xd9};
        first[first.length - 2] = -1;
        first[first.length - 1] = (byte) 0xd9;
        byte[] file = with(first, first.length, whole());
        assertThat(DigitImage.isSmall(file, "picture", new Deadline(Duration.ofMinutes(1))))
                .isFalse();
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("picture: cannot be decoded (");
    }

    @Test
    void bytesBeforeTheEnd() throws IOException {
        byte[] file = with(whole(), whole().length - 2, MORE);
        assertThat(read(file)).isEqualTo(read(whole()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void bytesBeforeTheEndOfAScanWithRestarts(boolean isGrey) {
        byte[] file = withRestarts(isGrey);
        plane(file);
        // More than libjpeg takes ahead of what it decodes.
        byte[] more = new byte[100];
        plane(with(file, file.length - 2, more));
        int last = file.length - 3;
        while (!(file[last] == (byte) 0xff && (file[last + 1] & 0xf8) == 0xd0)) {
            last--;
        }
        byte[] cut = Arrays.copyOf(file, last + 2);
        cut[last + 1] = (byte) 0xd9;
        for (byte[] damaged : new byte[][] {cut, with(cut, last, MORE), with(cut, last, more)}) {
            assertThatThrownBy(() -> plane(damaged)).hasMessageContaining("(it is damaged or ends too early)");
        }
    }

    /** It is coarse then, and libjpeg warns of nothing. */
    @ParameterizedTest
    @ValueSource(ints = {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY})
    void aProgressivePictureThatEndsBetweenItsScans(int type) throws IOException {
        byte[] file = Pictures.write(Pictures.stroke(type, 200), "jpeg", null, true);
        assertThat(read(file)).isNotEmpty();
        int scans = 0;
        for (int at = marker(file, 0xda) + 2; at + 1 < file.length; at++) {
            if (file[at] == (byte) 0xff && (file[at + 1] & 0xff) == 0xda) {
                byte[] cut = Arrays.copyOf(file, at + 2);
                cut[at + 1] = (byte) 0xd9;
                refused(cut);
                scans++;
            }
        }
        assertThat(scans).isGreaterThan(3);
    }

    private static void plane(byte[] file) {
        PictureFile.read(new ByteArrayInputStream(file), "picture");
    }

    /** Of 40 x 24 pixels, all alike: each block is two codes of a bit, and begins anew. */
    private static byte[] withRestarts(boolean isGrey) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {-1, (byte) 0xd8, -1, (byte) 0xdb, 0, 67, 0});
        byte[] steps = new byte[64];
        Arrays.fill(steps, (byte) 1);
        file.writeBytes(steps);
        int parts = isGrey ? 1 : 3;
        file.writeBytes(new byte[] {-1, (byte) 0xc0, 0, (byte) (8 + 3 * parts), 8, 0, 24, 0, 40, (byte) parts});
        for (int part = 1; part <= parts; part++) {
            file.writeBytes(new byte[] {(byte) part, (byte) (part == 1 ? 0x22 : 0x11), 0});
        }
        for (byte table : new byte[] {0, 0x10}) {
            file.writeBytes(new byte[] {-1, (byte) 0xc4, 0, 20, table, 1});
            file.writeBytes(new byte[16]);
        }
        file.writeBytes(new byte[] {-1, (byte) 0xdd, 0, 4, 0, 1, -1, (byte) 0xda, 0, (byte) (6 + 2 * parts)});
        file.write(parts);
        for (int part = 1; part <= parts; part++) {
            file.writeBytes(new byte[] {(byte) part, 0});
        }
        file.writeBytes(new byte[] {0, 63, 0});
        int units = isGrey ? 5 * 3 : 3 * 2;
        for (int unit = 0; unit < units; unit++) {
            file.writeBytes(isGrey ? new byte[] {0x3f} : new byte[] {0, 0x0f});
            file.writeBytes(new byte[] {-1, (byte) (unit + 1 == units ? 0xd9 : 0xd0 + unit % 8)});
        }
        return file.toByteArray();
    }
}
