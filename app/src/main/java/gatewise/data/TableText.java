package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;

/** The characters of a table in UTF-8, refused where they are none of a text, or a line has no end. */
final class TableText extends Reader {
    private static final int HEAD = 1 << 16;
    private static final int LONGEST_LINE = 1 << 25;
    /** What may have been read of the file but not of the table's rows. */
    private static final int MOST_AHEAD = 3 << 15;

    private static final double ROOM = 1.01;
    private static final char NOT_UTF_8 = '\ufffd';
    private static final String FIX = "save the table as text in UTF-8, separated by commas, semicolons or tabs";

    private final String name;
    private final String beginning;
    private final Reader in;
    private final Counted counted;
    private long line = 1;
    private long lineLength;
    private boolean returned;
    private boolean quotes;

    /** Bytes on their way, counted. */
    private static final class Counted extends FilterInputStream {
        private final ReadingProgress progress;
        private final long all;
        private long bytes;

        Counted(InputStream in, long all, ReadingProgress progress) {
            super(in);
            this.all = all;
            this.progress = progress;
        }

        @Override
        public int read(byte[] to, int from, int length) throws IOException {
            int read = super.read(to, from, length);
            if (read > 0) {
                bytes += read;
                progress.read(bytes, all);
            }
            return read;
        }
    }

    /**
     * Looks at the first bytes.
     *
     * @throws UserError if it is empty, or no text
     */
    TableText(InputStream in, TableFile.Source source) throws IOException {
        name = source.name();
        counted = new Counted(in, source.bytes(), source.progress());
        byte[] head = counted.readNBytes(HEAD);
        if (head.length == 0) {
            throw new UserError(Phrase.of(name, ": is empty"), "give a table with a row a line");
        }
        if (startsWith(head, 0xff, 0xfe) || startsWith(head, 0xfe, 0xff)) {
            throw new UserError(Phrase.of(name, ": is text in UTF-16, expected UTF-8"), FIX);
        }
        int mark = startsWith(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
        beginning = new String(head, mark, head.length - mark, StandardCharsets.UTF_8);
        InputStream rest = new SequenceInputStream(new ByteArrayInputStream(head, mark, head.length - mark), counted);
        this.in = new InputStreamReader(rest, StandardCharsets.UTF_8);
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
        long bytes = Math.max(counted.bytes - MOST_AHEAD, counted.bytes / 2);
        return bytes == 0 || counted.all < counted.bytes ? 0 : (long) (1 + ROOM * rows / bytes * counted.all);
    }

    @Override
    public int read(char[] to, int from, int length) throws IOException {
        int read = in.read(to, from, length);
        for (int i = from; i < from + read; i++) {
            char c = to[i];
            lineLength++;
            if (c <= '"') {
                look(c);
            } else if (c >= 0x7f) {
                lookBeyond(c);
            }
        }
        if (lineLength > LONGEST_LINE) {
            throw new UserError(
                    Text.format("%s, line %d: goes on for more than %d characters", name, line, LONGEST_LINE),
                    "give a table with a row a line");
        }
        return read;
    }

    private void look(char c) {
        if (c == '\n' || c == '\r') {
            // Both together end one line.
            line += c == '\r' || !returned ? 1 : 0;
            lineLength = 0;
        } else if (c < ' ' && c != '\t') {
            throw notText(c);
        }
        returned = c == '\r';
        quotes |= c == '"';
    }

    private void lookBeyond(char c) {
        returned = false;
        if (c == 0x7f) {
            throw notText(c);
        }
        if (c == NOT_UTF_8) {
            throw new UserError(Text.format("%s, line %d: is no text in UTF-8", name, line), FIX);
        }
    }

    private UserError notText(char c) {
        return new UserError(Text.format("%s, line %d: is no text, but has the byte 0x%02x", name, line, (int) c), FIX);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
