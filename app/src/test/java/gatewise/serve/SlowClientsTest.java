package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that are slow or silent keep nobody from being answered, and cost a bounded number of threads. */
@RequiresBackend
@Tag("alone")
class SlowClientsTest {
    private static final int CLIENTS = 1000;
    private static final Duration SOON = Duration.ofSeconds(4);
    private static final long FILLED = TimeUnit.SECONDS.toNanos(5);
    private static final String TRACE = "{\"pixels\":" + Fixture.pixels(new byte[30]) + "}";

    @TempDir
    Path folder;

    private Fixture fixture;
    private final List<SocketChannel> clients = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    @BeforeEach
    void start() throws Exception {
        fixture = new Fixture(folder);
        answersSoon();
    }

    @AfterEach
    void stop() throws Exception {
        drip.shutdownNow();
        assertThat(drip.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        for (SocketChannel client : clients) {
            client.close();
        }
        fixture.close();
    }

    /** Opens a connection and sends as much of a text as the server takes at once; line ends as HTTP wants them. */
    private void open(String text) throws IOException {
        SocketChannel client = SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, 4096);
        clients.add(client);
        client.connect(new InetSocketAddress("127.0.0.1", fixture.port()));
        client.configureBlocking(false);
        client.write(ByteBuffer.wrap(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII)));
    }

    /** To one who comes now. */
    private void answersSoon() throws Exception {
        HttpClient newcomer =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest models = fixture.request("/api/models").timeout(SOON).build();
        HttpRequest trace = fixture.request("/api/models/1/trace")
                .timeout(SOON)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(TRACE))
                .build();
        for (int i = 0; i < 10; i++) {
            assertThat(newcomer.send(models, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(200);
            assertThat(newcomer.send(trace, BodyHandlers.ofString()).body()).contains("\"settledRow\"");
        }
    }

    @Test
    void aBurstOfWholeRequestsIsAnswered() throws Exception {
        String request = "GET /api/models/1/images/0 HTTP/1.1\nHost: localhost\nConnection: close\n\n";
        for (int i = 0; i < 2 * ExchangeThreads.MOST; i++) {
            open(request);
        }
        for (SocketChannel client : clients) {
            client.configureBlocking(true);
            String answer = new String(client.socket().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"pixels\":");
        }
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().values().stream()
                .filter(trace -> List.of(trace).stream()
                        .anyMatch(frame -> frame.getClassName().startsWith("sun.net.httpserver.ServerImpl$Exchange")))
                .count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "GET /api/mod",
                "GET /api/models HTTP/1.1\nHost: local",
                "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Content-Length: 100\n\n{\"pixels\":[",
                "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                        + "Transfer-Encoding: chunked\n\nff\n{\"pixels\":[",
                "POST /api/models/none/trace HTTP/1.1\nHost: localhost\nContent-Length: 100\n\n{",
                "GET /api/models HTTP/1.1\nHost: localhost\nContent-Length: 100\n\n{"
            })
    void thatSendHalfARequest(String half) throws Exception {
        for (int i = 0; i < CLIENTS; i++) {
            open(half);
        }
        answersSoon();
        assertThat(serverThreads()).isLessThanOrEqualTo(ExchangeThreads.MOST);
    }

    @Test
    void thatSendAByteAtATime() throws Exception {
        String headers = "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nContent-Length: 9999\n"
                + "Content-Type: application/json\n";
        for (int i = 0; i < CLIENTS; i++) {
            open(i % 2 == 0 ? headers + "X-Slow: " : headers + "\n");
        }
        List<SocketChannel> dripping = new ArrayList<>(clients);
        drip.scheduleWithFixedDelay(
                () -> dripping.removeIf(client -> !takesOneMore(client)), 0, 50, TimeUnit.MILLISECONDS);
        answersSoon();
    }

    /** False once the server has let the client go. */
    private static boolean takesOneMore(SocketChannel client) {
        try {
            client.write(ByteBuffer.wrap(new byte[] {' '}));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void thatDoNotTakeTheirAnswers() throws Exception {
        String requests = "GET /api/openapi.json HTTP/1.1\nHost: localhost\n\n".repeat(1000);
        for (int i = 0; i < 300; i++) {
            open(requests);
        }
        // The system takes some megabytes for each before the server has to wait.
        for (long begin = System.nanoTime(); System.nanoTime() - begin < FILLED; ) {
            answersSoon();
        }
        assertThat(serverThreads()).isLessThanOrEqualTo(ExchangeThreads.MOST);
    }
}
