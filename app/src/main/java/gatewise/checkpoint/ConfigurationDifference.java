package gatewise.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.Text;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Compares JSON trees value by value. Numbers are compared as such, because Javas write the same double in several ways. */
final class ConfigurationDifference {
    private static final int LONGEST = 80;

    private final Set<String> free;

    /** @param free fields of the outermost object that are not compared */
    ConfigurationDifference(Set<String> free) {
        this.free = free;
    }

    /** The first difference, such as {@code confs[0].seed is 1, expected 2}; empty if there is none. */
    Optional<String> first(JsonNode found, JsonNode expected) {
        return Optional.ofNullable(difference("", found, expected));
    }

    private String difference(String path, JsonNode found, JsonNode expected) {
        if (found.isObject() && expected.isObject()) {
            return ofObjects(path, found, expected);
        }
        if (found.isArray() && expected.isArray() && found.size() == expected.size()) {
            for (int i = 0; i < found.size(); i++) {
                String first = difference(path + "[" + i + "]", found.get(i), expected.get(i));
                if (first != null) {
                    return first;
                }
            }
            return null;
        }
        return isSame(found, expected) ? null : text(path, found, expected);
    }

    private String ofObjects(String path, JsonNode found, JsonNode expected) {
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            String inner = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            JsonNode value = found.get(field.getKey());
            boolean compared = !path.isEmpty() || !free.contains(field.getKey());
            String first = !compared
                    ? null
                    : value == null ? inner + " is missing" : difference(inner, value, field.getValue());
            if (first != null) {
                return first;
            }
        }
        for (Iterator<String> names = found.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!expected.has(name)) {
                return (path.isEmpty() ? "" : path + ".") + Text.line(name, LONGEST) + " is not in its network";
            }
        }
        return null;
    }

    private static boolean isSame(JsonNode found, JsonNode expected) {
        if (found.isNumber() && expected.isNumber()) {
            return found.isIntegralNumber() && expected.isIntegralNumber()
                    ? found.bigIntegerValue().equals(expected.bigIntegerValue())
                    : Double.compare(found.doubleValue(), expected.doubleValue()) == 0;
        }
        return found.equals(expected);
    }

    private static String text(String path, JsonNode found, JsonNode expected) {
        return path + " is " + value(found) + ", expected " + value(expected);
    }

    /** A value in a few words. */
    static String value(JsonNode value) {
        return value.isContainerNode()
                ? (value.isObject() ? "an object" : "a list of " + value.size())
                : value.isMissingNode()
                        ? "missing"
                        : Text.line(value.isNumber() ? value.asText() : value.toString(), LONGEST);
    }
}
