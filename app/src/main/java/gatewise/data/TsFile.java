package gatewise.data;

import gatewise.io.InputFile;
import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A strict reader of .ts files, the form of the UEA and UCR archives of time series
 * (<a href="https://www.timeseriesclassification.com">timeseriesclassification.com</a>) and of the archive of time series
 * regression: a header of words that begin with @, then a sequence a line, its dimensions separated by colons, their values
 * by commas, last its class or number. ? and NaN are missing values. Plain or gzipped, which its first bytes tell.
 */
final class TsFile {
    /** A float's largest is 3.4e38; differences of such numbers must be one too. */
    static final float LARGEST = 1e38f;

    private static final String FIX = "correct the line";

    private final TextBytes text;
    private final TsHeader header;
    private final Reading reading;
    /** The class's name -> its number among the outputs; null if the outputs have no such class. */
    private final Map<String, Integer> labels = new HashMap<>();

    private List<String> trained = List.of();

    private final long expected;
    private final String name;
    private final GrowingFloats answers;
    private final GrowingFloats sequence;
    private GrowingFloats values;
    private int[] lengths = new int[256];
    private int count;
    private int dimensions;

    private TsFile(TextBytes text, String name, long expected, Reading reading) {
        this.text = text;
        this.name = name;
        this.expected = expected;
        this.reading = reading;
        header = TsHeader.read(text);
        dimensions = header.dimensions();
        answers = new GrowingFloats(0, name);
        sequence = new GrowingFloats(0, name);
    }

    /**
     * Reads a file.
     *
     * @param known what a network was trained on, whose classes the file's are; null for a file that stands alone
     * @throws UserError in one line, with the number of the line that cannot be read
     */
    static FileContent read(Path file, Reading reading, Form known) {
        InputFile.check(file, "give a .ts file, plain or gzipped");
        try (InputStream counted = Files.newInputStream(file);
                InputStream in = Files.newInputStream(file)) {
            return read(Unpacked.of(in), file.toString(), TextBytes.separators(counted), new Expected(reading, known));
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
            return read(Unpacked.of(in), name, 0, new Expected(reading, known));
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    private record Expected(Reading reading, Form known) {}

    private static UserError unreadable(String name, IOException e) {
        return new UserError(
                Phrase.of(name, ": cannot be read as a .ts file (" + Reason.of(e) + ")"),
                "mend or download it again",
                e);
    }

    private static FileContent read(InputStream in, String name, long most, Expected expected) {
        if (!expected.reading().columns().equals(Columns.NONE)) {
            throw new UserError(
                    Phrase.of(name, ": is a .ts file, which has no columns to choose"), "name columns of tables alone");
        }
        TsFile file = new TsFile(new TextBytes(in, name), name, most, expected.reading());
        Task task = file.header.hasTarget() ? Task.REGRESS : Task.CLASSIFY;
        Task wanted = expected.known() != null
                ? expected.known().task()
                : expected.reading().task();
        // Sequences that a trained network reads need not say what it should say.
        boolean mayLack = expected.known() != null && !file.header.hasAnswer();
        if (wanted != null && wanted != task && !mayLack) {
            throw new UserError(
                    Phrase.of(name, Text.format(": is a .ts file for the task %s, expected one for %s", task, wanted)),
                    "give a table for other tasks");
        }
        List<String> outputs = file.outputs(expected.known());
        while (file.readSequence()) {}
        return file.content(outputs, wanted == null ? task : wanted);
    }

    private List<String> outputs(Form known) {
        List<String> names =
                known != null ? known.outputs() : header.hasTarget() ? List.of("target") : header.classes();
        if (header.hasTarget() && names.size() != 1) {
            throw new UserError(
                    Phrase.of(name, Text.format(": has one number to be said, expected %d", names.size())),
                    "give a table");
        }
        Map<String, Integer> numbers = new HashMap<>();
        for (int label = 0; label < names.size(); label++) {
            numbers.putIfAbsent(names.get(label), label);
        }
        trained = names;
        header.classes().forEach(name -> labels.put(name, numbers.get(name)));
        return names;
    }

    private FileContent content(List<String> outputs, Task task) {
        if (count == 0) {
            throw new UserError(Phrase.of(name, ": holds no sequence after @data"), "give a file with sequences");
        }
        int[] from = new int[count];
        for (int i = 1; i < count; i++) {
            from[i] = from[i - 1] + lengths[i - 1];
        }
        NumberSequences.Steps steps = new NumberSequences.Steps(whole(), dimensions);
        NumberSequences.Targets targets = header.hasAnswer()
                ? new NumberSequences.Targets(answers.exact(), 1, false)
                : NumberSequences.Targets.UNKNOWN;
        NumberSequences.Runs runs = new NumberSequences.Runs(from, Arrays.copyOf(lengths, count), null);
        return new FileContent(
                new NumberSequences(steps, runs, targets, null), features(), outputs, task, DataOrigin.Kind.TS);
    }

    /** With the room that is left, unless that is much. */
    private float[] whole() {
        float[] all = values.array();
        return all.length % dimensions == 0 && all.length - values.count() < all.length / 4 ? all : values.exact();
    }

    private List<String> features() {
        return dimensions == 1
                ? List.of("value")
                : IntStream.rangeClosed(1, dimensions)
                        .mapToObj(dimension -> "dimension " + dimension)
                        .toList();
    }

    /** Reads the next line that is neither empty nor a comment; false at the end of the file. */
    private boolean readSequence() {
        text.skipBlanks();
        for (int first = text.peek(); first == '#' || first == '\n'; first = text.peek()) {
            text.skipLine();
            text.skipBlanks();
        }
        if (text.peek() == TextBytes.END) {
            return false;
        }
        sequence.clear();
        int found = 0;
        int length = 0;
        int stop = ':';
        while (stop == ':') {
            stop = text.field();
            if (header.hasAnswer() && (stop == TextBytes.LINE_END || stop == TextBytes.END)) {
                break;
            }
            int before = sequence.count();
            stop = readDimension(stop, ++found);
            int steps = sequence.count() - before;
            if (found == 1) {
                length = steps;
            } else if (steps != length) {
                throw text.error(
                        Text.format("dimension %d has %d values, dimension 1 has %d", found, steps, length),
                        "give each dimension the same number of values");
            }
            if (header.hasAnswer() && stop != ':') {
                throw text.error(
                        Text.format("ends with a dimension, expected %s after it", answer()), "add it after a colon");
            }
        }
        checkShape(found, length);
        if (header.hasAnswer()) {
            answers.add(header.hasTarget() ? number(text, "the number to be said") : label());
        }
        store(length);
        text.nextLine();
        return true;
    }

    private String answer() {
        return header.hasTarget() ? "a number" : "a class";
    }

    /** Reads a dimension whose first field was read already; returns what it ends at. */
    private int readDimension(int first, int dimension) {
        int stop = first;
        while (true) {
            if (text.isMissing()) {
                missing(dimension);
                sequence.add(Float.NaN);
            } else {
                sequence.add(number(text, "a value"));
            }
            if (stop != ',') {
                return stop;
            }
            stop = text.field();
        }
    }

    private void missing(int dimension) {
        if (reading.missing() == Missing.REFUSE) {
            throw text.error(
                    Text.format("a value of dimension %d is missing", dimension),
                    Phrase.of("train with ", Setting.MISSING, " interpolate or ", Setting.MISSING, " zero"));
        }
    }

    private static float number(TextBytes text, String what) {
        float number = text.number();
        if (Float.isNaN(number)) {
            throw text.error("found " + text.shown() + ", expected " + what, FIX);
        }
        if (Math.abs(number) > LARGEST) {
            throw text.error("found " + text.shown() + ", expected numbers from -1e38 to 1e38", FIX);
        }
        return number;
    }

    private int label() {
        String name = text.text();
        Integer label = labels.get(name);
        if (label == null) {
            if (labels.containsKey(name)) {
                throw new UnknownName(new UnknownName.What(
                                Phrase.of("class ", text.shown(), " is none of those that were trained"),
                                "leave such sequences out",
                                Phrase.of("the class ", text.shown(), " is none of those in "),
                                trained))
                        .at(text.place());
            }
            throw text.error(
                    Text.format("class %s is none of @classLabel's", text.shown()),
                    Suggestion.of(name, header.classes())
                            .map(other -> "did you mean " + other + "?")
                            .orElse("name it there, or correct the line"));
        }
        return label;
    }

    private void checkShape(int found, int length) {
        if (found == 0) {
            throw text.error("holds no values before " + text.shown(), FIX);
        }
        if (dimensions == 0) {
            dimensions = found;
        }
        if (found != dimensions) {
            throw text.error(
                    Text.format("has %s, expected %d", Text.count(found, "dimension"), dimensions),
                    "give each sequence the same number of dimensions, and the header that number");
        }
        header.checkLength(length, count == 0 ? length : lengths[0], text);
    }

    /** From [dimensions][steps] to [steps][dimensions]. */
    private void store(int length) {
        if (values == null) {
            values = new GrowingFloats((expected + dimensions - 1) / dimensions * dimensions, name);
        }
        int to = values.reserve(sequence.count());
        float[] all = values.array();
        float[] read = sequence.array();
        for (int dimension = 0; dimension < dimensions; dimension++) {
            for (int step = 0; step < length; step++) {
                all[to + step * dimensions + dimension] = read[dimension * length + step];
            }
        }
        if (count == lengths.length) {
            lengths = Arrays.copyOf(lengths, 2 * count);
        }
        lengths[count++] = length;
    }
}
