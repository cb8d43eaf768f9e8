package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the server does beside the API. */
@RequiresBackend
class ServerTest {
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

    @Test
    void servesItsPageAndNothingBesideIt() {
        HttpResponse<String> start = fixture.get("/");
        assertThat(start.statusCode()).isEqualTo(200);
        assertThat(start.body())
                .contains("<title>test page</title>")
                .isEqualTo(fixture.get("/index.html?x=1").body());
        assertThat(start.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(start.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(fixture.get("/app-1.js").headers().firstValue("Content-Type"))
                .hasValue("text/javascript; charset=utf-8");
        assertThat(fixture.get("/notes.txt").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/models", "/api/models/1/images/0", "/api/runs", "/api/openapi.json"})
    void headIsGetWithoutABodyAndEveryAnswerIsGuarded(String path) {
        HttpResponse<String> get = fixture.get(path);
        HttpResponse<String> head = fixture.send(
                fixture.request(path).method("HEAD", BodyPublishers.noBody()).build());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(get.headers().firstValue("Content-Length"))
                .isPresent();
        for (HttpResponse<String> response : List.of(get, head, fixture.get("/none"))) {
            assertThat(response.headers().firstValue("Content-Security-Policy"))
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .startsWith("default-src 'self'; img-src 'self' data: blob:; style-src 'self';"
                                    + " script-src 'self'"));
            assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(response.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
        assertThat(get.headers().firstValue("Cache-Control")).hasValue(path.equals("/") ? "no-cache" : "no-store");
    }

    @Test
    void aPortThatIsTakenIsFreeAgainThoughNothingWasShown() {
        Server server = Server.at("127.0.0.1", 0);
        int port = URI.create(server.url()).getPort();
        assertThatThrownBy(() -> Server.at("127.0.0.1", port)).isInstanceOf(UserError.class);
        server.close();
        Server.at("127.0.0.1", port).close();
    }

    @Test
    void aPortInUseOrAnAddressOfOthersIsOneLine() {
        assertThatThrownBy(() -> Server.at("127.0.0.1", fixture.port()))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining("port " + fixture.port())
                .hasMessageContaining("give another with port");
        assertThatThrownBy(() -> Server.at("192.0.2.1", 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("192.0.2.1");
        assertThatThrownBy(() -> Server.at("no such host", 0))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("host no such host");
    }
}
