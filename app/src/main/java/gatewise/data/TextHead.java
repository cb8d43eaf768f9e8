package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * The beginning of a file of sequences that is read in parts: what each reader of a part reads before it, and knows of the whole.
 *
 * @param rows what a line of the file is
 * @param extent of the beginning: a table's first line; a .ts file's header and its first sequence; all of a gzipped file
 * @param separator between the fields of a table
 * @param key column that says which sequence a row is of, or is called; -1 if there is none
 * @param file that it is of
 */
public record TextHead(Rows rows, Extent extent, String separator, int key, FileVersion file) {
    private static final long MOST = 1 << 26;

    /** What a line is. */
    public enum Rows {
        /** A sequence of a .ts file. */
        TS,
        /** A sequence of a table. */
        WIDE,
        /** A step of a table. */
        LONG,
        /** Whatever it is, it is gzipped, so that all is read from the beginning. */
        PACKED
    }

    /**
     * How long it is.
     *
     * @param sequences that are in it
     */
    public record Extent(long bytes, long lines, int sequences) {}

    /**
     * Looks at a file.
     *
     * @param form of the sequences that a network was trained on
     * @throws UserError if they cannot be of this file
     */
    public static TextHead of(RangeSource source, Reading reading, Form form) {
        try {
            FileVersion file = FileVersion.of(source);
            SequenceFiles.Kind kind;
            try (InputStream plain = source.open(0)) {
                kind = SequenceFiles.kind(Unpacked.of(plain), source.name());
            }
            boolean packed = isPacked(source);
            TextHead head = kind == SequenceFiles.Kind.TS
                    ? ts(source, file, packed)
                    : table(source, file, reading, form, packed);
            if (head.sequences() > 0) {
                byte[] bytes = head.read(source);
                SequenceParts.content(new ByteArrayInputStream(bytes), source.name(), head, null, reading, form);
            }
            return packed ? new TextHead(Rows.PACKED, new Extent(file.size(), 0, 0), null, -1, file) : head;
        } catch (IOException e) {
            throw SequenceFiles.unreadable(source.name(), e);
        }
    }

    private static boolean isPacked(RangeSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            return in.read() == 0x1f && in.read() == 0x8b;
        }
    }

    private static TextHead ts(RangeSource source, FileVersion file, boolean packed) throws IOException {
        try (InputStream in = Unpacked.of(source.open(0))) {
            TsHeader.read(new TextBytes(in, source.name()));
        }
        if (packed) {
            return new TextHead(Rows.TS, new Extent(0, 0, 0), null, -1, file);
        }
        LineSurvey survey = new LineSurvey(Rows.TS, null, -1);
        try (InputStream in = source.open(0)) {
            return new TextHead(Rows.TS, tsExtent(new ByteLines(in, 0), survey, source.name()), null, -1, file);
        } catch (ByteLines.TooLong e) {
            survey.takeTooLong();
            survey.result().check(source.name(), 1);
            throw e;
        }
    }

    /** To the end of the first sequence; of a file without one, to its end. */
    private static Extent tsExtent(ByteLines lines, LineSurvey survey, String name) throws IOException {
        boolean data = false;
        while (lines.next()) {
            survey.take(lines);
            if (lines.end() > MOST) {
                throw error(
                        name,
                        survey.lines(),
                        "the first sequence ends more than " + MOST + " bytes behind the beginning",
                        "take out comments, or leave out the cluster");
            }
            int first = LineSurvey.firstOf(lines);
            if (data && first >= 0 && lines.at(first) != '#') {
                return new Extent(lines.end(), survey.lines(), 1);
            }
            data |= first >= 0 && isData(lines, first);
        }
        return new Extent(lines.end(), survey.lines(), 0);
    }

    private static boolean isData(ByteLines lines, int from) {
        StringBuilder word = new StringBuilder();
        for (int i = from; i < lines.length() && i < from + 6 && lines.at(i) > ' '; i++) {
            word.append((char) lines.at(i));
        }
        return word.toString().toLowerCase(Locale.ROOT).equals("@data");
    }

    private static TextHead table(RangeSource source, FileVersion file, Reading reading, Form form, boolean packed)
            throws IOException {
        Rows rows;
        int key;
        boolean headed = true;
        String separator;
        try (InputStream in = Unpacked.of(source.open(0))) {
            TableRows table =
                    new TableRows(new TableText(in, new TableFile.Source(source.name(), 0, ReadingProgress.NONE)));
            separator = table.separator().name();
            if (TableFile.isLong(reading, form)) {
                rows = Rows.LONG;
                key = LongRoles.of(new TableColumns(table, reading, form), reading, form)
                        .sequence();
            } else {
                WideRoles roles = WideRoles.of(table, reading, form);
                rows = Rows.WIDE;
                key = roles.sequence();
                headed = roles.hasHeader();
            }
        }
        Extent extent = packed ? new Extent(0, 0, 0) : firstLine(source, headed ? 0 : 1);
        return new TextHead(rows, extent, separator, key, file);
    }

    private static Extent firstLine(RangeSource source, int sequences) throws IOException {
        try (InputStream in = source.open(0)) {
            ByteLines lines = new ByteLines(in, 0);
            LineSurvey survey = new LineSurvey(Rows.WIDE, Separator.COMMA, -1);
            try {
                if (lines.next()) {
                    survey.take(lines);
                }
            } catch (ByteLines.TooLong e) {
                survey.takeTooLong();
            }
            survey.result().check(source.name(), 1);
            return new Extent(lines.end(), 1, sequences);
        }
    }

    /** Bytes of the beginning. */
    public long bytes() {
        return extent.bytes();
    }

    /** Its lines. */
    long lines() {
        return extent.lines();
    }

    /** Sequences in it. */
    int sequences() {
        return extent.sequences();
    }

    /** Whether the file is read as a whole: it is gzipped, or one series, or without sequences. */
    boolean takesAll() {
        return rows == Rows.PACKED || rows == Rows.LONG && key < 0;
    }

    /** The beginning. */
    byte[] read(RangeSource source) throws IOException {
        try (InputStream in = source.open(0)) {
            return in.readNBytes((int) bytes());
        }
    }

    PartReading reading(long firstLine) {
        return new PartReading(
                new LineNumbers(lines(), firstLine), separator == null ? null : Separator.valueOf(separator));
    }

    /** What was wrong in a line. */
    static UserError error(String name, long line, CharSequence problem, CharSequence fix) {
        return new UserError(Phrase.of(name, ", line ", line, ": ", problem), fix);
    }
}
