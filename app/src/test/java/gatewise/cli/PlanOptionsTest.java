package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Path;
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
}
