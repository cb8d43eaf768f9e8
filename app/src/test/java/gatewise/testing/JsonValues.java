package gatewise.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** JSON that stays JSON, with other values than its readers expect. */
public final class JsonValues {
    private static final Pattern VALUE = Pattern.compile("(?<=[:\\[,] ?)(\"[^\"]*\"|[-0-9.eE]+|true|false|null)");
    private static final List<String> VALUES = List.of(
            "0",
            "-1",
            "2147483647",
            "-2147483648",
            "1e999",
            "-1e308",
            "1e-300",
            "\"NaN\"",
            "null",
            "[]",
            "{}",
            "[null]",
            "\"\"",
            "true",
            "9".repeat(99),
            "65536",
            "\"\\u0000\"",
            "1.5");

    private JsonValues() {}

    /** A copy with one of its values changed. */
    public static byte[] changed(byte[] json, Random random) {
        String text = new String(json, StandardCharsets.UTF_8);
        List<MatchResult> values = VALUE.matcher(text).results().toList();
        MatchResult one = values.get(random.nextInt(values.size()));
        String value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, one.start()) + value + text.substring(one.end())).getBytes(StandardCharsets.UTF_8);
    }
}
