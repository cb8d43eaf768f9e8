package gatewise.serve;

import static gatewise.serve.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and names that are not as described are one line with the right status, and the server goes on. */
class BadRequestTest extends RefusalContract {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|nothing",
                "{|not JSON",
                "[]|an object",
                "null|an object",
                "{} {}|not JSON",
                "{\"pixels\":[1,]}|not JSON",
                "{}|pixels: missing",
                "{\"pixels\":null}|pixels",
                "{\"pixels\":\"0\"}|pixels",
                "{\"pixels\":[0,0]}|pixels: expected a list of 30 integers, got a list of 2",
                "{\"pixels\":{}}|pixels",
                "{\"pixels\":[NaN]}|not JSON",
                "{\"pixels\":[[[[[[[[[[]]]]]]]]]]}|nesting",
                "{\"a\":1}|a: unknown, expected one of pixels, surgery",
                "{\"pixels\":[],\"pixels\":[]}|Duplicate",
            })
    void aBodyThatIsNot(String body, String words) {
        refused(fixture.post(TRACE, body), 400, words);
    }

    @Test
    void aBodyThatIsTooDeepOrLong() {
        for (String body : List.of(
                "{\"pixels\":[[[[[[[[[[]]]]]]]]]]}",
                "{\"pixels\":[" + "1".repeat(200) + "]}",
                "{\"" + "a".repeat(1_000) + "\":1}",
                "{\"pixels\":\"" + "a".repeat(20_000) + "\"}",
                "\u0000\u0000")) {
            HttpResponse<String> answer = fixture.post(TRACE, body);
            refused(answer, 400, "not JSON");
            assertThat(answer.body()).doesNotContain("Constraints", "Exception", "get", "()", "from");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"256", "-1", "1.0", "1e2", "\"1\"", "null", "true", "[]", "99999999999999999999"})
    void aPixelThatIsNone(String pixel) {
        String pixels = "[" + "0,".repeat(29) + pixel + "]";
        refused(
                fixture.post(TRACE, "{\"pixels\":" + pixels + "}"),
                400,
                "pixels[29]: expected an integer from 0 to 255");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "61", "-1", "1.5", "null", "\"1\""})
    void aNumberOfImagesThatThereIsNot(String images) {
        refused(
                fixture.post("/api/models/1/accuracy", "{\"images\":" + images + "}"),
                400,
                "images: expected an integer from 1 to 60, got " + images);
    }

    @Test
    void modelsAndImagesThatThereAreNot() {
        refused(fixture.get("/api/models/4/images/0"), 404, "no model 4");
        refused(fixture.get("/api/models/live/images/0"), 404, "no model live");
        refused(fixture.post("/api/models/4/trace", "{" + PIXELS + "}"), 404, "no model 4");
        for (String index : List.of("60", "999999999999", "x")) {
            refused(fixture.get("/api/models/1/images/" + index), 404, "expected 0 to 59");
        }
        refused(fixture.get("/api/models/3/images/0"), 404, "cannot be opened");
        refused(fixture.post("/api/models/3/accuracy", "{}"), 404, "cannot be opened");
        refused(fixture.get("/api/models/1/images/-1"), 404);
        refused(fixture.get("/api/models/1"), 404);
        refused(fixture.get("/api/"), 404);
    }

    @Test
    void textThatUtf8CannotSendBack() {
        refused(fixture.post(TRACE, "{\"\\ud800\":1}"), 400);
        refused(fixture.post(TRACE, "{" + PIXELS + ",\"surgery\":{\"rows\":\"\\udc00\"}}"), 400);
        // Wherever the message is cut, it cuts no character.
        for (int length : new int[] {200, 201}) {
            refused(
                    fixture.post(TRACE, "{\"" + "x".repeat(length % 2) + "\ud83d\ude00".repeat(length / 4) + "\":1}"),
                    400);
        }
    }
}
