package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The sequences after the header of a .ts file: a line each, its dimensions, then what is to be said of it. */
final class TsSequences {
    /** A float's largest is 3.4e38; differences of such numbers must be one too. */
    static final float LARGEST = 1e38f;

    /** Among the numbers of columns, before the dimensions. */
    private static final int ANSWER = 0;

    private static final String FIX = "correct the line";

    private final TextBytes text;
    private final TsHeader header;
    private final Missing missing;
    private final String name;
    private final long expected;

    /** The class's name -> its number among the outputs; null if the outputs have no such class. */
    private final Map<String, Integer> labels = new HashMap<>();

    private final List<String> outputs;
    private final FloatRows answers;
    private final FloatRows sequence;
    private final FloatLoss loss = new FloatLoss();
    private FloatRows values;
    private int[] lengths = new int[256];
    private int count;
    private int dimensions;
    private boolean said;
    /** At the first line that says nothing of its sequence; null if there is none. */
    private UserError without;

    /**
     * @param missing what becomes of values that are left out
     * @param file what errors call it, and how many numbers it has at most; 0 if that is not known
     * @param outputs the classes by label, of which the file may have others than its header says; or the name of the number
     */
    TsSequences(TextBytes text, TsHeader header, Missing missing, Size file, List<String> outputs) {
        this.text = text;
        this.header = header;
        this.missing = missing;
        this.outputs = outputs;
        name = file.name();
        expected = file.numbers();
        dimensions = header.dimensions();
        answers = new FloatRows(name, 1, rows -> 0);
        sequence = new FloatRows(name, 1, rows -> 0);
        Map<String, Integer> numbers = new HashMap<>();
        for (int label = 0; label < outputs.size(); label++) {
            numbers.putIfAbsent(outputs.get(label), label);
        }
        header.classes().forEach(known -> labels.put(known, numbers.get(known)));
    }

    /** How large a file is that errors call so. */
    record Size(String name, long numbers) {}

    /** Numbers of a step. */
    int dimensions() {
        return dimensions;
    }

    /**
     * Reads all that there are.
     *
     * @throws UserError with the number of the line that cannot be read, or if there is none
     */
    NumberSequences read() {
        while (readSequence()) {}
        if (count == 0) {
            throw new UserError(Phrase.of(name, ": holds no sequence after @data"), "give a file with sequences");
        }
        int[] from = new int[count];
        for (int i = 1; i < count; i++) {
            from[i] = from[i - 1] + lengths[i - 1];
        }
        NumberSequences.Steps steps = new NumberSequences.Steps(values.nearlyExact(), dimensions);
        if (said && without != null) {
            throw without;
        }
        NumberSequences.Targets targets =
                said ? new NumberSequences.Targets(answers.exact(), 1, false) : NumberSequences.Targets.UNKNOWN;
        NumberSequences.Runs runs = new NumberSequences.Runs(from, Arrays.copyOf(lengths, count), null);
        return new NumberSequences(steps, runs, targets, null);
    }

    /** What single precision does not tell apart; {@link FloatLoss#note}. */
    List<String> rounded() {
        List<String> rounded = new ArrayList<>(loss.note(ANSWER, "the number to be said"));
        for (int dimension = 1; dimension <= dimensions; dimension++) {
            rounded.addAll(loss.note(dimension, "dimension " + dimension));
        }
        return rounded;
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
            int before = sequence.rows();
            stop = readDimension(stop, ++found);
            int steps = sequence.rows() - before;
            if (found == 1) {
                length = steps;
            } else if (steps != length) {
                throw text.error(
                        Text.format("dimension %d has %d values, dimension 1 has %d", found, steps, length),
                        "give each dimension the same number of values");
            }
            if (header.hasAnswer() && stop != ':') {
                throw text.error(
                        Text.format("ends with a dimension, expected %s after it", expected()), "add it after a colon");
            }
        }
        checkShape(found, length);
        if (header.hasAnswer()) {
            answers.append(answer());
        }
        store(length);
        text.nextLine();
        return true;
    }

    /** What is to be said of a sequence; not a number where that is missing. */
    private float answer() {
        boolean isMissing = header.hasTarget() ? text.isMissing() : text.text().equals("?") && !labels.containsKey("?");
        if (isMissing && without == null) {
            without = text.error(expected() + " is missing", "give it of all sequences, or of none");
        }
        if (isMissing) {
            return Float.NaN;
        }
        said = true;
        return header.hasTarget() ? number(ANSWER, "the number to be said") : label();
    }

    private String expected() {
        return header.hasTarget() ? "a number" : "a class";
    }

    /** Reads a dimension whose first field was read already; returns what it ends at. */
    private int readDimension(int first, int dimension) {
        int stop = first;
        while (true) {
            if (text.isMissing()) {
                missing(dimension);
                sequence.append(Float.NaN);
            } else {
                sequence.append(number(dimension, "a value"));
            }
            if (stop != ',') {
                return stop;
            }
            stop = text.field();
        }
    }

    private void missing(int dimension) {
        if (missing == Missing.REFUSE) {
            throw text.error(
                    Text.format("a value of dimension %d is missing", dimension),
                    Phrase.of("train with ", Setting.MISSING, " interpolate or ", Setting.MISSING, " zero"));
        }
    }

    private float number(int column, String what) {
        double exact = text.number();
        float number = (float) exact;
        if (Float.isNaN(number)) {
            throw text.error("found " + text.shown() + ", expected " + what, FIX);
        }
        if (Math.abs(number) > LARGEST) {
            throw text.error("found " + text.shown() + ", expected numbers from -1e38 to 1e38", FIX);
        }
        loss.take(column, column == ANSWER ? 0 : count, exact);
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
                                outputs))
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
            values = new FloatRows(name, dimensions, rows -> (expected + dimensions - 1) / dimensions);
        }
        int to = values.addRows(length);
        float[] all = values.values();
        float[] read = sequence.values();
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
