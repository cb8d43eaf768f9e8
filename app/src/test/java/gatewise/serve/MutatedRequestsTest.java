package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.machine.ActiveBackend;
import gatewise.testing.BoundedJvm;
import gatewise.testing.Mutations;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ten thousand damaged requests, the same in every run: each is answered or let go within seconds, none by a trace, in a JVM of their own. */
@RequiresBackend
class MutatedRequestsTest {
    private static final int REQUESTS = 10_000;
    private static final int MOST_MILLIS = 5_000;
    private static final String TRACE = "{\"pixels\":" + Fixture.pixels(new byte[30])
            + ",\"surgery\":{\"clamps\":[{\"gate\":\"forget\",\"value\":1}]}}";
    private static final String POST =
            "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
    private static final List<byte[]> ORIGINALS = Stream.of(
                    "GET / HTTP/1.1\nHost: localhost\n\n",
                    "GET /api/models HTTP/1.1\nHost: localhost\nAccept: */*\n\nGET /api/runs HTTP/1.1\nHost: localhost\n\n",
                    "HEAD /api/models/2/images/7 HTTP/1.1\nHost: localhost\nConnection: close\n\n",
                    POST + "Content-Length: " + TRACE.length() + "\n\n" + TRACE,
                    POST + "Transfer-Encoding: chunked\n\n" + Integer.toHexString(TRACE.length()) + "\n" + TRACE
                            + "\n0\n\n",
                    "POST /api/models/1/pictures HTTP/1.1\nHost: localhost\nContent-Type: image/png\n"
                            + "Content-Length: 10\n\n0123456789")
            .map(request -> request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1))
            .toList();

    @TempDir
    Path folder;

    private static String answer(Fixture fixture, byte[] request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", fixture.port())) {
            socket.setSoTimeout(MOST_MILLIS);
            socket.getOutputStream().write(request);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // Let go.
        }
    }

    private static String body(String answer) {
        return answer.split("\r\n\r\n", 2)[1];
    }

    @Test
    void areAnsweredOrLetGo() throws Exception {
        BoundedJvm.run(Duration.ofMinutes(3), "512m", MutatedRequestsTest.class, folder.toString());
    }

    public static void main(String[] arguments) throws Exception {
        ActiveBackend.start();
        check(Path.of(arguments[0]));
    }

    private static void check(Path folder) throws Exception {
        Mutations mutations = new Mutations(1, ORIGINALS);
        int answered = 0;
        try (Fixture fixture = new Fixture(folder)) {
            String right = body(answer(fixture, ORIGINALS.get(3)));
            assertThat(Fixture.json(right).has("probabilities")).isTrue();
            for (int i = 0; i < REQUESTS; i++) {
                String answer = answer(fixture, mutations.next());
                answered += answer.isEmpty() ? 0 : 1;
                assertThat(answer)
                        .as("request %s", i)
                        .matches("(?s)(HTTP/1\\.1 ([1-4][0-9][0-9]|501|505) .*)?")
                        .doesNotContain("HTTP/1.1 500", "\tat ", "Exception");
            }
            assertThat(body(answer(fixture, ORIGINALS.get(3)))).isEqualTo(right);
        }
        assertThat(answered).isGreaterThan(REQUESTS / 2);
    }
}
