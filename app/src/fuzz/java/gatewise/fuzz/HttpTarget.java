package gatewise.fuzz;

import com.code_intelligence.jazzer.api.BugDetectors;
import gatewise.data.Reading;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.network.NetworkSpec;
import gatewise.serve.Models;
import gatewise.serve.Run;
import gatewise.serve.ServedModel;
import gatewise.serve.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What clients send to the server's port, byte by byte, until they end it. */
public final class HttpTarget {
    private static final int MOST_MILLIS = 20_000;
    private static final Set<String> STATUSES = Set.of(
            "102", "200", "400", "403", "404", "405", "408", "411", "413", "414", "415", "417", "426", "431", "501",
            "503", "505");
    private static final Pattern HEAD = Pattern.compile("HTTP/1\\.1 ([0-9]{3}) [^\r]*\r\n((?:[^\r]+\r\n)*)\r\n");
    private static final Pattern LENGTH = Pattern.compile("(?i)\ncontent-length: ([0-9]{1,9})\r");
    private static final Pattern ERROR = Pattern.compile("\\{\"error\":\"[^\n]{1,700}\"}");

    private static final int PORT = URI.create(start().url()).getPort();
    private static int connections;

    private HttpTarget() {}

    private static Server start() {
        NetworkSpec spec = NetworkSpec.tutorial().toBuilder().hiddenSizes(List.of(4)).build();
        Dataset data = Dataset.mnist();
        Provenance provenance = new Provenance(
                new Provenance.Software("fuzz", "fuzz", "fuzz", "cpu"),
                "2026-01-01T00:00:00Z",
                spec,
                Provenance.Data.of("mnist", data, Reading.DEFAULT),
                new Origin.Trained(TrainingPlan.TUTORIAL, Engine.FAST, 1, Progress.START));
        Explainer explainer = new Explainer(Engine.FAST.create(spec, 1, 1), spec);
        ServedModel model =
                new ServedModel("1", new Run("fuzz", provenance, List.of()), explainer, data.test().range(0, 100));
        Server server = Server.at("127.0.0.1", 0);
        server.show(new Models(List.of(model), null));
        return server;
    }

    /** Called by Jazzer. */
    public static void fuzzerInitialize() {
        BugDetectors.allowNetworkConnections((host, port) -> port == PORT);
    }

    /** Called by Jazzer. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        check(answer(bytes));
    }

    private static String answer(byte[] bytes) {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(nextAddress(), 0));
            socket.connect(new InetSocketAddress("127.0.0.1", PORT));
            socket.setSoTimeout(MOST_MILLIS);
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (SocketException e) {
            return ""; // Let go.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Another of this machine's own each time, since the system keeps the ports of connections that have ended. */
    private static String nextAddress() {
        connections = connections % 60_000 + 1;
        return "127.1." + connections / 250 + "." + (connections % 250 + 1);
    }

    /** One answer after the other; those to HEAD have a length and no body. */
    private static void check(String answers) {
        int at = 0;
        while (at < answers.length()) {
            Matcher head = HEAD.matcher(answers).region(at, answers.length());
            if (!head.lookingAt()) {
                throw new AssertionError("no answer: " + answers.substring(at));
            }
            if (!STATUSES.contains(head.group(1))) {
                throw new AssertionError("not documented: " + head.group());
            }
            at = head.end();
            boolean isEmpty = at == answers.length() || answers.startsWith("HTTP/1.1 ", at);
            if (!isEmpty) {
                at = endOfBody(answers, at, head);
            }
        }
    }

    private static int endOfBody(String answers, int begin, Matcher head) {
        Matcher length = LENGTH.matcher(head.group());
        if (!length.find()) {
            throw new AssertionError("no length: " + head.group());
        }
        byte[] rest = answers.substring(begin).getBytes(StandardCharsets.UTF_8);
        int size = Math.min(Integer.parseInt(length.group(1)), rest.length);
        String body = new String(rest, 0, size, StandardCharsets.UTF_8);
        boolean isError = head.group(1).compareTo("400") >= 0;
        if (isError && !ERROR.matcher(body).matches()) {
            throw new AssertionError("not one short line: " + body);
        }
        return begin + body.length();
    }
}
