package gatewise.spark;

import gatewise.io.Phrase;
import gatewise.io.Reason;
import gatewise.io.Setting;
import gatewise.io.UserError;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a cluster is asked for executors.
 *
 * @param url as Spark takes it
 * @param host of a standalone master; null for a cluster that lives within this process alone
 * @param port of a standalone master
 * @param workers of a cluster within this process
 */
public record SparkMaster(String url, String host, int port, Worker workers) {
    private static final Pattern STANDALONE =
            Pattern.compile("spark://([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})");
    private static final Pattern LOCAL =
            Pattern.compile("local-cluster\\[\\s*([0-9]{1,3})\\s*,\\s*([0-9]{1,4})\\s*,\\s*([0-9]{1,7})\\s*]");
    private static final int MOST_PORT = 65_535;
    private static final int MILLISECONDS = 5_000;
    private static final int PROBE_MILLISECONDS = 1_000;

    /**
     * What a worker has to give.
     *
     * @param memory in MiB
     */
    record Worker(int cores, int memory) {}

    /** @throws UserError if it is not the URL of a master that is known here */
    public static SparkMaster parse(String url) {
        Matcher local = LOCAL.matcher(url);
        if (local.matches()) {
            int count = Integer.parseInt(local.group(1));
            Worker worker = new Worker(Integer.parseInt(local.group(2)), Integer.parseInt(local.group(3)));
            if (count < 1 || worker.cores() < 1 || worker.memory() < 1) {
                throw malformed(url);
            }
            return new SparkMaster(url, null, 0, worker);
        }
        Matcher standalone = STANDALONE.matcher(url);
        if (!standalone.matches()) {
            throw malformed(url);
        }
        int port = Integer.parseInt(standalone.group(2));
        if (port < 1 || port > MOST_PORT) {
            throw new UserError(
                    Phrase.of(Setting.SPARK, " " + url + ": ports are in 1.." + MOST_PORT + ", got " + port),
                    "give the URL of a standalone master as its log has it, such as spark://node1:7077");
        }
        return new SparkMaster(url, standalone.group(1), port, null);
    }

    private static UserError malformed(String url) {
        return new UserError(
                Phrase.of(Setting.SPARK, " " + url + ": expected spark://HOST:PORT"),
                "give the URL of a standalone master as its log has it, such as spark://node1:7077");
    }

    boolean isLocal() {
        return workers != null;
    }

    /** Whether a machine answers that nobody listens there; not if it does not answer, which a firewall may be the reason of. */
    static boolean isRefused(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), PROBE_MILLISECONDS);
            return false;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Connects to it and hangs up.
     *
     * @return the address of this machine that the master's network reaches
     * @throws UserError if nobody listens there
     */
    String reach() {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host.replaceAll("[\\[\\]]", ""), port);
            if (address.isUnresolved()) {
                throw new UnknownHostException(address.getHostString());
            }
            socket.connect(address, MILLISECONDS);
            InetAddress here = socket.getLocalAddress();
            return here.getHostAddress();
        } catch (IOException e) {
            throw new UserError(
                    Phrase.of(Setting.SPARK, " " + url + ": nobody listens there (" + Reason.of(e) + ")"),
                    "start a standalone master there, or give the URL of one that runs",
                    e);
        }
    }
}
