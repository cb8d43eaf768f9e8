package gatewise.cli;

import gatewise.io.Text;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All that commands write goes through one of these: control characters, which labels and names out of files may hold,
 * become visible. Lines, tabs and, where they are wanted, the colours of this application pass.
 */
final class VisibleWriter extends Writer {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,12}m");

    private final PrintWriter to;
    private final boolean colours;

    private VisibleWriter(PrintWriter to, boolean colours) {
        this.to = to;
        this.colours = colours;
    }

    /** A writer for lines that flushes after each. */
    static PrintWriter lines(PrintWriter to, boolean colours) {
        return new Lines(new VisibleWriter(to, colours));
    }

    /** What a writer of {@link #lines} writes to, for a line that is drawn over and over; any other writer itself. */
    static PrintWriter controlled(PrintWriter writer) {
        return writer instanceof Lines lines ? lines.writer.to : writer;
    }

    private static final class Lines extends PrintWriter {
        private final VisibleWriter writer;

        Lines(VisibleWriter writer) {
            super(writer, true);
            this.writer = writer;
        }
    }

    @Override
    public void write(char[] buffer, int offset, int length) {
        write(new String(buffer, offset, length));
    }

    @Override
    public void write(String text, int offset, int length) {
        write(text.substring(offset, offset + length));
    }

    @Override
    public void write(String text) {
        if (text.chars().noneMatch(Text::isControl)) {
            to.write(text);
            return;
        }
        Matcher colour = COLOUR.matcher(text);
        StringBuilder visible = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (colours && c == '\u001b' && colour.region(i, text.length()).lookingAt()) {
                visible.append(colour.group());
                i = colour.end() - 1;
            } else if (c == '\n' || c == '\t' || c == '\r' && text.startsWith(System.lineSeparator(), i)) {
                visible.append(c);
            } else {
                visible.append(Text.visible(String.valueOf(c)));
            }
        }
        to.write(visible.toString());
    }

    @Override
    public void flush() {
        to.flush();
    }

    @Override
    public void close() throws IOException {
        to.close();
        if (to.checkError()) {
            throw new UncheckedIOException(new IOException("cannot be written"));
        }
    }
}
