package gatewise.io;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Why JSON could not be read, in a few words for a person, who knows no class of Java. */
public final class JsonReason {
    /** A value that is quoted in it may be of any length. */
    private static final int LONGEST = 250;

    private static final int LONGEST_VALUE = 80;
    private static final Set<Class<?>> WHOLE = Set.of(int.class, Integer.class, long.class, Long.class);
    private static final Set<Class<?>> DECIMAL = Set.of(double.class, Double.class, float.class, Float.class);

    private static final Pattern FOUND =
            Pattern.compile("(START|VALUE)_[A-Z_]+|(Object|Array|String|Boolean|Number) value");

    /** A text where there should be another thing. */
    private static final Pattern TEXT = Pattern.compile("(?s)String value \\(\"(.*)\"\\)");

    private JsonReason() {}

    /** Such as {@code optimizer.decay: must be in 0..1}. */
    public static String of(JsonProcessingException e) {
        if (e.getCause() instanceof UserError cause) {
            return cause.problem().toString();
        }
        if (e instanceof RangedNumbers.OutOfRange || e.getCause() instanceof RangedNumbers.OutOfRange) {
            return Text.line(e.getOriginalMessage(), LONGEST);
        }
        String path = e instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(JsonMappingException.Reference::getFieldName)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("."))
                : "";
        String text = e instanceof MismatchedInputException mismatch
                ? mismatch(mismatch)
                : e instanceof ValueInstantiationException part ? ofPart(part) : parsers(e);
        return Text.line(path.isEmpty() ? text : path + ": " + text, LONGEST);
    }

    private static String mismatch(MismatchedInputException e) {
        if (e instanceof UnrecognizedPropertyException unknown) {
            List<?> known = List.copyOf(unknown.getKnownPropertyIds());
            return "unknown field" + (known.isEmpty() ? "" : ", expected one of " + joined(known, ", "));
        }
        if (e instanceof InvalidTypeIdException type && type.getBaseType() != null) {
            return "type: expected " + subtypes(type.getBaseType().getRawClass()) + ", got "
                    + (type.getTypeId() == null ? "none" : quoted(type.getTypeId()));
        }
        if (e.getOriginalMessage().startsWith("Duplicate field")) {
            return e.getOriginalMessage().replaceFirst("(?s)' for .*", "'");
        }
        if (e.getOriginalMessage().startsWith("Trailing token")) {
            return "Trailing token after its end";
        }
        return e.getTargetType() == null
                ? parsers(e)
                : "expected " + expected(e.getTargetType()) + ", got "
                        + (e instanceof InvalidFormatException format
                                ? quoted(format.getValue())
                                : found(e.getOriginalMessage()));
    }

    private static String subtypes(Class<?> type) {
        JsonSubTypes known = type.getAnnotation(JsonSubTypes.class);
        return known == null
                ? "another"
                : joined(
                        Arrays.stream(known.value())
                                .map(JsonSubTypes.Type::name)
                                .toList(),
                        " or ");
    }

    private static String expected(Class<?> type) {
        if (type.isEnum()) {
            return joined(
                    Arrays.stream(type.getEnumConstants()).map(JsonReason::word).toList(), " or ");
        }
        if (WHOLE.contains(type) || DECIMAL.contains(type)) {
            return WHOLE.contains(type) ? "a whole number" : "a number";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == String.class) {
            return "a text";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type) ? "a list" : "an object";
    }

    /** As JSON has it. */
    private static String word(Object constant) {
        return Json.FILES.valueToTree(constant).asText();
    }

    /** What Jackson says that it found instead. */
    private static String found(String text) {
        Matcher given = TEXT.matcher(text);
        if (given.find()) {
            return quoted(given.group(1));
        }
        Matcher token = FOUND.matcher(text);
        return switch (token.find() ? token.group() : "") {
            case "START_OBJECT", "Object value" -> "an object";
            case "START_ARRAY", "Array value" -> "a list";
            case "VALUE_STRING", "String value" -> "a text";
            case "VALUE_TRUE", "VALUE_FALSE", "Boolean value" -> "true or false";
            case "VALUE_NUMBER_INT", "VALUE_NUMBER_FLOAT", "Number value" -> "a number";
            default -> "none";
        };
    }

    private static String quoted(Object value) {
        return value instanceof String text
                ? '"' + Text.line(text, LONGEST_VALUE) + '"'
                : Text.line(String.valueOf(value), LONGEST_VALUE);
    }

    private static String joined(List<?> words, String last) {
        String all = words.toString();
        int comma = all.lastIndexOf(", ");
        return comma < 0
                ? all.substring(1, all.length() - 1)
                : all.substring(1, comma) + last + all.substring(comma + 2, all.length() - 1);
    }

    /** Of what a part of the whole refused to be made of. */
    private static String ofPart(ValueInstantiationException e) {
        Throwable cause = Reason.root(e);
        return cause instanceof NullPointerException || cause == e || cause.getMessage() == null
                ? "a part of it is missing"
                : cause.getMessage();
    }

    /** The parser's own words, which say what is wrong with the text. */
    private static String parsers(JsonProcessingException e) {
        return Text.withPlainDigits(e.getOriginalMessage())
                .replaceAll(" \\((set|class|for) .*", "")
                .replaceAll(" \\(start marker at \\[Source: .*", "")
                .replaceAll(": enable `[\\w.]+` to allow", "")
                .replaceAll("`(?:[A-Za-z_]\\w*\\.)+([A-Za-z]\\w*)`", "`$1`")
                // Of Jackson's own settings, which nobody here can change.
                .replaceAll(",? from `?[A-Za-z]+(\\.[A-Za-z]+)*\\(\\)`?", "");
    }
}
