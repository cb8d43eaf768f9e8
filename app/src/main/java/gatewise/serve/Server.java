package gatewise.serve;

import gatewise.io.Phrase;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;

/** Shows models and runs to browsers and programs, until it is closed. */
public final class Server implements AutoCloseable {
    private static final String PAGE = "gatewise/serve/";

    private final HttpPort port;
    /** Null until there is something to show. */
    private Api api;

    private Server(HttpPort port) {
        this.port = port;
    }

    /**
     * Takes a port, at which clients wait until {@link #show} is called.
     *
     * @param host the name or address of one of this machine's interfaces
     * @param port 0 for any that is free
     * @throws UserError if there is no such address, or the port is in use
     */
    public static Server at(String host, int port) {
        return at(host, port, HttpPort.limits());
    }

    static Server at(String host, int port, OpenConnections.Limits limits) {
        return new Server(bind(address(host, port), limits));
    }

    /** Answers from now on; to be called once. */
    public void show(Models models) {
        show(models, new Page(Server.class.getClassLoader(), PAGE));
    }

    void show(Models models, Page page) {
        api = new Api(models);
        HostOriginCheck check = new HostOriginCheck(port.address().getAddress());
        port.start(
                new RequestHandler(check, port.connections(), api.routes(), page),
                new ErrorHandler(port.connections()));
    }

    private static InetSocketAddress address(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new UserError(
                    Phrase.of(Setting.HOST, " " + host + ": no such address"), "give one of this machine's", e);
        }
    }

    private static HttpPort bind(InetSocketAddress address, OpenConnections.Limits limits) {
        try {
            return new HttpPort(address, limits);
        } catch (BindException e) {
            throw isHere(address.getAddress()) ? taken(address, e) : elsewhere(address, e);
        } catch (SocketException e) {
            throw taken(address, e);
        } catch (IOException e) {
            throw UserError.failedJob(
                    "no server can be started (" + e.getMessage() + ")",
                    Phrase.of("give another address with ", Setting.HOST, " and ", Setting.PORT),
                    e);
        }
    }

    /** Whether it is an address of this machine, or stands for all of them. */
    private static boolean isHere(InetAddress address) {
        try {
            return address.isAnyLocalAddress()
                    || address.isLoopbackAddress()
                    || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return true; // It cannot be told.
        }
    }

    private static UserError elsewhere(InetSocketAddress address, IOException cause) {
        return UserError.failedJob(
                Phrase.of(
                        Setting.HOST,
                        " " + HostOriginCheck.literal(address.getAddress()) + " is no address of this machine ("
                                + cause.getMessage() + ")"),
                "give one of this machine's",
                cause);
    }

    private static UserError taken(InetSocketAddress address, IOException cause) {
        return UserError.failedJob(
                "port " + address.getPort() + " of " + HostOriginCheck.literal(address.getAddress())
                        + " cannot be had (" + cause.getMessage() + ")",
                Phrase.of("give another with ", Setting.PORT),
                cause);
    }

    /** Where it is, such as {@code http://127.0.0.1:8080/}. */
    public String url() {
        InetSocketAddress address = port.address();
        return "http://" + HostOriginCheck.literal(address.getAddress()) + ":" + address.getPort() + "/";
    }

    /** Whether this machine alone can reach it. */
    public boolean isLocal() {
        return port.address().getAddress().isLoopbackAddress();
    }

    /** Stops to listen and lets go of every client. */
    @Override
    public void close() {
        try {
            port.close();
        } finally {
            if (api != null) {
                api.close();
            }
        }
    }
}
