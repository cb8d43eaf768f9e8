package gatewise.data;

import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a text, each ended by a line feed, as bytes, and where they begin. */
final class ByteLines {
    private static final int LONGEST = 1 << 25;

    private final InputStream in;
    private final String name;
    private byte[] buffer = new byte[1 << 16];
    private int filled;
    private int start;
    private int next;
    private int length;
    private long begin;
    private boolean ended;

    /**
     * @param name what errors call the text
     * @param at the place of the first byte of {@code in} in the text
     */
    ByteLines(InputStream in, String name, long at) {
        this.in = in;
        this.name = name;
        begin = at;
    }

    /** Goes to the next line; false if there is none. */
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
            throw new UserError(
                    name + ": a line goes on for more than " + LONGEST + " bytes", "give a file with a row a line");
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
