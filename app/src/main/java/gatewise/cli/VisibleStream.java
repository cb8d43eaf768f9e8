package gatewise.cli;

import gatewise.io.Text;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text in UTF-8 for a terminal, as {@link VisibleWriter} has it: of the control characters, lines and tabs pass, and the
 * others become visible. It is for what does not come by a command's writers, such as the logs of libraries, and needs no
 * class that is not there once it has been made, as memory may be what they tell of.
 */
final class VisibleStream extends FilterOutputStream {
    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final boolean PAIRS = System.lineSeparator().equals("\r\n");

    private static final int TWO_BYTES = 0xc2;
    private static final int THREE_BYTES = 0xe2;

    /** What has come of a character that may be a control character; these begin with one of the two above. */
    private final int[] begun = new int[2];

    private int count;

    /** Bytes that are to come of another character. */
    private int rest;

    /** Whether the last byte was the first half of the end of a line, where that has two. */
    private boolean returned;

    VisibleStream(OutputStream out) {
        super(out);
        Text.isControl(TWO_BYTES); // for its class to be there
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
        boolean plain = count == 0 && rest == 0 && !returned;
        for (int i = from; plain && i < from + length; i++) {
            plain = bytes[i] >= 0 && passes(bytes[i]);
        }
        if (plain) {
            out.write(bytes, from, length);
            return;
        }
        for (int i = from; i < from + length; i++) {
            write(bytes[i]);
        }
    }

    @Override
    public synchronized void write(int value) throws IOException {
        int next = value & 0xff;
        if (returned) {
            returned = false;
            if (next == '\n') {
                out.write('\r');
            } else {
                show('\r');
            }
        }
        if (next >= 0x80 && next < 0xc0) {
            goOn(next);
        } else {
            begin(next);
        }
    }

    /** With the first byte of a character. */
    private void begin(int next) throws IOException {
        endBegun();
        rest = 0;
        if (next == TWO_BYTES || next == THREE_BYTES) {
            begun[count++] = next;
        } else if (next >= 0xc0) {
            rest = next < 0xe0 ? 1 : next < 0xf0 ? 2 : 3;
            out.write(next);
        } else if (next == '\r' && PAIRS) {
            returned = true;
        } else {
            put(next);
        }
    }

    /** With a byte that is not the first of a character, or of none. */
    private void goOn(int next) throws IOException {
        if (count == 1 && begun[0] == THREE_BYTES) {
            begun[count++] = next;
        } else if (count > 0) {
            int character = count == 1 ? next : (begun[0] & 0xf) << 12 | (begun[1] & 0x3f) << 6 | next & 0x3f;
            if (Text.isControl(character)) {
                show(character);
            } else {
                for (int i = 0; i < count; i++) {
                    out.write(begun[i]);
                }
                out.write(next);
            }
            count = 0;
        } else if (rest > 0) {
            rest--;
            out.write(next);
        } else {
            put(next); // a terminal may take the byte alone for a character
        }
    }

    /** A character that is not gone on with. */
    private void endBegun() throws IOException {
        for (int i = 0; i < count; i++) {
            put(begun[i]);
        }
        count = 0;
    }

    private void put(int next) throws IOException {
        if (passes(next)) {
            out.write(next);
        } else {
            show(next);
        }
    }

    private static boolean passes(int character) {
        return character == '\n' || character == '\t' || !Text.isControl(character);
    }

    private void show(int character) throws IOException {
        out.write('\\');
        out.write('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.write(DIGITS[character >> shift & 0xf]);
        }
    }
}
