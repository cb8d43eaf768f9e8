package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import gatewise.checkpoint.Checkpoint;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C, as a terminal sends it, to a JVM of its own. */
@RequiresBackend
class InterruptionTest {
    @TempDir
    Path folder;

    private Process train(Path run, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of("train", "--out", run.toString()));
        arguments.addAll(List.of(more));
        return OwnJvm.gatewise(arguments).redirectErrorStream(true).start();
    }

    @Test
    void savesTellsHowToResumeAndResumes() throws Exception {
        assumeFalse(System.getProperty("os.name").startsWith("Windows"), "no SIGINT to send on Windows");
        Path run = folder.resolve("run");
        String data = Toy.write(folder.resolve("data")).toString();
        Process process = train(run, "--data", data, "--batch", "16", "--epochs", "1000000");
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = process.inputReader()) {
            for (String line; (line = reader.readLine()) != null; ) {
                lines.add(line);
                if (line.startsWith("    3 ")) {
                    new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                            .start()
                            .waitFor();
                }
            }
        }
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(130);
        assertThat(lines.get(lines.size() - 1))
                .as(String.join("\n", lines))
                .startsWith("stopped after epoch ")
                .endsWith("go on with: gatewise train --resume --out " + run);
        int epochs = Checkpoint.provenance(run.resolve("last.zip")).progress().epochs();
        assertThat(epochs).isGreaterThanOrEqualTo(3);

        Process resumed = train(run, "--resume", "--epochs", Integer.toString(epochs + 2));
        String output = new String(resumed.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(resumed.waitFor()).as(output).isZero();
        assertThat(output).contains("accuracy on all 60 test images");
        assertThat(Checkpoint.provenance(run.resolve("last.zip")).progress().epochs())
                .isEqualTo(epochs + 2);
    }
}
