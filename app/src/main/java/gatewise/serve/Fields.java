package gatewise.serve;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The fields of a JSON object that a client sent. Each is read with its bounds, nothing is converted, a field that is not
 * expected is refused, and every refusal names the field.
 */
final class Fields {
    private static final int LONGEST_VALUE = 40;
    private static final int OTHER_TOKENS = 50_000;

    private final byte[] body;
    private final JsonNode object;
    private final Place place;

    /** Where a value stands in the body, as refusals and as a parser call it. */
    private record Place(String name, JsonPointer pointer) {
        static final Place BODY = new Place("", JsonPointer.empty());

        Place field(String field) {
            return new Place(name.isEmpty() ? field : name + "." + field, pointer.appendProperty(field));
        }

        Place element(int index) {
            return new Place(name + "[" + index + "]", pointer.appendIndex(index));
        }
    }

    private Fields(byte[] body, JsonNode object, Place place, List<String> expected) {
        this.body = body;
        this.object = object;
        this.place = place;
        if (!object.isObject()) {
            throw wrong(place, "an object", object);
        }
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String found = names.next();
            if (!expected.contains(found)) {
                throw Refusal.badRequest(path(found) + ": unknown, expected one of " + String.join(", ", expected));
            }
        }
    }

    /**
     * @param values that it may have; those of surgery are not counted
     * @throws Refusal if the body is not an object with at most these fields
     */
    static Fields of(byte[] body, long values, String... expected) {
        try {
            JsonNode root = Json.strictTree(body, values + OTHER_TOKENS);
            return new Fields(body, root, Place.BODY, List.of(expected));
        } catch (JsonProcessingException e) {
            throw Refusal.badRequest("the body is not JSON as expected: " + JsonReason.of(e));
        } catch (IOException e) {
            throw Refusal.badRequest("the body is not JSON: " + e.getMessage());
        }
    }

    /** The whole name of a field, such as {@code surgery.order}. */
    String path(String name) {
        return place.field(name).name();
    }

    /** An object, or null if it is not there. */
    Fields object(String name, String... expected) {
        JsonNode node = object.get(name);
        return node == null ? null : new Fields(body, node, place.field(name), List.of(expected));
    }

    /** A list of objects; empty if it is not there. */
    List<Fields> objects(String name, int most, String... expected) {
        JsonNode node = object.get(name);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray() || node.size() > most) {
            throw wrong(place.field(name), "a list of at most " + most, node);
        }
        List<Fields> all = new ArrayList<>();
        for (JsonNode element : node) {
            all.add(new Fields(body, element, place.field(name).element(all.size()), List.of(expected)));
        }
        return all;
    }

    /** A whole number, or null if it is not there. */
    Long integer(String name, long least, long most) {
        JsonNode node = object.get(name);
        if (node == null) {
            return null;
        }
        if (!isInteger(node, least, most)) {
            throw wrong(place.field(name), "an integer from " + least + " to " + most, node);
        }
        return node.longValue();
    }

    /** A number. */
    double number(String name) {
        JsonNode node = required(name);
        if (!node.isNumber()) {
            throw wrong(place.field(name), "a number", node);
        }
        return node.doubleValue();
    }

    /** A text. */
    String text(String name) {
        return text(name, required(name));
    }

    /** A text, or another if it is not there. */
    String text(String name, String otherwise) {
        JsonNode node = object.get(name);
        return node == null ? otherwise : text(name, node);
    }

    private String text(String name, JsonNode node) {
        if (!node.isTextual()) {
            throw wrong(place.field(name), "a text", node);
        }
        return node.textValue();
    }

    /** So many integers from 0 to 255. */
    byte[] bytes(String name, int count) {
        JsonNode node = required(name);
        if (!node.isArray() || node.size() != count) {
            throw wrong(place.field(name), "a list of " + count + " integers", node);
        }
        byte[] bytes = new byte[count];
        int i = 0;
        for (JsonNode element : node) {
            if (!isInteger(element, 0, 255)) {
                throw wrong(place.field(name).element(i), "an integer from 0 to 255", element);
            }
            bytes[i++] = (byte) element.intValue();
        }
        return bytes;
    }

    /** Whether it is there. */
    boolean has(String name) {
        return object.has(name);
    }

    /**
     * A table of numbers, 1 to {@code mostRows} rows of {@code width}.
     *
     * @return NaN where a number is null
     */
    float[][] rows(String name, int mostRows, int width) {
        JsonNode node = required(name);
        checkLength(place.field(name), node, 1, mostRows);
        float[][] rows = new float[node.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = numbers(place.field(name).element(i), node.get(i), width, width);
        }
        return rows;
    }

    /** A list of {@code least} to {@code most} numbers, NaN where one is null. */
    float[] numbers(String name, int least, int most) {
        return numbers(place.field(name), required(name), least, most);
    }

    private float[] numbers(Place list, JsonNode node, int least, int most) {
        checkLength(list, node, least, most);
        float[] numbers = new float[node.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode element = node.get(i);
            float number = element.isNull() ? Float.NaN : element.floatValue();
            if (!element.isNull() && (!element.isNumber() || !Float.isFinite(number))) {
                throw wrong(list.element(i), "a number in a float's range", element);
            }
            numbers[i] = number;
        }
        return numbers;
    }

    private void checkLength(Place list, JsonNode node, int least, int most) {
        if (!node.isArray() || node.size() < least || node.size() > most) {
            throw wrong(list, "a list of " + (least == most ? least : least + " to " + most), node);
        }
    }

    private JsonNode required(String name) {
        JsonNode node = object.get(name);
        if (node == null) {
            throw Refusal.badRequest(path(name) + ": missing");
        }
        return node;
    }

    private static boolean isInteger(JsonNode node, long least, long most) {
        return node.isIntegralNumber()
                && node.canConvertToLong()
                && node.longValue() >= least
                && node.longValue() <= most;
    }

    private Refusal wrong(Place found, String expected, JsonNode value) {
        String text = value.isArray()
                ? "a list of " + value.size()
                : value.isObject()
                        ? "an object"
                        : value.isMissingNode()
                                ? "nothing"
                                : value.isFloatingPointNumber() ? asSent(found.pointer()) : value.toString();
        String shown = text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "..." : text;
        String name = found.name().isEmpty() ? "the body" : found.name();
        return Refusal.badRequest(name + ": expected " + expected + ", got " + shown);
    }

    /** A number as its text is in the body, for a double has many. */
    private String asSent(JsonPointer pointer) {
        try (JsonParser parser = new FilteringParserDelegate(
                Json.STRICT.createParser(body),
                new JsonPointerBasedFilter(pointer),
                TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            parser.nextToken();
            return parser.getText();
        } catch (IOException e) {
            throw new UncheckedIOException("JSON that was read cannot be read again", e);
        }
    }
}
