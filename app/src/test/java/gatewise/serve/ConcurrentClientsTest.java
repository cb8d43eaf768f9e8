package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.explain.Clamp;
import gatewise.explain.Explainer;
import gatewise.explain.Indices;
import gatewise.explain.LabelledTrace;
import gatewise.explain.RowOrder;
import gatewise.explain.Surgery;
import gatewise.explain.SurgeryScore;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many clients at once. */
@RequiresBackend
class ConcurrentClientsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int CLIENTS = 32;
    private static final int REQUESTS = 60;

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    private void all(List<Callable<Void>> clients) throws Exception {
        for (Future<Void> client : threads.invokeAll(clients, 2, TimeUnit.MINUTES)) {
            client.get();
        }
    }

    @Test
    void everyoneGetsWhatTheExplainerSays() throws Exception {
        try (Fixture fixture = new Fixture(folder)) {
            List<Callable<Void>> clients = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                Random random = new Random(client);
                clients.add(() -> {
                    for (int i = 0; i < REQUESTS; i++) {
                        ask(fixture, random);
                    }
                    return null;
                });
            }
            all(clients);
        }
    }

    private static void ask(Fixture fixture, Random random) throws Exception {
        boolean first = random.nextBoolean();
        Explainer explainer = first ? fixture.lstm : fixture.gru;
        String path = "/api/models/" + (first ? 1 : 2);
        List<String> gates = explainer.spec().cell().gates();
        Clamp clamp = new Clamp(
                gates.get(random.nextInt(gates.size())),
                random.nextInt(5) / 4f,
                Indices.parse("", "0-" + random.nextInt(6), 6),
                Indices.ALL,
                null);
        Surgery surgery =
                new Surgery(List.of(clamp), RowOrder.values()[random.nextInt(3)], random.nextInt(), Indices.NONE);
        String asked =
                "\"surgery\":{\"clamps\":[{\"gate\":\"%s\",\"value\":%s,\"rows\":\"%s\"}],\"order\":\"%s\",\"seed\":%d}"
                        .formatted(
                                clamp.gate(),
                                clamp.value(),
                                clamp.rows(),
                                List.of("as-is", "reversed", "shuffled")
                                        .get(surgery.order().ordinal()),
                                surgery.seed());
        int index = random.nextInt(60);
        byte[] image = fixture.data.test().image(index);
        switch (random.nextInt(12)) {
            case 0 ->
                assertThat(fixture.get(path + "/images/" + index).body())
                        .contains("\"pixels\":" + Fixture.pixels(image));
            case 1 ->
                assertThat(fixture.post(path + "/trace", "{\"pixels\":[]}").statusCode())
                        .isEqualTo(400);
            case 2 -> accuracy(fixture, path, explainer, surgery, asked);
            default -> {
                HttpResponse<String> answer =
                        fixture.post(path + "/trace", "{\"pixels\":" + Fixture.pixels(image) + "," + asked + "}");
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                assertThat(Fixture.json(answer))
                        .isEqualTo(tree(new LabelledTrace(explainer.trace(image, surgery), fixture.data.labels())));
            }
        }
    }

    /** Too many at once are told to come again. */
    private static void accuracy(Fixture fixture, String path, Explainer explainer, Surgery surgery, String asked)
            throws Exception {
        HttpResponse<String> answer = fixture.post(path + "/accuracy", "{\"images\":20," + asked + "}");
        if (answer.statusCode() == 503) {
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("3");
            return;
        }
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        SurgeryScore score =
                SurgeryScore.of(explainer, fixture.data.test().range(0, 20), fixture.data.labels(), surgery);
        assertThat(Fixture.json(answer)).isEqualTo(tree(score));
    }

    private static JsonNode tree(Object value) throws Exception {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }

    @Test
    void theLiveModelIsReadWhileItChanges() throws Exception {
        int epochs = 200;
        byte[] image = new byte[30];
        String body = "{\"pixels\":" + Fixture.pixels(image) + "}";
        MultiLayerNetwork network = Engine.FAST.create(Fixture.LSTM, 1, 1);
        var data = Toy.data(folder);
        LiveRun run = new LiveRun(
                "runs/live", new Checkpoint(network, Toy.provenance(Fixture.LSTM, TrainingPlan.TUTORIAL, data)), data);
        try (Fixture fixture = new Fixture(folder, run)) {
            assertThat(fixture.post("/api/models/live/trace", body).statusCode())
                    .isEqualTo(404);
            assertThat(Fixture.json(fixture.get("/api/models")).get("models")).hasSize(3);
            JsonNode begun = Fixture.json(fixture.get("/api/runs")).get("runs").get(0);
            assertThat(begun.get("id").asText()).isEqualTo("live");
            assertThat(begun.get("state").asText()).isEqualTo("training");
            assertThat(begun.has("current")).isFalse();

            Set<JsonNode> right = new HashSet<>();
            List<JsonNode> seen = new ArrayList<>();
            CountDownLatch firstEpoch = new CountDownLatch(1);
            AtomicBoolean done = new AtomicBoolean();
            Future<?> readers = threads.submit(() -> {
                firstEpoch.await();
                while (!done.get()) {
                    seen.add(Fixture.json(fixture.post("/api/models/live/trace", body)));
                }
                return null;
            });
            for (int epoch = 1; epoch <= epochs; epoch++) {
                network.params().muli(1.01);
                right.add(tree(new LabelledTrace(
                        new Explainer(network, Fixture.LSTM).trace(image, Surgery.NONE), data.labels())));
                run.batchDone(epoch, 3, 13, 0.5, 100);
                run.epochDone(Fixture.EPOCH);
                firstEpoch.countDown();
            }
            JsonNode model =
                    Fixture.json(fixture.get("/api/models")).get("models").get(3);
            assertThat(model.get("id").asText()).isEqualTo("live");
            assertThat(model.get("epochs").asInt()).isEqualTo(epochs);
            done.set(true);
            readers.get(1, TimeUnit.MINUTES);
            assertThat(right).hasSize(epochs).containsAll(seen);
            assertThat(seen).isNotEmpty();

            JsonNode running =
                    Fixture.json(fixture.get("/api/runs")).get("runs").get(0);
            assertThat(running.get("current"))
                    .isEqualTo(JSON.readTree(
                            "{\"epoch\":200,\"batch\":3,\"batches\":13,\"loss\":0.5,\"imagesPerSecond\":100.0}"));
            assertThat(running.get("history")).hasSize(epochs);
            run.finish();
            JsonNode finished =
                    Fixture.json(fixture.get("/api/runs")).get("runs").get(0);
            assertThat(finished.get("state").asText()).isEqualTo("finished");
            assertThat(finished.has("current")).isFalse();
        }
    }

    @Test
    void aRunThatDivergesIsStillJson() throws Exception {
        var data = Toy.data(folder);
        MultiLayerNetwork network = Engine.FAST.create(Fixture.LSTM, 1, 1);
        network.params().assign(Double.NaN);
        LiveRun run = new LiveRun(
                "runs/live", new Checkpoint(network, Toy.provenance(Fixture.LSTM, TrainingPlan.TUTORIAL, data)), data);
        run.batchDone(1, 1, 13, Double.NaN, 100);
        run.epochDone(Fixture.EPOCH);
        try (Fixture fixture = new Fixture(folder, run)) {
            JsonNode current =
                    Fixture.json(fixture.get("/api/runs")).get("runs").get(0).get("current");
            assertThat(current.get("loss").isNull()).isTrue();
            HttpResponse<String> trace =
                    fixture.post("/api/models/live/trace", "{\"pixels\":" + Fixture.pixels(new byte[30]) + "}");
            assertThat(trace.statusCode()).isEqualTo(200);
            assertThat(Fixture.json(trace).get("probabilities").get(5).get(0).isNull())
                    .isTrue();
        }
    }
}
