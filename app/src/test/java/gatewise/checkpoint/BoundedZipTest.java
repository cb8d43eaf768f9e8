package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zips that one reader sees otherwise than another, though lengths and checksums agree. */
class BoundedZipTest {
    /** Of one length and one CRC-32. */
    private static final byte[] ONE = bytes("plumless");

    private static final byte[] OTHER = bytes("buckeroo");

    private static final int LOCAL = 30;
    private static final int EXTRA = 4;
    private static final int DESCRIBED = 1 << 3 | 8 << 16;

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
        return common(head, name, 0, new int[] {(int) crc(content), content.length, content.length}, extra);
    }

    /** Flags and method as one number; checksum, compressed size and size. */
    private static ByteBuffer common(ByteBuffer head, String name, int flagsAndMethod, int[] sizes, int extra) {
        return head.putShort((short) 20)
                .putInt(flagsAndMethod)
                .putInt(0x58210000)
                .putInt(sizes[0])
                .putInt(sizes[1])
                .putInt(sizes[2])
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
        ByteBuffer head = buffer(46 + name.length()).putInt(0x02014b50).putShort((short) 20);
        return endOfDirectory(common(head, name, content, 0), name, place);
    }

    private static byte[] endOfDirectory(ByteBuffer head, String name, int place) {
        return head.putShort((short) 0)
                .putShort((short) 0)
                .putShort((short) 0)
                .putInt(0)
                .putInt(place)
                .put(bytes(name))
                .array();
    }

    private Path file(int entries, byte[] locals, byte[]... directory) throws IOException {
        int size = Stream.of(directory).mapToInt(entry -> entry.length).sum();
        ByteBuffer file = buffer(locals.length + size + 22).put(locals);
        Stream.of(directory).forEach(file::put);
        file.putInt(0x06054b50)
                .putInt(0)
                .putShort((short) entries)
                .putShort((short) entries)
                .putInt(size)
                .putInt(locals.length)
                .putShort((short) 0);
        return Files.write(folder.resolve("made.zip"), file.array());
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = buffer(Stream.of(parts).mapToInt(part -> part.length).sum());
        Stream.of(parts).forEach(all::put);
        return all.array();
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
        int hiddenPlace = LOCAL + 1 + EXTRA;
        return file(
                2,
                joined(first, local("a", ONE)),
                inDirectory("b", ONE, 0),
                inDirectory("a", ONE, directoryLeadsToTheHidden ? hiddenPlace : first.length));
    }

    /** Of the entry a, deflated, whose checksum and sizes stand behind it. */
    private Path described(byte[] content, byte[] descriptor) throws IOException {
        Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
        deflater.setInput(content);
        deflater.finish();
        byte[] packed = new byte[100];
        int length = deflater.deflate(packed);
        deflater.end();
        ByteBuffer head = buffer(LOCAL + 1).putInt(0x04034b50);
        common(head, "a", DESCRIBED, new int[3], 0).put(bytes("a"));
        int[] sizes = {(int) crc(content), length, content.length};
        ByteBuffer behind = buffer(descriptor.length + 12).put(descriptor);
        IntStream.of(sizes).forEach(behind::putInt);
        ByteBuffer inDirectory = buffer(46 + 1).putInt(0x02014b50).putShort((short) 20);
        return file(
                1,
                joined(head.array(), Arrays.copyOf(packed, length), behind.array()),
                endOfDirectory(common(inDirectory, "a", DESCRIBED, sizes, 0), "a", 0));
    }

    private static List<String> read(Path file) throws IOException {
        List<String> found = new ArrayList<>();
        BoundedZip.Content content = in -> found.add(new String(in.readAllBytes(), StandardCharsets.US_ASCII));
        try (BoundedZip zip = new BoundedZip(file)) {
            zip.checkEntries(Set.of("a", "b"));
            zip.readAll(Map.of("a", content, "b", content));
        }
        return found;
    }

    private static void isRefused(Path file, String message) {
        assertThatThrownBy(() -> read(file)).isInstanceOf(ZipException.class).hasMessage(message);
    }

    @Test
    void theDirectoryLeadsToTheBytesThatStandInTheFilesOrder() throws IOException {
        assertThat(crc(ONE)).isEqualTo(crc(OTHER));
        assertThat(read(zip(false))).containsExactly("plumless", "plumless");
        Path file = zip(true);
        try (BoundedZip zip = new BoundedZip(file)) {
            try (InputStream content = zip.open("a", 100)) {
                assertThat(content.readAllBytes()).isEqualTo(OTHER);
            }
        }
        isRefused(file, "entries of it lie in each other");
    }

    @Test
    void entriesOfLikeChecksumsAreNotSwapped() throws IOException {
        byte[] first = local("a", ONE);
        byte[] both = joined(first, local("b", OTHER));
        assertThat(read(file(2, both, inDirectory("b", OTHER, first.length), inDirectory("a", ONE, 0))))
                .containsExactly("plumless", "buckeroo");
        Path swapped = file(2, both, inDirectory("a", ONE, first.length), inDirectory("b", OTHER, 0));
        try (BoundedZip zip = new BoundedZip(swapped)) {
            try (InputStream content = zip.open("a", 100)) {
                assertThat(content.readAllBytes()).isEqualTo(OTHER);
            }
        }
        isRefused(swapped, "b in it is not what the directory of the zip says");
        isRefused(
                file(2, both, inDirectory("a", ONE, 0), inDirectory("b", OTHER, 0)), "entries of it lie in each other");
    }

    @Test
    void nothingStandsBetweenEntriesOrBehindThem() throws IOException {
        byte[] first = local("a", ONE);
        byte[] directory = inDirectory("a", ONE, 0);
        byte[] hidden = local("b", OTHER);
        isRefused(file(1, joined(first, hidden), directory), hidden.length + " bytes of it are in no entry");
        byte[] second = inDirectory("b", ONE, first.length + 1);
        isRefused(
                file(2, joined(first, new byte[1], local("b", ONE)), directory, second),
                "1 bytes of it are in no entry");
        isRefused(file(1, first, inDirectory("a", ONE, 1)), "1 bytes of it are in no entry");
        isRefused(
                file(1, joined(Arrays.copyOf(first, first.length - 1)), directory), "entries of it lie in each other");
    }

    @Test
    void howAnEntryIsPackedIsSaidAlike() throws IOException {
        byte[] stored = local("a", ONE);
        byte[] deflated = inDirectory("a", ONE, 0);
        deflated[10] = 8;
        isRefused(file(1, stored, deflated), "a in it is not what the directory of the zip says");
    }

    @Test
    void sumAndSizesMayStandBehindAnEntry() throws IOException {
        byte[] signature = buffer(4).putInt(0x08074b50).array();
        assertThat(read(described(ONE, signature))).containsExactly("plumless");
        assertThat(read(described(ONE, new byte[0]))).containsExactly("plumless");
        isRefused(described(ONE, joined(signature, signature)), "4 bytes of it are in no entry");
        byte[] wrong = Files.readAllBytes(described(ONE, signature));
        int sum = wrong.length - 22 - 47 - 12;
        wrong[sum]++;
        assertThatThrownBy(() -> read(Files.write(folder.resolve("wrong.zip"), wrong)))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("invalid entry CRC");
    }

    /** A reader from the beginning goes by its size, one by the directory by that of the packed bytes. */
    @Test
    void aStoredEntryHasNoOtherBytesThanItsOwn() throws IOException {
        byte[] hidden = local("b", OTHER);
        int[] sizes = {(int) crc(ONE), ONE.length + hidden.length, ONE.length};
        ByteBuffer head =
                common(buffer(LOCAL + 1).putInt(0x04034b50), "a", 0, sizes, 0).put(bytes("a"));
        byte[] first = joined(head.array(), ONE, hidden);
        ByteBuffer directory = buffer(46 + 1).putInt(0x02014b50).putShort((short) 20);
        isRefused(
                file(
                        2,
                        joined(first, local("b", ONE)),
                        endOfDirectory(common(directory, "a", 0, sizes, 0), "a", 0),
                        inDirectory("b", ONE, first.length)),
                "an entry in it has more bytes than it says");
    }

    @Test
    void theDirectoryHasNoOtherBytesThanItsEntries() throws IOException {
        byte[] commented = joined(inDirectory("a", ONE, 0), ONE);
        commented[32] = (byte) ONE.length;
        isRefused(file(1, local("a", ONE), commented), "an entry in it has more bytes than it says");
    }

    /** Info-ZIP's times and owners take 28 bytes before an entry, and 24 in the directory. */
    @Test
    void whatIsAddedToTheHeadsMayDiffer() throws IOException {
        byte[] added = joined(inDirectory("a", ONE, 0), new byte[24]);
        added[30] = 24;
        assertThat(read(file(1, local("a", ONE, new byte[28]), added))).containsExactly("plumless");
    }

    @Test
    void whatJavaWritesIsRead() throws IOException {
        Path file = folder.resolve("java.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String name : List.of("a", "b")) {
                ZipEntry entry = new ZipEntry(name);
                entry.setLastModifiedTime(FileTime.fromMillis(1_700_000_000_000L));
                zip.putNextEntry(entry);
                zip.write(ONE);
                zip.closeEntry();
            }
        }
        assertThat(read(file)).containsExactly("plumless", "plumless");
    }
}
