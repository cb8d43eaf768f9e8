package gatewise.io;

import java.util.Locale;

/** Text that is the same on every machine. */
public final class Text {
    private static final int MOST_DECIMALS = 8;

    private Text() {}

    /** {@link String#format(Locale, String, Object...)} for no language: digits 0 to 9, a point before decimals. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A number in the fewest characters that keep its value, such as 0.001, 1e-10 and 2. */
    public static String number(double value) {
        return Double.toString(value).replaceFirst("\\.0(?=E|$)", "").replace('E', 'e');
    }

    /** A share with two decimals, or as many more as tell it from all: {@code 98.03%}, {@code 99.999%}. */
    public static String percent(double share) {
        String text = format("%.2f%%", 100 * share);
        for (int decimals = 3; decimals <= MOST_DECIMALS && share < 1 && text.startsWith("100"); decimals++) {
            text = format("%." + decimals + "f%%", 100 * share);
        }
        return text;
    }

    /**
     * Text of any origin in one line of at most so many characters. What a terminal would take for more than text, such as
     * an escape or a change of direction, becomes a question mark.
     */
    public static String line(String text, int most) {
        StringBuilder line = new StringBuilder();
        text.codePoints().limit(most + 1L).forEach(c -> line.appendCodePoint(isText(c) ? c : '?'));
        if (line.length() <= most) {
            return line.toString();
        }
        int end = most - 3;
        return line.substring(0, Character.isHighSurrogate(line.charAt(end - 1)) ? end - 1 : end) + "...";
    }

    private static boolean isText(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                false;
            // Embeddings, overrides and isolates; words of some languages need others of this type.
            case Character.FORMAT ->
                !(codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069);
            default -> true;
        };
    }

    /** Such as {@code 1 core} and {@code 5000 images}. */
    public static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : format("%d %ss", count, noun);
    }
}
