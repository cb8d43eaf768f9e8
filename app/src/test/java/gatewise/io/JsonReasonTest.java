package gatewise.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import gatewise.network.NetworkSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with JSON is said in words that name no class of Java or Jackson. */
class JsonReasonTest {
    private static final String GOOD = NetworkSpec.tutorial().toJson();

    private static String refusal(String json) {
        return catchThrowableOfType(UserError.class, () -> NetworkSpec.fromJson(json, "F"))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"lstm\" | \"mamba\" | cell: expected lstm, gru or simple, got \"mamba\"",
                "\"lstm\" | \"a\\u001b[2J\\nb\" | cell: expected lstm, gru or simple, got \"a\\u001b[2J\\u000ab\"",
                "\"lstm\" | 1 | cell: expected lstm, gru or simple, got 1",
                "\"lstm\" | [] | cell: expected lstm, gru or simple, got a list",
                "[ 28 ] | 28 | hiddenSizes: expected a list, got a number",
                "[ 28 ] | [ \"x\\u009b\" ] | hiddenSizes: expected a whole number, got \"x\\u009b\"",
                "[ 28 ] | [ 1.5 ] | hiddenSizes: expected a whole number, got 1.5",
                "[ 28 ] | [ 99999999999 ] | hiddenSizes: Numeric value (99999999999) out of range of int",
                "\"timeSteps\" : 28 | \"timeSteps\" : {} | timeSteps: expected a whole number, got an object",
                "\"timeSteps\" : 28 | \"timeSteps\" : null | timeSteps: expected a whole number, got none",
                "\"timeSteps\" : 28 | \"timeSteps\" : 28, \"t\\u001b\" : 1 | t\\u001b: unknown field, expected one of ",
                "\"rmsprop\" | \"x\\u001b\" | optimizer: type: expected rmsprop, adam or sgd, got \"x\\u001b\"",
                "\"type\" : \"rmsprop\", | `` | optimizer: type: expected rmsprop, adam or sgd, got none",
                "0.001 | \"fast\" | optimizer.learningRate: expected a number, got \"fast\"",
                "0.001 | 1e400 | optimizer.learningRate: expected a number in -1.7e308..1.7e308, got 1e400; correct it",
                "0.001 | NaN | optimizer: Non-standard token 'NaN'; correct it",
                "\"type\" : \"none\" | \"type\" : \"sum\" | clipping.type: expected none, value or layer-norm, got \"sum\"",
                "\"type\" : \"none\" | \"type\" : null | gradient clipping needs a type",
                "\"joint-glorot-uniform\" | null | an initializer needs a type",
                "\"kernel\" | \"kernel\" : 3, \"k\" | kernel: expected an object, got a number",
                "\"bidirectional\" : false | \"bidirectional\" : \"yes\" | bidirectional: expected true or false, got \"yes\"",
                "\"optimizer\" : { | \"optimizer\" : [ { | optimizer: expected an object, got an object",
            })
    void aWrongValueIsNamedWithWhatIsExpected(String found, String replacement, String words) {
        assertThat(GOOD).contains(found);
        assertThat(refusal(GOOD.replace(found, replacement)))
                .startsWith("F is not a network: " + words)
                .doesNotContain("`", "gatewise.", "java.", "Cell", "Integer", "JsonReadFeature");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[", "[]", "7", "null", "{\"a\":", "{a:1}", "\u001b", "{\"cell\": \"\u001b\"}", "{} x"})
    void whatIsNoObjectIsOneLine(String json) {
        assertThat(refusal(json))
                .startsWith("F is not a network: ")
                .doesNotContain("REDACTED", "INCLUDE_SOURCE")
                .endsWith("; correct it")
                .hasLineCount(1)
                .doesNotContain("`", "Network", "\u001b");
    }

    @Test
    void aLongValueIsShortened() {
        assertThat(refusal(GOOD.replace("\"lstm\"", "\"" + "x".repeat(5_000) + "\"")))
                .contains("xx ... xx")
                .hasSizeLessThan(200);
    }
}
