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
    private final ExchangeThreads threads = new ExchangeThreads();
    /** Null until there is something to show. */
    private Api api;

    private Server(HttpServer http) {
        this.http = http;
    }

    /**
     * Takes a port, at which clients wait until {@link #show} is called.
     *
     * @param host the name or address of one of this machine's interfaces
     * @param port 0 for any that is free
     * @throws UserError if there is no such address, or the port is in use
     */
    public static Server at(String host, int port) {
        return new Server(bind(address(host, port)));
    }

    /** Answers from now on; to be called once. */
    public void show(Models models) {
        show(models, new Page(Server.class.getClassLoader(), PAGE));
    }

    void show(Models models, Page page) {
        api = new Api(models);
        HostOriginCheck check = new HostOriginCheck(http.getAddress().getAddress());
        http.createContext("/", new RequestHandler(check, threads, api.routes(), page));
        http.setExecutor(threads);
        http.start();
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
        if (api == null) {
            http.start(); // the thread that lets go of the port begins here
        }
        http.stop(0);
        threads.close();
        if (api != null) {
            api.close();
        }
    }
}
