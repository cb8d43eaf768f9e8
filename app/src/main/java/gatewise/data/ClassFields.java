package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.Arrays;
import java.util.List;

/** The classes in a table's fields, numbered as they come, or as a network that is there numbers them. */
final class ClassFields {
    /** Of a field that says no class. */
    static final int NONE = -1;

    private final Names names = new Names();
    private final List<String> known;

    /** @param known the classes that there may be, by label; null for any */
    ClassFields(List<String> known) {
        this.known = known;
        if (known != null) {
            known.forEach(name -> names.number(name.toCharArray(), 0, name.length()));
        }
    }

    /**
     * The class that a field says; {@link #NONE} if it is empty or {@code ?}.
     *
     * @throws UserError if a network does not know it, or if none is said although there is no network yet
     */
    int number(char[] text, int from, int length) {
        if (length == 0 || length == 1 && text[from] == '?') {
            if (known == null) {
                throw new UserError("the label is missing", "give each row its label");
            }
            return NONE;
        }
        int number = names.number(text, from, length);
        if (known != null && number >= known.size()) {
            String shown = TableRows.shown(text, from, length);
            throw new UnknownName(new UnknownName.What(
                    Phrase.of("the network does not know the class ", shown, ", it knows ", Text.list(known)),
                    "give the classes that it was trained on",
                    Phrase.of("the class ", shown, " is none of those in "),
                    known));
        }
        return number;
    }

    /** What messages call a class. */
    String shown(int number) {
        return number == NONE ? "none" : TableRows.shown(names.name(number));
    }

    /** The classes by label. */
    List<String> sorted() {
        return known == null ? ClassNames.sorted(List.of(names.toArray())) : known;
    }

    /** Of each number that was given, its label. */
    int[] labels() {
        List<String> all = List.of(names.toArray());
        return ClassNames.places(
                known == null ? all : Arrays.asList(names.toArray()).subList(0, known.size()), sorted());
    }
}
