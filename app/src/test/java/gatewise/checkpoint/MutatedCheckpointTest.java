package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.data.Task;
import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand changed copies, of a network of images and one of sequences for each task, do no harm, each within a small heap. */
@RequiresBackend
class MutatedCheckpointTest extends CheckpointCase {
    private static final int COPIES = 10_000;
    private static final long SEED = 1;

    @Test
    void areRefusedOrAnswer() throws Exception {
        Path output = folder.resolve("output");
        List<String> originals = new ArrayList<>(List.of(file.toString()));
        for (Task task : Task.values()) {
            Path sequences = folder.resolve(task + ".zip");
            SequenceCheckpoints.write(sequences, task);
            originals.add(sequences.toString());
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                CheckpointMutations.class.getName(),
                folder.resolve("copy.zip").toString(),
                Integer.toString(COPIES),
                Long.toString(SEED)));
        command.addAll(originals);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        String said = Files.readString(output);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).containsPattern("\\b[0-9]{4} refused, [0-9]{3,4} answered");
    }
}
