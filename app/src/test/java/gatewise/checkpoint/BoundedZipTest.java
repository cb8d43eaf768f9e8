package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips that one reader sees otherwise than another, though lengths and checksums agree. */
class BoundedZipTest {
    /** Of one length and one CRC-32. */
    private static final byte[] ONE = bytes("plumless");

    private static final byte[] OTHER = bytes("buckeroo");

    private static final int LOCAL = 30;
    private static final int EXTRA = 4;

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static long crc(byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        return crc.getValue();
    }

    private static ByteBuffer buffer(int length) {
        return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What a local head and one in the directory have in common (PKWARE, APPNOTE.TXT, 4.3.7 and 4.3.12). */
    private static ByteBuffer common(ByteBuffer head, String name, byte[] content, int extra) {
        return head.putShort((short) 20)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0x58210000)
                .putInt((int) crc(content))
                .putInt(content.length)
                .putInt(content.length)
                .putShort((short) name.length())
                .putShort((short) extra);
    }

    private static byte[] local(String name, byte[] content, byte... extra) {
        ByteBuffer head = buffer(LOCAL + name.length() + extra.length + content.length);
        head.putInt(0x04034b50);
        return common(head, name, content, extra.length)
                .put(bytes(name))
                .put(extra)
                .put(content)
                .array();
    }

    private static byte[] inDirectory(String name, byte[] content, int place) {
        ByteBuffer head = buffer(46 + name.length());
        head.putInt(0x02014b50).putShort((short) 20);
        return common(head, name, content, 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(place)
                .put(bytes(name))
                .array();
    }

    /** Of the entries a and b, where b's head hides another a. */
    private Path zip(boolean directoryLeadsToTheHidden) throws IOException {
        byte[] hidden = local("a", OTHER);
        byte[] extra = buffer(EXTRA + hidden.length)
                .putShort((short) 0xcafe)
                .putShort((short) hidden.length)
                .put(hidden)
                .array();
        byte[] first = local("b", ONE, extra);
        byte[] second = local("a", ONE);
        int hiddenPlace = LOCAL + 1 + EXTRA;
        byte[] directoryOfFirst = inDirectory("b", ONE, 0);
        byte[] directoryOfSecond = inDirectory("a", ONE, directoryLeadsToTheHidden ? hiddenPlace : first.length);
        int directory = directoryOfFirst.length + directoryOfSecond.length;
        int length = first.length + second.length + directory;
        byte[] file = buffer(length + 22)
                .put(first)
                .put(second)
                .put(directoryOfFirst)
                .put(directoryOfSecond)
                .putInt(0x06054b50)
                .putInt(0)
                .putShort((short) 2)
                .putShort((short) 2)
                .putInt(directory)
                .putInt(length - directory)
                .putShort((short) 0)
                .array();
        return Files.write(folder.resolve("two.zip"), file);
    }

    private static List<String> read(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        BoundedZip.Content content = in -> found.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        try (BoundedZip zip = new BoundedZip(file)) {
            zip.readAll(Map.of("a", content, "b", content));
        }
        return found;
    }

    @Test
    void theDirectoryLeadsToTheBytesThatStandInTheFilesOrder() throws IOException {
        assertThat(crc(ONE)).isEqualTo(crc(OTHER));
        assertThat(read(zip(false))).containsExactly("plumless", "plumless");
        Path file = zip(true);
        try (BoundedZip zip = new BoundedZip(file)) {
            assertThat(zip.read("a", 100)).isEqualTo(OTHER);
        }
        assertThatThrownBy(() -> read(file))
                .isInstanceOf(ZipException.class)
                .hasMessage("a in it is not what the directory of the zip says");
    }
}
