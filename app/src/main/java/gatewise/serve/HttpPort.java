package gatewise.serve;

import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A port at which HTTP/1.1 is spoken with Jetty's server, and the limits of what clients may take of this machine. */
final class HttpPort implements AutoCloseable {
    /** Bytes of a request's line and headers. */
    static final int LARGEST_HEAD = 8 << 10;

    /** Connections that the system keeps until the server takes them; one more waits a second before it tries again. */
    private static final int BACKLOG = 1024;

    private static final int MOST_CONNECTIONS = 8192;
    /** Threads compute and wait for nobody, but for at most 98 that wait for their turn or have it ({@link ConcurrencyLimit}). */
    private static final int MOST_THREADS = 128;

    private static final int FEWEST_THREADS = 4;
    private static final int IDLE_THREAD_MILLIS = 60_000;
    /** Milliseconds, as many as Jetty gives its threads to end. */
    private static final int MOST_STOPPING = 5_000;

    /** Of this process's memory, what bodies that come and go over the network may take. */
    private static final int MEMORY_SHARE = 8;

    private final InetSocketAddress address;
    private final OpenConnections connections;
    private final Server jetty;
    private final ServerConnector connector;

    /** Takes a port, at which clients wait until {@link #start}. */
    HttpPort(InetSocketAddress address, OpenConnections.Limits limits) throws IOException {
        this(address, limits, Clock.ofSystem());
    }

    /** By another clock. */
    HttpPort(InetSocketAddress address, OpenConnections.Limits limits, Clock clock) throws IOException {
        // First, since it may fail.
        ServerSocketChannel channel = bind(address);
        this.address = address;
        connections = new OpenConnections(limits, clock);
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS, IDLE_THREAD_MILLIS);
        threads.setName("serve");
        threads.setDaemon(true);
        jetty = new Server(threads, null, new ArrayByteBufferPool());
        connector = new WatchedConnector(jetty, new PathsOnly(protocol()));
        // Connections are watched by what their clients owe, not by how long nothing passed.
        connector.setIdleTimeout(0);
        connector.addEventListener(connections);
        jetty.addConnector(connector);
        connector.open(channel);
    }

    private static ServerSocketChannel bind(InetSocketAddress address) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            return channel.bind(address, BACKLOG);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** What this machine and this process bear. */
    static OpenConnections.Limits limits() {
        return new OpenConnections.Limits(
                mostConnections(),
                Runtime.getRuntime().maxMemory() / MEMORY_SHARE,
                Duration.ofSeconds(30),
                Duration.ofMinutes(5));
    }

    private static HttpConfiguration protocol() {
        HttpConfiguration protocol = new HttpConfiguration();
        protocol.setRequestHeaderSize(LARGEST_HEAD);
        protocol.setHttpCompliance(HttpCompliance.RFC9110);
        protocol.setUriCompliance(UriCompliance.RFC3986);
        protocol.setSendServerVersion(false);
        protocol.setSendXPoweredBy(false);
        // Native memory grows with the threads then, not with the connections.
        protocol.setUseInputDirectByteBuffers(false);
        protocol.setUseOutputDirectByteBuffers(false);
        return protocol;
    }

    /** The rest of the files that this program may open are for what else it does. */
    private static int mostConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(MOST_CONNECTIONS, unix.getMaxFileDescriptorCount() / 2)
                : MOST_CONNECTIONS;
    }

    /** Of those that are open, for who answers them. */
    OpenConnections connections() {
        return connections;
    }

    /** At which it is; the port as the system chose it. */
    InetSocketAddress address() {
        return new InetSocketAddress(address.getAddress(), connector.getLocalPort());
    }

    /**
     * Answers from now on; to be called once.
     *
     * @param errors answers what is no request at all
     */
    void start(Handler requests, org.eclipse.jetty.server.Request.Handler errors) {
        jetty.setHandler(requests);
        jetty.setErrorHandler(errors);
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server cannot be started", e);
        }
    }

    /** Also for a thread that was interrupted, as by Ctrl-C, and stays so. Threads that do not end are left behind. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            // First, for Jetty waits for answers that are on their way, in the thread that they are sent by.
            connections.close();
            Thread stopping = new Thread(this::stop, "serve-stop");
            stopping.setDaemon(true);
            stopping.start();
            // Jetty 12.1.14 waits for ever if a connection is closed just while an answer of it fails
            // (CancelSendException).
            stopping.join(MOST_STOPPING);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            connector.close();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop() {
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server cannot be stopped", e);
        }
    }

    private static final class WatchedConnector extends ServerConnector {
        WatchedConnector(Server server, ConnectionFactory protocol) {
            super(server, 1, 1, protocol);
        }

        @Override
        protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            SocketChannelEndPoint endPoint = new WatchedEndPoint(channel, selector, key, this);
            endPoint.setIdleTimeout(getIdleTimeout());
            return endPoint;
        }
    }
}
