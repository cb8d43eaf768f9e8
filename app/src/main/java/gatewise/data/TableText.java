package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a table in UTF-8, refused where they are none of a text, or a line has no end. */
final class TableText extends Reader {
    private static final int HEAD = 1 << 16;
    private static final int LONGEST_LINE = 1 << 25;
    /** What may have been read of the file but not of the table's rows. */
    private static final int MOST_AHEAD = 3 << 15;

    private static final int MOST_DECODED = 1 << 10;
    private static final double ROOM = 1.01;
    private static final char NOT_UTF_8 = '\ufffd';
    private static final String FIX = "save the table as text in UTF-8, separated by commas, semicolons or tabs";

    private final String name;
    private final PartReading part;
    private final String beginning;
    private final InputStream in;
    private final CharsetDecoder decoder =
            StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPLACE);
    private final ByteBuffer bytes = ByteBuffer.allocate(HEAD).limit(0);
    private final CountedStream counted;
    private long line = 1;
    private long lineLength;
    private boolean returned;
    private boolean quotes;

    /**
     * Looks at the first bytes.
     *
     * @throws UserError if it is empty, or no text
     */
    TableText(InputStream in, TableFile.Source source) throws IOException {
        name = source.name();
        part = source.part();
        counted = new CountedStream(in, source.bytes(), source.progress());
        byte[] head = counted.readNBytes(HEAD);
        if (head.length == 0) {
            throw new UserError(Phrase.of(name, ": is empty"), "give a table with a row a line");
        }
        if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
            throw new UserError(Phrase.of(name, ": is text in UTF-16, expected UTF-8"), FIX);
        }
        int mark = startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
        beginning = new String(head, mark, head.length - mark, StandardCharsets.UTF_8);
        this.in = new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), counted);
    }

    private static boolean startsWith(byte[] bytes, int... first) {
        if (bytes.length < first.length) {
            return false;
        }
        for (int i = 0; i < first.length; i++) {
            if ((bytes[i] & 0xff) != first[i]) {
                return false;
            }
        }
        return true;
    }

    /** What errors call the table. */
    String name() {
        return name;
    }

    /** What part of its file it is. */
    PartReading part() {
        return part;
    }

    /** The line of the file that is read. */
    private long line() {
        return part.lines().of(line);
    }

    /** Its first 64 KiB, or all of it. */
    String beginning() {
        return beginning;
    }

    /** Whether there was a quote. */
    boolean hasQuotes() {
        return quotes;
    }

    /** About how many rows there will be if the others are as long as those so far, rather more; 0 if that cannot be known. */
    long expected(long rows) {
        long bytes = Math.max(counted.count() - MOST_AHEAD, counted.count() / 2);
        return bytes == 0 || counted.all() < counted.count() ? 0 : (long) (1 + ROOM * rows / bytes * counted.all());
    }

    @Override
    public int read(char[] to, int from, int length) throws IOException {
        if (!bytes.hasRemaining() && !fill()) {
            return -1;
        }
        int count = plain(to, from, length);
        if (count == 0) {
            count = decoded(to, from, length);
        }
        lineLength += count;
        if (lineLength > LONGEST_LINE) {
            throw new UserError(
                    Text.format("%s, line %d: goes on for more than %d characters", name, line(), LONGEST_LINE),
                    "give a table with a row a line");
        }
        return count;
    }

    /** Copies characters of one byte, up to the first of several. */
    private int plain(char[] to, int from, int length) {
        byte[] array = bytes.array();
        int begin = bytes.position();
        int end = begin + Math.min(length, bytes.remaining());
        int shift = from - begin;
        int at = begin;
        int lineBegin = begin;
        for (; at < end; at++) {
            byte b = array[at];
            if (b <= '"') {
                if (b < 0) {
                    break;
                }
                look((char) b, at > begin ? array[at - 1] == '\r' : returned);
                lineBegin = b == '\n' ? at + 1 : lineBegin;
            } else if (b == 0x7f) {
                throw notText((char) b);
            }
            to[at + shift] = (char) b;
        }
        returned = at > begin ? array[at - 1] == '\r' : returned;
        lineLength -= lineBegin - begin;
        bytes.position(at);
        return at - begin;
    }

    /** Decodes characters of any number of bytes. */
    private int decoded(char[] to, int from, int length) throws IOException {
        CharBuffer characters =
                CharBuffer.wrap(to, from, Math.min(length, MOST_DECODED)).slice();
        boolean more = true;
        while (characters.position() == 0 && (more || bytes.hasRemaining())) {
            decoder.decode(bytes, characters, !more);
            if (characters.position() == 0) {
                more = fill();
            }
        }
        for (int i = 0; i < characters.position(); i++) {
            char c = to[from + i];
            if (c == NOT_UTF_8) {
                throw new UserError(Text.format("%s, line %d: is no text in UTF-8", name, line()), FIX);
            }
            look(c, returned);
            returned = c == '\r';
        }
        return characters.position();
    }

    /** Keeps what is left and reads on; false at the end. */
    private boolean fill() throws IOException {
        bytes.compact();
        int read = in.read(bytes.array(), bytes.position(), bytes.remaining());
        bytes.position(bytes.position() + Math.max(0, read)).flip();
        return read >= 0;
    }

    private void look(char c, boolean afterReturn) {
        if (c == '\n' || c == '\r') {
            // Both together end one line.
            line += c == '\r' || !afterReturn ? 1 : 0;
            lineLength = 0;
        } else if (c < ' ' && c != '\t' || c == 0x7f) {
            throw notText(c);
        }
        quotes |= c == '"';
    }

    private UserError notText(char c) {
        return new UserError(
                Text.format("%s, line %d: is no text, but has the byte 0x%02x", name, line(), (int) c), FIX);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
