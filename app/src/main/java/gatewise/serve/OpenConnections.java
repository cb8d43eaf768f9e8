package gatewise.serve;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;

/**
 * The connections that are open. Each waits for its client, who may take so long and no longer, or is being answered.
 * When there are too many of them, or too much of this process's memory is on its way from and to them, the one that has
 * waited longest for its client is let go, so that whoever comes next finds room.
 */
final class OpenConnections implements Connection.Listener, AutoCloseable {
    private static final Duration CHECK = Duration.ofMillis(500);

    private final Map<Connection, Client> clients = new ConcurrentHashMap<>();
    private final AtomicLong bytes = new AtomicLong();
    private final Limits limits;
    private final Clock clock;
    private volatile boolean isClosed;

    OpenConnections(Limits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
        clock.every(CHECK, this::endOverdue);
    }

    /**
     * What clients may take.
     *
     * @param connections that are open at once
     * @param bytes of bodies that are kept at once, of requests and of answers
     * @param receiving for the head of a request, counted from the end of the last, and again for its body
     * @param sending for taking an answer
     */
    record Limits(int connections, long bytes, Duration receiving, Duration sending) {}

    @Override
    public void onOpened(Connection connection) {
        clients.put(connection, new Client(connection));
        if (isClosed) {
            connection.getEndPoint().close();
        } else if (clients.size() > limits.connections()) {
            endLongest(client -> true);
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Client client = clients.remove(connection);
        if (client != null) {
            client.releaseAll();
        }
    }

    /** The client at the other end of a connection that is open; of one that is not, nobody. */
    Client client(Connection connection) {
        Client client = clients.get(connection);
        return client == null ? new Client(connection) : client;
    }

    private void endOverdue() {
        long now = clock.nanos();
        clients.values().stream().filter(client -> client.isOverdue(now)).forEach(Client::end);
    }

    private void endLongest(Predicate<Client> candidate) {
        long now = clock.nanos();
        clients.values().stream()
                .filter(client -> client.isAwaited() && candidate.test(client))
                .max(Comparator.comparingLong(client -> client.waited(now)))
                .ifPresent(Client::close);
    }

    /** Lets every client go, those as well that are still to come. */
    @Override
    public void close() {
        clock.close();
        isClosed = true;
        clients.values().forEach(Client::close);
    }

    /** One connection's. */
    final class Client {
        private final Connection connection;
        private final AtomicLong held = new AtomicLong();
        private volatile long since;
        /** Nanoseconds that it is waited for; 0 while the server computes. */
        private volatile long allowed;

        private volatile Runnable late;

        private Client(Connection connection) {
            this.connection = connection;
            sends(null);
        }

        /**
         * It is to send a request, or the rest of it, from now on.
         *
         * @param whenLate what is done instead of closing its connection, if it has not sent it in time; null for nothing
         */
        void sends(Runnable whenLate) {
            await(limits.receiving(), whenLate);
        }

        /** It is to take its answer from now on. */
        void takes() {
            await(limits.sending(), null);
        }

        private void await(Duration time, Runnable whenLate) {
            since = clock.nanos();
            late = whenLate;
            allowed = time.toNanos();
        }

        /** It has nothing to do, for the server is at work. */
        void waits() {
            allowed = 0;
        }

        /**
         * Whether it stays while an answer is worked out, until the watch is closed.
         *
         * @param mayAsk whether it speaks HTTP/1.1
         */
        ClientWatch watch(boolean mayAsk) {
            return new ClientWatch((WatchedEndPoint) connection.getEndPoint(), mayAsk, clock);
        }

        /** So many bytes more of this process's memory are needed for it. */
        void hold(long more) {
            held.addAndGet(more);
            if (bytes.addAndGet(more) > limits.bytes()) {
                // Who takes no more than an equal share is none of those that take too much.
                endLongest(client -> client.held.get() > limits.bytes() / limits.connections());
            }
        }

        void releaseAll() {
            bytes.addAndGet(-held.getAndSet(0));
        }

        private boolean isAwaited() {
            return allowed > 0;
        }

        private long waited(long now) {
            return now - since;
        }

        private boolean isOverdue(long now) {
            long most = allowed;
            return most > 0 && waited(now) > most;
        }

        /** What was to be done instead of closing is done once. */
        private void end() {
            Runnable instead = late;
            late = null;
            if (instead == null) {
                close();
            } else {
                instead.run();
            }
        }

        private void close() {
            connection.getEndPoint().close();
        }
    }
}
