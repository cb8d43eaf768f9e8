package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
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

    private record Pair(int number, String text) {}

    @Test
    void aFileHasAsManyValuesAsItsLengthAllows() throws Exception {
        byte[] json = ("[" + "0,".repeat(5_000_000) + "0]").getBytes(StandardCharsets.UTF_8);
        assertThat(Json.tree(json, 1_300_000)).hasSize(5_000_001);
        assertThatThrownBy(() -> Json.tree(json, 1_200_000))
                .satisfies(e -> assertThat(Text.withPlainDigits(e.getMessage())).contains("4800000"));
    }
}
