package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no request, or two in one, is refused in one line of JSON with all guards, which tells nothing of the server. */
class HostileHttpTest extends RefusalContract {
    private static final String GET = "GET /api/models HTTP/1.1\nHost: localhost\n";
    private static final String POST = "POST " + TRACE + " HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";

    /** One refusal and nothing after it. */
    private static void refused(String request, String statuses) throws IOException {
        String answer = fixture.raw(request);
        assertThat(answer).as(request).matches("(?s)HTTP/1\\.1 (" + statuses + ") .*");
        assertThat(answer.split("HTTP/1\\.1 [0-9]", -1)).as(answer).hasSize(2);
        String[] parts = answer.split("\r\n\r\n", 2);
        String error = Fixture.json(parts[1]).get("error").asText();
        assertThat(error)
                .isNotBlank()
                .hasSizeLessThan(320)
                .doesNotContain("\n", "Exception", "jetty", "java", "gatewise.");
        guarded(parts[0]);
    }

    private static void guarded(String head) {
        assertThat(head)
                .contains("Content-Security-Policy: default-src 'self';")
                .contains("frame-ancestors 'none'")
                .contains("X-Content-Type-Options: nosniff")
                .contains("Referrer-Policy: no-referrer")
                .contains("Cache-Control: no-store")
                .contains("Content-Type: application/json; charset=utf-8")
                .doesNotContainIgnoringCase("\nserver:")
                .doesNotContainIgnoringCase("powered-by")
                .doesNotContainIgnoringCase("jetty");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello\n\n",
                "GET\n\n",
                "GET /\n\n",
                "GET / HTTP/9.9\nHost: localhost\n\n",
                "GET / HTTP/2.0\nHost: localhost\n\n",
                "GET / HTTQ/1.1\nHost: localhost\n\n",
                "G\u0000T / HTTP/1.1\nHost: localhost\n\n",
                "GET /\u0001 HTTP/1.1\nHost: localhost\n\n",
                "GET / HTTP/1.1\nHost: localhost\nNo colon\n\n",
                "GET / HTTP/1.1\nHost : localhost\n\n",
                "GET / HTTP/1.1\nHost: localhost\nX: a\u0000b\n\n",
                "GET /%zz HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                "CONNECT localhost:80 HTTP/1.1\nHost: localhost:80\n\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\n\n",
                "PRI * HTTP/2.0\n\nSM\n\n"
            })
    void whatIsNoRequest(String text) throws IOException {
        refused(text, "400|404|426|505");
    }

    @Test
    void headsThatAreTooLarge() throws IOException {
        refused("GET /" + "a".repeat(9_000) + " HTTP/1.1\nHost: localhost\n\n", "414");
        refused(GET + "X: " + "a".repeat(9_000) + "\n\n", "431");
        refused(GET + "X: a\n".repeat(5_000) + "\n", "431");
        refused("A".repeat(9_000) + " / HTTP/1.1\nHost: localhost\n\n", "400|414|431");
    }

    @ParameterizedTest
    @CsvSource({
        "FFFFFFFF,400|413",
        "7FFFFFFF,400|413",
        "FFFFFFFFFFFFFFFFF,400|413",
        "-1,400",
        "xyz,400",
        "'',400",
        "0x10,400",
        "1 1,400"
    })
    void chunksOfNoSize(String size, String statuses) throws IOException {
        refused(POST + "Transfer-Encoding: chunked\n\n" + size + "\n{}\n0\n\n", statuses);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 5\nTransfer-Encoding: chunked\n",
                "Transfer-Encoding: chunked\nContent-Length: 5\n",
                "Content-Length: 5\nContent-Length: 6\n",
                "Content-Length: 5, 6\n",
                "Content-Length: -5\n",
                "Content-Length: +5\n",
                "Content-Length: 0x5\n",
                "Content-Length: 5 5\n",
                "Content-Length: 99999999999999999999\n",
                "Transfer-Encoding: chunked, identity\n",
                "Transfer-Encoding: xchunked\n",
                "Transfer-Encoding: gzip, chunked\n",
                "Transfer-Encoding: gzip\nTransfer-Encoding: chunked\n",
                "Transfer-Encoding : chunked\n",
                "X: a\n b\nContent-Length: 5\n",
                "Transfer-Encoding:\n chunked\n"
            })
    void twoRequestsInOne(String headers) throws IOException {
        refused(POST + headers + "\n0\n\nGET /api/models HTTP/1.1\nHost: localhost\n\n", "400|501");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/<script>alert(1)</script>",
                "/%3Cscript%3Ealert(1)%3C/script%3E",
                "/none?q=<img%20src=x>",
                "/api/models/<b>/trace",
                "/api/models/1/images/%3Cb%3E"
            })
    void whatIsSentBackIsNoPage(String path) throws IOException {
        refused("GET " + path + " HTTP/1.1\nHost: localhost\nAccept: text/html\nConnection: close\n\n", "400|404");
    }

    @Test
    void formsOfOtherPages() throws IOException {
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            refused(
                    "POST " + TRACE
                            + " HTTP/1.1\nHost: localhost\nConnection: close\nOrigin: http://localhost\nContent-Type: "
                            + type + "\nContent-Length: 2\n\n{}",
                    "415");
        }
        refused(POST + "Connection: close\nOrigin: http://evil.example\nContent-Length: 2\n\n{}", "403");
        refused(POST + "Connection: close\nOrigin: null\nContent-Length: 2\n\n{}", "403");
    }

    @Test
    void methodsThatAreNone() throws IOException {
        for (String method : List.of("TRACE", "OPTIONS", "PATCH", "PROPFIND", "get", "FOO")) {
            refused(method + " /api/models HTTP/1.1\nHost: localhost\nConnection: close\n\n", "400|405");
            refused(method + " / HTTP/1.1\nHost: localhost\nConnection: close\n\n", "400|405");
        }
    }

    @Test
    void hostsThatAreNoneOrOfOthers() throws IOException {
        refused("GET /api/models HTTP/1.1\n\n", "400");
        refused("GET /api/models HTTP/1.1\nHost: localhost\nHost: localhost\n\n", "400");
        refused("GET http://localhost/api/models HTTP/1.1\nHost: localhost\n\n", "400");
        for (String host :
                List.of("evil.example", "localhost.evil.example", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]")) {
            refused("GET /api/models HTTP/1.1\nConnection: close\nHost: " + host + "\n\n", "400|403");
        }
    }
}
