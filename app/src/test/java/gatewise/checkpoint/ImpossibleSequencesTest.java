package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.data.StepDistance;
import gatewise.data.Task;
import gatewise.data.TrainedSteps;
import gatewise.data.Window;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a checkpoint says of its sequences, changed. */
@RequiresBackend
class ImpossibleSequencesTest extends CheckpointCase {

    /** A forecast of two steps of one target. */
    private void writeForecast() throws Exception {
        SequenceCheckpoints.write(file, Task.FORECAST);
        good = ZipBytes.entries(Files.readAllBytes(file));
    }

    @Test
    void aGoodOneIsRead() throws Exception {
        writeForecast();
        assertThat(load().provenance().form().features()).containsExactly("load", "wind");
        assertThat(load().provenance().data().reading().window()).isEqualTo(new Window(6, 2, 12));
    }

    @Test
    void olderOnesSayNothingOfTheStepsOfTheTraining() throws Exception {
        writeForecast();
        assertThat(load().provenance().form().steps())
                .isEqualTo(new TrainedSteps(9, new StepDistance(5, StepDistance.Unit.NUMBER), null));
        change("gatewise.json", content -> with(content, "/data", "steps", "null"));
        assertThat(load().provenance().form().steps()).isEqualTo(TrainedSteps.UNKNOWN);
    }

    @Test
    void noScalingAndNoWindow() throws Exception {
        writeForecast();
        change("gatewise.json", content -> without(content, "scaling"));
        isRefused("is damaged", "no scaling");
        change("gatewise.json", content -> without(content, "reading", "window"));
        isRefused("is damaged", "a forecast without a window");
    }

    @Test
    void aShareForValidationThatCannotBe() throws Exception {
        writeForecast();
        change("gatewise.json", content -> withValidation(content, 0.3));
        isRefused("is damaged", "a forecast with a share for validation");
        writeForecast();
        change("gatewise.json", content -> withValidation(content, 7));
        isRefused("is damaged", "a share of 7 for validation");
    }

    @Test
    void aReadingOfAnotherTaskOrHorizon() throws Exception {
        writeForecast();
        change("gatewise.json", content -> with(content, "/data/sequences/reading", "task", "\"tag\""));
        isRefused("is damaged", "a reading for the task tag, and the task forecast");
        writeForecast();
        change("gatewise.json", content -> with(content, "/data/sequences/reading/window", "horizon", "1"));
        isRefused("is damaged", "2 outputs, which are no forecast of 1 steps of 1 number");
        writeForecast();
        change("gatewise.json", content -> with(content, "/data/sequences/reading/columns", "targets", "null"));
        isRefused("is damaged", "2 outputs, which are no forecast of 2 steps of 2 numbers");
    }

    @Test
    void columnsThatCannotBe() throws Exception {
        for (String names : List.of("[]", "[\"load\",\"load\"]", "[\"\"]")) {
            for (String field : List.of("features", "targets")) {
                writeForecast();
                change("gatewise.json", content -> with(content, "/data/sequences/reading/columns", field, names));
                isRefused("is damaged", "columns [");
            }
        }
    }

    private static byte[] with(byte[] json, String object, String field, String value) {
        try {
            JsonMapper mapper = new JsonMapper();
            JsonNode root = mapper.readTree(json);
            ((ObjectNode) root.at(object)).set(field, mapper.readTree(value));
            return root.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] withValidation(byte[] json, double share) {
        try {
            JsonNode root = new JsonMapper().readTree(json);
            ((ObjectNode) root.at("/data/sequences/reading")).put("validation", share);
            return root.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] without(byte[] json, String... path) {
        try {
            JsonNode root = new JsonMapper().readTree(json);
            ObjectNode at = (ObjectNode) root.at("/data/sequences");
            for (int i = 0; i < path.length - 1; i++) {
                at = (ObjectNode) at.get(path[i]);
            }
            at.putNull(path[path.length - 1]);
            return root.toString().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"load\", \"wind\" | null, \"wind\" | data.sequences",
                "\"load\", \"wind\" | \"load\" | scaling of 2 columns, expected one a feature",
                "\"load\", \"wind\" | \"load\", \"load\" | one twice, 'load'",
                "\"load\", \"wind\" | \"load\", \"\" | one without a name",
                "\"load\", \"wind\" | \"load\", \"\\ud800\" | half a character",
                "\"means\" : [ 5.0, 6.0 ] | \"means\" : [ 5.0 ] | 1 means do not go with 2 deviations",
                "\"means\" : [ 5.0, 6.0 ] | \"means\" : [ 5.0, 3e38 ] | a mean beyond 1e38",
                "\"deviations\" : [ 7.0, 8.0 ] | \"deviations\" : [ 7.0, 0 ] | a deviation that is not in 1e-38..1e38",
                "\"deviations\" : [ 7.0, 8.0 ] | \"deviations\" : [ 7.0, null ] | a part of it is missing",
                "\"horizon\" : 2 | \"horizon\" : 3 | 2 outputs, which are no forecast of 3 steps",
                "\"horizon\" : 2 | \"horizon\" : 0 | a horizon of 0",
                "\"length\" : 6 | \"length\" : -6 | a window of -6 steps",
                "\"missing\" : \"refuse\" | \"missing\" : \"guess\" | missing: expected refuse, interpolate or zero, got \"guess\"",
                "\"season\" : 12 | \"season\" : -1 | a season of -1",
                "\"length\" : 9 | \"length\" : 0 | sequences of 0 steps",
                "\"distance\" : 5 | \"distance\" : 0 | steps 0 numbers apart",
                "\"distance\" : 5 | \"distance\" : 5000000000000000000 | steps 5000000000000000000 numbers apart",
                "\"unit\" : \"number\" | \"unit\" : null | steps 5 nulls apart",
                "\"unit\" : \"number\" | \"unit\" : \"inch\" | unit: expected number, nanosecond or month",
            })
    void whatCannotBe(String found, String replacement, String words) throws Exception {
        writeForecast();
        changeText("gatewise.json", found, replacement);
        isRefused("is damaged", words);
    }
}
