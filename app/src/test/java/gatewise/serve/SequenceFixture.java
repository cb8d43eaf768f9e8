package gatewise.serve;

import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.DataOrigin;
import gatewise.data.Dataset;
import gatewise.data.Form;
import gatewise.data.Holdout;
import gatewise.data.NumberSequences;
import gatewise.data.Scaling;
import gatewise.data.Task;
import gatewise.explain.Explainer;
import gatewise.network.Initializer;
import gatewise.network.NetworkSpec;
import gatewise.network.Output;
import gatewise.testing.Toy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** A server with an untrained model of each task, and ways to ask it. */
final class SequenceFixture implements AutoCloseable {
    private static final String HEAD = "@univariate false\n@classLabel true sun rain\n@data\n";

    final Dataset rain;
    final Dataset sum = Dataset.open("adding:12");
    final Dataset copy = Dataset.open("copy:3");
    final Dataset next = forecast();
    final Server server = Server.at("127.0.0.1", 0);
    private final Map<String, MultiLayerNetwork> networks;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    SequenceFixture(Path folder) throws Exception {
        Files.writeString(folder.resolve("W_TRAIN.ts"), HEAD + "1,2,3:10,20,30:sun\n4,5:40,50:rain\n".repeat(12));
        Files.writeString(
                folder.resolve("W_TEST.ts"), HEAD + "1,2,4:10,20,40:sun\n5,6:50,60:rain\n6,6,6,6:1,2,3,4:rain\n");
        rain = Dataset.open(folder.resolve("W").toString());
        networks = Map.of("rain", create(rain), "sum", create(sum), "copy", create(copy), "next", create(next));
        server.show(new Models(
                List.of(model("rain", rain), model("sum", sum), model("copy", copy), model("next", next)), null));
    }

    private static Dataset forecast() {
        NumberSequences series = new NumberSequences(
                new NumberSequences.Steps(new float[] {20, 30, 20, 30}, 1),
                new NumberSequences.Runs(new int[] {0, 1}, new int[] {2, 2}, null),
                new NumberSequences.Targets(new float[] {20, 30}, 1, false),
                null);
        Scaling scaling = new Scaling(List.of(25f), List.of(5f));
        NumberSequences scaled = series.scaled(scaling);
        Form form = new Form(Task.FORECAST, List.of("heat"), List.of("heat"), scaling, scaling);
        return new Dataset(
                "series", new Dataset.Splits(scaled, scaled, scaled, DataOrigin.COMPUTED), form, "00", Holdout.FIRST);
    }

    static NetworkSpec spec(Dataset data) {
        return Toy.NETWORK.toBuilder()
                .inputSize(data.form().features().size())
                .timeSteps(data.test().longest())
                .classes(data.form().outputs().size())
                .output(Output.of(data.form().task()))
                .head(Initializer.normal(1))
                .build();
    }

    private static MultiLayerNetwork create(Dataset data) {
        return Engine.FAST.create(spec(data), 1, 1);
    }

    MultiLayerNetwork network(String id) {
        return networks.get(id);
    }

    private ServedModel model(String id, Dataset data) {
        Run run = new Run(id, Toy.provenance(spec(data), TrainingPlan.TUTORIAL, data), List.of());
        return new ServedModel(id, run, new Explainer(network(id), spec(data)), data.test());
    }

    private HttpRequest.Builder request(String path) {
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

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
