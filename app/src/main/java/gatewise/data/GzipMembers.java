package gatewise.data;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What is in a gzipped stream (RFC 1952): its members one after the other, and nothing else behind them but the zeros that
 * tapes are filled up with. Java's own reader takes whatever follows for the end, and a member after empty ones by a
 * call in a call.
 */
final class GzipMembers extends InputStream {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATED = 8;
    private static final int HEADER_SUM = 1 << 1;
    private static final int EXTRA = 1 << 2;
    private static final int NAME = 1 << 3;
    private static final int COMMENT = 1 << 4;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 16];
    private final Inflater inflater = new Inflater(true);
    private final CRC32 sum = new CRC32();
    private int at;
    private int end;
    private boolean ended;

    /** @throws IOException if the stream cannot be read, or does not begin with the header of a member */
    GzipMembers(InputStream in) throws IOException {
        this.in = requireNonNull(in, "in is null");
        if (!startsMember(next())) {
            throw new ZipException("it is not gzipped");
        }
        header();
    }

    /** Whether two bytes are how gzipped files begin. */
    static boolean begin(int first, int second) {
        return first == FIRST && second == SECOND;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended) {
            int read = inflate(to, from, length);
            if (read > 0) {
                sum.update(to, from, read);
                return read;
            }
            if (inflater.finished()) {
                at = end - inflater.getRemaining();
                trailer();
                goOn();
            } else if (!inflater.needsInput()) {
                throw new ZipException("it needs a dictionary");
            } else if (fill()) {
                inflater.setInput(buffer, at, end - at);
            } else {
                throw cut();
            }
        }
        return -1;
    }

    private int inflate(byte[] to, int from, int length) throws IOException {
        try {
            return inflater.inflate(to, from, length);
        } catch (DataFormatException e) {
            throw (IOException) new ZipException(e.getMessage()).initCause(e);
        }
    }

    /** To the next member, or the end. */
    private void goOn() throws IOException {
        int first = next();
        if (startsMember(first)) {
            header();
            return;
        }
        while (first == 0) {
            first = next();
        }
        if (first >= 0) {
            throw new ZipException("something else comes after its gzipped content");
        }
        ended = true;
    }

    private boolean startsMember(int first) throws IOException {
        return first == FIRST && begin(first, next());
    }

    private void header() throws IOException {
        sum.reset();
        sum.update(FIRST);
        sum.update(SECOND);
        if (headerByte() != DEFLATED) {
            throw new ZipException("it is packed by an unknown method");
        }
        int flags = headerByte();
        if ((flags & RESERVED) != 0) {
            throw new ZipException("it has unknown flags");
        }
        skip(6); // the time, and what packed it where
        if ((flags & EXTRA) != 0) {
            skip(headerByte() | headerByte() << 8);
        }
        skipText((flags & NAME) != 0);
        skipText((flags & COMMENT) != 0);
        if ((flags & HEADER_SUM) != 0) {
            long expected = sum.getValue() & 0xffff;
            if (needed() + (needed() << 8) != expected) {
                throw new ZipException("the checksum of its header is wrong");
            }
        }
        sum.reset();
        inflater.reset();
        inflater.setInput(buffer, at, end - at);
    }

    private void trailer() throws IOException {
        if (fourBytes() != sum.getValue() || fourBytes() != (inflater.getBytesWritten() & 0xffffffffL)) {
            throw new ZipException("its checksum or length is wrong");
        }
    }

    /** Little-endian. */
    private long fourBytes() throws IOException {
        return needed() | needed() << 8 | needed() << 16 | (long) needed() << 24;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            headerByte();
        }
    }

    private void skipText(boolean isThere) throws IOException {
        int last = isThere ? -1 : 0;
        while (last != 0) {
            last = headerByte();
        }
    }

    private int headerByte() throws IOException {
        int value = needed();
        sum.update(value);
        return value;
    }

    private int needed() throws IOException {
        int value = next();
        if (value < 0) {
            throw cut();
        }
        return value;
    }

    private static EOFException cut() {
        return new EOFException("its gzipped content ends too early");
    }

    private int next() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
