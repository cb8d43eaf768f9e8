package gatewise.data;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a text, each ended by a line feed, as bytes, and where they begin. */
final class ByteLines {
    /** Bytes that a line may have. */
    static final int LONGEST = 1 << 25;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int start;
    private int next;
    private int length;
    private long begin;
    private boolean ended;

    /** A line that is longer than {@link #LONGEST}. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1;

        TooLong() {
            super("a line of more than " + LONGEST + " bytes");
        }
    }

    /** @param at the place of the first byte of {@code in} in the text */
    ByteLines(InputStream in, long at) {
        this.in = in;
        begin = at;
    }

    /**
     * Goes to the next line; false if there is none.
     *
     * @throws TooLong if it goes on for too long; there is no next one then
     */
    boolean next() throws IOException {
        begin += next - start;
        start = next;
        int at = start;
        while (true) {
            while (at < filled && buffer[at] != '\n') {
                at++;
            }
            if (at < filled || ended) {
                break;
            }
            at -= start;
            fill();
            at += start;
        }
        boolean whole = at < filled;
        length = at - start;
        next = whole ? at + 1 : at;
        return whole || length > 0;
    }

    private void fill() throws IOException {
        int kept = filled - start;
        if (kept > LONGEST) {
            throw new TooLong();
        }
        if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, kept);
        } else if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * kept);
        }
        start = 0;
        filled = kept;
        int read = in.read(buffer, kept, buffer.length - kept);
        ended = read < 0;
        filled += Math.max(0, read);
    }

    /** Where in the text the line begins. */
    long begin() {
        return begin;
    }

    /** Where the next one does. */
    long end() {
        return begin + next - start;
    }

    /** Bytes of the line, without its end. */
    int length() {
        return length;
    }

    byte at(int i) {
        return buffer[start + i];
    }
}
