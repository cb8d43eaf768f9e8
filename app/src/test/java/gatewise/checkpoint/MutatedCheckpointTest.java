package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Ten thousand changed copies do no harm, each within a small heap. */
@RequiresBackend
class MutatedCheckpointTest extends CheckpointCase {
    private static final int COPIES = 10_000;
    private static final long SEED = 1;

    @Test
    void areRefusedOrAnswer() throws Exception {
        Path output = folder.resolve("output");
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Mutations.class.getName(),
                file.toString(),
                Integer.toString(COPIES),
                Long.toString(SEED));
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
