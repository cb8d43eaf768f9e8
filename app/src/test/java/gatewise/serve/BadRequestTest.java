package gatewise.serve;

import static gatewise.serve.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies and names that are not as described are one line with the right status, and the server goes on. */
@RequiresBackend
class BadRequestTest {
    private static final String TRACE = "/api/models/1/trace";
    private static final String PIXELS = "\"pixels\":" + Fixture.pixels(new byte[30]);

    @TempDir
    static Path folder;

    private static Fixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new Fixture(folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @AfterEach
    void goesOn() {
        assertThat(fixture.post(TRACE, "{" + PIXELS + "}").statusCode()).isEqualTo(200);
    }

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
}
