package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void numbersThatJsonDoesNotKnowAreNull() {
        List<Object> values =
                List.of(Double.NaN, Float.NEGATIVE_INFINITY, new float[] {1, Float.NaN}, new double[] {1.0 / 0}, 0.5);
        assertThat(Json.pretty(values).replaceAll("\\s+", "")).isEqualTo("[null,null,[1.0,null],[null],0.5]");
    }

    @Test
    void objectsStandOverSeveralLines() {
        assertThat(Json.pretty(new int[] {1, 2})).isEqualTo("[ 1, 2 ]");
        assertThat(Json.pretty(List.of(new Pair(1, "x"))))
                .isEqualTo("[ {%n  \"number\" : 1,%n  \"text\" : \"x\"%n} ]".formatted());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"\"", "1.0", "true", "null"})
    void numbersOfStrangersAreNumbers(String number) {
        String json = "{\"number\": " + number + ", \"text\": \"x\"}";
        assertThatThrownBy(() -> Json.STRICT.readValue(json, Pair.class))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        e -> assertThat(JsonReason.of(e)).startsWith("number: "));
    }

    /** But for what an older version did not write. */
    @ParameterizedTest
    @ValueSource(strings = {"\"1\"", "\"\"", "1.0", "true"})
    void numbersOfOwnFilesAreNumbers(String number) throws Exception {
        assertThatThrownBy(() -> Json.FILES.readValue("{\"number\": " + number + "}", Pair.class))
                .isInstanceOfSatisfying(
                        JsonProcessingException.class,
                        e -> assertThat(JsonReason.of(e)).startsWith("number: "));
        assertThat(Json.FILES.readValue("{}", Pair.class)).isEqualTo(new Pair(0, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"formatVersion\": 99, \"gatewiseVersion\": \"7\"}",
                "{\"formatVersion\": 99}",
                "{\"formatVersion\": 18446744073709551617, \"gatewiseVersion\": []}"
            })
    void aNewerFormatIsNamed(String json) throws Exception {
        String version = json.contains("99") ? "99" : "18446744073709551617";
        String writer = json.contains("7\"") ? "Gatewise 7" : "another Gatewise";
        JsonNode object = Json.FILES.readTree(json);
        assertThatThrownBy(() -> FormatVersion.check(Path.of("file"), object, 2))
                .hasMessageContaining("written by " + writer + " in format " + version + ", which is newer than 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"99\"", "99.5", "true", "null", "2", "-1"})
    void whatIsNoVersionIsNoNewerOne(String version) throws Exception {
        FormatVersion.check(Path.of("file"), Json.FILES.readTree("{\"formatVersion\": " + version + "}"), 2);
    }

    private record Pair(int number, String text) {}

    @Test
    void ownFilesHaveAnyNumberOfValues() throws Exception {
        byte[] json = ("[" + "0,".repeat(5_000_000) + "0]").getBytes(StandardCharsets.UTF_8);
        assertThat(Json.tree(json)).hasSize(5_000_001);
        assertThatThrownBy(() -> Json.FILES.readTree(json))
                .satisfies(e -> assertThat(Text.withPlainDigits(e.getMessage())).contains("4000000"));
    }
}
