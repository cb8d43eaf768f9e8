package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who keeps the server waiting is let go: in time, and before others find no room. */
class OpenConnectionsTest {
    private static final int FEW = 20;
    private static final long MUCH = 1 << 30;
    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(300);
    private static final String ASK = "GET /api/models HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    private static final String ASK_MUCH = "GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(100);
    private static final String SEND_PART = "POST /none HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n12345";

    private final List<Socket> clients = new ArrayList<>();
    private Server server;

    private void serve(OpenConnections.Limits limits) {
        server = Server.at("127.0.0.1", 0, limits);
        server.show(new Models(List.of(), null));
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket client : clients) {
            client.close();
        }
        server.close();
    }

    private Socket open(String text) throws IOException {
        Socket client = new Socket();
        clients.add(client);
        client.setReceiveBufferSize(4096);
        client.setSoTimeout(60_000);
        client.connect(
                new InetSocketAddress("127.0.0.1", URI.create(server.url()).getPort()));
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        return client;
    }

    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void theLongestSilentOfTooManyIsLetGo() throws IOException {
        serve(new OpenConnections.Limits(FEW, MUCH, LONG, LONG));
        for (int i = 0; i < 3 * FEW; i++) {
            open("GET /api/mo");
            assertThat(read(open(ASK))).startsWith("HTTP/1.1 200 ");
        }
        assertThat(read(clients.get(0))).isEmpty();
    }

    @Test
    void thoseThatBrokeOffDoNotCount() throws IOException {
        serve(new OpenConnections.Limits(FEW, MUCH, LONG, LONG));
        Socket patient = open("GET /api/models HTTP/1.1\r\n");
        for (int i = 0; i < 3 * FEW; i++) {
            // It goes by a reset when the first of its answers comes.
            try (Socket client = open(ASK_MUCH)) {
                client.setSoLinger(true, 0);
                assertThat(client.getInputStream().read()).isEqualTo('H');
            }
        }
        patient.getOutputStream()
                .write("Host: localhost\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        assertThat(read(patient)).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoTakesTooLongToSendIsLetGoAndToldIfThereIsAnything() throws IOException {
        serve(new OpenConnections.Limits(FEW, MUCH, SHORT, LONG));
        assertThat(read(open(""))).isEmpty();
        assertThat(read(open("GET / HTTP/1.1\r\nHost: loc"))).isEmpty();
        assertThat(read(open(SEND_PART))).startsWith("HTTP/1.1 404 ").contains("nothing at /none");
        assertThat(read(open(ASK))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void whoDoesNotTakeAnAnswerIsLetGo() throws Exception {
        serve(new OpenConnections.Limits(FEW, MUCH, LONG, SHORT));
        Socket client = open(ASK_MUCH);
        Thread.sleep(2_000);
        assertThat(closed(client)).isTrue();
    }

    @Test
    void whoHoldsMuchMemoryIsLetGo() throws IOException {
        serve(new OpenConnections.Limits(FEW, 100_000, LONG, LONG));
        Socket first = open(ASK_MUCH.repeat(10));
        for (int i = 0; i < 10; i++) {
            open(ASK_MUCH.repeat(10));
            assertThat(read(open(ASK))).startsWith("HTTP/1.1 200 ");
        }
        assertThat(closed(first)).isTrue();
    }

    @Test
    void whoeverWaitsWhenTheServerEndsIsLetGo() throws IOException {
        serve(new OpenConnections.Limits(FEW, MUCH, LONG, LONG));
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < FEW / 2; i++) {
            silent.add(open(ASK_MUCH.repeat(10)));
            silent.add(open("GET /api/mo"));
        }
        server.close();
        assertThat(silent).allMatch(OpenConnectionsTest::closed);
    }

    /** Whether its connection ends, with whatever it had got, or was reset; one that is kept waits for more requests. */
    private static boolean closed(Socket client) {
        try {
            client.getInputStream().readAllBytes();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void whoHoldsNoMoreThanAnEqualShareIsNotLetGoForTheMemoryOfOthers() throws IOException {
        serve(new OpenConnections.Limits(FEW, 100_000, LONG, LONG));
        Socket small = open(SEND_PART.replace("POST /none", "POST /api/models/x/pictures"));
        for (int i = 0; i < 8; i++) {
            open(ASK_MUCH);
        }
        small.getOutputStream().write("6789".getBytes(StandardCharsets.US_ASCII));
        small.shutdownOutput();
        assertThat(read(small)).startsWith("HTTP/1.1 404 ");
    }
}
