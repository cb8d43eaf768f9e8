package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.testing.RequiresBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run of the vector engine in a JVM that has the module, and what this one, which has not, makes of it. */
@RequiresBackend
class VectorEngineTest {
    @TempDir
    private Path folder;

    @Test
    void isRecordedAndNeverExchangedForAnother() throws Exception {
        Path out = folder.resolve("run");
        String said = inJvmWithModule(
                "train", "--engine=vector", "--limit=256", "--epochs=1", "--hidden=4", "--threads=1", "--out=" + out);
        if (!said.contains("engine vector, 1 thread")) {
            assertThat(said).contains("--engine vector does not run here");
            return;
        }
        assertThat(Checkpoint.provenance(out.resolve("last.zip")).engine()).isEqualTo(Engine.VECTOR);
        assertThat(inJvmWithModule("reproduce", out.resolve("last.zip").toString()))
                .contains("the same, bit for bit");
        String here = "which does not run here: this JVM was started without --add-modules jdk.incubator.vector";
        run("train", "--resume", "--epochs", 2, "--out", out).isWrongUse(here);
        run("reproduce", out.resolve("last.zip")).isWrongUse(here);
        run("describe", out.resolve("last.zip")).hasExitCode(0);
    }

    private static String inJvmWithModule(String... arguments) throws IOException, InterruptedException {
        Process process = OwnJvm.java(List.of("--add-modules=jdk.incubator.vector"), Main.class, List.of(arguments))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return said;
    }
}
