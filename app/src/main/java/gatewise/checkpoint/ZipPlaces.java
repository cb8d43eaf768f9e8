package gatewise.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipException;

/**
 * Where the entries of a zip stand (PKWARE, APPNOTE.TXT, 4.3). A reader that follows the directory and one that reads from
 * the beginning find the same entries if these stand one behind the other, as the directory says, and nothing else does.
 */
final class ZipPlaces {
    private static final int LOCAL = 0x04034b50;
    private static final int LOCAL_BYTES = 30;
    private static final int LOCAL_FLAGS = 6;
    private static final int LOCAL_NAME = 26;
    private static final int DIRECTORY = 0x02014b50;
    private static final int DIRECTORY_BYTES = 46;
    private static final int DIRECTORY_FLAGS = 8;
    private static final int DIRECTORY_METHOD = 10;
    private static final int DIRECTORY_SIZE = 20;
    private static final int DIRECTORY_NAME = 28;
    private static final int DIRECTORY_PLACE = 42;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int END_DIRECTORY = 12;

    /** Whether sum and sizes stand behind an entry, too. */
    private static final int HAS_DESCRIPTOR = 1 << 3;

    private static final int DESCRIPTOR = 0x08074b50;
    private static final int DESCRIPTOR_BYTES = 12;

    /** The directory and the heads of entries. */
    private static final int MOST_BESIDE_ENTRIES = 1 << 12;

    private final FileChannel file;

    private ZipPlaces(FileChannel file) {
        this.file = file;
    }

    /** An entry, as the directory has it. */
    private record Entry(String name, int flagsAndMethod, long size, long place) {}

    /** @throws ZipException if they stand otherwise, or the file holds more than its entries */
    static void check(Path zip) throws IOException {
        try (FileChannel file = FileChannel.open(zip)) {
            new ZipPlaces(file).check();
        }
    }

    private void check() throws IOException {
        long endOfFile = file.size() - END_BYTES;
        ByteBuffer end = read(endOfFile, END_BYTES);
        // A comment or anything else behind it would begin later.
        if (end.getInt(0) != END || end.getShort(END_BYTES - 2) != 0) {
            throw new ZipException("bytes at its end are in no entry");
        }
        long size = number(end, END_DIRECTORY);
        long begin = number(end, END_DIRECTORY + Integer.BYTES);
        if (size > MOST_BESIDE_ENTRIES) {
            throw new ZipException("its directory has " + size + " bytes");
        }
        requireNext(endOfFile - size, begin);
        long place = 0;
        for (Entry entry : directory(read(begin, (int) size))) {
            requireNext(entry.place(), place);
            place = end(entry);
        }
        requireNext(begin, place);
    }

    private List<Entry> directory(ByteBuffer in) throws IOException {
        List<Entry> entries = new ArrayList<>();
        long inEntries = 0;
        while (in.hasRemaining()) {
            int head = in.position();
            if (in.remaining() < DIRECTORY_BYTES || in.getInt(head) != DIRECTORY) {
                throw new ZipException("its directory is not one of a zip");
            }
            int name = in.getShort(head + DIRECTORY_NAME) & 0xffff;
            int extra = in.getShort(head + DIRECTORY_NAME + 2) & 0xffff;
            int comment = in.getShort(head + DIRECTORY_NAME + 4) & 0xffff;
            boolean isStored = in.getShort(head + DIRECTORY_METHOD) == 0;
            if (comment > 0 || isStored && in.getInt(head + DIRECTORY_SIZE) != in.getInt(head + DIRECTORY_SIZE + 4)) {
                throw new ZipException("an entry in it has more bytes than it says");
            }
            int next = head + DIRECTORY_BYTES + name + extra + comment;
            if (next > in.limit()) {
                throw new ZipException("its directory ends too early");
            }
            Entry entry = new Entry(
                    text(in, head + DIRECTORY_BYTES, name),
                    in.getInt(head + DIRECTORY_FLAGS),
                    number(in, head + DIRECTORY_SIZE),
                    number(in, head + DIRECTORY_PLACE));
            entries.add(entry);
            inEntries += entry.size();
            in.position(next);
        }
        if (inEntries > file.size()) {
            throw new ZipException("an entry in it is said to be longer than the file");
        }
        long beside = file.size() - inEntries;
        if (beside > MOST_BESIDE_ENTRIES) {
            throw new ZipException(beside + " bytes of it are in no entry");
        }
        entries.sort(Comparator.comparingLong(Entry::place));
        return entries;
    }

    /** Where an entry ends, whose head is that of the directory. */
    private long end(Entry entry) throws IOException {
        ByteBuffer head = read(entry.place(), LOCAL_BYTES);
        int name = head.getShort(LOCAL_NAME) & 0xffff;
        int extra = head.getShort(LOCAL_NAME + 2) & 0xffff;
        boolean same = head.getInt(0) == LOCAL
                && head.getInt(LOCAL_FLAGS) == entry.flagsAndMethod()
                && name <= MOST_BESIDE_ENTRIES
                && text(read(entry.place() + LOCAL_BYTES, name), 0, name).equals(entry.name());
        if (!same) {
            throw BoundedZip.isNotAsSaid(entry.name());
        }
        long end = entry.place() + LOCAL_BYTES + name + extra + entry.size();
        if ((entry.flagsAndMethod() & HAS_DESCRIPTOR) == 0) {
            return end;
        }
        // Its signature is often there, and need not be.
        boolean signed = read(end, Integer.BYTES).getInt(0) == DESCRIPTOR;
        return end + DESCRIPTOR_BYTES + (signed ? Integer.BYTES : 0);
    }

    private static void requireNext(long place, long expected) throws ZipException {
        if (place < expected) {
            throw new ZipException("entries of it lie in each other");
        }
        if (place > expected) {
            throw new ZipException((place - expected) + " bytes of it are in no entry");
        }
    }

    private ByteBuffer read(long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (from >= 0 && bytes.hasRemaining()) {
            if (file.read(bytes, from + bytes.position()) < 0) {
                break;
            }
        }
        if (bytes.hasRemaining()) {
            throw new ZipException("an entry of it is said to stand outside of the file");
        }
        return bytes.flip();
    }

    private static long number(ByteBuffer in, int at) {
        return Integer.toUnsignedLong(in.getInt(at));
    }

    private static String text(ByteBuffer in, int at, int length) {
        return new String(in.array(), at, length, StandardCharsets.ISO_8859_1);
    }
}
