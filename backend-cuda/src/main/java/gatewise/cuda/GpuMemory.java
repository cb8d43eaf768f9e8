package gatewise.cuda;

import gatewise.backend.BackendException;
import gatewise.backend.Problem;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The cap on GPU memory. ND4J allocates on demand and never reserves a share up front; past the cap an allocation fails
 * with ND4J's own message. The environment variable {@value #VARIABLE} sets it: bytes, optionally with k, m or g, or a
 * percentage of what is free at the start, where {@value #DEFAULT} is the default.
 */
final class GpuMemory {
    /** Names the environment variable. */
    static final String VARIABLE = "GATEWISE_GPU_MEMORY";

    static final String DEFAULT = "90%";

    private static final Pattern FORM = Pattern.compile("(\\d{1,12})([kKmMgG%]?)");

    private GpuMemory() {}

    /** The cap in bytes for a setting, which may be null, on a GPU with this much free memory. */
    static long cap(String setting, long freeBytes) {
        String text = setting == null || setting.isBlank() ? DEFAULT : setting.trim();
        Matcher matcher = FORM.matcher(text);
        long number = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        boolean percentage = matcher.matches() && matcher.group(2).equals("%");
        if (number == 0 || percentage && number > 100) {
            throw new BackendException(new Problem(
                    VARIABLE + " is " + text + ", expected bytes such as 4g or 512m, or 1% to 100%",
                    "give it such a value or unset it",
                    null));
        }
        if (percentage) {
            return freeBytes / 100 * number;
        }
        return switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
            case "k" -> number << 10;
            case "m" -> number << 20;
            case "g" -> number << 30;
            default -> number;
        };
    }
}
