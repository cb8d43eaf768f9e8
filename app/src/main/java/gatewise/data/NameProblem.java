package gatewise.data;

import gatewise.io.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What names of classes, features and sets cannot be, as checkpoints and exported models keep them. */
public final class NameProblem {
    /** In characters. */
    public static final int LONGEST = 1_000;

    private NameProblem() {}

    /** What is wrong with names that stand together, such as {@code one twice, 'a'}; null if nothing is. */
    public static String of(List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            String problem = of(name, LONGEST);
            if (problem != null) {
                return problem;
            }
            if (!seen.add(name)) {
                return "one twice, '" + Text.line(name, 80) + "'";
            }
        }
        return null;
    }

    /**
     * The same of one, and of any text that is kept as names are.
     *
     * @param longest that it may be, in characters
     */
    public static String of(String name, int longest) {
        if (name == null || name.isBlank()) {
            return "one without a name";
        }
        if (name.length() > longest) {
            return Text.format("one of %d characters, more than %d, '%s'", name.length(), longest, Text.line(name, 80));
        }
        return Text.isWhole(name) ? null : "a name with half a character";
    }
}
