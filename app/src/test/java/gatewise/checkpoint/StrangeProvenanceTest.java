package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gatewise.json may claim. */
@RequiresBackend
class StrangeProvenanceTest extends CheckpointCase {
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

    private void isRefusedEverywhere(String... words) {
        isRefused(words);
        assertThatThrownBy(() -> Checkpoint.provenance(file))
                .isInstanceOf(UserError.class)
                .hasMessageContainingAll(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hiddenSizes | [2000000000] | hiddenSizes must be in 1..65536, got 2000000000",
                "hiddenSizes | [65536] | the network would have 17181638659 parameters, which is more than 268435456",
                "hiddenSizes | [65536, 65536, 65536] | parameters, which is more than 268435456",
                "hiddenSizes | [99999999999] | gatewise.json in it cannot be read",
                "hiddenSizes | [null] | gatewise.json in it cannot be read",
                "hiddenSizes | [] | hiddenSizes is empty",
                "timeSteps | 65536000 | timeSteps must be in 1..65536, got 65536000",
                "timeSteps | 1e400 | gatewise.json in it cannot be read",
                "inputSize | -5 | inputSize must be in 1..65536, got -5",
                "classes | 4 | the number of data.labels is 3, expected 4",
                "cell | \"mamba\" | gatewise.json in it cannot be read",
                "dropout | \"NaN\" | dropout must be in 0..1 (without 1), got NaN",
                "optimizer | {\"type\":\"java.lang.Runtime\"} | gatewise.json in it cannot be read",
            })
    void aNetworkThatCannotBeIsOneLine(String field, String value, String words) throws Exception {
        changeJson(json -> {
            try {
                ((ObjectNode) json.get("network")).set(field, JSON.readTree(value));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        isRefusedEverywhere(file + " is damaged", words);
    }

    @Test
    void aMillionLayersAreOneLine() throws Exception {
        changeJson(json -> {
            ArrayNode sizes = ((ObjectNode) json.get("network")).putArray("hiddenSizes");
            new Random(1).ints(1_000_000, 1, 1 << 16).forEach(sizes::add);
        });
        isRefusedEverywhere("hiddenSizes names 1000000 layers, expected at most 64");
    }

    @Test
    void sequencesThatAreLongAndWideAreOneLine() throws Exception {
        changeJson(json ->
                ((ObjectNode) json.get("network")).put("timeSteps", 65_536).put("inputSize", 257));
        isRefusedEverywhere("would have 16842752 numbers a sequence in its widest layer, which is more than 16777216");
    }

    @Test
    void anotherNetworkThanThatOfTheArraysIsRefused() throws Exception {
        changeJson(json ->
                ((ObjectNode) json.get("network")).putArray("hiddenSizes").add(8192));
        isRefused("is damaged: ");
        changeJson(json ->
                ((ObjectNode) json.get("network")).putArray("hiddenSizes").add(3));
        isRefused("is damaged: coefficients.bin in it has");
        changeJson(json -> ((ObjectNode) json.get("network"))
                .putObject("optimizer")
                .put("type", "sgd")
                .put("learningRate", 1));
        isRefused("is damaged: updaterState.bin is in it, but sgd");
        changeJson(json -> ((ObjectNode) json.get("network")).put("forgetBias", 2));
        isRefused("confs[0].layer.underlying.forgetGateBiasInit is 1.0, expected 2.0");
        changeJson(json -> ((ObjectNode) json.get("plan")).put("seed", 3));
        isRefused("confs[0].seed is 1, expected 3");
    }

    @Test
    void textThatATerminalWouldObeyIsShownWithoutThat() throws Exception {
        changeJson(json -> ((ObjectNode) json.get("data")).put("name", "x".repeat(1001)));
        isRefusedEverywhere("data.name is \"xxx", "expected a text of 1..1000 characters");
        changeJson(json -> json.put("engine", "a\u001b[2J" + "x".repeat(5_000)));
        isRefusedEverywhere("engine is \"a\\u001B[2Jxxx");
    }

    /** Figures that shrink well, but for the times, which are never alike. */
    @Test
    void aLongHistoryIsNoClaim() throws Exception {
        Random random = new Random(1);
        List<GateUse> gates = Stream.of("input", "forget", "output")
                .map(gate -> new GateUse(new GateUse.Place(1, "forward", gate), 0.5, 0, 0))
                .toList();
        List<EpochRecord> history = new ArrayList<>();
        for (int epoch = 1; epoch <= 5_000; epoch++) {
            history.add(new EpochRecord(
                    epoch,
                    new EpochRecord.Losses(0.5, 0.5),
                    new EpochRecord.Accuracy(1.0, 1.0),
                    new EpochRecord.Pace(random.nextDouble(), 1e4 * random.nextDouble()),
                    gates));
        }
        Provenance begun = provenance(SPEC);
        Provenance provenance =
                begun.with(begun.plan().toBuilder().epochs(5_000).build()).with(new Progress(history, 0, 0, 0, null));
        new Checkpoint(Engine.PORTABLE.create(SPEC, 1, 1), provenance).save(file);
        assertThat(Checkpoint.provenance(file)).isEqualTo(provenance);
        assertThat(load().provenance().progress().epochs()).isEqualTo(5_000);
        // So that a history of any length is read again: as many tokens as its file's bytes allow.
        long tokens = 0;
        try (JsonParser parser = JSON.createParser(Json.prettyBytes(provenance))) {
            while (parser.nextToken() != null) {
                tokens++;
            }
        }
        assertThat(tokens).isBetween(200_000L, 3 * Files.size(file));
    }

    @Test
    void aNumberBeyondAllIsNamedAsItStands() throws Exception {
        changeText("gatewise.json", "\"loss\" : 0.5", "\"loss\" : 1e400");
        isRefused("is damaged", "progress.history[0].loss: expected a number in -1.7e308..1.7e308, got 1e400");
    }

    @Test
    void bytesOfAnotherEncodingAreDamage() throws Exception {
        byte[] wide = {0, 0, 0, '{', 0x56, 0x73, 0x61, 0x6d, 0, 0, 0, '}'};
        change("gatewise.json", content -> wide);
        isRefused("is damaged", "gatewise.json in it cannot be read (Invalid UTF-32 character");
    }
}
