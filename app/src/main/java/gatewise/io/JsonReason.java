package gatewise.io;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.Objects;
import java.util.stream.Collectors;

/** Why JSON could not be read, in a few words for a person. */
public final class JsonReason {
    /** A value that is quoted in it may be of any length. */
    private static final int LONGEST = 250;

    private JsonReason() {}

    /** Such as {@code optimizer.decay: must be in 0..1}. */
    public static String of(JsonProcessingException e) {
        if (e.getCause() instanceof UserError cause) {
            return cause.problem().toString();
        }
        String text = withPlainDigits(e.getOriginalMessage())
                .lines()
                .findFirst()
                .orElse("not JSON")
                .replaceAll(" \\((set|class|for) .*", "")
                .replaceAll("`(?:[A-Za-z_]\\w*\\.)+([A-Za-z]\\w*)`", "`$1`")
                // Of Jackson's own settings, which nobody here can change.
                .replaceAll(",? from `?[A-Za-z]+(\\.[A-Za-z]+)*\\(\\)`?", "");
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        return Text.line(path.isEmpty() ? text : path + ": " + text, LONGEST);
    }

    /** Jackson writes some numbers in the digits of the machine's language. */
    private static String withPlainDigits(String text) {
        return text.codePoints()
                .map(c -> Character.isDigit(c) ? '0' + Character.digit(c, 10) : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
