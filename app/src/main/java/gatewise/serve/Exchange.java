package gatewise.serve;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;

/** A request that is answered once, in whichever thread. */
final class Exchange {
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self'; script-src 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cache-Control",
            "no-store");

    /** Bytes that are written at once: the system's copy of them is in native memory, one a thread. */
    private static final int SLICE = 1 << 16;

    private final org.eclipse.jetty.server.Request received;
    private final org.eclipse.jetty.server.Response answer;
    private final Callback end;
    private final OpenConnections.Client client;
    private final AtomicBoolean answered = new AtomicBoolean();

    Exchange(
            org.eclipse.jetty.server.Request received,
            org.eclipse.jetty.server.Response answer,
            Callback end,
            OpenConnections.Client client) {
        this.received = received;
        this.answer = answer;
        this.end = end;
        this.client = client;
    }

    org.eclipse.jetty.server.Request received() {
        return received;
    }

    OpenConnections.Client client() {
        return client;
    }

    /** Sends the answer, as fast as the client takes it, unless one is sent already. */
    void send(Response response) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        byte[] body = response.body();
        client.takes();
        client.hold(body.length);
        answer.setStatus(response.status());
        HttpFields.Mutable headers = answer.getHeaders();
        HEADERS.forEach(headers::put);
        headers.put("Content-Type", response.contentType());
        headers.put("Content-Length", body.length);
        response.headers().forEach(headers::put);
        Content.copy(Content.Source.from(slices(body)), answer, Callback.from(this::sent, this::gone));
    }

    private static ByteBuffer[] slices(byte[] body) {
        ByteBuffer[] slices = new ByteBuffer[Math.max(1, (body.length + SLICE - 1) / SLICE)];
        for (int i = 0; i < slices.length; i++) {
            slices[i] = ByteBuffer.wrap(body, i * SLICE, Math.min(SLICE, body.length - i * SLICE))
                    .slice();
        }
        return slices;
    }

    private void sent() {
        client.releaseAll();
        // Before the end, after which the next request may be in other hands already.
        client.sends(null);
        end.succeeded();
    }

    private void gone(Throwable reason) {
        client.releaseAll();
        end.failed(reason);
    }

    /** The request is none, or its client has gone. */
    void fail(Throwable reason) {
        if (answered.compareAndSet(false, true)) {
            gone(reason);
        }
    }
}
