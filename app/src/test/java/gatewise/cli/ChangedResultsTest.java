package gatewise.cli;

import static gatewise.cli.CommandResult.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results of a study that were changed by hand, or come from another one, are not reported as if they were its own. */
@RequiresBackend
class ChangedResultsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path folder;

    private static Path classes;
    private static Path numbers;

    @BeforeAll
    static void compare() throws Exception {
        classes = compare("classes", "temporal-order:10");
        numbers = compare("numbers", "adding:5");
    }

    private static Path compare(String name, String data) throws Exception {
        Path out = folder.resolve(name);
        Path study = ComparedNetworks.write(folder, 3, 3);
        run("compare", study, "--epochs", 2, "--seeds", 1, "--threads", 1, "--out", out, "--data", data, "--limit", 64)
                .hasExitCode(0);
        return out;
    }

    private static Path result(Path out) {
        return out.resolve("runs/02-lstm-3-seed-1/result.json");
    }

    private static void refuses(Path out, String problem, Consumer<ObjectNode> change) throws Exception {
        Path file = result(out);
        byte[] whole = Files.readAllBytes(file);
        ObjectNode json = (ObjectNode) JSON.readTree(whole);
        change.accept(json);
        Files.write(file, JSON.writeValueAsBytes(json));
        try {
            run("compare", "--report", "--out", out).isWrongUse(file + " is damaged (" + problem + ")");
        } finally {
            Files.write(file, whole);
        }
        run("compare", "--report", "--out", out).hasExitCode(0);
    }

    private static ObjectNode epoch(ObjectNode json, int number) {
        return (ObjectNode) json.get("history").get(number - 1);
    }

    private static ArrayNode row(ObjectNode json, String of, int index) {
        JsonNode rows = json.get(of);
        return (ArrayNode) rows.get(index);
    }

    @Test
    void numbersThatCannotBe() throws Exception {
        for (Path out : new Path[] {classes, numbers}) {
            refuses(out, "its epoch 1 cannot be one", json -> epoch(json, 1).put("loss", -1e-9));
            refuses(out, "its epoch 2 cannot be one", json -> epoch(json, 2).put("validationLoss", -0.5));
            refuses(out, "its epoch 2 cannot be one", json -> epoch(json, 2).put("seconds", -1));
            refuses(out, "its epoch 2 cannot be one", json -> epoch(json, 2).put("imagesPerSecond", -1));
            refuses(out, "its epoch 2 cannot be one", json -> epoch(json, 2).put("epoch", 3));
            refuses(out, "its latency cannot be one", json -> json.put("latency", -1));
            refuses(
                    out,
                    "it has 3 epochs, expected at most 2",
                    json -> ((ArrayNode) json.get("history"))
                            .add(epoch(json, 2).deepCopy().put("epoch", 3)));
            refuses(out, "it is no result of LSTM-3, seed 1", json -> json.put("seed", 2));
        }
        refuses(classes, "its epoch 1 cannot be one", json -> epoch(json, 1).put("validationAccuracy", 1.1));
        refuses(classes, "its epoch 1 cannot be one", json -> epoch(json, 1).put("sampleAccuracy", -0.1));
        refuses(classes, "it is no result of LSTM-3, seed 1", json -> {
            for (JsonNode row : json.get("confusion")) {
                for (int i = 0; i < row.size(); i++) {
                    ((ArrayNode) row).set(i, 0);
                }
            }
        });
        for (String errors : new String[] {"rootMeanSquares", "meanAbsolutes"}) {
            refuses(
                    numbers,
                    "it is no result of LSTM-3, seed 1",
                    json -> ((ArrayNode) json.get("errors").get(errors)).set(0, -1));
        }
    }

    @Test
    void anotherEpochThanTheBest() throws Exception {
        refuses(classes, "it is of epoch 1, which is not the best", json -> {
            json.put("scoredEpoch", 1);
            epoch(json, 1).put("validationAccuracy", 0.25);
            epoch(json, 2).put("validationAccuracy", 0.5);
        });
        refuses(numbers, "it is of epoch 1, which is not the best", json -> {
            json.put("scoredEpoch", 1);
            epoch(json, 1).put("validationLoss", 0.5);
            epoch(json, 2).put("validationLoss", 0.25);
        });
    }

    @Test
    void otherTestSequences() throws Exception {
        refuses(classes, "it counts other test sequences than that of GRU-3, seed 1", json -> {
            ArrayNode row = row(json, "confusion", 0);
            row.set(0, row.get(0).asLong() + 1);
        });
    }
}
