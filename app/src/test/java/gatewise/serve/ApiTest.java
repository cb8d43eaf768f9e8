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
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route, asked as it wants to be. */
@RequiresBackend
class ApiTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    static Path folder;

    private static Fixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new Fixture(folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json; charset=utf-8");
        return Fixture.json(response);
    }

    /** As it comes out of Jackson with its defaults. */
    private static JsonNode tree(Object value) throws Exception {
        return JSON.readTree(JSON.writeValueAsBytes(value));
    }

    @Test
    void listsTheModels() throws Exception {
        JsonNode models = ok(fixture.get("/api/models")).get("models");
        assertThat(models).hasSize(3);
        assertThat(models.get(0)).isEqualTo(JSON.readTree("""
                        {"id":"1","name":"runs/1/best.zip","title":"LSTM-8-5","kind":"images","task":"classify","cell":"lstm","resetAfter":false,
                         "gates":["input","forget","output","candidate"],"hiddenSizes":[8,5],"bidirectional":false,
                         "timeSteps":6,"inputSize":5,"labels":["0","1","2"],"parameters":746,"epochs":1,
                         "validationAccuracy":0.875,"validationLoss":0.625,"testImages":60,"data":"%s"}
                        """.formatted(fixture.data.name())));
        assertThat(models.get(1).get("cell").asText()).isEqualTo("gru");
        assertThat(models.get(1).get("bidirectional").asBoolean()).isTrue();
        assertThat(models.get(2).get("testImages").asInt()).isZero();
        assertThat(models.get(2).get("validationAccuracy").isNull()).isTrue();
    }

    @Test
    void listsTheRunsThatTheModelsComeFrom() throws Exception {
        JsonNode runs = ok(fixture.get("/api/runs")).get("runs");
        assertThat(runs).hasSize(3);
        assertThat(runs.get(0)).isEqualTo(JSON.readTree("""
                        {"id":"1","name":"runs/1/best.zip","title":"LSTM-8-5","kind":"images","task":"classify","state":"finished","plannedEpochs":100,
                         "settings":{"optimizer":{"type":"adam","learningRate":0.01,"beta1":0.9,"beta2":0.999,
                         "epsilon":1.0E-8},"schedule":"constant","batchSize":128,"shuffle":false,"shift":0,"dropout":0.0,
                         "l2":0.0,"patience":0,"seed":1,"data":"%s","trainingImages":220},
                         "history":[{"epoch":1,"loss":0.5,"validationLoss":0.625,"sampleAccuracy":0.75,"validationAccuracy":0.875,
                         "seconds":1.5,"imagesPerSecond":1000.0,"gates":[{"layer":1,"direction":"forward",
                         "gate":"input","mean":0.5,"closed":0.25,"open":0.125}]}]}
                        """.formatted(fixture.data.name())));
    }

    @Test
    void givesTestImages() {
        JsonNode image = ok(fixture.get("/api/models/1/images/59"));
        assertThat(image.get("index").asInt()).isEqualTo(59);
        assertThat(image.get("rows").asInt()).isEqualTo(6);
        assertThat(image.get("columns").asInt()).isEqualTo(5);
        assertThat(image.get("pixels"))
                .isEqualTo(Fixture.json(Fixture.pixels(fixture.data.testImages().image(59))));
        assertThat(image.get("label").asText())
                .isEqualTo(Integer.toString(fixture.data.test().label(59)));
    }

    @ParameterizedTest
    @CsvSource({"png,image/png", "jpeg,image/jpeg", "bmp,image/bmp", "gif,IMAGE/GIF; x=y"})
    void readsPicturesOfEveryKind(String format, String type) throws Exception {
        BufferedImage picture = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
        picture.createGraphics().fillRect(10, 25, 40, 8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(picture, format, bytes);
        JsonNode image = ok(fixture.post("/api/models/2/pictures", type, bytes.toByteArray()));
        assertThat(image.size()).isEqualTo(3);
        assertThat(image.get("pixels")).hasSize(30).anyMatch(pixel -> pixel.asInt() > 200);
    }

    @Test
    void tracesAsTheExplainerDoes() throws Exception {
        byte[] image = fixture.data.testImages().image(4);
        String pixels = "\"pixels\":" + Fixture.pixels(image);
        for (String none : List.of("", ",\"surgery\":{}", ",\"surgery\":{\"clamps\":[],\"order\":\"as-is\"}")) {
            assertThat(ok(fixture.post("/api/models/1/trace", "{" + pixels + none + "}")))
                    .isEqualTo(trace(fixture.lstm, image, Surgery.NONE));
        }
        JsonNode answer = ok(fixture.post(
                "/api/models/2/trace",
                "{" + pixels
                        + ",\"surgery\":{\"clamps\":[{\"gate\":\"update\",\"value\":1,\"rows\":\"1-3\",\"units\":\"0,4\","
                        + "\"layer\":2},{\"gate\":\"candidate\",\"value\":-0.5}],\"order\":\"shuffled\",\"seed\":-7,"
                        + "\"blankRows\":\"0-1\"}}"));
        Clamp update = new Clamp("update", 1, Indices.parse("", "1-3", 6), Indices.parse("", "0,4", 5), 1);
        Clamp candidate = new Clamp("candidate", -0.5f, Indices.ALL, Indices.ALL, null);
        Surgery surgery = new Surgery(List.of(update, candidate), RowOrder.SHUFFLED, -7, Indices.parse("", "0-1", 6));
        assertThat(answer).isEqualTo(trace(fixture.gru, image, surgery));
        assertThat(answer.get("layers")
                        .get(1)
                        .get("directions")
                        .get(1)
                        .get("direction")
                        .asText())
                .isEqualTo("backward");
    }

    private static JsonNode trace(Explainer explainer, byte[] image, Surgery surgery) throws Exception {
        return tree(new LabelledTrace(explainer.trace(image, surgery), fixture.data.labels()));
    }

    @Test
    void scoresAsSurgeryScoreDoes() throws Exception {
        Surgery surgery = new Surgery(
                List.of(new Clamp("forget", 0, Indices.ALL, Indices.ALL, null)), RowOrder.REVERSED, 1, Indices.NONE);
        JsonNode answer = ok(fixture.post(
                "/api/models/1/accuracy",
                "{\"images\":40,\"surgery\":{\"clamps\":[{\"gate\":\"forget\",\"value\":0}],\"order\":\"reversed\"}}"));
        SurgeryScore score =
                SurgeryScore.of(fixture.lstm, fixture.data.testImages().range(0, 40), fixture.data.labels(), surgery);
        assertThat(answer).isEqualTo(tree(score));
        assertThat(ok(fixture.post("/api/models/1/accuracy", "{}"))
                        .get("images")
                        .asInt())
                .isEqualTo(60);
    }
}
