package gatewise.serve;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Clients that keep a server waiting, and come again when they are let go. */
final class SlowClients implements AutoCloseable {
    private static final String POST =
            "POST /api/models/1/trace HTTP/1.1\nHost: localhost\nContent-Type: application/json\n";
    private static final int WINDOW = 4096;

    private final int port;
    private final List<Client> clients = new ArrayList<>();
    private final ScheduledExecutorService drip = Executors.newSingleThreadScheduledExecutor();

    /** What one sends at once, and then every second. */
    enum Kind {
        SILENT("", ""),
        HALF_A_LINE("GET /api/mod", ""),
        HALF_THE_HEADERS("GET /api/models HTTP/1.1\nHost: local", ""),
        SLOW_HEADERS(POST + "X-Slow: ", "x"),
        SLOW_BODY(POST + "Content-Length: 9999\n\n{", " "),
        NO_BODY(POST + "Content-Length: 65000\n\n", ""),
        A_HUGE_BODY(POST + "Content-Length: 2000000000\n\n", " "),
        AN_ENDLESS_BODY(POST + "Transfer-Encoding: chunked\n\n1\n{\n", "1\n \n"),
        UNREAD_ANSWERS("GET /api/openapi.json HTTP/1.1\nHost: localhost\n\n".repeat(1000), "");

        private final byte[] first;
        private final byte[] next;

        Kind(String first, String next) {
            this.first = bytes(first);
            this.next = bytes(next);
        }

        private static byte[] bytes(String text) {
            return text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
    }

    SlowClients(int port) {
        this.port = port;
        drip.scheduleWithFixedDelay(this::goOn, 1, 1, TimeUnit.SECONDS);
    }

    void add(Kind kind, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            Client client = new Client(kind);
            client.open();
            synchronized (clients) {
                clients.add(client);
            }
        }
    }

    private void goOn() {
        List<Client> all;
        synchronized (clients) {
            all = List.copyOf(clients);
        }
        all.forEach(Client::goOn);
    }

    private final class Client {
        private final Kind kind;
        private SocketChannel channel;

        Client(Kind kind) {
            this.kind = kind;
        }

        void open() throws IOException {
            channel = SocketChannel.open().setOption(StandardSocketOptions.SO_RCVBUF, WINDOW);
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(kind.first));
        }

        void goOn() {
            try {
                try {
                    channel.write(ByteBuffer.wrap(kind.next));
                    if (kind == Kind.UNREAD_ANSWERS || channel.read(ByteBuffer.allocate(WINDOW)) >= 0) {
                        return;
                    }
                } catch (IOException e) {
                    // It was let go.
                }
                channel.close();
                open();
            } catch (IOException e) {
                // Again in a second.
            }
        }
    }

    @Override
    public void close() throws IOException {
        drip.shutdownNow();
        try {
            drip.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Client client : clients) {
            client.channel.close();
        }
    }
}
