package gatewise.serve;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.io.Content;

/** Reads a body as it comes, so that a slow client keeps no thread. */
final class BodyReader implements Runnable {
    /** So much of a body that is refused is still read, so that the client comes to read the refusal. */
    static final int MOST_DISCARDED = 16 << 20;

    private final Exchange exchange;
    private final int most;
    private final Consumer<byte[]> then;
    private ByteArrayOutputStream body = new ByteArrayOutputStream();
    private long read;
    /** Null while there is no reason for one. */
    private Refusal refusal;

    private BodyReader(Exchange exchange, int most, Consumer<byte[]> then, Refusal refusal) {
        this.exchange = exchange;
        this.most = most;
        this.then = then;
        this.refusal = refusal;
    }

    /**
     * Reads a body of at most so many bytes; a larger one is refused.
     *
     * @param then takes it, on whichever thread, when it is whole
     */
    static void read(Exchange exchange, int most, Consumer<byte[]> then) {
        new BodyReader(exchange, most, then, null).run();
    }

    /** Sends a refusal when the body has been read, which is kept nowhere. */
    static void discard(Exchange exchange, Refusal refusal) {
        new BodyReader(exchange, 0, body -> {}, refusal).run();
    }

    /** Reads what has come, until the end or until more comes. */
    @Override
    public void run() {
        while (true) {
            Content.Chunk chunk = exchange.received().read();
            if (chunk == null) {
                exchange.received().demand(this);
                return;
            }
            if (Content.Chunk.isFailure(chunk)) {
                exchange.fail(chunk.getFailure());
                return;
            }
            take(chunk.getByteBuffer());
            chunk.release();
            if (chunk.isLast() || read > Math.max(most, MOST_DISCARDED)) {
                end();
                return;
            }
        }
    }

    private void take(ByteBuffer bytes) {
        int count = bytes.remaining();
        read += count;
        if (refusal == null && read > most) {
            refusal = Refusal.tooLarge(most);
            body.reset();
        }
        if (refusal == null) {
            exchange.client().hold(count);
            byte[] copy = new byte[count];
            bytes.get(copy);
            body.writeBytes(copy);
        }
    }

    private void end() {
        if (refusal == null) {
            byte[] whole = body.toByteArray();
            body = null; // so that it is there once while it is answered
            then.accept(whole);
        } else {
            exchange.send(refusal.response());
        }
    }
}
