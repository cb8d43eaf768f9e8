package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the columns of a table in long form are; {@link TableColumns#NONE} for one that there is not.
 *
 * @param task what is to be said
 * @param places [3], the columns of the sequence, the step and the label
 * @param features [features], columns
 * @param targets [targets], columns of numbers that are to be said; null if they are not there
 * @param outputs the classes that a network knows, null for any; or the names of the numbers that are to be said
 */
record LongRoles(Task task, int[] places, int[] features, int[] targets, List<String> outputs) {
    private static final int MOST_OUTPUTS = 100_000;

    static LongRoles of(TableColumns columns, Reading reading, Form known) {
        Task task = TableColumns.task(reading, known);
        Columns named = reading.columns();
        if (task != Task.FORECAST && named.sequence() == null) {
            throw new UserError(
                    Phrase.of(Setting.STEP, " ", named.step(), ": a row a step needs ", Setting.SEQUENCE, " too"),
                    "name the column that says whose step a row is");
        }
        if (task.saysClasses() && named.label() == null && known == null) {
            throw new UserError(
                    Phrase.of(Setting.TASK, " ", task, ": needs a column of classes"),
                    Phrase.of("name it by ", Setting.LABEL, ", or numbers that are to be said by ", Setting.TARGET));
        }
        int[] places = {
            columns.required(Setting.SEQUENCE, named.sequence()),
            columns.required(Setting.STEP, named.step()),
            columns.optional(Setting.LABEL, named.label())
        };
        List<String> targets = named.targets() == null ? List.of() : named.targets();
        int[] features = columns.features(task == Task.FORECAST ? List.of() : targets);
        int[] said = null;
        if (!task.saysClasses()) {
            said = targets.isEmpty() ? features : columns.targets(targets);
        }
        return new LongRoles(
                task, places, features, said, known == null ? outputs(columns, reading, said) : known.outputs());
    }

    private static List<String> outputs(TableColumns columns, Reading reading, int... said) {
        if (said == null || reading.window() == null) {
            return said == null ? null : columns.names(said);
        }
        int horizon = reading.window().horizon();
        if ((long) horizon * said.length > MOST_OUTPUTS) {
            throw new UserError(
                    Phrase.of(
                            Setting.HORIZON,
                            Text.format(
                                    " %d: a forecast of %s a step says %d numbers, expected at most %d",
                                    horizon,
                                    Text.count(said.length, "number"),
                                    (long) horizon * said.length,
                                    MOST_OUTPUTS)),
                    Phrase.of("give ", Setting.HORIZON, " " + MOST_OUTPUTS / said.length + " or less"));
        }
        return IntStream.rangeClosed(1, horizon)
                .boxed()
                .flatMap(ahead -> columns.names(said).stream().map(name -> name + "+" + ahead))
                .toList();
    }

    int sequence() {
        return places[0];
    }

    int step() {
        return places[1];
    }

    int label() {
        return places[2];
    }

    /** Of each column, its place among some, or {@link TableColumns#NONE}. */
    static int[] placesOf(int[] some, int columns) {
        int[] places = new int[columns];
        Arrays.fill(places, TableColumns.NONE);
        for (int i = 0; some != null && i < some.length; i++) {
            places[some[i]] = i;
        }
        return places;
    }
}
