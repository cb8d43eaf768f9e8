package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow or silent keep nobody from being answered soon and rightly, and cost a bounded number of threads. */
@RequiresBackend
@Tag("alone")
class SlowClientsTest {
    private static final int OF_EACH_KIND = 200;
    private static final int BURST = 256;
    private static final int MOST_THREADS = 128;
    private static final int WARM_UP = 30;
    /** Takes five seconds at least, in which all of the slow ones go on. */
    private static final int TIMES = 100;
    /** A tenth of a second on a machine that has nothing else to do. */
    private static final double SOON_MILLIS = 2_000;
    /** What a machine does that has much else to do, without the slow ones too. */
    private static final double TIMES_AS_LONG = 10;

    @TempDir
    Path folder;

    private Fixture fixture;

    @BeforeEach
    void start() throws Exception {
        fixture = new Fixture(folder);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    private static double percentile99(double[] sorted) {
        return sorted[sorted.length * 99 / 100];
    }

    private static long serverThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("serve-"))
                .count();
    }

    @Test
    void keepNobodyWaiting() throws Exception {
        HonestClients honest = new HonestClients(fixture);
        honest.ask(WARM_UP);
        double alone = percentile99(honest.ask(WARM_UP));
        try (SlowClients slow = new SlowClients(fixture.port())) {
            for (SlowClients.Kind kind : SlowClients.Kind.values()) {
                slow.add(kind, OF_EACH_KIND);
            }
            double[] millis = honest.ask(TIMES);
            assertThat(percentile99(millis)).isLessThan(Math.max(SOON_MILLIS, TIMES_AS_LONG * alone));
            assertThat(millis).hasSizeGreaterThan(1_000);
            // One of them is the clock.
            assertThat(serverThreads()).isLessThanOrEqualTo(MOST_THREADS + 1);
        }
    }

    @Test
    void aBurstOfWholeRequestsIsAnswered() throws IOException {
        byte[] request = "GET /api/models/1/images/0 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        List<Socket> clients = new ArrayList<>();
        for (int i = 0; i < BURST; i++) {
            Socket client = new Socket("127.0.0.1", fixture.port());
            client.getOutputStream().write(request);
            clients.add(client);
        }
        for (Socket client : clients) {
            try (client) {
                String answer = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"pixels\":");
            }
        }
    }
}
