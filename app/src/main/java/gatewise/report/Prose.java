package gatewise.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Sentences for a terminal: lines that are wider than it are broken between words, and go on indented. */
public final class Prose {
    private static final Pattern COLOURS = Pattern.compile("\u001b\\[[0-9;]*m");
    private static final int INDENT = 2;

    private Prose() {}

    /** All lines of a text; a word that is wider by itself stays whole. */
    public static String wrap(String text, int width) {
        return width == Integer.MAX_VALUE
                ? text
                : text.lines()
                                .map(line -> fill(Arrays.asList(line.split(" ")), " ", width, INDENT))
                                .collect(Collectors.joining("\n"))
                        + (text.endsWith("\n") ? "\n" : "");
    }

    /**
     * A line that ends with something to be copied, such as a command or a path, which stays whole though there be blanks
     * in it.
     */
    public static String wrap(String text, String copied, int width) {
        List<String> pieces = new ArrayList<>(Arrays.asList(text.split(" ")));
        pieces.add(copied);
        return fill(pieces, " ", width, INDENT);
    }

    /**
     * A line of pieces that stay whole.
     *
     * @param gap between pieces on one line
     * @param indent blanks at the begin of each line but the first
     */
    public static String fill(List<String> pieces, String gap, int width, int indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = null;
        for (String piece : pieces) {
            if (line == null) {
                line = new StringBuilder(piece);
            } else if (columns(line + gap + piece) <= width) {
                line.append(gap).append(piece);
            } else {
                lines.add(line.toString().stripTrailing());
                line = new StringBuilder(" ".repeat(indent)).append(piece);
            }
        }
        lines.add(line == null ? "" : line.toString());
        return String.join("\n", lines);
    }

    private static int columns(String text) {
        return DisplayWidth.of(COLOURS.matcher(text).replaceAll(""));
    }
}
