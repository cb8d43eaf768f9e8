package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each field of gatewise.json says what can be, by itself and beside the others. */
@RequiresBackend
class ImpossibleProvenanceTest extends CheckpointCase {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private void changeJson(Consumer<ObjectNode> change) throws Exception {
        change("gatewise.json", content -> {
            try {
                ObjectNode json = (ObjectNode) JSON.readTree(content);
                change.accept(json);
                return JSON.writeValueAsBytes(json);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /** @param path such as {@code progress.history.0.loss}; a dash takes the field out */
    private static void set(ObjectNode json, String path, String value) {
        JsonNode at = json;
        String[] names = path.split("\\.");
        for (int i = 0; i < names.length - 1; i++) {
            at = at.isArray() ? at.get(Integer.parseInt(names[i])) : at.get(names[i]);
        }
        ObjectNode last = (ObjectNode) at;
        if (value.equals("-")) {
            last.remove(names[names.length - 1]);
            return;
        }
        try {
            last.set(names[names.length - 1], JSON.readTree(value));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void isRefusedWith(String path, String value, String problem) throws Exception {
        changeJson(json -> set(json, path, value));
        isRefused("is damaged: in its gatewise.json " + problem + "; copy the file again");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "formatVersion | 0 | formatVersion is 0, expected a whole number in 1..1",
                "formatVersion | - | formatVersion is missing, expected a whole number in 1..1",
                "gatewiseVersion | - | gatewiseVersion is missing, expected a text of 1..1000 characters",
                "dl4jVersion | null | dl4jVersion is null, expected a text of 1..1000 characters",
                "javaVersion | 17 | javaVersion is 17, expected a text of 1..1000 characters",
                "backend | \" \" | backend is \" \", expected a text of 1..1000 characters",
                "engine | null | engine is null, expected a text of 1..1000 characters",
                "threads | 0 | threads is 0, expected a whole number in 1..1024",
                "threads | 1025 | threads is 1025, expected a whole number in 1..1024",
                "threads | 1.5 | threads is 1.5, expected a whole number in 1..1024",
                "created | - | created is missing, expected a date such as 2026-01-31T12:00:00Z",
                "created | \"yesterday\" | created is \"yesterday\", expected a date such as 2026-01-31T12:00:00Z",
                "created | \"2026-02-30T00:00:00Z\" | created is \"2026-02-30T00:00:00Z\", expected a date such as 2026-01-31T12:00:00Z",
                "created | \"+999999999-01-01T00:00:00Z\" | created is \"+999999999-01-01T00:00:00Z\", expected a date such as 2026-01-31T12:00:00Z",
                "network | [] | network is a list of 0, expected an object",
                "plan | null | plan is null, expected an object",
                "data | - | data is missing, expected an object",
                "progress | 7 | progress is 7, expected an object",
                "origin | 7 | origin is 7, expected null, or a text of 1..40000 characters",
            })
    void ofTheStart(String path, String value, String problem) throws Exception {
        isRefusedWith(path, value, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plan.epochs | 0 | plan.epochs is 0, expected a whole number in 1..2147483647",
                "plan.epochs | -3 | plan.epochs is -3, expected a whole number in 1..2147483647",
                "plan.batchSize | 0 | plan.batchSize is 0, expected a whole number in 1..2147483647",
                "plan.batchSize | 221 | plan.batchSize is 221, expected at most the 220 of data.trainingImages",
                "plan.batchSize | 2147483647 | plan.batchSize is 2147483647, expected at most the 220 of data.trainingImages",
                "plan.batchSize | 99999999999 | plan.batchSize is 99999999999, expected a whole number in 1..2147483647",
                "plan.seed | - | plan.seed is missing, expected a whole number in -9223372036854775808..9223372036854775807",
                "plan.seed | 1.5 | plan.seed is 1.5, expected a whole number in -9223372036854775808..9223372036854775807",
                "plan.shuffle | 2 | plan.shuffle is 2, expected true or false",
                "plan.scoreBest | null | plan.scoreBest is null, expected true or false",
                "plan.patience | -1 | plan.patience is -1, expected a whole number of at least 0",
                "plan.shift | -1 | plan.shift is -1, expected a whole number of at least 0",
                "plan.shift | 5 | plan.shift is 5, expected less than the 5 of an image",
                "plan.schedule | 1 | plan.schedule is 1, expected constant or cosine",
                "plan.seconds | -0.5 | plan.seconds is -0.5, expected a number of at least 0",
                "plan.seconds | \"Infinity\" | plan.seconds is \"Infinity\", expected a number of at least 0",
                "data.source | null | data.source is null, expected a text of 1..40000 characters",
                "data.name | - | data.name is missing, expected a text of 1..1000 characters",
                "data.sha256 | null | data.sha256 is null, expected 64 digits from 0 to f",
                "data.sha256 | \"06b0\" | data.sha256 is \"06b0\", expected 64 digits from 0 to f",
                "data.trainingImages | 0 | data.trainingImages is 0, expected a whole number in 1..2147483647",
                "data.trainingImages | -220 | data.trainingImages is -220, expected a whole number in 1..2147483647",
                "data.trainingImages | - | data.trainingImages is missing, expected a whole number in 1..2147483647",
                "data.holdoutSeed | 0.5 | data.holdoutSeed is 0.5, expected a whole number",
                "data.labels | - | data.labels is missing, expected a list of texts",
                "data.labels | {} | data.labels is an object, expected a list of texts",
                "data.labels | [] | the number of data.labels is 0, expected 3, as its network has classes",
                "data.labels | [\"a\", \"b\"] | the number of data.labels is 2, expected 3, as its network has classes",
                "data.labels | [\"a\", \"b\", \"a\"] | data.labels is a list with one twice, 'a', expected each class once, by its name",
                "data.labels | [\"a\", \"b\", null] | data.labels is a list of 3, expected a list of texts",
                "data.labels | [\"a\", \"b\", 3] | data.labels is a list of 3, expected a list of texts",
                "data.labels | [\"a\", \"b\", \"\"] | data.labels is a list with one without a name, expected each class once, by its name",
            })
    void ofPlanAndData(String path, String value, String problem) throws Exception {
        isRefusedWith(path, value, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "history | - | progress.history is missing, expected a list of epochs",
                "history | [] | progress.history is empty and progress.batch 0, expected an epoch or a batch that is done",
                "history | [null] | progress.history[0].epoch is missing, expected 1",
                "history.0.epoch | 2 | progress.history[0].epoch is 2, expected 1",
                "history.0.epoch | -1 | progress.history[0].epoch is -1, expected 1",
                "history.0.loss | - | progress.history[0].loss is missing, expected a number of at least 0",
                "history.0.loss | null | progress.history[0].loss is null, expected a number of at least 0",
                "history.0.loss | -0.1 | progress.history[0].loss is -0.1, expected a number of at least 0",
                "history.0.loss | \"Infinity\" | progress.history[0].loss is \"Infinity\", expected a number of at least 0",
                "history.0.loss | \"NaN\" | progress.history[0].loss is \"NaN\", expected a number of at least 0",
                "history.0.validationLoss | -1 | progress.history[0].validationLoss is -1, expected a number of at least 0",
                "history.0.sampleAccuracy | 7 | progress.history[0].sampleAccuracy is 7, expected a number in 0..1",
                "history.0.validationAccuracy | -0.01 | progress.history[0].validationAccuracy is -0.01, expected a number in 0..1",
                "history.0.seconds | -1 | progress.history[0].seconds is -1, expected a number of at least 0",
                "history.0.imagesPerSecond | -1 | progress.history[0].imagesPerSecond is -1, expected a number of at least 0",
                "history.0.gates | 1 | progress.history[0].gates is 1, expected a list of gates",
                "batch | -1 | progress.batch is -1, expected a whole number of at least 0",
                "batch | 2 | progress.batch is 2, expected at most the 1 of an epoch",
                "lossSum | - | progress.lossSum is missing, expected a number of at least 0",
                "lossSum | 1.5 | progress.lossSum is 1.5, expected 0, as progress.batch is",
                "lossSum | -1.5 | progress.lossSum is -1.5, expected a number of at least 0",
                "trainingSeconds | -1 | progress.trainingSeconds is -1, expected a number of at least 0",
                "trainingSeconds | 3 | progress.trainingSeconds is 3.0, expected 0, as progress.batch is",
                "testAccuracy | 1.5 | progress.testAccuracy is 1.5, expected a number in 0..1",
                "testAccuracy | null | progress.testAccuracy is null, expected a number in 0..1",
            })
    void ofProgress(String path, String value, String problem) throws Exception {
        isRefusedWith("progress." + path, value, problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "layer | 0 | gates.layer is 0, expected a layer from 1 on",
                "layer | 2 | gates is input of layer 2, forward, expected a layer in 1..1",
                "direction | \"backward\" | gates is input of layer 1, backward, expected the direction forward",
                "direction | null | gates.direction is null, expected a text of 1..1000 characters",
                "gate | \"update\" | gates is update of layer 1, forward, expected a gate of lstm",
                "gate | \"forget\" | gates is forget of layer 1, forward, expected each once",
                "mean | 1.01 | gates.mean is 1.01, expected a number in 0..1",
                "closed | -0.5 | gates.closed is -0.5, expected a number in 0..1",
                "closed | 0.9 | gates is input of layer 1, forward, expected closed and open of at most 1 together",
                "open | - | gates.open is missing, expected a number in 0..1",
            })
    void ofTheUseOfGates(String field, String value, String problem) throws Exception {
        changeJson(json -> {
            ArrayNode gates = ((ObjectNode) json.at("/progress/history/0")).putArray("gates");
            for (String gate : List.of("input", "forget")) {
                gates.addObject()
                        .put("layer", 1)
                        .put("direction", "forward")
                        .put("gate", gate)
                        .put("mean", 0.5)
                        .put("closed", 0.25)
                        .put("open", 0.25);
            }
        });
        assertThat(load().provenance().progress().best().gates()).hasSize(2);
        good = ZipBytes.entries(Files.readAllBytes(file));
        isRefusedWith(
                "progress.history.0.gates.0." + field,
                value,
                (problem.startsWith("gates is") ? "a gate in " : "") + "progress.history[0]." + problem);
    }

    @Test
    void aRunIsNoLongerThanItsPlan() throws Exception {
        changeJson(json -> {
            ArrayNode history = (ArrayNode) json.at("/progress/history");
            history.add(((ObjectNode) history.get(0)).deepCopy().put("epoch", 2));
            ((ObjectNode) json.get("plan")).put("epochs", 1);
        });
        isRefused("the number of epochs in progress.history is 2, expected at most the 1 of plan.epochs");
    }

    /** What the first versions did not write, and a run that was stopped in its first epoch. */
    @Test
    void whatMayBeMissingMay() throws Exception {
        changeJson(json -> {
            ObjectNode plan = (ObjectNode) json.get("plan");
            plan.remove(List.of("schedule", "shift", "seconds"));
            ((ObjectNode) json.at("/progress/history/0")).remove(List.of("validationLoss", "gates"));
            json.remove("origin");
        });
        assertThat(load().provenance().progress().epochs()).isEqualTo(1);
        changeJson(json -> {
            ObjectNode progress = (ObjectNode) json.get("progress");
            progress.putArray("history");
            progress.put("batch", 1).put("lossSum", 1.5).put("trainingSeconds", 0.1);
        });
        assertThat(load().provenance().progress().batch()).isEqualTo(1);
    }

    /** Which may be of no known data, and has no run. */
    @Test
    void ofAnImportedNetwork() throws Exception {
        Provenance.Data unknown =
                new Provenance.Data(null, "unknown data", null, Provenance.Data.Training.NONE, List.of("a", "b", "c"));
        new Checkpoint(Engine.PORTABLE.create(SPEC, 0, 1), Provenance.imported(SPEC, unknown, "imported")).save(file);
        good = ZipBytes.entries(Files.readAllBytes(file));
        assertThat(load().provenance().data()).isEqualTo(unknown);
        isRefusedWith(
                "data.sha256",
                "\"" + "a".repeat(64) + "\"",
                "data.sha256 is \"" + "a".repeat(64) + "\", expected null, as source is");
        isRefusedWith(
                "data.trainingImages", "-1", "data.trainingImages is -1, expected a whole number in 0..2147483647");
        isRefusedWith("origin", "\"\"", "origin is \"\", expected null, or a text of 1..40000 characters");
        isRefusedWith("progress.batch", "-1", "progress.batch is -1, expected a whole number of at least 0");
    }
}
