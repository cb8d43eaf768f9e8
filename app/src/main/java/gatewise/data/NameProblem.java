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
            if (name == null || name.isBlank() || name.length() > LONGEST) {
                return "one without a name of 1.." + LONGEST + " characters";
            }
            if (!Text.isWhole(name)) {
                return "a name with half a character";
            }
            if (!seen.add(name)) {
                return "one twice, '" + Text.line(name, 80) + "'";
            }
        }
        return null;
    }
}
