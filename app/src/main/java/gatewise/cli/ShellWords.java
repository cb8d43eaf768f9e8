package gatewise.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

/** Command lines to be typed again: words with blanks and the like are quoted, as the system's shell does. */
final class ShellWords {
    private static final boolean WINDOWS = System.getProperty("os.name").startsWith("Windows");

    private ShellWords() {}

    static String line(Object... words) {
        return line(Arrays.stream(words).map(String::valueOf).toList());
    }

    static String line(Collection<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        if (word.matches(WINDOWS ? "[\\w./:=,@%+\\\\-]+" : "[\\w./:=,@%+-]+")) {
            return word;
        }
        return WINDOWS ? '"' + word + '"' : "'" + word.replace("'", "'\\''") + "'";
    }
}
