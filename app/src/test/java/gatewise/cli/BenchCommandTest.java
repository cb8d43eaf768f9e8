package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

@RequiresBackend
class BenchCommandTest {
    /** In a JVM of its own, because what is printed there must also be written out before it ends. */
    @Test
    void printsARowForEachCellAndEngine() throws Exception {
        Process process = OwnJvm.gatewise(List.of("bench", "--batches=1", "--rounds=1", "--hidden=2"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(out.lines().findFirst())
                .hasValueSatisfying(header ->
                        assertThat(header).contains("network", "engine", "training images/s", "one image p50"));
        assertThat(out.lines().skip(1))
                .anyMatch(row -> row.contains("LSTM-2") && row.contains("fast"))
                .anyMatch(row -> row.contains("LSTM-2") && row.contains("stock"))
                .anyMatch(row -> row.contains("GRU-2") && row.contains("fast"))
                .anyMatch(row -> row.contains("GRU-2") && row.contains("portable"))
                .anyMatch(row -> row.contains("simple RNN-2") && row.contains("fast"))
                .anyMatch(row -> row.contains("simple RNN-2") && row.contains("stock"));
    }
}
