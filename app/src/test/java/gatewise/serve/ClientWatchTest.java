package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work ends when its client leaves, and for no other reason. */
class ClientWatchTest {
    private static final int SECONDS = 60;
    private static final int TRIES = 2_000;
    private static final String WORK = request("POST /work HTTP/1.1", "Content-Type: application/json", 2) + "{}";
    private static final String ASK = request("POST /quick HTTP/1.1", "Content-Type: application/json", 2) + "{}";
    private static final String PROCESSING = "HTTP/1.1 102 Processing\r\n\r\n";

    private final CountDownLatch done = new CountDownLatch(1);
    private final LinkedBlockingQueue<String> ends = new LinkedBlockingQueue<>();
    private final GivenClock clock = new GivenClock();
    private HttpPort port;

    private static String request(String line, String header, int length) {
        return line + "\r\nHost: localhost\r\n" + header + "\r\nContent-Length: " + length + "\r\n\r\n";
    }

    @BeforeEach
    void start() throws IOException {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        port = new HttpPort(new InetSocketAddress(here, 0), HttpPort.limits(), clock);
        BodyLimit limit = new BodyLimit(List.of("application/json"), 100);
        port.start(
                new RequestHandler(
                        new HostOriginCheck(here),
                        port.connections(),
                        List.of(
                                Route.post("/work", request -> limit, this::work),
                                Route.post("/quick", request -> limit, request -> Response.json(Map.of("quick", 1)))),
                        new Page(getClass().getClassLoader(), "gatewise/page/")),
                new ErrorHandler(port.connections()));
    }

    @AfterEach
    void stop() {
        port.close();
    }

    /** Until the client has left, or the test says that it is done. */
    private Response work(Request request) {
        try (ClientWatch watch = request.watch()) {
            ends.add("begun");
            long begin = System.nanoTime();
            while (!watch.isGone() && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(SECONDS)) {
                if (done.await(10, TimeUnit.MILLISECONDS)) {
                    ends.add("done");
                    return Response.json(Map.of("work", 1));
                }
            }
            ends.add(watch.isGone() ? "gone" : "late");
            return Response.json(Map.of());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Socket send(String text) throws Exception {
        Socket client = new Socket("127.0.0.1", port.address().getPort());
        client.setSoTimeout(1_000 * SECONDS);
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        assertThat(next()).isEqualTo("begun");
        return client;
    }

    private String next() throws InterruptedException {
        return ends.poll(SECONDS, TimeUnit.SECONDS);
    }

    /** That it has left is seen when it is asked, which is tried until it comes to the server. */
    private void assertThatItIsGone() throws InterruptedException {
        String end = null;
        for (int tries = 0; end == null && tries < TRIES; tries++) {
            clock.pass(ClientWatch.LOOK);
            end = ends.poll(20, TimeUnit.MILLISECONDS);
        }
        assertThat(end).isEqualTo("gone");
    }

    /** Lets so much time pass as it takes until all these bytes are there. */
    private byte[] read(Socket client, int count) throws Exception {
        for (int tries = 0; client.getInputStream().available() < count && tries < TRIES; tries++) {
            clock.pass(ClientWatch.LOOK);
            Thread.sleep(5);
        }
        return client.getInputStream().readNBytes(count);
    }

    /** Until the server closes the connection. */
    private static String read(Socket client) throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aClientThatClosesIsGone() throws Exception {
        send(WORK).close();
        assertThatItIsGone();
    }

    @Test
    void thatAClientHasLeftIsSeenWithinHalfASecond() throws Exception {
        send(WORK).close();
        Duration passed = Duration.ZERO;
        String end = null;
        while (end == null && passed.compareTo(Duration.ofMillis(500)) < 0) {
            clock.pass(ClientWatch.LOOK);
            passed = passed.plus(ClientWatch.LOOK);
            end = ends.poll(1, TimeUnit.SECONDS);
        }
        assertThat(end).isEqualTo("gone");
        assertThat(passed).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void aClientThatBreaksOffIsGone() throws Exception {
        Socket client = send(WORK);
        client.setSoLinger(true, 0);
        client.close();
        assertThatItIsGone();
    }

    @Test
    void aClientThatAskedForMoreBeforeItClosedIsGone() throws Exception {
        send(WORK + ASK.repeat(20)).close();
        assertThatItIsGone();
    }

    @Test
    void aClientThatEndsWhatItSendsAndLaterLeavesIsGone() throws Exception {
        Socket client = send(WORK);
        client.shutdownOutput();
        assertThat(read(client, PROCESSING.length())).isEqualTo(PROCESSING.getBytes(StandardCharsets.US_ASCII));
        client.close();
        assertThatItIsGone();
    }

    @Test
    void aClientThatOnlyEndsWhatItSendsIsAnswered() throws Exception {
        try (Socket client = send(WORK)) {
            client.shutdownOutput();
            read(client, 2 * PROCESSING.length());
            done.countDown();
            assertThat(read(client))
                    .matches("(?s)(\\Q" + PROCESSING + "\\E)*HTTP/1\\.1 200 .*\\{\"work\":1}")
                    .doesNotContain("102 Processing" + PROCESSING);
        }
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void aClientOfHttp10ThatEndsWhatItSendsIsSentTheAnswerAlone() throws Exception {
        try (Socket client = send(WORK.replace("HTTP/1.1", "HTTP/1.0"))) {
            client.shutdownOutput();
            clock.pass(ClientWatch.BEFORE_ASKING.multipliedBy(3));
            done.countDown();
            assertThat(read(client)).startsWith("HTTP/1.1 200 ").endsWith("{\"work\":1}");
        }
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void whatAClientAsksForMeanwhileIsAnsweredInItsTurn() throws Exception {
        int more = 400;
        try (Socket client = send(WORK + ASK)) {
            clock.pass(ClientWatch.BEFORE_ASKING.multipliedBy(3));
            client.getOutputStream().write(ASK.repeat(more).getBytes(StandardCharsets.US_ASCII));
            clock.pass(ClientWatch.BEFORE_ASKING);
            done.countDown();
            client.shutdownOutput();
            assertThat(read(client).split("HTTP/1\\.1 200 "))
                    .hasSize(3 + more)
                    .anySatisfy(answer -> assertThat(answer).contains("{\"work\":1}"));
        }
        assertThat(next()).isEqualTo("done");
    }

    @Test
    void aConnectionThatIsKeptServesOn() throws Exception {
        try (Socket client = send(WORK)) {
            clock.pass(ClientWatch.BEFORE_ASKING.multipliedBy(2));
            done.countDown();
            assertThat(next()).isEqualTo("done");
            for (int i = 0; i < 3; i++) {
                client.getOutputStream().write(WORK.getBytes(StandardCharsets.US_ASCII));
                assertThat(List.of(next(), next())).containsExactly("begun", "done");
            }
            client.shutdownOutput();
            assertThat(read(client).split("HTTP/1\\.1 200 ")).hasSize(5);
        }
    }
}
