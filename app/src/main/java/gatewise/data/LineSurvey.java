package gatewise.data;

import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** Counts the lines that begin in a range of a file, and its sequences, so that parts can be cut between these. */
public final class LineSurvey {
    private final TextHead.Rows rows;
    private final Separator separator;
    private final int key;
    private final GrowingLongs names = new GrowingLongs();
    private final GrowingLongs nameLines = new GrowingLongs();
    private byte[] field = new byte[64];
    private long begin = -1;
    private long change = -1;
    private long changeLine;
    private long lines;
    private long sequences;
    private long blank = -1;
    private String firstKey;
    private String lastKey;
    private Problem problem;

    LineSurvey(TextHead.Rows rows, Separator separator, int key) {
        this.rows = rows;
        this.separator = separator;
        this.key = key;
    }

    /** What is wrong with a line, counted from 0 in its range. */
    public record Problem(long line, String problem, String fix) {}

    /**
     * What a range has; lines are counted from 0 in it, and are -1 where there is none.
     *
     * @param begin the first byte of its first line
     * @param change the first byte of the first row that is of another sequence than the first one
     */
    public record Places(long begin, long change, long changeLine) {}

    /**
     * What a range has; lines are counted from 0 in it, and are -1 where there is none.
     *
     * @param sequences that begin there, taken alone
     * @param blank the first empty line of a table
     */
    public record Counts(long lines, long sequences, long blank) {}

    /**
     * What was found in a range.
     *
     * @param firstKey sequence of the first row of a table whose rows are steps, null where none is
     * @param problem null if there is none
     */
    public record Result(Places places, Counts counts, String firstKey, String lastKey, Problem problem) {
        /** @throws UserError if there is something wrong in a line */
        void check(String name, long firstLine) {
            if (problem != null) {
                throw TextHead.error(name, firstLine + problem.line(), problem.problem(), problem.fix());
            }
        }
    }

    /** Goes through the lines that begin in a range of a file behind its head. */
    public static LineSurvey of(RangeSource source, TextHead head, ByteRange range) throws IOException {
        LineSurvey survey = new LineSurvey(
                head.rows(), head.separator() == null ? null : Separator.valueOf(head.separator()), head.key());
        boolean first = range.from() <= head.bytes();
        long at = first ? range.from() : range.from() - 1;
        try (InputStream in = source.open(at)) {
            ByteLines lines = new ByteLines(in, at);
            // The line that the range begins in, or the end of the one before, is another range's.
            boolean more = first || lines.next();
            while (more && lines.next() && lines.begin() < range.to()) {
                survey.take(lines);
            }
        } catch (ByteLines.TooLong e) {
            survey.takeTooLong();
        }
        head.file().check(source);
        return survey;
    }

    /** The first byte that is no blank; -1 if there is none. */
    static int firstOf(ByteLines line) {
        for (int i = 0; i < line.length(); i++) {
            byte b = line.at(i);
            if (b != ' ' && b != '\t' && b != '\r') {
                return i;
            }
        }
        return -1;
    }

    void take(ByteLines line) {
        begin = begin < 0 ? line.begin() : begin;
        if (rows == TextHead.Rows.TS) {
            int first = firstOf(line);
            sequences += first >= 0 && line.at(first) != '#' ? 1 : 0;
        } else {
            takeRow(line);
        }
        lines++;
    }

    /** The next line is longer than lines may be. */
    void takeTooLong() {
        if (problem == null) {
            problem = new Problem(
                    lines,
                    "goes on for more than " + ByteLines.LONGEST + " bytes, and a file in parts is cut between lines",
                    rows == TextHead.Rows.TS
                            ? "give shorter sequences, or leave out the cluster"
                            : "give a row a line, ended by a line feed");
        }
        lines++;
    }

    private void takeRow(ByteLines line) {
        int length = line.length();
        length -= length > 0 && line.at(length - 1) == '\r' ? 1 : 0;
        if (length == 0) {
            blank = blank < 0 ? lines : blank;
            return;
        }
        check(line, length);
        if (key < 0) {
            sequences++;
            return;
        }
        String name = key(line, length);
        boolean other = rows == TextHead.Rows.WIDE || !Objects.equals(name, lastKey);
        if (other) {
            sequences++;
            names.add(hash(name));
            nameLines.add(lines);
            if (rows == TextHead.Rows.LONG && lastKey != null && change < 0) {
                change = line.begin();
                changeLine = lines;
            }
        }
        firstKey = firstKey == null ? name : firstKey;
        lastKey = name;
    }

    private void check(ByteLines line, int length) {
        int quotes = 0;
        for (int i = 0; i < length && problem == null; i++) {
            byte b = line.at(i);
            quotes += b == '"' ? 1 : 0;
            if (b == '\r') {
                problem = new Problem(
                        lines,
                        "has a carriage return in its middle, and a table in parts is cut at line feeds",
                        "end each row by a line feed");
            }
        }
        if (quotes % 2 != 0 && problem == null) {
            problem = new Problem(
                    lines,
                    "has a quote that is not closed in the same line, and a table in parts is cut at line feeds",
                    "take line breaks out of fields, or close the quote");
        }
    }

    /** The field of the sequence as the reader of tables has it. */
    private String key(ByteLines line, int length) {
        char between = separator.character();
        int at = 0;
        for (int column = 0; ; column++) {
            boolean quoted = at < length && line.at(at) == '"';
            int count = 0;
            boolean inside = quoted;
            for (at += quoted ? 1 : 0; at < length && (inside || line.at(at) != between); at++) {
                byte b = line.at(at);
                if (quoted && b == '"') {
                    boolean doubled = inside && at + 1 < length && line.at(at + 1) == '"';
                    inside = doubled;
                    at += doubled ? 1 : 0;
                    if (!doubled) {
                        continue;
                    }
                }
                if (column == key) {
                    put(count++, b);
                }
            }
            if (column == key || at >= length) {
                String text = column == key ? new String(field, 0, count, StandardCharsets.UTF_8) : "";
                return quoted ? text : trimmed(text);
            }
            at++;
        }
    }

    private void put(int at, byte b) {
        if (at == field.length) {
            field = Arrays.copyOf(field, 2 * at);
        }
        field[at] = b;
    }

    private static String trimmed(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && text.charAt(from) <= ' ') {
            from++;
        }
        while (to > from && text.charAt(to - 1) <= ' ') {
            to--;
        }
        return text.substring(from, to);
    }

    /** FNV-1a of 64 bits, mixed once more: of ten million names, two are taken for one once in 300,000 files. */
    private static long hash(String name) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }

    /** Lines so far. */
    long lines() {
        return lines;
    }

    public Result result() {
        return new Result(
                new Places(begin, change, changeLine), new Counts(lines, sequences, blank), firstKey, lastKey, problem);
    }

    /** Of each sequence with a name: its hash and its line, counted from 0 in the range. */
    public byte[] names() {
        ByteBuffer bytes = ByteBuffer.allocate(2 * Long.BYTES * names.count());
        for (int i = 0; i < names.count(); i++) {
            bytes.putLong(names.get(i)).putLong(nameLines.get(i));
        }
        return bytes.array();
    }
}
