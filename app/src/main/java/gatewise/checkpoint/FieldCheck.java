package gatewise.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.data.NameProblem;
import gatewise.io.Text;
import java.util.function.DoublePredicate;
import java.util.function.Predicate;

/** Looks at fields of JSON and keeps the first that cannot be: its name, what was found and what was expected. */
final class FieldCheck {
    private static final int LONGEST = 80;

    private String problem;

    /** Such as {@code threads is 0, expected 1..1024}; null if all can be. */
    String problem() {
        return problem;
    }

    /** Takes what another found, if it found any. */
    void take(String found) {
        problem = problem == null ? found : problem;
    }

    void require(boolean can, String field, Object found, String expected) {
        if (!can && problem == null) {
            problem = Text.line(field, LONGEST) + " is " + Text.line(String.valueOf(found), LONGEST) + ", expected "
                    + expected;
        }
    }

    void value(JsonNode in, String path, String name, Predicate<JsonNode> can, String expected) {
        JsonNode value = in.path(name);
        if (!can.test(value)) {
            require(false, path + name, ConfigurationDifference.value(value), expected);
        }
    }

    /** The same of a field that older versions did not write. */
    void optional(JsonNode in, String path, String name, Predicate<JsonNode> can, String expected) {
        if (in.has(name)) {
            value(in, path, name, can, expected);
        }
    }

    static Predicate<JsonNode> whole(long least, long most) {
        return value -> value.isIntegralNumber()
                && value.canConvertToLong()
                && value.longValue() >= least
                && value.longValue() <= most;
    }

    /** A finite number. */
    static Predicate<JsonNode> number(DoublePredicate can) {
        return value -> value.isNumber() && Double.isFinite(value.doubleValue()) && can.test(value.doubleValue());
    }

    static Predicate<JsonNode> text(int longest) {
        return value -> value.isTextual() && NameProblem.of(value.asText(), longest) == null;
    }
}
