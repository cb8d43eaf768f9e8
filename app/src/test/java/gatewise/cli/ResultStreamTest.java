package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Results that could not be written, which a script must not take for all there is. */
class ResultStreamTest {
    private static final Path FULL = Path.of("/dev/full");

    @Test
    void aFullDiskIsOneLineAndAFailedJob() throws Exception {
        assumeTrue(Files.exists(FULL), "this system has no device that is always full");
        Process process = OwnJvm.gatewise(List.of("train", "--help"))
                .redirectOutput(FULL.toFile())
                .start();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(said.lines())
                .singleElement()
                .isEqualTo("gatewise: standard output: cannot be written (No space left on device);"
                        + " make room, or send it elsewhere");
    }

    @Test
    void aReaderThatWantsNoMoreIsNone() throws Exception {
        Process process = OwnJvm.gatewise(List.of("train", "--help")).start();
        process.getInputStream().close();
        String said = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(said).isEmpty();
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void whatWasWrittenHasNoError() throws IOException {
        try (ResultStream results = new ResultStream(new ByteArrayOutputStream())) {
            results.write(65);
            assertThat(results.error()).isNull();
        }
    }
}
