package gatewise.report;

import java.util.ArrayList;
import java.util.List;

/** A text below a picture, in as many lines as it needs. */
final class Caption {
    private Caption() {}

    /**
     * Breaks a text between words, and a word that is wider than a line within it; nothing is left out but the blanks where it breaks.
     *
     * @param width of a line, in pixels
     */
    static List<String> lines(String text, Type type, double width) {
        List<String> lines = new ArrayList<>();
        String rest = text.strip();
        while (Png.width(type, rest) > width) {
            int end = fitting(rest, type, width);
            int blank = rest.lastIndexOf(' ', end);
            // A break near the begin would waste the line.
            int cut = blank > end / 3 ? blank : end;
            lines.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        lines.add(rest);
        return lines;
    }

    /** How many characters fit into a line, at least one. */
    private static int fitting(String text, Type type, double width) {
        int fits = text.offsetByCodePoints(0, 1);
        int next = fits;
        while (next <= text.length() && Png.width(type, text.substring(0, next)) <= width) {
            fits = next;
            if (next == text.length()) {
                break;
            }
            next = text.offsetByCodePoints(next, 1);
        }
        return fits;
    }
}
