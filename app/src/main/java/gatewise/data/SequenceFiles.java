package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of sequences that are no images, known by their content, not by their names: .ts files, and tables. */
public final class SequenceFiles {
    private static final int LOOKED_AT = 1 << 16;
    private static final String FIX = "give a .ts file, or a table in CSV or TSV";

    private SequenceFiles() {}

    /** What a file is. */
    enum Kind {
        TS,
        TABLE
    }

    /** Whether files of sequences are there, by a path as {@link Dataset#open(String, Reading, Holdout)} takes it. */
    public static boolean areThere(String given) {
        return SequencePaths.find(given).isPresent();
    }

    /**
     * Reads sequences for a network that is there: the same features by their names, scaled as those that it was trained on, missing
     * values put in as {@code reading} says. What is to be said of them may be unknown ({@link NumberSequences#isLabelled()});
     * where it is known, classes are numbered as the network numbers them. Of series that are to be forecast, the last
     * window of each, whose forecast nobody knows.
     *
     * @param form of the sequences that the network was trained on
     * @throws UserError if the file cannot be read, lacks a feature, or has a class that the network does not know
     */
    public static NumberSequences read(Path file, Reading reading, Form form) {
        return finished(content(file, reading, form), reading, form, file.toString());
    }

    /**
     * The same from a stream, which is read to its end and not closed.
     *
     * @param name what errors call the stream
     */
    public static NumberSequences read(InputStream in, String name, Reading reading, Form form) {
        return finished(content(in, name, reading, form), reading, form, name);
    }

    /**
     * Sequences of a file whose truth is known, and forecasts of them that need no network.
     *
     * @param name of the file, without its folder
     * @param form what the file was recognised as
     * @param naive null where nothing is forecast
     * @param rounded lines on numbers that single precision does not tell apart
     */
    public record Truth(
            String name, DataOrigin.Kind form, NumberSequences sequences, NaiveForecast naive, List<String> rounded) {}

    /**
     * The same to score a network by, so that what is to be said has to be there: of series that are to be forecast, all windows.
     *
     * @throws UserError as {@link #read(Path, Reading, Form)}, and if what is to be said is not known
     */
    public static Truth readTruth(Path file, Reading reading, Form form) {
        return truth(content(file, reading, form), reading, form, file.toString());
    }

    /** The same of what was read. */
    static Truth truth(FileContent content, Reading reading, Form form, String name) {
        String last = name.substring(1 + Math.max(name.lastIndexOf('/'), name.lastIndexOf(File.separatorChar)));
        if (!content.sequences().isLabelled()) {
            boolean first =
                    content.kind() == DataOrigin.Kind.WIDE && form.task().saysClasses();
            throw new UserError(
                    Phrase.of(
                            name,
                            ": does not say what is true of its sequences",
                            form.task().saysClasses() ? ": it has no classes" : ""),
                    "give a file that does"
                            + (first ? "; without names of columns, each row begins with its class" : ""));
        }
        if (form.task() != Task.FORECAST) {
            return new Truth(last, content.kind(), finished(content, reading, form, name), null, content.rounded());
        }
        checkFeatures(content, form, name);
        ForecastData.checkTargets(content, reading, name);
        NumberSequences series =
                ForecastData.of(content.sequences(), reading.missing()).series();
        return new Truth(
                last,
                content.kind(),
                scaled(ForecastSplit.all(series, reading.window(), name), form, name),
                new NaiveForecast(series, reading.window()),
                content.rounded());
    }

    static NumberSequences finished(FileContent content, Reading reading, Form form, String name) {
        checkFeatures(content, form, name);
        if (reading.missing() == Missing.INTERPOLATE) {
            MissingValues.interpolate(content.sequences());
        }
        NumberSequences sequences = form.task() == Task.FORECAST && reading.window() != null
                ? ForecastSplit.last(content.sequences(), reading.window(), name)
                : content.sequences();
        return scaled(sequences, form, name);
    }

    /**
     * The same sequences, to be read scaled; what is still missing becomes the mean.
     *
     * @throws UserError if a value is so far from the training sequences' that a network cannot read it
     */
    static NumberSequences scaled(NumberSequences sequences, Form form, String name) {
        MissingValues.fill(sequences, form.scaling());
        int features = sequences.features();
        double[] most = new double[features];
        for (int feature = 0; feature < features; feature++) {
            most[feature] = (double) form.scaling().deviations().get(feature) * TsSequences.LARGEST;
        }
        float[] values = sequences.memory().values();
        for (int i = 0; i < sequences.count(); i++) {
            int from = sequences.firstStep(i) * features;
            int end = from + sequences.length(i) * features;
            for (int at = from, feature = 0; at < end; at++) {
                if (Math.abs(values[at]) > most[feature]) {
                    throw new UserError(
                            Phrase.of(
                                    name,
                                    Text.format(
                                            ": sequence %s has %s in %s, too far from the training sequences' values",
                                            sequences.name(i),
                                            Text.number(values[at]),
                                            form.features().get(feature))),
                            "correct it");
                }
                feature = feature + 1 == features ? 0 : feature + 1;
            }
        }
        return sequences.scaled(form.scaling());
    }

    /** A file's features are those that are expected, in their order. */
    static void checkFeatures(FileContent content, Form form, String name) {
        if (!content.features().equals(form.features())) {
            throw new UserError(
                    Phrase.of(
                            name,
                            ": has the features ",
                            Text.list(content.features()),
                            ", expected ",
                            Text.list(form.features())),
                    "give sequences of the same features");
        }
    }

    /**
     * The content of a file, not scaled.
     *
     * @param known what its features and classes are to be, or null
     */
    static FileContent content(Path file, Reading reading, Form known) {
        return content(file, reading, known, ReadingProgress.NONE);
    }

    /** The same of a file that may be large. */
    static FileContent content(Path file, Reading reading, Form known, ReadingProgress progress) {
        InputFile.check(file, FIX);
        String name = file.toString();
        try (InputStream plain = Files.newInputStream(file);
                BufferedInputStream in = Unpacked.of(plain)) {
            return kind(in, name) == Kind.TS
                    ? TsFile.read(file, reading, known, progress)
                    : TableFile.read(
                            in,
                            new TableFile.Source(name, Unpacked.isPacked(file) ? 0 : Files.size(file), progress),
                            reading,
                            known);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static FileContent content(InputStream in, String name, Reading reading, Form known) {
        try {
            BufferedInputStream buffered = Unpacked.of(in);
            return kind(buffered, name) == Kind.TS
                    ? TsFile.read(buffered, name, reading, known)
                    : TableFile.read(buffered, new TableFile.Source(name, 0, ReadingProgress.NONE), reading, known);
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    static UserError unreadable(String name, IOException e) {
        return new UserError(Phrase.of(name, ": cannot be read (" + Reason.of(e) + ")"), FIX, e);
    }

    /** Looks at the first bytes, and leaves them to be read: a .ts file begins with @, but for comments and empty lines. */
    static Kind kind(BufferedInputStream in, String name) throws IOException {
        in.mark(LOOKED_AT);
        byte[] first = in.readNBytes(LOOKED_AT);
        in.reset();
        boolean wide = first.length >= 2 && (first[0] & first[1] & 0xff) == 0xfe;
        if (PictureFormat.isOne(first)) {
            throw new UserError(Phrase.of(name, ": is a picture, expected sequences"), FIX);
        }
        for (byte b : first) {
            // Of text in UTF-16 the reader of tables says so.
            if (!wide && b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r') {
                throw new UserError(Phrase.of(name, ": is no text file"), FIX);
            }
        }
        int at = first.length >= 3 && first[0] == (byte) 0xef && first[1] == (byte) 0xbb && first[2] == (byte) 0xbf
                ? 3
                : 0;
        boolean commented = false;
        while (at < first.length && (first[at] <= ' ' && first[at] >= 0 || first[at] == '#')) {
            if (first[at] == '#') {
                commented = true;
                while (at < first.length && first[at] != '\n') {
                    at++;
                }
            } else {
                at++;
            }
        }
        if (at == first.length && at < LOOKED_AT && !commented) {
            throw new UserError(Phrase.of(name, ": is empty"), FIX);
        }
        // Comments that go on for longer than was looked at are of a .ts file too: tables have none. They may begin
        // blank.
        if (at < first.length ? first[at] != '@' : !commented) {
            return Kind.TABLE;
        }
        String looked = new String(first, StandardCharsets.ISO_8859_1);
        if (looked.indexOf('\r') >= 0 && looked.indexOf('\n') < 0) {
            throw new UserError(
                    Phrase.of(name, ": is a .ts file whose lines end in CR alone"), "end its lines in LF or CRLF");
        }
        return Kind.TS;
    }
}
