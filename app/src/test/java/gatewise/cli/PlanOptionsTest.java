package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.testing.ToySequences;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class PlanOptionsTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    @Test
    void whatAFallingLearningRateDependsOnStaysWhenARunGoesOn() throws Exception {
        Path run = folder.resolve("run");
        CommandResult begun = run(
                "train",
                "--data",
                Toy.write(folder.resolve("data")),
                "--epochs",
                2,
                "--batch",
                16,
                "--schedule",
                "cosine",
                "--shift",
                1,
                "--out",
                run);
        assertThat(begun.hasExitCode(0).out()).contains("learning rate falling along a cosine", "up to 1 pixel");
        JsonNode plan = JSON.readTree(run("describe", run.resolve("last.zip"), "--json")
                        .hasExitCode(0)
                        .out())
                .get("plan");
        assertThat(plan.get("schedule").asText()).isEqualTo("cosine");
        assertThat(plan.get("shift").asInt()).isEqualTo(1);
        run("train", "--resume", "--out", run, "--epochs", 3)
                .isWrongUse("--epochs 3: the learning rate of the run in " + run
                        + " falls along a cosine over its 2 epochs");
        run("train", "--resume", "--out", run, "--epochs", 2).hasExitCode(0);
        run("train", "--resume", "--out", run, "--shift", 0).isWrongUse("--shift cannot change");
        run("train", "--resume", "--out", run, "--schedule", "constant").isWrongUse("--schedule cannot change");
        run("train", "--resume", "--out", run).hasExitCode(0);
    }

    @Test
    void aBatchThatNoCountOfSequencesReachesIsAllOfThem() throws Exception {
        Path classes = ToySequences.classes(folder);
        Path series = ToySequences.series(folder);
        for (String data : List.of(
                "--data=" + classes, "--data=" + series + " --step=hour --window=6 --horizon=2 --task=forecast")) {
            List<String> printed = new ArrayList<>();
            for (int batch : new int[] {1_000, Integer.MAX_VALUE}) {
                Path run = Files.createTempDirectory(folder, "run").resolve("run");
                String[] line = ("train " + data + " --hidden=3 --epochs=2 --shuffle --threads=1 --batch=" + batch
                                + " --out=" + run)
                        .split(" ");
                run((Object[]) line).hasExitCode(0);
                printed.add(JSON.readTree(run("describe", run.resolve("last.zip"), "--json")
                                .hasExitCode(0)
                                .out())
                        .at("/progress/history/1/loss")
                        .toString());
            }
            assertThat(printed.get(0)).isNotEmpty().isEqualTo(printed.get(1));
        }
    }
}
