package gatewise.serve;

import static gatewise.serve.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not for this server, in one way or the other, are refused, and the server goes on. */
class BadHttpTest extends RefusalContract {
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
}
