package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.TrainingPlan;
import gatewise.explain.Explainer;
import gatewise.explain.LabelledTrace;
import gatewise.explain.Surgery;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

/** A run in training, as clients see it. */
@RequiresBackend
class LiveRunTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    Path folder;

    private final ExecutorService reader = Executors.newSingleThreadExecutor();

    @AfterEach
    void endThread() {
        reader.shutdownNow();
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
            Future<?> readers = reader.submit(() -> {
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
    void aCellWithoutGatesIsWatchedToo() throws Exception {
        var data = Toy.data(folder);
        NetworkSpec spec = Fixture.GRU.toBuilder().cell(Cell.SIMPLE).build();
        LiveRun run = new LiveRun(
                "runs/live",
                new Checkpoint(Engine.FAST.create(spec, 1, 1), Toy.provenance(spec, TrainingPlan.TUTORIAL, data)),
                data);
        run.epochDone(Fixture.EPOCH);
        String pixels = "{\"pixels\":" + Fixture.pixels(new byte[30]);
        try (Fixture fixture = new Fixture(folder, run)) {
            JsonNode model =
                    Fixture.json(fixture.get("/api/models")).get("models").get(3);
            assertThat(model.get("cell").asText()).isEqualTo("simple");
            assertThat(model.get("gates")).isEmpty();
            JsonNode backward = Fixture.json(fixture.post("/api/models/live/trace", pixels + "}"))
                    .at("/layers/1/directions/1");
            assertThat(backward.get("gates")).isEmpty();
            assertThat(backward.get("hidden")).hasSize(6);
            assertThat(backward.has("cell")).isFalse();
            HttpResponse<String> held = fixture.post(
                    "/api/models/live/trace",
                    pixels + ",\"surgery\":{\"clamps\":[{\"gate\":\"candidate\",\"value\":0}]}}");
            assertThat(held.statusCode()).isEqualTo(400);
            assertThat(held.body()).contains("has no gates, so that none can be held");
            assertThat(fixture.post("/api/models/live/trace", pixels + ",\"surgery\":{\"order\":\"reversed\"}}")
                            .statusCode())
                    .isEqualTo(200);
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
