package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Gzipped data is read as gzip reads it: all members, and nothing else may follow. */
class PackedFilesTest {
    /** Each kind of data, what is read of it, and where it can be cut in two. */
    private enum Kind {
        IMAGES(IdxFiles.images(2, 2, 3, new byte[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11})) {
            @Override
            int count(Path file) {
                return IdxFile.readImages(file).count();
            }
        },
        LABELS(IdxFiles.labels((byte) 7, (byte) 8)) {
            @Override
            int count(Path file) {
                return IdxFile.readLabels(file).length;
            }
        },
        TS(text("@classLabel true a b\n@data\n1,2:a\n3,4:b\n")) {
            @Override
            int count(Path file) {
                return sequences(file, Reading.DEFAULT);
            }
        },
        TABLE(text("x,y,class\n1,2,a\n3,4,b\n")) {
            @Override
            int count(Path file) {
                Columns columns = new Columns(null, null, "class", null, null);
                return sequences(file, new Reading(Task.CLASSIFY, columns, Missing.REFUSE, null));
            }
        };

        private final byte[] content;

        Kind(byte[] content) {
            this.content = content;
        }

        abstract int count(Path file);

        private static byte[] text(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        private static int sequences(Path file, Reading reading) {
            return SequenceFiles.content(file, reading, null).sequences().count();
        }
    }

    @TempDir
    private Path folder;

    private Path file(byte[]... parts) throws IOException {
        return Files.write(folder.resolve("data.gz"), joined(parts));
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static byte[] part(Kind kind, int from, int to) {
        return IdxFiles.gzip(Arrays.copyOfRange(kind.content, from, to));
    }

    @ParameterizedTest
    @EnumSource
    void allMembersAreRead(Kind kind) throws IOException {
        int length = kind.content.length;
        byte[] empty = IdxFiles.gzip(new byte[0]);
        for (int cut = 0; cut <= length; cut++) {
            byte[] first = part(kind, 0, cut);
            byte[] second = part(kind, cut, length);
            assertThat(kind.count(file(first, second))).isEqualTo(2);
            assertThat(kind.count(file(first, empty, second, empty))).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatComesAfterThemIsRefused(Kind kind) throws IOException {
        byte[] whole = part(kind, 0, kind.content.length);
        for (byte[] more : new byte[][] {{1}, {0x1f}, {0x1f, 0x1f}, {0, 0, 3}, kind.content, new byte[100_000]}) {
            if (more.length == 100_000) {
                more[99_999] = 1;
            }
            Path file = file(whole, more);
            assertThatThrownBy(() -> kind.count(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining("(something else comes after its gzipped content)");
        }
        assertThat(kind.count(file(whole, new byte[1_000]))).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aMemberThatIsCutAnywhereIsRefused(Kind kind) throws IOException {
        byte[] first = part(kind, 0, 5);
        byte[] second = part(kind, 5, kind.content.length);
        for (int length = 1; length < second.length; length++) {
            Path file = file(first, Arrays.copyOf(second, length));
            assertThatThrownBy(() -> kind.count(file))
                    .isInstanceOf(UserError.class)
                    .hasMessageStartingWith(file + ": ");
        }
    }

    /** Java's reader calls itself for each. */
    @ParameterizedTest
    @EnumSource
    void emptyMembersTakeNoStack(Kind kind) throws IOException {
        byte[] empty = IdxFiles.gzip(new byte[0]);
        byte[] many = new byte[100_000 * empty.length];
        for (int i = 0; i < many.length; i++) {
            many[i] = empty[i % empty.length];
        }
        assertThat(kind.count(file(many, part(kind, 0, kind.content.length), many)))
                .isEqualTo(2);
    }

    private static byte[] content(byte[] packed, int at) throws IOException {
        // A stream that gives few bytes at a time, as of a network.
        return new GzipMembers(new ByteArrayInputStream(packed) {
                    @Override
                    public synchronized int read(byte[] to, int from, int length) {
                        return super.read(to, from, Math.min(length, at));
                    }
                })
                .readAllBytes();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1 << 16})
    void everyFieldOfTheHeaderIsGoneOver(int at) throws IOException {
        byte[] plain = "content".getBytes(StandardCharsets.UTF_8);
        byte[] packed = IdxFiles.gzip(plain);
        // Flags of a text: a sum, three bytes of extra, a name and a comment.
        byte[] header = HexFormat.of().parseHex("1f8b081f010203040003" + "0300aabbcc" + "6100" + "626300");
        CRC32 sum = new CRC32();
        sum.update(header);
        byte[] both = {(byte) sum.getValue(), (byte) (sum.getValue() >> 8)};
        byte[] body = Arrays.copyOfRange(packed, 10, packed.length);
        assertThat(content(joined(header, both, body, packed), at)).asString().isEqualTo("contentcontent");
        both[0] ^= 1;
        assertThatThrownBy(() -> content(joined(header, both, body), at)).hasMessageContaining("header");
        byte[] flags = packed.clone();
        flags[3] = 0x20;
        assertThatThrownBy(() -> content(flags, at)).hasMessageContaining("unknown flags");
        byte[] method = packed.clone();
        method[2] = 7;
        assertThatThrownBy(() -> content(method, at)).hasMessageContaining("unknown method");
        for (int i = 1; i <= 8; i++) {
            byte[] trailer = packed.clone();
            trailer[packed.length - i] ^= 0x40;
            assertThatThrownBy(() -> content(trailer, at)).hasMessageContaining("checksum or length");
        }
    }

    @Test
    void aByteIsReadLikeMany() throws IOException {
        try (InputStream in = new GzipMembers(new ByteArrayInputStream(IdxFiles.gzip(new byte[] {-1, 5})))) {
            assertThat(new int[] {in.read(), in.read(), in.read(), in.read()}).containsExactly(255, 5, -1, -1);
        }
    }
}
