package gatewise.serve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Future;

/**
 * Notices that a client leaves while its answer is worked out. A client that has ended its half of the connection may
 * still wait for the answer: only by sending it something can be told. HTTP has 102 for that, which says that an answer
 * will come (RFC 9110, section 15.2, has clients ignore what they do not know of that kind); HTTP/1.0 has nothing.
 */
final class ClientWatch implements AutoCloseable {
    /** What short work is never disturbed by. */
    static final Duration BEFORE_ASKING = Duration.ofMillis(300);

    /** Between two looks. */
    static final Duration LOOK = Duration.ofMillis(100);

    private static final byte[] PROCESSING = "HTTP/1.1 102 Processing\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final WatchedEndPoint connection;
    private final boolean mayAsk;
    private final Clock clock;
    private final Future<?> looking;
    private final long begin;
    private boolean isEnded;
    /** Nanoseconds after the beginning; twice as late every time. */
    private long nextAsked = BEFORE_ASKING.toNanos();

    private long pause = LOOK.toNanos();
    private volatile boolean isGone;

    /**
     * Begins to watch; nothing may be read from the client or sent to it until the end.
     *
     * @param mayAsk whether the client speaks HTTP/1.1
     */
    ClientWatch(WatchedEndPoint connection, boolean mayAsk, Clock clock) {
        this.connection = connection;
        this.mayAsk = mayAsk;
        this.clock = clock;
        begin = clock.nanos();
        looking = clock.every(LOOK, this::look);
    }

    /** Whether nobody waits for the answer any more. */
    boolean isGone() {
        return isGone;
    }

    private synchronized void look() {
        if (isEnded || isGone) {
            return;
        }
        try {
            long now = clock.nanos() - begin;
            if (connection.isAtEnd() && mayAsk && now >= nextAsked) {
                connection.send(PROCESSING);
                nextAsked = now + pause;
                pause *= 2;
            }
        } catch (IOException e) {
            isGone = true;
        }
    }

    @Override
    public synchronized void close() {
        isEnded = true;
        looking.cancel(false);
    }
}
