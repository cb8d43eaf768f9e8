package gatewise.checkpoint;

import gatewise.io.Text;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.apache.commons.io.input.BoundedInputStream;

/**
 * A zip that may be anybody's: it holds no entries but known ones, each once, and none is read further than is known to be
 * enough. What its directory says of an entry and what stands beside the entry must be the same, so that every reader of
 * zips sees what this one sees.
 */
final class BoundedZip implements Closeable {
    /** Takes the content of an entry. */
    @FunctionalInterface
    interface Content {
        /** Reads as far as it needs; what is left over makes the entry a damaged one. */
        void read(InputStream in) throws IOException;
    }

    private final Path path;
    private final ZipFile zip;

    /** @throws IOException if it is no zip */
    BoundedZip(Path path) throws IOException {
        this.path = path;
        this.zip = new ZipFile(path.toFile());
    }

    /** @throws ZipException if it has entries of other names, or one twice, or one reader sees others in it than another */
    void checkEntries(Set<String> names) throws IOException {
        Set<String> found = new HashSet<>();
        Enumeration<? extends ZipEntry> entries = zip.entries();
        while (entries.hasMoreElements()) {
            ZipEntry entry = entries.nextElement();
            if (!names.contains(entry.getName())) {
                throw new ZipException(Text.line(entry.getName(), 60) + " in it is no part of a checkpoint");
            }
            if (!found.add(entry.getName())) {
                throw new ZipException(entry.getName() + " is in it twice");
            }
        }
        ZipPlaces.check(path);
    }

    boolean has(String name) {
        return zip.getEntry(name) != null;
    }

    /** As the directory has it. */
    long size(String name) {
        return zip.getEntry(name).getSize();
    }

    /** In the file, as the directory has it. */
    long compressedSize(String name) {
        return zip.getEntry(name).getCompressedSize();
    }

    /** How many times as long as in the file an entry becomes, as the directory has it. */
    double expansion(String name) {
        ZipEntry entry = zip.getEntry(name);
        return entry.getSize() / (double) Math.max(1, entry.getCompressedSize());
    }

    /**
     * An entry, wherever in the file it stands, before {@link #readAll} compares it with its checksum.
     *
     * @param most bytes that it may have; no more than the directory says are read
     * @throws ZipException if it has more
     */
    InputStream open(String name, long most) throws IOException {
        checkSize(name, most);
        return BoundedInputStream.builder()
                .setInputStream(zip.getInputStream(zip.getEntry(name)))
                .setMaxCount(size(name))
                .get();
    }

    /** @throws ZipException if an entry is said to have more bytes */
    void checkSize(String name, long most) throws ZipException {
        if (size(name) < 0 || size(name) > most) {
            throw new ZipException(Text.format("%s in it has %d bytes, expected at most %d", name, size(name), most));
        }
    }

    static ZipException isNotAsSaid(String name) {
        return new ZipException(name + " in it is not what the directory of the zip says");
    }

    /**
     * All entries in the order of the file, which was {@link #checkEntries checked}.
     *
     * @param contents what takes each entry that the directory has
     * @throws ZipException if an entry is not what the directory says, or one more stands in the file
     */
    void readAll(Map<String, Content> contents) throws IOException {
        Set<String> read = new HashSet<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(path))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                String name = entry.getName();
                if (!has(name) || !read.add(name)) {
                    throw new ZipException("an entry of it is not in the directory of the zip");
                }
                BoundedInputStream content = BoundedInputStream.builder()
                        .setInputStream(in)
                        .setMaxCount(size(name))
                        .setPropagateClose(false)
                        .get();
                contents.get(name).read(content);
                // Its end is where the stream compares the checksum.
                if (content.getRemaining() > 0 || in.read() >= 0 || !isSame(entry, zip.getEntry(name))) {
                    throw isNotAsSaid(name);
                }
            }
        } catch (IllegalArgumentException e) {
            throw new ZipException("the name of an entry cannot be read"); // ZipInputStream says so with this
        }
        if (read.size() < zip.size()) {
            throw new ZipException("an entry of it is in the directory of the zip alone");
        }
    }

    private static boolean isSame(ZipEntry beside, ZipEntry inDirectory) {
        return beside.getCrc() == inDirectory.getCrc()
                && beside.getSize() == inDirectory.getSize()
                && beside.getCompressedSize() == inDirectory.getCompressedSize();
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
