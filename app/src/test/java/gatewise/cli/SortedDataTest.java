package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import gatewise.testing.IdxFiles;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class SortedDataTest {
    @TempDir
    Path folder;

    private JsonNode described(Path run) throws Exception {
        return new ObjectMapper()
                .readTree(run("describe", run.resolve("last.zip"), "--json")
                        .hasExitCode(0)
                        .out());
    }

    @Test
    void otherDataThanTheTutorialsIsDrawnAndShuffled() throws Exception {
        Path data = Toy.write(folder.resolve("data"));
        Path run = folder.resolve("run");
        Path fixed = folder.resolve("fixed");
        CommandResult trained = run("train", "--data", data, "--batch", 16, "--epochs", 1, "--out", run)
                .hasExitCode(0);
        assertThat(trained.out()).contains("shuffled");
        assertThat(trained.err()).doesNotContain("warning");
        run("train", "--data", data, "--batch", 16, "--epochs", 1, "--no-shuffle", "--out", fixed)
                .hasExitCode(0);

        assertThat(described(run).at("/plan/shuffle").asBoolean()).isTrue();
        assertThat(described(run).at("/data/holdoutSeed").asLong()).isEqualTo(1);
        assertThat(described(run).at("/network/optimizer").has("initialMeanSquare"))
                .isFalse();
        assertThat(described(fixed).at("/plan/shuffle").asBoolean()).isFalse();
        run("reproduce", run.resolve("last.zip")).hasExitCode(0);
    }

    @Test
    void theTutorialsDataIsNeitherDrawnNorShuffled() throws Exception {
        Path run = folder.resolve("run");
        run("train", "--limit", 256, "--epochs", 1, "--out", run).hasExitCode(0);

        assertThat(described(run).at("/plan/shuffle").asBoolean()).isFalse();
        assertThat(described(run).at("/data").has("holdoutSeed")).isFalse();
        assertThat(described(run).at("/network/optimizer/initialMeanSquare").asDouble())
                .isEqualTo(1);
    }

    @Test
    void rareClassesAreNamed() {
        byte[] labels = new byte[240];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i < 230 ? i % 2 : 3);
        }
        Path data = folder.resolve("data");
        IdxFiles.write(data, labels, new byte[] {0, 1});
        assertThat(run("train", "--data", data, "--batch", 16, "--dry-run")
                        .hasExitCode(0)
                        .err())
                .contains(
                        "warning: data has no training images of class 2, which is never learned\n",
                        "warning: data has few training images of class 3 (9), which is hardly learned\n");
        assertThat(Files.exists(folder.resolve("run"))).isFalse();
    }
}
