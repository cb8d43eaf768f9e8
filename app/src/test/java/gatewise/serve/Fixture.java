package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.GateUse;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.explain.Explainer;
import gatewise.network.Cell;
import gatewise.network.Initializer;
import gatewise.network.NetworkSpec;
import gatewise.testing.Toy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A server on a free port with two toy models (and a third whose data set is missing), and ways to ask it. */
final class Fixture implements AutoCloseable {
    static final NetworkSpec LSTM = Toy.NETWORK.toBuilder()
            .hiddenSizes(List.of(8, 5))
            .head(Initializer.normal(1))
            .build();
    static final NetworkSpec GRU =
            LSTM.toBuilder().cell(Cell.GRU).bidirectional(true).build();
    static final EpochRecord EPOCH = new EpochRecord(
            1,
            new EpochRecord.Losses(0.5, 0.625),
            new EpochRecord.Accuracy(0.75, 0.875),
            new EpochRecord.Pace(1.5, 1000),
            List.of(new GateUse(new GateUse.Place(1, "forward", "input"), 0.5, 0.25, 0.125)));
    private static final JsonMapper JSON = JsonMapper.builder().build();

    final Dataset data;
    final Explainer lstm = explainer(LSTM, 1);
    final Explainer gru = explainer(GRU, 2);
    final Server server;
    final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    Fixture(Path folder) throws Exception {
        this(folder, null);
    }

    Fixture(Path folder, LiveRun live) throws Exception {
        data = Toy.data(folder);
        List<ServedModel> models =
                List.of(model("1", lstm, data, true), model("2", gru, data, true), model("3", lstm, data, false));
        server = Server.at("127.0.0.1", 0);
        server.show(new Models(models, live), new Page(getClass().getClassLoader(), "gatewise/page/"));
    }

    static Explainer explainer(NetworkSpec spec, long seed) {
        return new Explainer(Engine.FAST.create(spec, seed, 1), spec);
    }

    private static ServedModel model(String id, Explainer explainer, Dataset data, boolean withData) {
        var provenance = Toy.provenance(explainer.spec(), TrainingPlan.TUTORIAL, data);
        Run run = new Run("runs/" + id + "/best.zip", provenance, withData ? List.of(EPOCH) : List.of());
        return new ServedModel(id, run, explainer, withData ? data.testImages() : null);
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.url()).resolve(path));
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<String> post(String path, String json) {
        return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    HttpResponse<String> post(String path, String type, byte[] body) {
        return send(request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Sends bytes as they are, with line ends as HTTP wants them, and reads until the server closes; that an answer will
     * come is left out.
     */
    String raw(String request) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .replaceFirst("^(HTTP/1\\.1 102 Processing\r\n\r\n)+", "");
        }
    }

    int port() {
        return URI.create(server.url()).getPort();
    }

    static JsonNode json(HttpResponse<String> response) {
        return json(response.body());
    }

    static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(text, e);
        }
    }

    /** As a client lists them. */
    static String pixels(byte[] image) {
        StringBuilder list = new StringBuilder("[");
        for (byte pixel : image) {
            list.append(list.length() == 1 ? "" : ",").append(pixel & 0xff);
        }
        return list.append("]").toString();
    }

    /** An answer of this status, whose error is one line that says all this. */
    static void refused(HttpResponse<String> response, int status, String... words) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        String error = json(response).get("error").asText();
        assertThat(error.lines()).hasSize(1);
        assertThat(List.of(words)).allSatisfy(word -> assertThat(error).contains(word));
        assertThat(error).hasSizeLessThan(320);
    }

    @Override
    public void close() {
        server.close();
    }
}
