package gatewise.serve;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.util.BufferUtil;

/**
 * A connection that can be looked at while nothing is read from it: what has come by then is kept for who reads next.
 * Nobody may read meanwhile.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {
    /** More is left to the system. */
    private static final int MOST_AHEAD = HttpPort.LARGEST_HEAD;

    private final Connector connector;
    /** Null if nothing has come ahead. */
    private ByteBuffer ahead;

    WatchedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Connector connector) {
        super(channel, selector, key, connector.getScheduler());
        this.connector = connector;
    }

    /**
     * Whether the client has ended what it sends. It may have closed the connection, or only its own half of it.
     *
     * @throws IOException if the connection is broken or closed here
     */
    boolean isAtEnd() throws IOException {
        ByteBuffer more = ByteBuffer.allocate(MOST_AHEAD - (ahead == null ? 0 : ahead.remaining()));
        int count = getChannel().read(more);
        if (count > 0) {
            more.flip();
            ahead = ahead == null
                    ? more
                    : ByteBuffer.allocate(ahead.remaining() + count)
                            .put(ahead)
                            .put(more)
                            .flip();
        }
        return count < 0;
    }

    /**
     * Sends bytes that are no part of an answer, while none is being sent.
     *
     * @throws IOException if the connection is broken, or has no room for all of them
     */
    void send(byte[] bytes) throws IOException {
        if (getChannel().write(ByteBuffer.wrap(bytes)) < bytes.length) {
            throw new IOException("the client takes nothing");
        }
    }

    @Override
    public int fill(ByteBuffer into) throws IOException {
        if (ahead == null) {
            return super.fill(into);
        }
        int count = BufferUtil.append(into, ahead);
        if (!ahead.hasRemaining()) {
            ahead = null;
        }
        return count;
    }

    @Override
    protected void needsFillInterest() {
        if (ahead == null) {
            super.needsFillInterest();
        } else {
            connector.getExecutor().execute(getFillInterest()::fillable);
        }
    }
}
