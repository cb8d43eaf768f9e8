package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input of every kind is one line with the right status, and the server goes on. */
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

    private static void refused(HttpResponse<String> response, int status, String... words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String error = Fixture.json(response).get("error").asText();
        assertThat(error.lines()).hasSize(1);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(error).contains(word));
        assertThat(error).hasSizeLessThan(320);
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

    @Test
    void typesThatAreNotExpected() {
        byte[] body = ("{" + PIXELS + "}").getBytes(StandardCharsets.UTF_8);
        for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "application/jsonp", "*/*")) {
            refused(fixture.post(TRACE, type, body), 415, "expected application/json");
            refused(fixture.post("/api/models/1/pictures", type, body), 415, "expected image/png, image/jpeg");
        }
        refused(
                fixture.send(fixture.request(TRACE)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build()),
                415,
                "no Content-Type");
        assertThat(fixture.post(TRACE, "Application/JSON; charset=UTF-8", body).statusCode())
                .isEqualTo(200);
    }

    @Test
    void bodiesThatAreTooLargeWithAndWithoutALengthOrHaveNone() throws IOException {
        byte[] large = new byte[(64 << 10) + 8 * 30 + 1];
        refused(fixture.post(TRACE, "application/json", large), 413, "at most 65776 bytes");
        refused(fixture.post("/api/models/4/trace", "application/json", new byte[6 << 20]), 404);
        refused(fixture.post(TRACE, "text/plain", new byte[6 << 20]), 415);
        byte[] picture = new byte[(2 << 20) + 1];
        refused(fixture.post("/api/models/1/pictures", "image/png", picture), 413, "at most 2097152 bytes");
        for (byte[] body : List.of(large, new byte[6 << 20])) {
            refused(
                    fixture.send(fixture.request(TRACE)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                            .build()),
                    413);
        }
        String head = "POST " + TRACE + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
        assertThat(fixture.raw(head + "Content-Length: 99999999999\n\n{")).startsWith("HTTP/1.1 413 ");
        assertThat(fixture.raw(head + "Connection: close\n\n")).startsWith("HTTP/1.1 411 ");
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/api/models,'GET, HEAD'",
        "DELETE,/api/runs,'GET, HEAD'",
        "PUT,/index.html,'GET, HEAD'",
        "GET,/api/models/1/trace,POST",
        "OPTIONS,/api/models/1/accuracy,POST",
        "HEAD,/api/models/1/pictures,POST"
    })
    void aMethodThatIsNotServed(String method, String path, String allowed) {
        HttpResponse<String> response = fixture.send(
                fixture.request(path).method(method, BodyPublishers.noBody()).build());
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).hasValue(allowed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/../index.html",
                "/../../../../etc/passwd",
                "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc%2fpasswd",
                "/index.html%00",
                "/%00",
                "/index.html/",
                "/./index.html",
                "/index%2ehtml",
                "//",
                "///etc/passwd",
                "//index.html",
                "//localhost/index.html",
                "/api//models",
                "/api/models/",
                "/api/models/../models",
                "/api/models/%31/images/0",
                "/api/models/1%2fimages/0",
                "/Server.class",
                "/package-info.class",
                "/gatewise/serve/index.html",
                "/notes.txt",
                "/..\\index.html",
                "/index.html\u0000",
                "\\",
                "http://localhost/index.html",
                "index.html",
                "*"
            })
    void aPathThatIsNone(String path) throws IOException {
        String answer = fixture.raw("GET " + path + " HTTP/1.1\nHost: localhost\nConnection: close\n\n");
        assertThat(answer).matches("(?s)HTTP/1\\.1 40[04] .*");
        assertThat(answer).doesNotContain("test page", "root:", "\"models\"");
    }

    @Test
    void namesOfThisServerThatAreNotItsOwn() throws IOException {
        String end = "\nConnection: close\n\n";
        for (String host : List.of(
                "evil.example",
                "evil.example:" + fixture.port(),
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.2",
                "",
                "localhost:80@evil.example",
                "localhost\nHost: evil.example")) {
            assertThat(fixture.raw("GET /api/models HTTP/1.1\nHost: " + host + end))
                    .as(host)
                    .matches("(?s)HTTP/1\\.1 40[03] .*\\{\"error\":.*");
        }
        assertThat(fixture.raw("GET /api/models HTTP/1.0" + end)).contains(" 400 ");
        for (String host : List.of("localhost", "LOCALHOST:1", "127.0.0.1:" + fixture.port(), "[::1]:8080", "[::1]")) {
            assertThat(fixture.raw("GET /api/models HTTP/1.1\nHost: " + host + end))
                    .as(host)
                    .startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void pagesOfOthersThatPost() throws IOException {
        String body = "{" + PIXELS + "}";
        String head = "POST " + TRACE + " HTTP/1.1\nHost: localhost:8080\nContent-Type: application/json\n"
                + "Connection: close\nContent-Length: " + body.length() + "\nOrigin: ";
        for (String origin : List.of(
                "http://evil.example",
                "null",
                "http://localhost",
                "http://localhost:8081",
                "http://127.0.0.1:8080",
                "http://localhost:8080.evil.example")) {
            assertThat(fixture.raw(head + origin + "\n\n" + body)).as(origin).startsWith("HTTP/1.1 403 ");
        }
        assertThat(fixture.raw(head + "http://localhost:8080\n\n" + body)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void picturesThatAreNone() throws IOException {
        String pictures = "/api/models/1/pictures";
        refused(fixture.post(pictures, "image/png", new byte[0]), 400, "the picture: not a picture");
        refused(fixture.post(pictures, "image/png", "<svg/>".getBytes(StandardCharsets.UTF_8)), 400, "not a picture");
        byte[] blank = png(20, 20);
        refused(fixture.post(pictures, "image/png", blank), 400, "the picture: shows nothing");
        byte[] cut = Arrays.copyOf(blank, blank.length - 20);
        assertThat(fixture.post(pictures, "image/png", cut).statusCode()).isEqualTo(400);
    }

    @Test
    void picturesThatGrowWhenTheyAreDecoded() throws IOException {
        String pictures = "/api/models/1/pictures";
        byte[] within = png(7_000, 7_000);
        assertThat(within).hasSizeLessThan(100_000);
        refused(fixture.post(pictures, "image/png", within), 400, "shows nothing");
        byte[] beyond = png(20, 20);
        ByteBuffer.wrap(beyond).putInt(16, 60_000).putInt(20, 60_000);
        CRC32 check = new CRC32();
        check.update(beyond, 12, 17);
        ByteBuffer.wrap(beyond).putInt(29, (int) check.getValue());
        refused(fixture.post(pictures, "image/png", beyond), 400, "60000 x 60000 pixels, expected at most 50000000");
        refused(fixture.post(pictures, "image/png", withHugeText(png(20, 20))), 400);
    }

    private static byte[] png(int width, int height) throws IOException {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_BINARY);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", bytes);
        return bytes.toByteArray();
    }

    /** With a comment of 300 MB, compressed. */
    private static byte[] withHugeText(byte[] png) throws IOException {
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.write("zTXtComment\0\0".getBytes(StandardCharsets.ISO_8859_1));
        try (DeflaterOutputStream text = new DeflaterOutputStream(chunk, new Deflater(Deflater.BEST_SPEED))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 300; i++) {
                text.write(zeros);
            }
        }
        byte[] content = chunk.toByteArray();
        assertThat(content).hasSizeLessThan(2_000_000);
        CRC32 check = new CRC32();
        check.update(content);
        return ByteBuffer.allocate(png.length + content.length + 8)
                .put(png, 0, 33)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) check.getValue())
                .put(png, 33, png.length - 33)
                .array();
    }
}
