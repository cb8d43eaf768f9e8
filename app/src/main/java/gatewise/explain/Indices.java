package gatewise.explain;

import gatewise.io.UserError;
import java.util.BitSet;

/** Some of the numbers 0, 1, 2 and so on, as a user lists them: {@code 0-3,7}. */
public final class Indices {
    /** All numbers. */
    public static final Indices ALL = new Indices(null, "all");

    public static final Indices NONE = new Indices(new BitSet(), "");

    private final BitSet chosen;
    private final String text;

    private Indices(BitSet chosen, String text) {
        this.chosen = chosen;
        this.text = text;
    }

    /**
     * Reads a list such as {@code 0-3,7}.
     *
     * @param name what errors call it, such as {@code rows}
     * @param count numbers must be below it
     * @throws UserError if the text is another, or names a number that there is not
     */
    public static Indices parse(String name, String text, int count) {
        BitSet chosen = new BitSet(count);
        for (String part : text.split(",", -1)) {
            String[] ends = part.strip().split("-", -1);
            if (ends.length > 2) {
                throw wrong(name, text, count);
            }
            int first = number(name, text, ends[0], count);
            int last = number(name, text, ends[ends.length - 1], count);
            if (first > last) {
                throw wrong(name, text, count);
            }
            chosen.set(first, last + 1);
        }
        return new Indices(chosen, text);
    }

    private static int number(String name, String text, String digits, int count) {
        if (!digits.matches("[0-9]{1,6}") || Integer.parseInt(digits) >= count) {
            throw wrong(name, text, count);
        }
        return Integer.parseInt(digits);
    }

    private static UserError wrong(String name, String text, int count) {
        return new UserError(
                name + " " + text + ": expected numbers from 0 to " + (count - 1) + " and ranges of them",
                "give them as in 0-3,7");
    }

    public boolean contains(int index) {
        return chosen == null || chosen.get(index);
    }

    public boolean isAll() {
        return chosen == null;
    }

    public boolean isEmpty() {
        return chosen != null && chosen.isEmpty();
    }

    /** As it was written. */
    @Override
    public String toString() {
        return text;
    }
}
