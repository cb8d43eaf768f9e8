package gatewise.io;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Text that is the same on every machine. */
public final class Text {
    private static final int MOST_DECIMALS = 8;
    private static final int MOST_ELEMENTS = 12;
    private static final int LONGEST_NAME = 120;

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

    /** Text of any origin as {@link #visible} has it, with its middle left out where it is longer than so many characters. */
    public static String line(String text, int most) {
        return shortened(visible(shortened(text, most)), most);
    }

    /** Such as {@code 1 core} and {@code 5000 images}. */
    public static String count(long count, String noun) {
        return count == 1 ? "1 " + noun : format("%d %ss", count, noun);
    }

    /**
     * Its first twelve elements in brackets, and how many more there are: what a file holds may be a long list. Names that
     * have blanks or punctuation of their own stand in quotes, so that one is told from the next.
     */
    public static String list(List<?> values) {
        List<?> shown = values.stream()
                .limit(MOST_ELEMENTS)
                .map(value -> value instanceof String text ? quoted(text) : value)
                .toList();
        return values.size() <= MOST_ELEMENTS
                ? shown.toString()
                : shown.toString().replaceFirst("]$", "") + format(", ... %d more]", values.size() - MOST_ELEMENTS);
    }

    /** A name as {@link #list(List)} has it. */
    public static String quoted(String name) {
        boolean plain = name.chars().noneMatch(c -> c <= ' ' || ",;'\"[]".indexOf(c) >= 0) && !name.isEmpty();
        return plain ? name(name) : "'" + name(name) + "'";
    }

    /** The same of numbers. */
    public static String list(int... values) {
        return list(Arrays.stream(values).boxed().toList());
    }

    /** A name out of a file, with its middle left out where it is longer than 120 characters. */
    public static String name(String name) {
        return shortened(name, LONGEST_NAME);
    }

    /** A text with its middle left out where it is longer than so many characters. */
    static String shortened(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        String gap = " ... ";
        int head = 2 * (longest - gap.length()) / 3;
        int tail = text.length() - (longest - gap.length() - head);
        // No half of a character that takes two places.
        head -= Character.isHighSurrogate(text.charAt(head - 1)) ? 1 : 0;
        tail += Character.isLowSurrogate(text.charAt(tail)) ? 1 : 0;
        return text.substring(0, head) + gap + text.substring(tail);
    }

    /**
     * A text of one line that no terminal takes for more than text: control characters, line separators and what turns
     * the direction of writing stand as their numbers, such as {@code \\u001b}.
     */
    public static String visible(String text) {
        return text.chars().noneMatch(Text::isControl)
                ? text
                : text.chars()
                        .mapToObj(c -> isControl(c) ? format("\\u%04x", c) : Character.toString(c))
                        .collect(Collectors.joining());
    }

    /** Whether it has no half of a character that takes two places; UTF-8 has no form for these. */
    public static boolean isWhole(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }

    /** Whether it changes how a terminal shows what comes after it (C0, DEL, C1, line separators, bidirectional overrides). */
    public static boolean isControl(int c) {
        return Character.isISOControl(c) || c >= 0x2028 && c <= 0x202e || c >= 0x2066 && c <= 0x2069;
    }

    /** The same with 0 to 9 for other digits, in which some libraries' messages have numbers under some locales. */
    public static String withPlainDigits(String text) {
        return text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
