package gatewise.study;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import gatewise.io.InputFile;
import gatewise.io.Json;
import gatewise.io.JsonReason;
import gatewise.io.Suggestion;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A {@link SearchSpace} as a user writes it: a JSON object whose fields, all optional, are a value, a list of values or {@code
 * {"from": 0.001, "to": 0.01}}. What is missing is as in {@link SearchSpace#DEFAULT}.
 */
public final class SearchFile {
    private static final int MOST_LAYERS = 16;
    private static final int MOST_BYTES = 1 << 20;
    private static final double SMALLEST = 1e-38;
    private static final double LARGEST = 1e38;
    private static final List<String> FIELDS =
            List.of("cell", "hiddenSize", "layers", "bidirectional", "learningRate", "dropout", "l2");

    private final Path file;
    private final JsonNode fields;

    private SearchFile(Path file, JsonNode fields) {
        this.file = file;
        this.fields = fields;
    }

    /**
     * What a field may hold.
     *
     * @param expected in words
     * @param value null for what it may not hold
     * @param smallest from which a range may begin; null if it takes none
     */
    private record Kind<T>(String expected, Function<JsonNode, T> value, Double smallest) {
        static Kind<Integer> whole(int most) {
            return new Kind<>(
                    "a whole number in 1.." + most,
                    node -> node.isInt() && node.asInt() >= 1 && node.asInt() <= most ? node.asInt() : null,
                    1.0);
        }

        /** @param below whether it must be below the largest, or may be it */
        static Kind<Double> number(String expected, double least, double most, boolean below) {
            return new Kind<>(
                    expected,
                    node -> {
                        double number = node.asDouble();
                        boolean fits = node.isNumber() && number >= least && (below ? number < most : number <= most);
                        return fits ? Double.valueOf(number) : null;
                    },
                    least);
        }
    }

    private static final Kind<Cell> CELL = new Kind<>(
            "lstm, gru or simple",
            node -> Arrays.stream(Cell.values())
                    .filter(cell -> node.isTextual()
                            && cell.name().toLowerCase(Locale.ROOT).equals(node.asText()))
                    .findFirst()
                    .orElse(null),
            null);
    private static final Kind<Boolean> FLAG =
            new Kind<>("true or false", node -> node.isBoolean() ? node.asBoolean() : null, null);
    private static final Kind<Double> RATE = Kind.number("a number in 1e-38..1e38", SMALLEST, LARGEST, false);
    private static final Kind<Double> DROPOUT = Kind.number("a number in 0..1 (without 1)", 0, 1, true);
    private static final Kind<Double> DECAY = Kind.number("a number in 0..1e38", 0, LARGEST, false);

    /** @throws UserError in one line that names the field, if it is not such a file */
    public static SearchSpace read(Path file) {
        JsonNode fields = tree(file);
        if (fields == null || !fields.isObject()) {
            throw new UserError(
                    file + ": expected a JSON object of what a search draws from",
                    "give one such as {\"cell\": [\"lstm\", \"gru\"], \"hiddenSize\": {\"from\": 32, \"to\": 128}}");
        }
        return new SearchFile(file, fields).space();
    }

    private static JsonNode tree(Path file) {
        try {
            return Json.STRICT.readTree(
                    InputFile.text(file, MOST_BYTES, "give a JSON object of what a search draws from"));
        } catch (JsonProcessingException e) {
            throw new UserError(file + " is not JSON: " + JsonReason.of(e), "correct it", e);
        }
    }

    private SearchSpace space() {
        checkNames(fields, FIELDS, "");
        SearchSpace usual = SearchSpace.DEFAULT;
        SearchSpace.Layers layers = usual.layers();
        return new SearchSpace(
                new SearchSpace.Layers(
                        choices("cell", CELL, layers.cell()),
                        choices("hiddenSize", Kind.whole(NetworkSpec.MAX_SIZE), layers.hiddenSize()),
                        choices("layers", Kind.whole(MOST_LAYERS), layers.count()),
                        choices("bidirectional", FLAG, layers.bidirectional())),
                choices("learningRate", RATE, usual.learningRate()),
                choices("dropout", DROPOUT, usual.dropout()),
                choices("l2", DECAY, usual.l2()));
    }

    private void checkNames(JsonNode object, List<String> known, String where) {
        for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                throw new UserError(
                        file + ": " + where + "unknown field '" + name + "', expected one of "
                                + String.join(", ", known),
                        Suggestion.of(name, known)
                                .map(word -> "did you mean " + word + "?")
                                .orElse("correct it"));
            }
        }
    }

    private <T> Choices<T> choices(String field, Kind<T> kind, Choices<T> otherwise) {
        JsonNode given = fields.get(field);
        if (given == null) {
            return otherwise;
        }
        if (given.isObject()) {
            return range(field, given, kind);
        }
        if (given.isArray() && given.isEmpty()) {
            throw new UserError(file + ": " + field + " is an empty list", "name " + kind.expected);
        }
        List<T> values = new ArrayList<>();
        for (JsonNode node : given.isArray() ? given : List.of(given)) {
            T value = value(field, node, kind);
            if (values.contains(value)) {
                throw new UserError(file + ": " + field + " names " + node + " twice", "leave one out");
            }
            values.add(value);
        }
        return Choices.of(values);
    }

    private <T> T value(String field, JsonNode node, Kind<T> kind) {
        T value = kind.value.apply(node);
        if (value == null) {
            throw new UserError(
                    file + ": " + field + " must be " + kind.expected + ", got " + node,
                    kind.smallest == null
                            ? "give one, or a list"
                            : "give one, a list, or {\"from\": .., \"to\": ..} of such");
        }
        return value;
    }

    private <T> Choices<T> range(String field, JsonNode given, Kind<T> kind) {
        if (kind.smallest == null) {
            throw new UserError(
                    file + ": " + field + " has no range, got " + given, "give " + kind.expected + ", or a list");
        }
        checkNames(given, List.of("from", "to"), field + ": ");
        for (String end : List.of("from", "to")) {
            if (!given.has(end)) {
                throw new UserError(file + ": " + field + ": '" + end + "' is missing", "add it");
            }
            value(field + "." + end, given.get(end), kind);
        }
        double from = given.get("from").asDouble();
        double to = given.get("to").asDouble();
        if (from > to) {
            throw new UserError(
                    file + ": " + field + ": from " + given.get("from") + " is above to " + given.get("to"),
                    "swap the two");
        }
        if (kind == DECAY && from == 0) {
            throw new UserError(
                    file + ": " + field + ": a range is drawn by its logarithm, which 0 has not",
                    "begin above 0, or give a list such as [0, 0.00001]");
        }
        return Choices.between(from, to);
    }
}
