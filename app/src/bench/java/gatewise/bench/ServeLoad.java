package gatewise.bench;

import gatewise.data.Reading;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.checkpoint.Origin;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.machine.ActiveBackend;
import gatewise.machine.Threads;
import gatewise.network.NetworkSpec;
import gatewise.serve.Models;
import gatewise.serve.Run;
import gatewise.serve.ServedModel;
import gatewise.serve.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Asks a server for traces of test images on a fixed schedule, whether it has answered the last ones or not, and says how
 * long the answers took from the moment when they were due to be asked for. In the project's folder:
 *
 * <pre>
 * mvn -Pbench -DskipTests package
 * java -cp "app/target/test-classes:app/target/classes:$(cat app/target/bench.classpath)" gatewise.bench.ServeLoad
 * </pre>
 *
 * <p>serves the tutorial's LSTM of 28 units itself; a URL at the end asks a server that runs already for its first model.
 */
@Command(name = "serveload", mixinStandardHelpOptions = true, sortOptions = false)
public final class ServeLoad implements Callable<Integer> {
    private static final int IMAGES = 100;

    @Parameters(arity = "0..1", paramLabel = "URL", description = "Of a server; default: one of its own.")
    private URI url;

    @Option(names = "--rate", defaultValue = "100", description = "Requests a second; default: 100.")
    private int rate;

    @Option(names = "--seconds", defaultValue = "20", description = "That are measured; default: 20.")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "5", description = "Seconds before them; default: 5.")
    private int warmUp;

    @Option(names = "--connections", defaultValue = "4", description = "That share the requests; default: 4.")
    private int connections;

    @Option(names = "--accuracy", description = "Measure accuracy on 1000 images over and over meanwhile.")
    private boolean accuracy;

    public static void main(String[] args) {
        System.exit(new CommandLine(new ServeLoad()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        try (Server server = url == null ? serve() : null) {
            URI base = url == null ? URI.create(server.url()) : url;
            List<HttpRequest> requests = requests(base);
            load(base, requests, warmUp);
            double[] millis = load(base, requests, seconds);
            Arrays.sort(millis);
            System.out.printf(
                    Locale.ROOT,
                    "%d traces at %d a second over %d connections%s: p50 %.2f ms, p99 %.2f ms, max %.2f ms%n",
                    millis.length,
                    rate,
                    connections,
                    accuracy ? ", accuracy measured meanwhile" : "",
                    millis[millis.length / 2],
                    millis[(int) (millis.length * 99L / 100)],
                    millis[millis.length - 1]);
        }
        return 0;
    }

    private static Server serve() {
        NetworkSpec spec = NetworkSpec.tutorial();
        Dataset data = Dataset.mnist();
        ActiveBackend.start();
        Threads.use(1);
        Provenance provenance = new Provenance(
                Provenance.Software.here(),
                "",
                spec,
                Provenance.Data.of("mnist", data, Reading.DEFAULT),
                new Origin.Trained(TrainingPlan.TUTORIAL, gatewise.checkpoint.Engine.FAST, 1, Progress.START));
        Explainer explainer = new Explainer(gatewise.checkpoint.Engine.FAST.create(spec, 1, 1), spec);
        ServedModel model = new ServedModel("1", new Run("bench", provenance, List.of()), explainer, data.testImages());
        Server server = Server.at("127.0.0.1", 0);
        server.show(new Models(List.of(model), null));
        return server;
    }

    private static List<HttpRequest> requests(URI base) throws Exception {
        JsonMapper json = JsonMapper.builder().build();
        HttpClient client = client();
        List<HttpRequest> requests = new ArrayList<>();
        for (int image = 0; image < IMAGES; image++) {
            HttpRequest request = HttpRequest.newBuilder(base.resolve("/api/models/1/images/" + image))
                    .build();
            JsonNode pixels = json.readTree(
                            client.send(request, BodyHandlers.ofByteArray()).body())
                    .get("pixels");
            requests.add(post(base, "/api/models/1/trace", json.writeValueAsString(Map.of("pixels", pixels))));
        }
        return requests;
    }

    private static HttpRequest post(URI base, String path, String body) {
        return HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** The time of each answer in milliseconds. */
    private double[] load(URI base, List<HttpRequest> requests, int length) throws Exception {
        int count = rate * length;
        double[] millis = new double[count];
        ExecutorService workers = Executors.newFixedThreadPool(connections + 1);
        long began = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        try {
            List<Future<?>> shares = new ArrayList<>();
            for (int connection = 0; connection < connections; connection++) {
                int first = connection;
                shares.add(workers.submit(() -> {
                    HttpClient client = client();
                    for (int i = first; i < count; i += connections) {
                        millis[i] = ask(client, requests.get(i % requests.size()), began + i * 1_000_000_000L / rate);
                    }
                    return null;
                }));
            }
            if (accuracy) {
                shares.add(workers.submit(() -> {
                    HttpClient client = client();
                    while (System.nanoTime() - began < length * 1_000_000_000L) {
                        answered(client.send(post(base, "/api/models/1/accuracy", "{}"), BodyHandlers.ofByteArray()));
                    }
                    return null;
                }));
            }
            for (Future<?> share : shares) {
                share.get();
            }
        } finally {
            workers.shutdownNow();
        }
        return millis;
    }

    private static double ask(HttpClient client, HttpRequest request, long due)
            throws IOException, InterruptedException {
        for (long early; (early = due - System.nanoTime()) > 0; ) {
            TimeUnit.NANOSECONDS.sleep(early);
        }
        answered(client.send(request, BodyHandlers.ofByteArray()));
        return (System.nanoTime() - due) / 1e6;
    }

    private static void answered(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("status " + response.statusCode());
        }
    }
}
