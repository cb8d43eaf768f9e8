package gatewise.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import gatewise.explain.Clamp;
import gatewise.explain.Explainer;
import gatewise.explain.Indices;
import gatewise.explain.LabelledTrace;
import gatewise.explain.RowOrder;
import gatewise.explain.Surgery;
import gatewise.explain.SurgeryScore;
import gatewise.testing.RequiresBackend;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
        byte[] image = fixture.data.testImages().image(index);
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
                SurgeryScore.of(explainer, fixture.data.testImages().range(0, 20), fixture.data.labels(), surgery);
        assertThat(Fixture.json(answer)).isEqualTo(tree(score));
    }

    private static JsonNode tree(Object value) throws Exception {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }
}
