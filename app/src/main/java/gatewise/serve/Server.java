package gatewise.serve;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.net.httpserver.HttpServer;
import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.Map;

/** Shows models and runs to browsers and programs, until it is closed. */
public final class Server implements AutoCloseable {
    private static final String PAGE = "gatewise/serve/";
    /** Connections that the system keeps until the server takes them; one more waits a second before it tries again. */
    private static final int BACKLOG = 1024;

    private static final int MOST_CONNECTIONS = 8192;

    /** The JDK's server reads these when it is first used; what the user has set counts. */
    private static final Map<String, String> LIMITS = Map.of(
            // Headers and body go out in two writes: without it, the second waits for the client's receipt of the
            // first.
            "sun.net.httpserver.nodelay", "true",
            // Seconds until a client that is slow to send, or to take its answer, is let go; where others wait for its
            // thread, it is let go before.
            "sun.net.httpserver.maxReqTime", "30",
            "sun.net.httpserver.maxRspTime", "300",
            // Silent connections have no thread, but there is room for so many only: seconds until one is closed, and
            // milliseconds between two looks at them.
            "sun.net.httpserver.idleInterval", "10",
            "sun.net.httpserver.clockTick", "1000",
            "jdk.httpserver.maxConnections", Integer.toString(mostConnections()));

    static {
        LIMITS.forEach((name, value) -> {
            if (System.getProperty(name) == null) {
                System.setProperty(name, value);
            }
        });
    }

    private final HttpServer http;
    private final ExchangeThreads threads;
    private final Api api;

    private Server(HttpServer http, ExchangeThreads threads, Api api) {
        this.http = http;
        this.threads = threads;
        this.api = api;
    }

    /**
     * Starts to listen.
     *
     * @param host the name or address of one of this machine's interfaces
     * @param port 0 for any that is free
     * @throws UserError if there is no such address, or the port is in use
     */
    public static Server start(String host, int port, Models models) {
        return start(host, port, models, new Page(Server.class.getClassLoader(), PAGE));
    }

    static Server start(String host, int port, Models models, Page page) {
        InetSocketAddress address = address(host, port);
        HttpServer http = bind(address);
        ExchangeThreads threads = new ExchangeThreads();
        Api api = new Api(models);
        http.createContext(
                "/", new RequestHandler(new HostOriginCheck(address.getAddress()), threads, api.routes(), page));
        http.setExecutor(threads);
        http.start();
        return new Server(http, threads, api);
    }

    /** The rest of the files that this program may open are for what else it does. */
    private static int mostConnections() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? (int) Math.min(MOST_CONNECTIONS, unix.getMaxFileDescriptorCount() / 2)
                : MOST_CONNECTIONS;
    }

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UserError(
                    Phrase.of(Setting.HOST, " " + host + ": no such address"), "give one of this machine's", e);
        }
    }

    private static HttpServer bind(InetSocketAddress address) {
        try {
            return HttpServer.create(address, BACKLOG);
        } catch (SocketException e) {
            throw UserError.failedJob(
                    "port " + address.getPort() + " of " + HostOriginCheck.literal(address.getAddress())
                            + " cannot be had (" + e.getMessage() + ")",
                    Phrase.of("give another with ", Setting.PORT),
                    e);
        } catch (IOException e) {
            throw UserError.failedJob(
                    "no server can be started (" + e.getMessage() + ")",
                    Phrase.of("give another address with ", Setting.HOST, " and ", Setting.PORT),
                    e);
        }
    }

    /** Where it is, such as {@code http://127.0.0.1:8080/}. */
    public String url() {
        InetSocketAddress address = http.getAddress();
        return "http://" + HostOriginCheck.literal(address.getAddress()) + ":" + address.getPort() + "/";
    }

    /** Whether this machine alone can reach it. */
    public boolean isLocal() {
        return http.getAddress().getAddress().isLoopbackAddress();
    }

    /** Stops to listen and lets go of every client. */
    @Override
    public void close() {
        http.stop(0);
        threads.close();
        api.close();
    }
}
