package gatewise.serve;

import static gatewise.serve.Fixture.json;
import static gatewise.serve.Fixture.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Form;
import gatewise.data.SequenceSet;
import gatewise.network.Predictor;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequences of every task, as clients list, pick, send and operate on them. */
@RequiresBackend
class SequenceApiTest {
    private static final String TRACE = "/api/models/rain/trace";

    @TempDir
    static Path folder;

    private static SequenceFixture fixture;

    @BeforeAll
    static void start() throws Exception {
        fixture = new SequenceFixture(folder);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return json(response);
    }

    private static HttpResponse<String> text(String body) {
        return fixture.post("/api/models/rain/sequences", "text/csv", body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void modelsSayWhatTheyReadAndWhatTheySay() {
        JsonNode models = ok(fixture.get("/api/models")).get("models");
        assertThat(models).extracting(model -> model.get("kind").asText()).containsOnly("sequences");
        assertThat(models)
                .extracting(model -> model.get("task").asText())
                .containsExactly("classify", "regress", "tag", "forecast");
        JsonNode rain = models.get(0);
        assertThat(rain.get("features")).hasToString("[\"dimension 1\",\"dimension 2\"]");
        assertThat(rain.get("labels")).hasToString("[\"sun\",\"rain\"]");
        assertThat(rain.get("testSequences").asInt()).isEqualTo(3);
        assertThat(rain.has("testImages")).isFalse();
        assertThat(rain.get("mostSteps").asInt()).isEqualTo(10_000);
    }

    @Test
    void testSequencesAreListedAndPicked() {
        JsonNode list = ok(fixture.get("/api/models/rain/sequences/from/1"));
        assertThat(list)
                .hasToString("{\"count\":3,\"sequences\":[{\"index\":1,\"name\":\"1\",\"steps\":2},"
                        + "{\"index\":2,\"name\":\"2\",\"steps\":4}]}");
        JsonNode second = ok(fixture.get("/api/models/rain/sequences/1"));
        assertThat(second.get("steps")).hasToString("[[5.0,50.0],[6.0,60.0]]");
        assertThat(second.get("truth").asText()).isEqualTo("rain");
        refused(fixture.get("/api/models/rain/sequences/3"), 404, "test sequence 3", "0 to 2");
        refused(fixture.get("/api/models/rain/images/0"), 404, "reads sequences, no images");
        refused(fixture.post("/api/models/rain/pictures", "image/png", new byte[1]), 404, "no images");
    }

    @Test
    void stepsAndFeaturesAreReadAsTheNetworkReadsThem() {
        JsonNode trace = ok(fixture.post(TRACE, "{\"steps\":[[5,50],[6,60]]}"));
        SequenceSet test = fixture.rain.test();
        float[] answer =
                new Predictor(fixture.network("rain"), SequenceFixture.spec(fixture.rain)).answer(test.steps(1));
        assertThat(trace.get("answers")).hasSize(2);
        for (int label = 0; label < 2; label++) {
            assertThat(trace.get("answers").get(1).get(label).asDouble()).isCloseTo(answer[label], within(1e-6));
        }
        assertThat(trace.get("predicted").asText()).isEqualTo(answer[0] > answer[1] ? "sun" : "rain");
        assertThat(trace.get("values")).hasToString("[[5.0,50.0],[6.0,60.0]]");
        assertThat(trace.at("/layers/0/directions/0/gates/forget")).hasSize(2);
        assertThat(ok(fixture.post(TRACE, "{\"features\":{\"dimension 2\":[50,60],\"dimension 1\":[5,6]}}")))
                .isEqualTo(trace);
    }

    @Test
    void textIsReadAsStepsWithOrWithoutNames() {
        String expected = "[[5.0,50.0],[6.0,60.0]]";
        for (String body : new String[] {
            "5,50\n6,60\n",
            "5;50\r\n6;60",
            "dimension 2\tdimension 1\n50\t5\n60\t6\n",
            "5, 50\n6e0,60.0",
            "day,dimension 1,dimension 2\nMon,5,50\nTue,6,60\n"
        }) {
            JsonNode sequence = ok(text(body));
            assertThat(sequence.get("steps")).as(body).hasToString(expected);
            assertThat(sequence.has("truth")).isFalse();
        }
    }

    @Test
    void aFileOfSeveralSequencesIsReadWithWhatIsTrueOfThem() {
        String head = "# two days\n@univariate false\n@classLabel true sun rain\n@data\n";
        JsonNode two = ok(text(head + "5,6:50,60:rain\n1:2:sun\n"));
        assertThat(two)
                .hasToString("{\"features\":[\"dimension 1\",\"dimension 2\"],\"sequences\":["
                        + "{\"name\":\"0\",\"steps\":[[5.0,50.0],[6.0,60.0]],\"truth\":\"rain\"},"
                        + "{\"name\":\"1\",\"steps\":[[1.0,2.0]],\"truth\":\"sun\"}]}");
        assertThat(ok(text(head + "5,6:50,60:rain\n")).get("truth").asText()).isEqualTo("rain");
        refused(text(head + "1:2:snow\n"), 400, "the sequence", "line 5", "snow");
        refused(text(head + "1,".repeat(10_000) + "1:2:sun\n"), 400, "line 5");
        String long1 = "1,".repeat(10_000) + "1";
        refused(text(head + "1:2:sun\n" + long1 + ":" + long1 + ":sun\n"), 400, "sequence 1 has 10001 steps", "10000");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "5,50\\n6|line 2|1 field, expected 2",
                "5,50\\n6,x|line 2|'x', which is no number",
                "5,50\\n1e39,1|line 2|'1e39'",
                "5,50\\n,1|step 1 has no value of dimension 1|trained on sequences without gaps",
                "dimension 1,wind\\n1,2|line 1|no column 'dimension 2', but ['dimension 1', wind]",
                "dimension 1,dimension 1\\n1,2|line 1|'dimension 1' twice",
                "dimension 1\\n1|line 1|no column 'dimension 2'",
                "1,2,3|line 1|3 fields, expected 2",
                "dimension 1,dimension 2|has no steps|a row a step",
            })
    void textIsRefusedWithItsLine(String body, String where, String what) {
        refused(text(body.replace("\\n", "\n")), 400, "the sequence", where, what);
    }

    @Test
    void moreStepsThanAreReadAtOnceAreRefused() {
        refused(text("1,2\n".repeat(10_001)), 400, "line 10001", "more steps than the 10000");
        assertThat(ok(text("1,2\n".repeat(10_000))).get("steps")).hasSize(10_000);
        refused(fixture.post(TRACE, "{\"steps\":[" + "[1,2],".repeat(10_000) + "[1,2]]}"), 400, "1 to 10000", "10001");
        refused(text("1,2".repeat(1_500_000)), 413, "too large");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}|either steps or features",
                "{\"steps\":[[1,2]],\"features\":{}}|either steps or features",
                "{\"steps\":[]}|steps: expected a list of 1 to 10000",
                "{\"steps\":[[1,2],[1]]}|steps[1]: expected a list of 2, got a list of 1",
                "{\"steps\":[[1,\"2\"]]}|steps[0][1]: expected a number",
                "{\"steps\":[[1,2],[1,1e39]]}|steps[1][1]: expected a number in a float's range, got 1e39",
                "{\"features\":{\"dimension 1\":[1,2],\"dimension 2\":[3,-1.50E+39]}}|dimension 2[1]: expected a number in"
                        + " a float's range, got -1.50E+39",
                "{\"steps\":[[1,2],[-1e400,2]]}|steps[1][0]: expected a number in -1.7e308..1.7e308, got -1e400",
                "{\"features\":{\"dimension 1\":[1,10e399]}}|features.dimension 1[1]: expected a number in",
                "{\"steps\":[[1,null]]}|step 0 has no value of dimension 2",
                "{\"steps\":[1]}|steps[0]: expected a list of 2",
                "{\"features\":{\"dimension 1\":[1]}}|features.dimension 2: missing",
                "{\"features\":{\"dimension 1\":[1],\"dimension 2\":[1,2]}}|features.dimension 2: expected a list of 1",
                "{\"features\":{\"wind\":[1]}}|features.wind: unknown",
                "{\"features\":[1]}|features: expected an object",
                "{\"pixels\":[1]}|pixels: unknown",
                "{\"steps\":[[1,2]],\"surgery\":{\"blankRows\":\"1\"}}|surgery.blankRows 1",
            })
    void bodiesAreRefusedByTheirFields(String bodyAndProblem) {
        String[] parts = bodyAndProblem.split("\\|", 2);
        refused(fixture.post(TRACE, parts[0]), 400, parts[1]);
    }

    @Test
    void surgeryIsAsOfImages() {
        String steps = "{\"steps\":[[1,10],[2,20],[3,30]],\"surgery\":";
        JsonNode reversed = ok(fixture.post(TRACE, steps + "{\"order\":\"reversed\",\"blankRows\":\"0\"}}"));
        Form form = fixture.rain.form();
        assertThat(reversed.get("values").get(0)).hasToString("[3.0,30.0]");
        assertThat(reversed.at("/values/2/0").floatValue())
                .isEqualTo(form.scaling().means().get(0));
        JsonNode held =
                ok(fixture.post(TRACE, steps + "{\"clamps\":[{\"gate\":\"forget\",\"value\":0,\"rows\":\"2\"}]}}"));
        assertThat(held.at("/layers/0/directions/0/gates/forget/2/0").floatValue())
                .isZero();
        assertThat(held.at("/layers/0/directions/0/gates/forget/1/0").floatValue())
                .isNotZero();
    }

    @Test
    void numbersAreInTheUnitsOfTheFile() {
        JsonNode sequence = ok(fixture.get("/api/models/sum/sequences/0"));
        assertThat(sequence.get("truth").get(0).floatValue())
                .isEqualTo(fixture.sum.test().target(0, 0));
        JsonNode trace = ok(fixture.post("/api/models/sum/trace", "{\"steps\":" + sequence.get("steps") + "}"));
        assertThat(trace.get("answers")).hasSize(12);
        assertThat(trace.get("predicted")).isEqualTo(trace.get("answers").get(11));
        JsonNode forecast = ok(fixture.post("/api/models/next/trace", "{\"steps\":[[20],[30]]}"));
        float scaled = new Predictor(fixture.network("next"), SequenceFixture.spec(fixture.next))
                .answer(new float[][] {{(20f - 25) / 5}, {(30f - 25) / 5}})[0];
        assertThat(forecast.at("/predicted/0").floatValue()).isCloseTo(scaled * 5 + 25, within(1e-4f));
    }

    @Test
    void eachStepHasItsClass() {
        JsonNode sequence = ok(fixture.get("/api/models/copy/sequences/5"));
        assertThat(sequence.get("truth")).hasSize(23);
        JsonNode trace = ok(fixture.post("/api/models/copy/trace", "{\"steps\":" + sequence.get("steps") + "}"));
        assertThat(trace.get("predicted")).hasSize(23);
        assertThat(trace.has("settledStep")).isFalse();
    }

    @Test
    void aRunInTrainingIsShown() {
        var provenance = Toy.provenance(SequenceFixture.spec(fixture.sum), TrainingPlan.TUTORIAL, fixture.sum);
        LiveRun run = new LiveRun("runs/sum", new Checkpoint(fixture.network("sum"), provenance), fixture.sum);
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(0.5, 0.25),
                EpochRecord.Accuracy.NONE,
                new EpochRecord.Pace(1, 220),
                List.of());
        run.batchDone(1, 1, 1, 0.5, 100);
        run.epochDone(epoch);
        try (Server server = Server.at("127.0.0.1", 0)) {
            server.show(new Models(List.of(), run));
            JsonNode shown =
                    ok(fixture.get(server.url() + "api/runs")).get("runs").get(0);
            assertThat(shown.get("kind").asText()).isEqualTo("sequences");
            assertThat(shown.at("/settings/trainingSequences").asInt()).isEqualTo(100_000);
            assertThat(shown.at("/history/0").has("validationAccuracy")).isFalse();
            JsonNode model =
                    ok(fixture.get(server.url() + "api/models")).get("models").get(0);
            assertThat(model.get("validationAccuracy").isNull()).isTrue();
            assertThat(model.get("validationLoss").asDouble()).isEqualTo(0.25);
            assertThat(ok(fixture.get(server.url() + "api/models/live/sequences/0"))
                            .get("steps"))
                    .hasSize(12);
        }
    }

    @Test
    void theTestSequencesAreScored() {
        String surgery = "\"surgery\":{\"order\":\"reversed\"}}";
        JsonNode rain = ok(fixture.post("/api/models/rain/accuracy", "{" + surgery));
        assertThat(rain.get("sequences").asInt()).isEqualTo(3);
        assertThat(rain.get("classes"))
                .extracting(each -> each.get("count").asInt())
                .containsExactly(1, 2);
        JsonNode sum = ok(fixture.post("/api/models/sum/accuracy", "{\"sequences\":20," + surgery));
        assertThat(sum.at("/outputs/0/before").asDouble())
                .isEqualTo(sum.get("before").asDouble())
                .isNotEqualTo(sum.get("after").asDouble());
        assertThat(ok(fixture.post("/api/models/copy/accuracy", "{\"sequences\":2}"))
                        .get("classes"))
                .hasSize(9);
        refused(fixture.post("/api/models/sum/accuracy", "{\"images\":20}"), 400, "images: unknown", "sequences");
    }
}
