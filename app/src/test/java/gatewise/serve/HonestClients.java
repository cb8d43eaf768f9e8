package gatewise.serve;

import gatewise.explain.LabelledTrace;
import gatewise.explain.Surgery;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Clients that ask for traces and know what they should be; every other opens a connection for each. */
final class HonestClients {
    private static final int CLIENTS = 32;
    private static final int PAUSE_MILLIS = 50;
    private static final int PATIENCE_MILLIS = 60_000;

    private final Fixture fixture;
    private final List<byte[]> requests = new ArrayList<>();
    private final List<byte[]> answers = new ArrayList<>();

    HonestClients(Fixture fixture) {
        this.fixture = fixture;
        for (int i = 0; i < fixture.data.test().count(); i++) {
            byte[] image = fixture.data.testImages().image(i);
            requests.add(("{\"pixels\":" + Fixture.pixels(image) + "}").getBytes(StandardCharsets.US_ASCII));
            answers.add(
                    Answers.write(new LabelledTrace(fixture.lstm.trace(image, Surgery.NONE), fixture.data.labels())));
        }
    }

    /**
     * Lets all of them ask so often.
     *
     * @return how long each answer took, in milliseconds, in order of these
     */
    double[] ask(int count) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Callable<List<Double>>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                clients.add(() -> ask(number, count));
            }
            List<Double> times = new ArrayList<>();
            for (Future<List<Double>> client : threads.invokeAll(clients)) {
                times.addAll(client.get());
            }
            double[] sorted = times.stream().mapToDouble(time -> time).toArray();
            Arrays.sort(sorted);
            return sorted;
        } finally {
            threads.shutdownNow();
        }
    }

    private List<Double> ask(int client, int count) throws Exception {
        boolean kept = client % 2 == 0;
        List<Double> times = new ArrayList<>();
        Connection connection = null;
        for (int i = client; i < client + count; i++) {
            long begin = System.nanoTime();
            if (connection == null) {
                connection = new Connection(fixture.port());
            }
            byte[] answer = connection.ask(requests.get(i % requests.size()), kept);
            times.add((System.nanoTime() - begin) / 1e6);
            if (!Arrays.equals(answer, answers.get(i % answers.size()))) {
                throw new AssertionError("wrong: " + new String(answer, StandardCharsets.UTF_8));
            }
            if (!kept) {
                connection.socket.close();
                connection = null;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        if (connection != null) {
            connection.socket.close();
        }
        return times;
    }

    private static final class Connection {
        private final Socket socket;
        private final InputStream in;

        Connection(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new BufferedInputStream(socket.getInputStream());
        }

        /** The body of the answer. */
        byte[] ask(byte[] body, boolean kept) throws IOException {
            String head = "POST /api/models/1/trace HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                    + (kept ? "" : "Connection: close\r\n") + "Content-Length: " + body.length + "\r\n\r\n";
            byte[] request = Arrays.copyOf(head.getBytes(StandardCharsets.US_ASCII), head.length() + body.length);
            System.arraycopy(body, 0, request, head.length(), body.length);
            socket.getOutputStream().write(request);
            int length = -1;
            for (String line = line(); !line.isEmpty(); line = line()) {
                if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
                    length = Integer.parseInt(line.substring(15).strip());
                }
            }
            return in.readNBytes(length);
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int c = in.read(); c != '\n'; c = in.read()) {
                if (c < 0) {
                    throw new EOFException("the server has closed the connection");
                }
                line.append((char) c);
            }
            return line.toString().strip();
        }
    }
}
