package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.ZipException;

/**
 * The bytes of a text, cut into fields where they lie in the buffer, so that a field costs no object. Whatever the text is,
 * no more of it is held than the buffer takes.
 */
final class TextBytes {
    /** What {@link #field} ends at besides a separator. */
    static final int LINE_END = '\n';

    static final int END = -1;

    private static final int LONGEST_LINE = 1 << 20;
    private static final int LONGEST_FIELD = 1_000;
    private static final int MOST_SHOWN = 60;

    private final InputStream in;
    private final String name;
    private final LineNumbers numbers;
    private final char[] characters = new char[LONGEST_FIELD];
    private byte[] buffer = new byte[1 << 16];
    private int at;
    private int end;
    private int fieldFrom;
    private int fieldTo;
    private long line = 1;

    /** @param name what errors call the text */
    TextBytes(InputStream in, String name) {
        this(in, name, LineNumbers.WHOLE);
    }

    /** The same where lines have other numbers in their file. */
    TextBytes(InputStream in, String name, LineNumbers numbers) {
        this.in = in;
        this.name = name;
        this.numbers = numbers;
        if (peek() == 0xef && end - at >= 3 && buffer[at + 1] == (byte) 0xbb && buffer[at + 2] == (byte) 0xbf) {
            at += 3;
        }
    }

    /**
     * At least as many as there are fields in a file: reading a file twice takes less than growing an array of gigabytes. 0 of a gzipped file,
     * whose content may be of any size.
     */
    static long separators(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long separators = 1;
        int first = in.readNBytes(buffer, 0, 2);
        if (first == 2 && buffer[0] == 0x1f && buffer[1] == (byte) 0x8b) {
            return 0;
        }
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            for (int i = 0; i < read; i++) {
                byte b = buffer[i];
                separators += b == ',' || b == ':' || b == '\n' ? 1 : 0;
            }
        }
        return separators;
    }

    /** The number of the line that is read, from 1. */
    long line() {
        return numbers.of(line);
    }

    /** The next byte, 0..255, which stays the next; or {@link #END}. */
    int peek() {
        return at < end || fill(at) ? buffer[at] & 0xff : END;
    }

    /** Goes over spaces, tabs and carriage returns. */
    void skipBlanks() {
        for (int c = peek(); c == ' ' || c == '\t' || c == '\r'; c = peek()) {
            at++;
        }
    }

    /** Goes to the begin of the next line. */
    void skipLine() {
        while (peek() != END) {
            if (buffer[at++] == '\n') {
                line++;
                return;
            }
        }
    }

    /** The rest of the line without blanks around it; stays at its end, so that errors name this line. */
    String restOfLine() {
        int i = at;
        while (true) {
            if (i == end) {
                if (i - at > LONGEST_LINE) {
                    throw error("goes on for more than " + LONGEST_LINE + " bytes", "give a text file");
                }
                int length = i - at;
                boolean more = fill(i);
                i = at + length;
                if (!more) {
                    break;
                }
            }
            if (buffer[i] == '\n') {
                break;
            }
            i++;
        }
        String text = new String(buffer, at, i - at, StandardCharsets.UTF_8).strip();
        at = i;
        return text;
    }

    /**
     * Reads a field up to a comma, a colon or the end of the line, and goes behind that, except that the number of the line
     * is that of the field until {@link #nextLine}.
     *
     * @return what it ends at: ',', ':', {@link #LINE_END} or {@link #END}
     */
    int field() {
        int i = at;
        int stop = END;
        while (true) {
            if (i == end) {
                int length = i - at;
                if (length > LONGEST_FIELD) {
                    throw error("a value goes on for more than " + LONGEST_FIELD + " characters", "give a text file");
                }
                boolean more = fill(i);
                i = at + length;
                if (!more) {
                    break;
                }
            }
            byte b = buffer[i];
            if (b <= ':' && (b == ',' || b == '\n' || b == ':')) {
                stop = b;
                break;
            }
            i++;
        }
        if (i - at > LONGEST_FIELD) {
            throw error("a value goes on for more than " + LONGEST_FIELD + " characters", "give a text file");
        }
        fieldFrom = at;
        fieldTo = i;
        at = stop == END ? i : i + 1;
        while (fieldFrom < fieldTo && isBlank(buffer[fieldFrom])) {
            fieldFrom++;
        }
        while (fieldTo > fieldFrom && isBlank(buffer[fieldTo - 1])) {
            fieldTo--;
        }
        return stop;
    }

    /** Says that the field's end was that of its line. */
    void nextLine() {
        line++;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    /** Whether the field says that there is no value: nothing but ? or NaN. */
    boolean isMissing() {
        int length = fieldTo - fieldFrom;
        if (length == 1) {
            return buffer[fieldFrom] == '?';
        }
        return length == 3
                && (buffer[fieldFrom] | 0x20) == 'n'
                && (buffer[fieldFrom + 1] | 0x20) == 'a'
                && (buffer[fieldFrom + 2] | 0x20) == 'n';
    }

    /** The field as a number before it is rounded ({@link NumberText#value}); NaN if it is none. */
    double number() {
        int length = fieldTo - fieldFrom;
        for (int i = 0; i < length; i++) {
            characters[i] = (char) (buffer[fieldFrom + i] & 0xff);
        }
        return NumberText.value(characters, 0, length);
    }

    /** The field as text. */
    String text() {
        return new String(buffer, fieldFrom, fieldTo - fieldFrom, StandardCharsets.UTF_8);
    }

    /** The field as messages show it. */
    String shown() {
        return "'" + Text.line(text(), MOST_SHOWN) + "'";
    }

    /** What is wrong in the line that is read. */
    UserError error(CharSequence problem, CharSequence fix) {
        return new UserError(Phrase.of(place(), problem), fix);
    }

    /** The line at hand, as errors begin. */
    Phrase place() {
        return Phrase.of(name, ", line " + line() + ": ");
    }

    /** Reads on behind {@code to}; what lies before {@link #at} may go. False at the end of the text. */
    private boolean fill(int to) {
        int kept = to - at;
        if (at > 0) {
            System.arraycopy(buffer, at, buffer, 0, kept);
        } else if (kept == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * kept);
        }
        at = 0;
        end = kept;
        try {
            // A stream that gives nothing is at fault; asking again is all that can be done.
            int read = 0;
            while (read == 0) {
                read = in.read(buffer, kept, buffer.length - kept);
            }
            end += Math.max(0, read);
            return read > 0;
        } catch (EOFException | ZipException e) {
            throw new UserError(
                    Phrase.of(name, ": cannot be unpacked (" + Reason.of(e) + ")"), "download or pack it again", e);
        } catch (IOException e) {
            throw new UserError(Phrase.of(name, ": cannot be read (" + Reason.of(e) + ")"), "give a readable file", e);
        }
    }
}
