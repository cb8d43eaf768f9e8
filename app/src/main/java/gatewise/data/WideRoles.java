package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What the columns of a table in wide form are.
 *
 * @param task what is to be said
 * @param header the names of columns; empty if the first line is a sequence
 * @param places [2], the columns of the sequence's name and of the class; {@link TableColumns#NONE} for one that there is not
 * @param said columns of numbers that are to be said, by their names; null if they are not there
 * @param steps the columns of the steps, in their order
 */
record WideRoles(Task task, List<String> header, int[] places, Said said, int[] steps) {
    /**
     * What is to be said.
     *
     * @param targets columns; null if classes are to be said, or the columns are not there
     * @param outputs names of classes or numbers; null for the classes that the table has
     * @param bare whether rows begin with classes; null if columns have names
     */
    record Said(int[] targets, List<String> outputs, BareRows bare) {}

    static WideRoles of(TableRows rows, Reading reading, Form known) {
        checkNamed(rows, reading, known);
        Task task = TableColumns.task(reading, known);
        if (known != null && !known.features().equals(List.of(WideTable.FEATURE))) {
            throw new UserError(
                    Phrase.of("the network reads the columns ", Text.list(known.features()), " of each step"),
                    "give a .ts file, which tells sequences and steps apart without names of columns");
        }
        List<String> outputs = known == null ? null : known.outputs();
        Columns named = reading.columns();
        List<String> first = rows.first();
        boolean byName = named.label() != null
                || named.targets() != null
                || named.features() != null
                || named.sequence() != null;
        boolean numeric = first.stream().skip(1).allMatch(WideRoles::isNumber);
        boolean isBare = known != null && isBare(first, reading, known);
        if (task.saysClasses() && (!byName && numeric || isBare)) {
            BareRows bare = BareRows.of(first, byName, known);
            if (bare.labelled() && first.size() < 2) {
                throw rows.error(
                        1,
                        "has one field, expected a label and at least one value",
                        "separate values by commas or tabs");
            }
            int label = bare.labelled() ? 0 : TableColumns.NONE;
            int[] steps = IntStream.range(bare.labelled() ? 1 : 0, first.size()).toArray();
            return new WideRoles(
                    task, List.of(), new int[] {TableColumns.NONE, label}, new Said(null, outputs, bare), steps);
        }
        TableColumns columns = new TableColumns(rows, reading, known);
        if (!byName && known == null) {
            boolean classIsLast =
                    first.size() > 2 && first.stream().limit(first.size() - 1).allMatch(WideRoles::isNumber);
            if (classIsLast) {
                throw rows.error(
                        1,
                        "has numbers alone before " + TableRows.shown(firstName(first)) + " in its last column",
                        Phrase.of(
                                "without names of columns the class is first: put it there, or give the columns names and name its own by ",
                                Setting.LABEL));
            }
            throw rows.error(
                    1,
                    "has names of columns, or a field that is no number: " + TableRows.shown(firstName(first)),
                    Phrase.of(
                            "name the column of the class by ",
                            Setting.LABEL,
                            "; where a row is a step, also those of the sequence and the step by ",
                            Setting.SEQUENCE,
                            " and ",
                            Setting.STEP));
        }
        int sequence = columns.optional(Setting.SEQUENCE, named.sequence());
        int label = columns.optional(Setting.LABEL, named.label());
        List<String> numbers = task.saysClasses() || known == null ? named.targets() : known.outputs();
        int[] targets = numbers == null ? null : columns.targets(numbers);
        if (numbers != null && targets == null) {
            checkNone(numbers, rows);
        }
        if (task.saysClasses() && label == TableColumns.NONE && known == null) {
            throw new UserError(
                    Phrase.of(Setting.TASK, " ", task, ": needs a column of classes"),
                    Phrase.of("name it by ", Setting.LABEL));
        }
        List<String> names = targets == null || outputs != null ? outputs : columns.names(targets);
        int[] steps = columns.steps();
        if (task.saysClasses() && !byName && steps.length == BareRows.length(known) + 1 && steps.length > 1) {
            // The class was first in training, where columns had no names.
            label = steps[0];
            steps = Arrays.copyOfRange(steps, 1, steps.length);
        }
        if (named.features() == null) {
            checkSteps(columns.names(steps), rows, known);
        }
        return new WideRoles(task, columns.names(), new int[] {sequence, label}, new Said(targets, names, null), steps);
    }

    /** @throws UserError if some of the numbers that are to be said have columns, and others have none */
    private static void checkNone(List<String> numbers, TableRows rows) {
        List<String> there = numbers.stream().filter(rows.first()::contains).toList();
        if (!there.isEmpty()) {
            throw rows.error(
                    1,
                    Phrase.of(
                            "has columns of ",
                            Text.list(there),
                            " alone of the numbers to be said, ",
                            Text.list(numbers)),
                    "give all of them, or none");
        }
    }

    /** @throws UserError if a column is none of those that were steps in training, or they stand in another order */
    private static void checkSteps(List<String> names, TableRows rows, Form known) {
        if (known != null && known.steps() != null && known.steps().columns() != null) {
            new StepColumns(known.steps().columns())
                    .check(
                            names,
                            "the data that the network was trained on",
                            problem -> rows.error(
                                    1,
                                    problem,
                                    "give columns with the names of those, in the same order, and no others"));
        }
    }

    /**
     * Of a table without names of columns the class is first, but nothing says where a number is that is to be said.
     *
     * @throws UserError if numbers are to be said, and none can be named
     */
    private static void checkNamed(TableRows rows, Reading reading, Form known) {
        Task task = known == null ? reading.task() : known.task();
        boolean asked = known == null && reading.columns().targets() != null;
        if (task != Task.REGRESS || asked || !isBare(rows.first(), reading, known)) {
            return;
        }
        throw rows.error(
                1,
                "has no names of columns, by which the numbers to be said are told from the steps",
                known == null
                        ? Phrase.of(TableColumns.NAME_COLUMNS, ", and name those of these numbers by ", Setting.TARGET)
                        : Phrase.of(
                                TableColumns.NAME_COLUMNS,
                                ", ",
                                Text.list(known.outputs()),
                                " for these numbers if they are there"));
    }

    /** Whether a first line is a sequence: it has numbers alone, and none that is known as the name of a column. */
    private static boolean isBare(List<String> first, Reading reading, Form known) {
        Columns named = reading.columns();
        boolean isNamed = first.contains(named.label())
                || first.contains(named.sequence())
                || named.targets() != null && first.containsAll(named.targets());
        return isBare(first) && !(isNamed && areNames(first, named)) && !areSteps(first, named, known);
    }

    /** Whether numbers are the names that the steps had in training. */
    private static boolean areSteps(List<String> first, Columns named, Form known) {
        if (known == null || known.steps() == null || known.steps().columns() == null) {
            return false;
        }
        Set<String> others = others(named);
        List<String> steps =
                first.stream().filter(field -> !others.contains(field)).toList();
        return new StepColumns(known.steps().columns()).isIn(steps);
    }

    /** The names of columns that are no steps. */
    private static Set<String> others(Columns named) {
        return Stream.of(
                        Stream.ofNullable(named.label()),
                        Stream.ofNullable(named.sequence()),
                        named.targets() == null ? Stream.<String>empty() : named.targets().stream())
                .flatMap(names -> names)
                .collect(Collectors.toSet());
    }

    /**
     * Whether numbers, some of which the training data has as names of columns, are names rather than a sequence that happens to have
     * them: each is there once, and those of the steps rise or fall, as from 0 to 23.
     */
    private static boolean areNames(List<String> first, Columns named) {
        if (named.features() != null && first.containsAll(named.features())) {
            return true;
        }
        Set<String> others = others(named);
        double[] steps = first.stream()
                .filter(field -> !others.contains(field))
                .mapToDouble(field -> NumberText.value(field.toCharArray(), 0, field.length()))
                .toArray();
        double direction = steps.length < 2 ? 0 : Math.signum(steps[1] - steps[0]);
        return Set.copyOf(first).size() == first.size()
                && IntStream.range(1, steps.length).allMatch(i -> direction * (steps[i] - steps[i - 1]) > 0);
    }

    /** Whether a first line has numbers alone. */
    static boolean isBare(List<String> first) {
        return first.stream().allMatch(WideRoles::isNumber);
    }

    private static boolean isNumber(String field) {
        char[] text = field.toCharArray();
        return NumberText.isMissing(text, 0, text.length) || !Float.isNaN(NumberText.parse(text, 0, text.length));
    }

    private static String firstName(List<String> first) {
        return first.stream()
                .skip(1)
                .filter(field -> !isNumber(field))
                .findFirst()
                .orElse(first.get(0));
    }

    boolean hasHeader() {
        return !header.isEmpty();
    }

    int sequence() {
        return places[0];
    }

    int label() {
        return places[1];
    }

    int[] targets() {
        return said.targets();
    }

    /** Whether rows begin with classes; null if columns have names. */
    BareRows bare() {
        return said.bare();
    }

    List<String> outputs() {
        return said.outputs();
    }

    /** Whether there is something to be said of each row. */
    boolean saysSomething() {
        return label() != TableColumns.NONE || said.targets() != null;
    }

    /** The names of the columns that are steps; null if they have none. */
    List<String> stepNames() {
        List<String> names =
                hasHeader() ? Arrays.stream(steps).mapToObj(header::get).toList() : List.of();
        return names.stream().allMatch(String::isEmpty) ? null : names;
    }

    /** The number of columns. */
    int columns() {
        return hasHeader() ? header.size() : steps.length + (label() == TableColumns.NONE ? 0 : 1);
    }
}
