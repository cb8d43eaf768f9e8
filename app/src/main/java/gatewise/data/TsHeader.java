package gatewise.data;

import gatewise.io.Phrase;
import gatewise.io.Suggestion;
import gatewise.io.Text;
import gatewise.io.UserError;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What stands in a .ts file before its sequences. */
final class TsHeader {
    private static final List<String> WORDS = List.of(
            "problemName",
            "timeStamps",
            "missing",
            "univariate",
            "dimensions",
            "dimension",
            "equalLength",
            "seriesLength",
            "classLabel",
            "targetLabel",
            "data");
    private static final int MOST_DIMENSIONS = 1 << 20;

    private final Set<String> said = new HashSet<>();
    private boolean univariate;
    private boolean unequal;
    private boolean equal;
    private int length;
    private int dimensions;
    private List<String> classes;
    private boolean target;

    /**
     * Reads as far as the line after @data.
     *
     * @throws UserError with the number of the line that is not understood
     */
    static TsHeader read(TextBytes text) {
        TsHeader header = new TsHeader();
        while (true) {
            text.skipBlanks();
            int first = text.peek();
            if (first == TextBytes.END) {
                throw text.error("ends before @data", "give a whole .ts file");
            }
            if (first == '#' || first == '\n') {
                text.skipLine();
            } else if (first != '@') {
                text.field();
                throw text.error(
                        "found " + text.shown() + ", expected a line of the header, which begins with @",
                        "put @data before the first sequence");
            } else if (header.isData(text)) {
                return header;
            }
        }
    }

    /** Takes a line; the number of the line is still that of it when something is wrong. */
    private boolean isData(TextBytes text) {
        // An error has to name the line that was read, so it is looked at before it is left.
        String line = text.restOfLine();
        String[] parts = line.split("[ \t]+", 2);
        String word = parts[0].substring(1).toLowerCase(Locale.ROOT);
        String value = parts.length == 1 ? "" : parts[1].strip();
        Optional<String> known = WORDS.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
        if (known.isEmpty()) {
            Suggestion.of(word, WORDS).ifPresent(name -> {
                throw text.error(
                        "@" + Text.line(parts[0].substring(1), 60) + " is no word of the header",
                        "did you mean @" + name + "?");
            });
        } else if (!said.add(word.equals("dimensions") ? "dimension" : word)) {
            throw text.error("@" + known.get() + " is said twice", "keep one of the two");
        } else {
            take(known.get(), value, text);
        }
        text.skipLine();
        return word.equals("data");
    }

    private void take(String word, String value, TextBytes text) {
        switch (word) {
            case "problemName" -> {}
            case "timeStamps" -> {
                if (is(word, value, text)) {
                    throw text.error(
                            "@timeStamps true: values with times are not read",
                            "give values at equal distances, and @timeStamps false");
                }
            }
            case "missing" -> is(word, value, text);
            case "univariate" -> univariate = is(word, value, text);
            case "equalLength" -> {
                equal = is(word, value, text);
                unequal = !equal;
            }
            case "seriesLength" -> length = number(word, value, 0, Integer.MAX_VALUE, text);
            case "dimension", "dimensions" -> dimensions = number(word, value, 1, MOST_DIMENSIONS, text);
            case "classLabel" -> classes = classes(value, text);
            case "targetLabel" -> target = is(word, value, text);
            default -> check(value, text);
        }
    }

    private void check(String value, TextBytes text) {
        if (!value.isEmpty()) {
            throw text.error(
                    "found '" + Text.line(value, 60) + "' after @data", "begin the sequences in the next line");
        }
        if (univariate && dimensions > 1) {
            throw text.error(
                    Text.format("the header says @univariate true and %d dimensions", dimensions),
                    "say @univariate false, or leave @dimensions out");
        }
        if (target && isLabelled()) {
            throw text.error("the header says both @classLabel true and @targetLabel true", "keep one of the two");
        }
        if (!target && classes == null && !said.contains("targetlabel")) {
            throw text.error(
                    "the header has neither @classLabel nor @targetLabel",
                    "add @classLabel true and the names of the classes, or @classLabel false");
        }
    }

    private static boolean is(String word, String value, TextBytes text) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw text.error(
                    Phrase.of("@" + word + " '" + Text.line(value, 60) + "', expected true or false"),
                    "give one of them");
        }
        return lower.equals("true");
    }

    private static int number(String word, String value, int least, int most, TextBytes text) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, as for a number out of range.
        }
        throw text.error(
                Text.format("@%s '%s', expected a whole number from %d to %d", word, Text.line(value, 60), least, most),
                "correct it, or leave it out");
    }

    /** {@return the names of the classes; none where the sequences have no class} */
    private static List<String> classes(String value, TextBytes text) {
        String[] parts = value.split("[ \t]+");
        boolean labelled = is("classLabel", parts[0], text);
        List<String> names = List.of(parts).subList(1, parts.length);
        if (!labelled) {
            return List.of();
        }
        if (names.isEmpty()) {
            throw text.error(
                    "@classLabel true names no class", "add the names, as in @classLabel true walking running");
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw text.error("@classLabel names '" + Text.line(name, 60) + "' twice", "name each class once");
            }
        }
        return names;
    }

    /** Whether each sequence has a class. */
    boolean isLabelled() {
        return classes != null && !classes.isEmpty();
    }

    /** Whether each sequence has a number that is to be said. */
    boolean hasTarget() {
        return target;
    }

    /** Whether something follows the dimensions of each sequence. */
    boolean hasAnswer() {
        return target || isLabelled();
    }

    /** The names of the classes. */
    List<String> classes() {
        return isLabelled() ? classes : List.of();
    }

    /** Dimensions of each sequence; 0 if it is not said. */
    int dimensions() {
        return univariate ? 1 : dimensions;
    }

    /**
     * Refuses a sequence that has not the steps that are said.
     *
     * @param first steps of the first sequence
     */
    void checkLength(int steps, int first, TextBytes text) {
        if (length() > 0 && steps != length()) {
            throw text.error(
                    Text.format("has %s, the header says @seriesLength %d", Text.count(steps, "step"), length()),
                    "correct one of them");
        }
        if (equal && steps != first) {
            throw text.error(
                    Text.format(
                            "has %s, the first sequence has %d and the header says @equalLength true",
                            Text.count(steps, "step"), first),
                    "say @equalLength false, or correct the line");
        }
    }

    /** Steps of each sequence; 0 if it is not said. */
    private int length() {
        return unequal ? 0 : length;
    }
}
