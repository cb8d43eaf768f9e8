package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether rows of a table in wide form without names of columns begin with their classes. For a network they need not: what it was
 * trained on tells, if all sequences there had one length, by the number of fields; else by the first row, which begins with one of
 * the classes or does not, and all others do as that.
 *
 * @param labelled whether they do
 * @param classes by which the first row told; null if nothing is to be told by them
 */
record BareRows(boolean labelled, List<String> classes) {
    private static final BareRows LABELLED = new BareRows(true, null);

    /** @param known of a network that is there, or of training data that these are the test of; null if they are training data */
    static BareRows of(List<String> first, Form known) {
        String beginning = first.get(0);
        if (known == null || known.steps() == null || !WideRoles.isNumber(beginning)) {
            return LABELLED;
        }
        if (areSteps(first, known)) {
            return new BareRows(false, null);
        }
        Integer length = known.steps().length();
        boolean told = length != null && first.size() == length + 1;
        if (told || first.size() == 1 || isMissing(beginning)) {
            return LABELLED;
        }
        return new BareRows(known.outputs().contains(beginning), known.outputs());
    }

    /** Whether a row has as many fields as all sequences had steps that a network was trained on. */
    static boolean areSteps(List<String> first, Form known) {
        Integer length =
                known == null || known.steps() == null ? null : known.steps().length();
        return length != null && first.size() == length;
    }

    /** Whether numbers count up one by one, as names do that a program gave to columns. */
    static boolean countUp(List<String> first) {
        double[] numbers = first.stream()
                .mapToDouble(field -> NumberText.value(field.toCharArray(), 0, field.length()))
                .toArray();
        return numbers.length > 1
                && IntStream.range(1, numbers.length).allMatch(i -> numbers[i] == numbers[i - 1] + 1)
                && numbers[0] == Math.rint(numbers[0]);
    }

    /**
     * Looks at the first field of a row.
     *
     * @throws UserError if the first row told otherwise
     */
    void check(char[] text, int from, int length) {
        String beginning = new String(text, from, length);
        if (classes == null || !WideRoles.isNumber(beginning) || isMissing(beginning)) {
            return;
        }
        if (classes.contains(beginning) != labelled) {
            throw new UserError(
                    Phrase.of(
                            "begins with ",
                            TableRows.shown(beginning),
                            labelled ? ", which is no class, and line 1 with one" : ", a class, and line 1 with none",
                            ", so that rows may or may not begin with their classes"),
                    "begin each with its class; or, if none has one, " + TableColumns.NAME_COLUMNS);
        }
    }

    private static boolean isMissing(String field) {
        return NumberText.isMissing(field.toCharArray(), 0, field.length());
    }
}
