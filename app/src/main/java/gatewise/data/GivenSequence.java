package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Sequences that somebody gives to a network, in the units of the files that it was trained on. */
public final class GivenSequence {
    private static final String FIX = "give a row a step, with a number for each of the network's features";

    private GivenSequence() {}

    /**
     * One sequence from its numbers, without what is to be said of it.
     *
     * @param steps [steps][features], NaN where a value is missing
     * @param missing what becomes of those
     * @param form of the sequences that the network was trained on
     * @param name what errors call it
     * @return that one sequence, to be read scaled
     * @throws UserError if a value is missing and must not be, or is so far from the training sequences' that a network cannot
     *     read it
     */
    public static NumberSequences of(float[][] steps, Missing missing, Form form, String name) {
        int features = form.features().size();
        float[] values = new float[steps.length * features];
        for (int t = 0; t < steps.length; t++) {
            for (int feature = 0; feature < features; feature++) {
                float value = steps[t][feature];
                if (Float.isNaN(value) && missing == Missing.REFUSE) {
                    throw new UserError(
                            Phrase.of(
                                    name,
                                    ": step " + t + " has no value of ",
                                    form.features().get(feature)),
                            "give all values: the network was trained on sequences without gaps");
                }
                values[t * features + feature] = value;
            }
        }
        NumberSequences sequence = new NumberSequences(
                new NumberSequences.Steps(values, features),
                new NumberSequences.Runs(new int[] {0}, new int[] {steps.length}, null),
                NumberSequences.Targets.UNKNOWN,
                null);
        if (missing == Missing.INTERPOLATE) {
            MissingValues.interpolate(sequence);
        }
        return SequenceFiles.scaled(sequence, form, name);
    }

    /**
     * Sequences from text: a bare one in CSV or TSV, a row a step, whose first row may name the columns, else they are the features in
     * the network's order; or a .ts file or a table in the form that the network's own data had. Features are found by their
     * names, columns that are none are left out.
     *
     * @param reading how the network's own data was read
     * @param form of the sequences that the network was trained on
     * @param most steps of a sequence
     * @param name what errors call the text
     * @return to be read scaled, each with its name and what is true of it if they are those of a file or a table; of series that
     *     are to be forecast, the last window
     * @throws UserError that names the line, if a row is another's length or holds what is no number; if columns are missing or
     *     there twice; if there are no steps, or too many; if a class is none that the network knows
     */
    public static NumberSequences read(byte[] text, Reading reading, Form form, int most, String name) {
        NumberSequences sequences = isTs(text)
                ? SequenceFiles.read(
                        new ByteArrayInputStream(text),
                        name,
                        new Reading(null, Columns.NONE, reading.missing(), reading.window()),
                        form)
                : table(text, reading, form, most, name);
        for (int i = 0; i < sequences.count(); i++) {
            if (sequences.length(i) > most) {
                throw new UserError(
                        Text.format(
                                "%s: sequence %s has %d steps, more than the %d that are read at once",
                                name, Text.name(sequences.name(i)), sequences.length(i), most),
                        "give fewer");
            }
        }
        return sequences;
    }

    private static boolean isTs(byte[] text) {
        int at = text.length > 2 && (text[0] & 0xff) == 0xef ? 3 : 0;
        while (at < text.length && text[at] >= 0 && text[at] <= ' ') {
            at++;
        }
        return at < text.length && (text[at] == '@' || text[at] == '#');
    }

    private static NumberSequences table(byte[] text, Reading reading, Form form, int most, String name) {
        try {
            TableRows rows = rows(text, name);
            List<String> first = rows.first();
            boolean named = first.stream().anyMatch(GivenSequence::isName);
            if (isWhole(first, named, reading, form)) {
                return SequenceFiles.read(new ByteArrayInputStream(text), name, reading, form);
            }
            Steps steps = new Steps(named ? places(first, rows, form) : inOrder(first, rows, form), form, most);
            if (!named) {
                rows.repeatFirst(steps);
            }
            rows.forEach(steps);
            if (steps.rows.isEmpty()) {
                throw new UserError(Phrase.of(name, ": has no steps"), FIX);
            }
            return of(steps.rows.toArray(float[][]::new), reading.missing(), form, name);
        } catch (IOException e) {
            throw new UncheckedIOException("text in memory cannot be read", e);
        }
    }

    private static TableRows rows(byte[] text, String name) throws IOException {
        return new TableRows(new TableText(
                new ByteArrayInputStream(text), new TableFile.Source(name, text.length, ReadingProgress.NONE)));
    }

    /** Whether a table has more than the steps of one sequence: names of sequences, steps, or a sequence a row. */
    private static boolean isWhole(List<String> first, boolean named, Reading reading, Form form) {
        Columns columns = reading.columns();
        boolean forecast = form.task() == Task.FORECAST;
        if (columns.sequence() == null && columns.step() == null && !forecast) {
            return first.size() > 1
                    && form.features().equals(List.of(WideTable.FEATURE))
                    && !first.contains(WideTable.FEATURE);
        }
        boolean others =
                forecast && first.size() > form.features().size() && new HashSet<>(first).containsAll(form.features());
        return named
                && (columns.sequence() != null && first.contains(columns.sequence())
                        || columns.step() != null && first.contains(columns.step())
                        || others);
    }

    private static boolean isName(String field) {
        char[] text = field.toCharArray();
        return !NumberText.isMissing(text, 0, text.length) && Float.isNaN(NumberText.parse(text, 0, text.length));
    }

    private static int[] places(List<String> names, TableRows rows, Form form) {
        int[] places = new int[names.size()];
        Map<String, Integer> features = new HashMap<>();
        IntStream.range(0, form.features().size())
                .forEach(feature -> features.put(form.features().get(feature), feature));
        Set<String> found = new HashSet<>();
        for (int column = 0; column < places.length; column++) {
            String name = names.get(column);
            places[column] = features.getOrDefault(name, -1);
            if (places[column] >= 0 && !found.add(name)) {
                throw rows.error(1, Phrase.of("has the column ", TableRows.shown(name), " twice"), "take one out");
            }
        }
        for (String feature : form.features()) {
            if (!found.contains(feature)) {
                throw rows.error(
                        1,
                        Phrase.of("has no column ", TableRows.shown(feature), ", but ", Text.list(shown(names))),
                        FIX);
            }
        }
        return places;
    }

    private static List<String> shown(List<String> names) {
        return names.stream().map(Text::name).toList();
    }

    private static int[] inOrder(List<String> first, TableRows rows, Form form) {
        int features = form.features().size();
        if (first.size() != features) {
            throw rows.error(
                    1,
                    Phrase.of(
                            Text.format(
                                    "has %s, expected %d %s: ",
                                    Text.count(first.size(), "field"), features, rows.separated()),
                            Text.list(form.features())),
                    FIX);
        }
        int[] places = new int[features];
        for (int column = 0; column < features; column++) {
            places[column] = column;
        }
        return places;
    }

    /** Keeps rows as steps. */
    private static final class Steps implements TableRows.Sink {
        private final List<float[]> rows = new ArrayList<>();
        private final int[] places;
        private final int most;
        private float[] row;

        Steps(int[] places, Form form, int most) {
            this.places = places;
            this.most = most;
            row = new float[form.features().size()];
        }

        @Override
        public void field(int column, char[] text, int from, int length) {
            if (rows.size() >= most) {
                throw new UserError("has more steps than the " + most + " that are read at once", "give fewer");
            }
            if (places[column] < 0) {
                return; // no feature
            }
            float value = Float.NaN;
            if (!NumberText.isMissing(text, from, length)) {
                value = NumberText.parse(text, from, length);
                if (!Float.isFinite(value)) {
                    throw new UserError(
                            Phrase.of(
                                    "has ",
                                    TableRows.shown(text, from, length),
                                    ", which is no number in a float's range"),
                            "correct it");
                }
            }
            row[places[column]] = value;
        }

        @Override
        public void endRow(long line) {
            rows.add(row);
            row = new float[row.length];
        }
    }
}
