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
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds the columns of a table by the names in its first line. */
final class TableColumns {
    /** What mends a table without names of columns, where one is needed. */
    static final String NAME_COLUMNS = "put a line with the columns' names before it";

    /** The place of a column that there is not. */
    static final int NONE = -1;

    private final TableRows rows;
    private final List<String> header;
    private final Reading reading;
    private final Form known;
    private final Map<String, Integer> places = new HashMap<>();
    private final Map<Integer, Setting> used = new HashMap<>();

    /**
     * @param known what a network reads, or null
     * @throws UserError if two columns have one name
     */
    TableColumns(TableRows rows, Reading reading, Form known) {
        this.rows = rows;
        this.header = rows.first();
        this.reading = reading;
        this.known = known;
        for (int i = 0; i < header.size(); i++) {
            Integer before = places.putIfAbsent(header.get(i), i);
            if (before != null && !header.get(i).isEmpty()) {
                throw error(
                        Text.format(
                                "columns %d and %d are both called %s",
                                before + 1, i + 1, TableRows.shown(header.get(i))),
                        "give each column a name of its own");
            }
        }
    }

    private UserError error(CharSequence problem, CharSequence fix) {
        return rows.error(1, problem, fix);
    }

    List<String> names() {
        return header;
    }

    /** How far the steps lay apart that a network was trained on; null if that is not known. */
    StepDistance trainedDistance() {
        return known == null || known.steps() == null ? null : known.steps().distance();
    }

    /** A column that must be there; {@link #NONE} if it was not named. */
    int required(Setting setting, String name) {
        return name == null ? NONE : claim(setting, name);
    }

    /** A column that need not be there when there is a network. */
    int optional(Setting setting, String name) {
        return known != null && !places.containsKey(name) ? NONE : required(setting, name);
    }

    private int claim(Setting setting, String name) {
        int place = find(setting, name);
        Setting before = used.putIfAbsent(place, setting);
        boolean forecast = setting == Setting.TARGET
                && before == Setting.FEATURES
                && (reading.window() != null || reading.task() == Task.FORECAST);
        if (before != null && !forecast) {
            throw error(
                    Phrase.of(
                            "column ",
                            TableRows.shown(name),
                            before == setting ? " is named twice by " : " is named by ",
                            before == setting ? setting : Phrase.of(before, " and by ", setting)),
                    "name it once");
        }
        return place;
    }

    private int find(Setting setting, String name) {
        Integer place = places.get(name);
        if (place == null || name.isEmpty()) {
            if (known != null && setting == Setting.FEATURES && header.size() > 1) {
                throw unknown(name);
            }
            throw error(
                    Phrase.of(
                            "there is no column ",
                            TableRows.shown(name),
                            known == null
                                    ? Phrase.of(" for ", setting)
                                    : setting == Setting.FEATURES
                                            ? ", which the network reads"
                                            : ", which the training data has",
                            ", but ",
                            Text.list(shownNames())),
                    header.size() == 1 ? "separate columns by commas, semicolons or tabs" : meant(setting, name));
        }
        return place;
    }

    private CharSequence meant(Setting setting, String name) {
        if (WideRoles.isBare(header)) {
            return NAME_COLUMNS;
        }
        boolean isList = setting == Setting.FEATURES || setting == Setting.TARGET;
        Optional<String> cut = header.stream()
                .filter(other -> isList && other.contains(",") && !name.isEmpty() && other.contains(name))
                .findFirst();
        if (known != null && cut.isEmpty()) {
            return toHave(name);
        }
        return cut.isPresent()
                ? Phrase.of("put a name with a comma into double quotes, as in ", setting, " '\"", cut.get(), "\"'")
                : Suggestion.fix(
                        name, header.stream().filter(other -> !other.isEmpty()).toList());
    }

    private String toHave(String name) {
        return Suggestion.of(name, header)
                .map(near -> "if it is " + TableRows.shown(near) + ", call it so")
                .orElse("add it");
    }

    private UserError unknown(String name) {
        Phrase missing = Phrase.of("there is no column ", TableRows.shown(name));
        String there = ", but " + Text.list(shownNames());
        String fix = toHave(name);
        return rows.at(
                1,
                new UnknownName(new UnknownName.What(
                        Phrase.of(missing, ", which the network reads", there),
                        fix,
                        Phrase.of(missing, there, "; it is one in "),
                        List.of())));
    }

    private List<String> shownNames() {
        return header.stream().map(Text::name).toList();
    }

    /** Columns by their names. */
    int[] all(Setting setting, List<String> names) {
        int[] found = new int[names.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = claim(setting, names.get(i));
        }
        return found;
    }

    /**
     * The columns that a network is to read: those that it reads already, those that were named, or all that are left.
     *
     * @param except names of columns that are to be said, and are no features where none are named
     */
    int[] features(List<String> except) {
        List<String> named = known == null ? reading.columns().features() : known.features();
        if (named != null) {
            return all(Setting.FEATURES, named);
        }
        List<String> left = new ArrayList<>();
        for (int i = 0; i < header.size(); i++) {
            if (used.containsKey(i) || except.contains(header.get(i))) {
                continue;
            }
            if (header.get(i).isEmpty()) {
                throw withoutName(i);
            }
            left.add(header.get(i));
        }
        if (left.isEmpty()) {
            throw error(
                    "there is no column left for features"
                            + (header.size() == 1 ? ": this one has the whole line" : ""),
                    header.size() == 1 ? "separate columns by commas, semicolons or tabs" : "add columns of numbers");
        }
        return all(Setting.FEATURES, left);
    }

    private UserError withoutName(int column) {
        return error(
                Text.format("column %d has no name", column + 1),
                Phrase.of("give it one, or name the others by ", Setting.FEATURES));
    }

    /** The columns of the steps, in wide form: those that were named, or all that are left. */
    int[] steps() {
        List<String> named = reading.columns().features();
        if (named != null) {
            return all(Setting.FEATURES, named);
        }
        // Numbers of rows, as some programs write them, are no steps; names may be left out behind the last.
        int unnamed = header.indexOf("");
        if (unnamed >= 0 && header.stream().skip(unnamed).anyMatch(name -> !name.isEmpty())) {
            throw withoutName(unnamed);
        }
        return IntStream.range(0, header.size())
                .filter(i -> !used.containsKey(i))
                .toArray();
    }

    /** The columns of what is to be said; null if one is not there, which it need not be when there is a network. */
    int[] targets(List<String> names) {
        return known != null && !places.keySet().containsAll(names) ? null : all(Setting.TARGET, names);
    }

    /** The names of columns. */
    List<String> names(int... columns) {
        return Arrays.stream(columns).mapToObj(header::get).toList();
    }

    /** The task of a network that is there, or that was named, or that what was named is for. */
    static Task asked(Reading reading, Form known) {
        if (known != null) {
            return known.task();
        }
        if (reading.task() != null) {
            return reading.task();
        }
        return reading.window() != null
                ? Task.FORECAST
                : reading.columns().targets() != null ? Task.REGRESS : Task.CLASSIFY;
    }

    /** The same, where what was named is what the task needs. */
    static Task task(Reading reading, Form known) {
        Columns columns = reading.columns();
        Task task = asked(reading, known);
        Phrase named = named(reading, known, task);
        boolean needsTargets = known == null && task == Task.REGRESS && columns.targets() == null;
        refuse(needsTargets, named, "needs columns of numbers to be said", Phrase.of("name them by ", Setting.TARGET));
        boolean odd = task.saysClasses() && columns.targets() != null;
        refuse(
                odd,
                named,
                "says classes, no numbers",
                Phrase.of("name a ", Setting.LABEL, " instead of a ", Setting.TARGET));
        boolean labelled = !task.saysClasses() && columns.label() != null;
        refuse(
                labelled,
                named,
                "says numbers, no classes",
                Phrase.of("name a ", Setting.TARGET, " instead of a ", Setting.LABEL));
        boolean blind = task == Task.FORECAST && reading.window() == null;
        refuse(blind, named, "needs a window", Phrase.of("give ", Setting.WINDOW, " and ", Setting.HORIZON));
        Window window = reading.window();
        boolean small = window != null && (window.length() < 1 || window.horizon() < 1 || window.season() < 0);
        refuse(
                small,
                named,
                "needs a window and a horizon of at least one step",
                Phrase.of("raise ", Setting.WINDOW, " or ", Setting.HORIZON));
        boolean windowed = task != Task.FORECAST && reading.window() != null;
        refuse(
                windowed,
                named,
                "has no window",
                Phrase.of("take ", Setting.WINDOW, " away, or give ", Setting.TASK, " forecast"));
        boolean wide = task == Task.TAG && (columns.sequence() == null || columns.step() == null);
        refuse(wide, named, "needs a row a step", Phrase.of("name ", Setting.SEQUENCE, " and ", Setting.STEP));
        return task;
    }

    /** The task as it was asked for: by its name, or by what is for it alone. */
    private static Phrase named(Reading reading, Form known, Task task) {
        boolean byName = known != null || reading.task() != null || task == Task.CLASSIFY;
        return byName
                ? Phrase.of(Setting.TASK, " ", task)
                : Phrase.of(task == Task.FORECAST ? Setting.WINDOW : Setting.TARGET, " (task ", task, ")");
    }

    private static void refuse(boolean wrong, Phrase task, CharSequence problem, CharSequence fix) {
        if (wrong) {
            throw new UserError(Phrase.of(task, ": ", problem), fix);
        }
    }
}
