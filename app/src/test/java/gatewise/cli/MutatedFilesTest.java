package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MutatedFilesTest {
    @TempDir
    Path folder;

    @Test
    void whateverAFileHoldsItIsReadOrRefused() throws Exception {
        Process process = OwnJvm.java(
                        List.of("-Xmx256m", "-XX:+UseSerialGC"),
                        MutatedFiles.class,
                        List.of(folder.toString(), "10000", "src/test/resources/reference"))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
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
                        "reference=");
    }
}
