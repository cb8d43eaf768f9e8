package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Clients that go while they are answered are forgotten. A JVM of its own, since the JDK reads its limits once. */
class BrokenConnectionsTest {
    private static final int MOST_CONNECTIONS = 20;
    private static final byte[] REQUESTS = "GET /api/openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n"
            .repeat(100)
            .getBytes(StandardCharsets.US_ASCII);
    private static final long LONG = TimeUnit.MINUTES.toNanos(1);

    /** Serves no model until its input ends. */
    public static void main(String[] arguments) throws IOException {
        try (Server server = Server.at("127.0.0.1", 0)) {
            server.show(new Models(List.of(), null));
            System.out.println(server.url());
            assertThat(System.in.read()).isEqualTo(-1);
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djdk.httpserver.maxConnections=" + MOST_CONNECTIONS,
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokenConnectionsTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    @Test
    void doNotCountAmongThoseThatAreOpen() throws Exception {
        Process process = start();
        try (BufferedReader lines = process.inputReader()) {
            int port = URI.create(lines.readLine()).getPort();
            int answered = 0;
            for (long begin = System.nanoTime();
                    answered < 3 * MOST_CONNECTIONS && System.nanoTime() - begin < LONG; ) {
                answered += breaksOff(port) ? 1 : 0;
            }
            assertThat(answered).isEqualTo(3 * MOST_CONNECTIONS);
        } finally {
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
        }
    }

    /**
     * Asks for more than there is room for on the way, and goes by a reset when the first of it comes.
     *
     * @return false if none came
     */
    private static boolean breaksOff(int port) {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            socket.getOutputStream().write(REQUESTS);
            socket.setSoLinger(true, 0);
            return socket.getInputStream().read() == 'H';
        } catch (IOException e) {
            return false;
        }
    }
}
