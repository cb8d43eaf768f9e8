package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A strict reader of .ts files, the form of the UEA and UCR archives of time series
 * (<a href="https://www.timeseriesclassification.com">timeseriesclassification.com</a>) and of the archive of time series
 * regression: a header of words that begin with @, then a sequence a line, its dimensions separated by colons, their values
 * by commas, last its class or number. ? and NaN are missing values. Plain or gzipped, which its first bytes tell.
 */
final class TsFile {
    private TsFile() {}

    /**
     * Reads a file.
     *
     * @param known what a network was trained on, whose classes the file's are; null for a file that stands alone
     * @param progress is told how far the reading has come, in bytes of the file, packed or not
     * @throws UserError in one line, with the number of the line that cannot be read
     */
    static FileContent read(Path file, Reading reading, Form known, ReadingProgress progress) {
        InputFile.check(file, "give a .ts file, plain or gzipped");
        try (InputStream counted = Files.newInputStream(file);
                InputStream in = new CountedStream(Files.newInputStream(file), Files.size(file), progress)) {
            String name = file.toString();
            TextBytes text = new TextBytes(Unpacked.of(in), name);
            return read(text, name, TextBytes.separators(counted), new Expected(reading, known));
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
        try {
            return read(new TextBytes(Unpacked.of(in), name), name, 0, new Expected(reading, known));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * The same of a part of a file, before which there is the file's beginning with its first sequence.
     *
     * @param lines what errors call the lines that are read
     */
    static FileContent readPart(InputStream in, String name, Reading reading, Form known, LineNumbers lines) {
        return read(new TextBytes(in, name, lines), name, 0, new Expected(reading, known));
    }

    private record Expected(Reading reading, Form known) {}

    private static UserError unreadable(String name, IOException e) {
        return new UserError(
                Phrase.of(name, ": cannot be read as a .ts file (" + Reason.of(e) + ")"),
                "mend or download it again",
                e);
    }

    private static FileContent read(TextBytes text, String name, long most, Expected expected) {
        if (!expected.reading().columns().equals(Columns.NONE)) {
            throw new UserError(
                    Phrase.of(name, ": is a .ts file, which has no columns to choose"), "name columns of tables alone");
        }
        TsHeader header = TsHeader.read(text);
        Task task = header.hasTarget() ? Task.REGRESS : Task.CLASSIFY;
        Form known = expected.known();
        Task wanted = known != null ? known.task() : expected.reading().task();
        // Sequences that a trained network reads need not say what it should say.
        boolean mayLack = known != null && !header.hasAnswer();
        if (wanted != null && wanted != task && !mayLack) {
            throw new UserError(
                    Phrase.of(name, Text.format(": is a .ts file for the task %s, expected one for %s", task, wanted)),
                    "give a table for other tasks");
        }
        List<String> outputs = outputs(header, known, name);
        TsSequences sequences =
                new TsSequences(text, header, expected.reading().missing(), new TsSequences.Size(name, most), outputs);
        NumberSequences read = sequences.read();
        return new FileContent(
                read,
                features(sequences.dimensions(), known),
                outputs,
                wanted == null ? task : wanted,
                new FileContent.Found(DataOrigin.Kind.TS, sequences.rounded()));
    }

    private static List<String> outputs(TsHeader header, Form known, String name) {
        List<String> names =
                known != null ? known.outputs() : header.hasTarget() ? List.of("target") : header.classes();
        if (header.hasTarget() && names.size() != 1) {
            throw new UserError(
                    Phrase.of(name, Text.format(": has one number to be said, expected %d", names.size())),
                    "give a table");
        }
        return names;
    }

    /** The file names none, so those of a network, such as one of a generated task, are its dimensions in their order. */
    private static List<String> features(int dimensions, Form known) {
        if (known != null && known.features().size() == dimensions) {
            return known.features();
        }
        return dimensions == 1
                ? List.of("value")
                : IntStream.rangeClosed(1, dimensions)
                        .mapToObj(dimension -> "dimension " + dimension)
                        .toList();
    }
}
