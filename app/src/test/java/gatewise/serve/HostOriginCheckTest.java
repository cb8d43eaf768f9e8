package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pages of other sites, and names that are made to point here, do not reach the server. */
class HostOriginCheckTest extends RefusalContract {
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
}
