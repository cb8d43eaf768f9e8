package gatewise.serve;

import static gatewise.serve.Fixture.refused;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A surgery that the network does not allow is refused with the name of its field. */
class BadSurgeryTest extends RefusalContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "null|surgery",
                "[]|surgery",
                "{\"x\":1}|surgery.x: unknown",
                "{\"order\":\"up\"}|surgery.order up: expected one of as-is, reversed, shuffled",
                "{\"order\":1}|surgery.order",
                "{\"order\":null}|surgery.order",
                "{\"seed\":1.5}|surgery.seed",
                "{\"seed\":\"1\"}|surgery.seed",
                "{\"seed\":1e5}|surgery.seed",
                "{\"seed\":9223372036854775808}|surgery.seed",
                "{\"seed\":null}|surgery.seed",
                "{\"blankRows\":\"6\"}|surgery.blankRows 6: expected numbers from 0 to 5",
                "{\"blankRows\":\"\"}|surgery.blankRows",
                "{\"blankRows\":3}|surgery.blankRows",
                "{\"clamps\":{}}|surgery.clamps",
                "{\"clamps\":null}|surgery.clamps",
                "{\"clamps\":[1]}|surgery.clamps[0]: expected an object, got 1",
                "{\"clamps\":[{\"value\":1}]}|surgery.clamps[0].gate: missing",
                "{\"clamps\":[{\"gate\":\"forget\"}]}|surgery.clamps[0].value: missing",
                "{\"clamps\":[{\"gate\":\"update\",\"value\":1}]}|surgery.clamps[0].gate: no gate 'update'",
                "{\"clamps\":[{\"gate\":1,\"value\":1}]}|surgery.clamps[0].gate: expected a text",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1.5}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":-0.1}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1e999}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":\"1\"}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":NaN}]}|JSON",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":\"NaN\"}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":null}]}|surgery.clamps[0].value",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"rows\":\"0-6\"}]}|surgery.clamps[0].rows 0-6",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"rows\":\"2-1\"}]}|surgery.clamps[0].rows 2-1",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"rows\":null}]}|surgery.clamps[0].rows",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"units\":\"8\"}]}|surgery.clamps[0].units 8",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"units\":\"5\",\"layer\":2}]}|surgery.clamps[0].units 5",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"layer\":0}]}|surgery.clamps[0].layer",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"layer\":3}]}|surgery.clamps[0].layer: expected an integer from 1 to 2",
                "{\"clamps\":[{\"gate\":\"forget\",\"value\":1,\"y\":1}]}|surgery.clamps[0].y: unknown",
            })
    void aSurgeryThatIsNot(String surgery, String words) {
        refused(fixture.post(TRACE, "{" + PIXELS + ",\"surgery\":" + surgery + "}"), 400, words);
        refused(fixture.post("/api/models/1/accuracy", "{\"surgery\":" + surgery + "}"), 400, words);
    }

    @Test
    void tooManyClampsAndLongTexts() {
        String clamp = "{\"gate\":\"forget\",\"value\":1}";
        String clamps = "[" + (clamp + ",").repeat(64) + clamp + "]";
        refused(
                fixture.post(TRACE, "{" + PIXELS + ",\"surgery\":{\"clamps\":" + clamps + "}}"),
                400,
                "surgery.clamps: expected a list of at most 64, got a list of 65");
        for (String text : List.of("x".repeat(9000), "x".repeat(20_000), "\\n\\r\\u0000\\u2028")) {
            refused(fixture.post(TRACE, "{" + PIXELS + ",\"surgery\":{\"order\":\"" + text + "\"}}"), 400);
            refused(fixture.post(TRACE, "{\"" + text + "\":1}"), 400);
        }
    }
}
