package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reference cases as they are, damaged, and what is none. */
@RequiresBackend
class VerifyCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path REFERENCE = Path.of("src/test/resources/reference");

    @TempDir
    Path folder;

    @Test
    void implementationsAgreeWithTheReferenceWithAndWithoutLengths() throws Exception {
        JsonNode json = JSON.readTree(run(
                        "verify",
                        REFERENCE.resolve("gru-small.json"),
                        REFERENCE.resolve("lstm-stacked.json"),
                        REFERENCE.resolve("lengths-lstm.json"),
                        "--json")
                .hasExitCode(0)
                .out());
        assertThat(json.get("agrees").asBoolean()).isTrue();
        assertThat(json.get("results").size()).isGreaterThanOrEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "gru-small, /dx/0/0/0, dx",
        "lengths-gru, /dx/1/2/5, dx",
        "lengths-gru, /dx/0/2/5, dx",
        "lengths-gru, /y/2/3/2, y",
        "lengths-lstm, /gradients/0/0/dR/3/15, layer 0 forward dR",
        "lengths-gru-reset-after-bidirectional, /gradients/0/1/drb/8, layer 0 backward drb",
    })
    void oneWrongValueIsSeenWhereItIs(String name, String place, String array) throws Exception {
        JsonNode changed = JSON.readTree(REFERENCE.resolve(name + ".json").toFile());
        int last = place.lastIndexOf('/');
        ArrayNode row = (ArrayNode) changed.at(place.substring(0, last));
        int index = Integer.parseInt(place.substring(last + 1));
        row.set(index, row.numberNode(row.get(index).asDouble() + 1e-3));
        Path wrong = folder.resolve("wrong.json");
        JSON.writeValue(wrong.toFile(), changed);

        assertThat(run("verify", wrong).hasExitCode(1).out()).contains(array, "NO", "some do not agree");
        assertThat(disagreeing(wrong)).containsExactly(array);
    }

    @Test
    void aLengthThatIsNotTheRunsIsSeenInTheOutputs() throws Exception {
        String json = Files.readString(REFERENCE.resolve("lengths-lstm.json"));
        Path longer = Files.writeString(folder.resolve("longer.json"), json.replace("[5, 2, 1, 4]", "[5, 3, 1, 4]"));
        assertThat(disagreeing(longer)).contains("y");
        Path none = Files.writeString(folder.resolve("none.json"), json.replace("\"lengths\"", "\"was\""));
        assertThat(disagreeing(none)).contains("y");
    }

    private static Set<String> disagreeing(Path file) throws Exception {
        JsonNode results = JSON.readTree(
                        run("verify", file, "--json").hasExitCode(1).out())
                .get("results");
        Set<String> names = new TreeSet<>();
        for (JsonNode result : results) {
            for (JsonNode deviation : result.get("deviations")) {
                if (!deviation.get("agrees").asBoolean()) {
                    names.add(deviation.get("name").asText());
                }
            }
        }
        return names;
    }

    @Test
    void filesThatAreNoReferenceCaseAreOneLine() throws Exception {
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        run("verify", empty).isWrongUse("empty.json is not a reference case", "batch");
        run("verify", folder.resolve("none.json")).isWrongUse("no such file");
        String json = Files.readString(REFERENCE.resolve("gru-small.json"));
        Path other = Files.writeString(folder.resolve("other.json"), json.replace("\"hidden\": 6", "\"hidden\": 7"));
        run("verify", other).isWrongUse("other.json", "expected 7");
    }
}
