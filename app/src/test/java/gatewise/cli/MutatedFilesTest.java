package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.BoundedJvm;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedFilesTest {
    @TempDir
    Path folder;

    @Test
    void whateverAFileHoldsItIsReadOrRefused() throws Exception {
        String said = BoundedJvm.run(
                Duration.ofMinutes(3),
                "256m",
                MutatedFiles.class,
                folder.toString(),
                "10000",
                "src/test/resources/reference");
        assertThat(said)
                .contains(
                        "images=",
                        "labels=",
                        "set=",
                        "ts=",
                        "tables=",
                        "ONNX=",
                        "graphs=",
                        "external data=",
                        "reference=",
                        "report=",
                        "search file=",
                        "search=",
                        "stored study=",
                        "result=",
                        "divergence=",
                        "parts=",
                        "claim=");
    }
}
