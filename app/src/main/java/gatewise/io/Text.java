package gatewise.io;

import java.util.Locale;

/** Text that is the same on every machine. */
public final class Text {
    private Text() {}

    /** {@link String#format(Locale, String, Object...)} for no language: digits 0 to 9, a point before decimals. */
    public static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
