package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The description of the API says what the server does. */
class OpenApiTest {
    private static final JsonNode DOCUMENT = Fixture.json(read());

    private static String read() {
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/gatewise/openapi.json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void pathsAndMethodsAreTheRoutes() {
        Set<String> documented = new TreeSet<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .fieldNames()
                        .forEachRemaining(
                                method -> documented.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        try (Api api = new Api(new Models(List.of(), null))) {
            assertThat(api.routes().stream()
                            .map(route -> route.method() + " " + route.path().text()))
                    .containsExactlyInAnyOrderElementsOf(documented);
        }
    }

    @Test
    void everyReferenceIsThereAndEverySchemaIsUsed() {
        Set<String> used = new HashSet<>();
        for (JsonNode reference : DOCUMENT.findValues("$ref")) {
            String pointer = reference.asText().substring(1);
            assertThat(DOCUMENT.at(pointer).isObject()).as(pointer).isTrue();
            used.add(pointer);
        }
        DOCUMENT.at("/components/schemas")
                .fieldNames()
                .forEachRemaining(name -> assertThat(used).contains("/components/schemas/" + name));
    }

    @Test
    @RequiresBackend
    void answersHaveTheFieldsThatAreDescribed(@TempDir Path folder) throws Exception {
        try (Fixture fixture = new Fixture(folder)) {
            assertThat(Fixture.json(fixture.get("/api/openapi.json"))).isEqualTo(DOCUMENT);
            String pixels = "{\"pixels\":" + Fixture.pixels(new byte[30]) + "}";
            Map<String, String> answers = Map.of(
                    "Models", fixture.get("/api/models").body(),
                    "Runs", fixture.get("/api/runs").body(),
                    "TestImage", fixture.get("/api/models/1/images/0").body(),
                    "Trace", fixture.post("/api/models/1/trace", pixels).body(),
                    "Accuracy", fixture.post("/api/models/1/accuracy", "{}").body(),
                    "Error", fixture.get("/none").body());
            answers.forEach((schema, answer) ->
                    check(Fixture.json(answer), DOCUMENT.at("/components/schemas/" + schema), schema));
        }
    }

    @Test
    @RequiresBackend
    void answersAboutSequencesHaveTheFieldsThatAreDescribed(@TempDir Path folder) throws Exception {
        try (SequenceFixture fixture = new SequenceFixture(folder)) {
            String steps = "{\"steps\":[[1,2],[3,4]]}";
            byte[] text = "1,2\n3,4".getBytes(StandardCharsets.UTF_8);
            Map<String, String> answers = Map.of(
                    "Models", fixture.get("/api/models").body(),
                    "Runs", fixture.get("/api/runs").body(),
                    "SequenceNames",
                            fixture.get("/api/models/rain/sequences/from/0").body(),
                    "TestSequence", fixture.get("/api/models/sum/sequences/0").body(),
                    "Sequence",
                            fixture.post("/api/models/rain/sequences", "text/plain", text)
                                    .body(),
                    "SequenceTrace",
                            fixture.post("/api/models/sum/trace", steps).body(),
                    "SequenceAccuracy",
                            fixture.post("/api/models/sum/accuracy", "{\"sequences\":2}")
                                    .body());
            answers.forEach((schema, answer) ->
                    check(Fixture.json(answer), DOCUMENT.at("/components/schemas/" + schema), schema));
        }
    }

    /** A validator of as much of JSON Schema as the document uses. */
    private static void check(JsonNode value, JsonNode schema, String where) {
        if (schema.has("$ref")) {
            check(value, DOCUMENT.at(schema.get("$ref").asText().substring(1)), where);
            return;
        }
        assertThat(types(value))
                .as(where)
                .containsAnyElementsOf(
                        schema.get("type").isArray()
                                ? List.of(
                                        schema.get("type").get(0).asText(),
                                        schema.get("type").get(1).asText())
                                : List.of(schema.get("type").asText()));
        if (value.isArray()) {
            assertThat(value).as(where).isNotEmpty();
            value.forEach(element -> check(element, schema.get("items"), where + "[]"));
        }
        if (value.isObject() && schema.has("properties")) {
            schema.path("required")
                    .forEach(name -> assertThat(value.has(name.asText()))
                            .as(where + "." + name)
                            .isTrue());
            for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                assertThat(schema.get("properties").has(name))
                        .as(where + "." + name)
                        .isTrue();
                if (!value.get(name).isEmpty() || !value.get(name).isArray()) {
                    check(value.get(name), schema.get("properties").get(name), where + "." + name);
                }
            }
        }
        if (schema.has("enum")) {
            assertThat(schema.get("enum")).as(where).contains(value);
        }
    }

    private static List<String> types(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? List.of("integer", "number") : List.of("number");
            default -> List.of(value.getNodeType().name().toLowerCase(Locale.ROOT));
        };
    }
}
