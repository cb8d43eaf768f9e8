package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The names of the columns that are the steps of a table with a row a sequence, by which those of others are told from columns that
 * are no steps.
 *
 * @param names in order; without those behind the last that has a name
 */
record StepColumns(List<String> names) {
    /** Steps behind the last that has a name need none. */
    StepColumns {
        int named = names.size();
        while (named > 0 && names.get(named - 1).isEmpty()) {
            named--;
        }
        names = List.copyOf(names.subList(0, named));
    }

    /**
     * Makes sure that others are of the same kind and in the same order. A file whose sequences are longer has more of them, behind the
     * others. Names that differ in digits alone, as dates of another year do, may be others.
     *
     * @param others names of the steps of another table
     * @param place what has the names here, such as a file
     * @param error of a problem
     */
    void check(List<String> others, CharSequence place, Function<Phrase, UserError> error) {
        List<String> steps = new StepColumns(others).names();
        Map<String, Integer> places = new HashMap<>();
        names.forEach(name -> places.put(name, places.size()));
        List<String> unknown = unknown(steps);
        if (!unknown.isEmpty()) {
            throw error.apply(unknown(unknown, place, names));
        }
        int common = Math.min(names.size(), steps.size());
        for (int i = 0; i < common; i++) {
            if (!places.containsKey(steps.get(i)) && !kind(steps.get(i)).equals(kind(names.get(i)))) {
                throw isNot(i, steps, i, place, error);
            }
        }
        new NameOrder(names).firstMisplaced(steps).ifPresent(i -> {
            throw error.apply(Phrase.of(
                    "column ",
                    TableRows.shown(steps.get(i)),
                    " stands behind ",
                    TableRows.shown(steps.get(i - 1)),
                    ", and steps are in another order in ",
                    place));
        });
        checkBetween(steps, places, place, error);
    }

    /** Between two steps that have their names here, no other may be left out or put in. */
    private void checkBetween(
            List<String> steps, Map<String, Integer> places, CharSequence place, Function<Phrase, UserError> error) {
        Integer shift = null;
        for (int i = 0; i < steps.size(); i++) {
            Integer here = places.get(steps.get(i));
            if (here != null && shift != null && here != i + shift) {
                int expected = i + shift;
                throw expected < names.size()
                        ? isNot(i, steps, expected, place, error)
                        : error.apply(
                                Phrase.of("column ", TableRows.shown(steps.get(i)), " stands elsewhere in ", place));
            }
            shift = here == null ? shift : Integer.valueOf(here - i);
        }
    }

    private UserError isNot(
            int step, List<String> steps, int trained, CharSequence place, Function<Phrase, UserError> error) {
        return error.apply(Phrase.of(
                Text.format("step %d is column ", step),
                TableRows.shown(steps.get(step)),
                ", and in ",
                place,
                " column ",
                TableRows.shown(names.get(trained))));
    }

    /** Of names, those that none of these are like. */
    private List<String> unknown(List<String> others) {
        Set<String> kinds = names.stream().map(StepColumns::kind).collect(Collectors.toSet());
        return others.stream().filter(name -> !kinds.contains(kind(name))).toList();
    }

    /** That columns are not there. */
    static Phrase unknown(List<String> more, CharSequence place, List<String> known) {
        boolean one = more.size() == 1;
        return Phrase.of(
                one ? "column " : "columns ",
                one ? TableRows.shown(more.get(0)) : Text.list(more),
                one ? " is" : " are",
                " not in ",
                place,
                " (",
                Text.list(known),
                ")");
    }

    /** The same of names that differ in digits alone, as t25 does from t24, and of all that are numbers. */
    private static String kind(String name) {
        char[] text = name.toCharArray();
        return Float.isNaN(NumberText.parse(text, 0, text.length)) ? name.replaceAll("[0-9]+", "0") : "0";
    }

    /** Whether others are these, or the first of them, or these and more, so that they are names and no numbers. */
    boolean isIn(List<String> others) {
        int common = Math.min(names.size(), others.size());
        return common > 1 && names.subList(0, common).equals(others.subList(0, common));
    }
}
