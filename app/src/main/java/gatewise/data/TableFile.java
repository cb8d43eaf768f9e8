package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads tables as text, CSV and TSV: in long form, a row a step, where {@link Columns} name the step, or a series is to be
 * forecast; else in wide form, a row a sequence.
 */
final class TableFile {
    private TableFile() {}

    /**
     * Reads a file.
     *
     * @param reading which columns say what
     * @param known of a network that is there, whose features are found by their names, and whose classes are all that there
     *     may be; what is to be said may be unknown then; else null
     * @param progress is told how far the reading has come
     * @throws UserError in one line that names the file and the line in it, if this is no such table
     */
    static FileContent read(Path file, Reading reading, Form known, ReadingProgress progress) {
        InputFile.check(file, "give a table in CSV or TSV");
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, new Source(file.toString(), Files.size(file), progress), reading, known);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    /**
     * The same from a stream, which is read to its end and not closed.
     *
     * @param name what errors call the stream
     */
    static FileContent read(InputStream in, String name, Reading reading, Form known) {
        return read(in, new Source(name, 0, ReadingProgress.NONE), reading, known);
    }

    /**
     * Where a table comes from.
     *
     * @param bytes that it has; 0 if that is not known
     * @param part of the file that it is
     */
    record Source(String name, long bytes, ReadingProgress progress, PartReading part) {
        /** Of a whole file. */
        Source(String name, long bytes, ReadingProgress progress) {
            this(name, bytes, progress, PartReading.WHOLE);
        }
    }

    /** The same from a stream of a known length. */
    static FileContent read(InputStream in, Source source, Reading reading, Form known) {
        try {
            return content(new TableText(in, source), reading, known);
        } catch (IOException e) {
            throw unreadable(source.name(), e);
        } catch (OutOfMemoryError e) {
            throw FloatRows.tooLarge(source.name(), Math.max(source.bytes() / 2, 1), e);
        }
    }

    /** The fields of a file's first row. */
    static List<String> first(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new TableRows(new TableText(Unpacked.of(in), new Source(file.toString(), 0, ReadingProgress.NONE)))
                    .first();
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static FileContent content(TableText text, Reading reading, Form known) {
        TableRows rows = new TableRows(text);
        if (isLong(reading, known)) {
            TableColumns columns = new TableColumns(rows, reading, known);
            LongRoles roles = LongRoles.of(columns, reading, known);
            LongTable table = new LongTable(columns, roles, reading.missing(), text.name(), text::expected);
            rows.forEach(table);
            FileContent content = table.content(text.part());
            if (known == null) {
                table.checkLengths(content.sequences());
            }
            return content;
        }
        WideRoles roles = WideRoles.of(rows, reading, known);
        WideTable table = new WideTable(roles, reading.missing(), text.name(), text::expected);
        if (!roles.hasHeader()) {
            rows.repeatFirst(table);
        }
        rows.forEach(table);
        return table.content();
    }

    /** Whether a row is a step. */
    static boolean isLong(Reading reading, Form known) {
        return reading.columns().step() != null || TableColumns.asked(reading, known) == Task.FORECAST;
    }

    private static UserError unreadable(String name, IOException e) {
        return new UserError(Phrase.of(name, ": cannot be read (", Reason.of(e), ")"), "give a table in CSV or TSV", e);
    }
}
