package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.UserError;
import java.util.List;

/**
 * Whether rows of a table in wide form without names of columns begin with their classes, as they do in training. For a network
 * that was trained on such rows they need not, where all its sequences had one length: rows of so many fields have none.
 *
 * @param labelled whether they do
 * @param classes none of which a row without a class may begin with; null if rows have classes
 */
record BareRows(boolean labelled, List<String> classes) {
    private static final BareRows LABELLED = new BareRows(true, null);

    /**
     * @param hadNames whether columns had names in training
     * @param known of a network that is there, or of training data that these are the test of; null if they are training data
     */
    static BareRows of(List<String> first, boolean hadNames, Form known) {
        return !hadNames && WideRoles.isBare(first) && length(known) == first.size()
                ? new BareRows(false, known.outputs())
                : LABELLED;
    }

    /** Steps of all sequences that a network was trained on; 0 where they differed, or that is not known. */
    static int length(Form known) {
        return known == null || known.steps() == null || known.steps().length() == null
                ? 0
                : known.steps().length();
    }

    /**
     * Looks at the first field of a row.
     *
     * @throws UserError if it may be a class where there is to be none
     */
    void check(char[] text, int from, int length) {
        if (labelled) {
            return;
        }
        float number = NumberText.parse(text, from, length);
        for (String name : classes) {
            if (NumberText.parse(name.toCharArray(), 0, name.length()) == number) {
                throw new UserError(
                        Phrase.of(
                                "begins with ",
                                TableRows.shown(text, from, length),
                                ", which may be a class, and has as many fields as sequences in training had steps"),
                        "begin each row with its class and give all steps; or, if there are no classes, "
                                + TableColumns.NAME_COLUMNS);
            }
        }
    }
}
