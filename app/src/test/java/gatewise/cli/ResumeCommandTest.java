package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.ByteBuffer;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on says from where, and why what cannot change cannot. */
@RequiresBackend
class ResumeCommandTest {
    @TempDir
    Path folder;

    private Path data;
    private Path run;

    @BeforeEach
    void write() throws Exception {
        data = Toy.write(folder.resolve("data"));
        run = folder.resolve("run");
    }

    private void begin(Object... more) {
        Object[] words = {"train", "--data", data, "--batch", 16, "--epochs", 2, "--out", run};
        Object[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        run(all).hasExitCode(0);
    }

    @Test
    void saysFromWhereItGoesOn() {
        begin();
        assertThat(run("train", "--resume", "--out", run, "--epochs", 3)
                        .hasExitCode(0)
                        .err())
                .startsWith("going on in " + run + " after epoch 2 of 3" + System.lineSeparator());
        run("train", "--resume", "--out", run, "--epochs", 2)
                .isWrongUse("--epochs 2: the run in " + run + " has done 3; give more, or leave it out");
    }

    @Test
    void aScheduleIsBoundToItsEpochs() {
        begin("--schedule", "cosine");
        run("train", "--resume", "--out", run, "--epochs", 3)
                .isWrongUse(
                        "--epochs 3: the learning rate of the run in " + run
                                + " falls along a cosine over its 2 epochs",
                        "train anew with another --out");
        run("train", "--resume", "--out", run, "--epochs", 2).hasExitCode(0);
        assertThat(run("train", "--help").out().replaceAll("\\s+", " "))
                .contains("--epochs unless its learning rate falls over all epochs (--schedule cosine, --preset best)");
    }

    @Test
    void withoutTheStateOfItsOptimiserARunDoesNotGoOnAndItsNetworkAnswers() throws Exception {
        begin();
        try (FileSystem zip = FileSystems.newFileSystem(run.resolve("last.zip"))) {
            Files.delete(zip.getPath("updaterState.bin"));
        }
        run("train", "--resume", "--out", run, "--epochs", 3)
                .isWrongUse(run.resolve("last.zip") + " has no state of its optimiser: going on without it would train"
                        + " another network; give a last.zip that 'gatewise train' wrote, or train anew");
        run("evaluate", run.resolve("last.zip")).hasExitCode(0);
        run("export", run.resolve("last.zip"), "--onnx", folder.resolve("model.onnx"))
                .hasExitCode(0);
    }

    private static void damage(Path checkpoint) throws Exception {
        try (FileSystem zip = FileSystems.newFileSystem(checkpoint)) {
            Path parameters = zip.getPath("coefficients.bin");
            byte[] content = Files.readAllBytes(parameters);
            ByteBuffer.wrap(content).putFloat(content.length - Float.BYTES, Float.NaN);
            Files.write(parameters, content);
        }
    }

    /** Not at the end of a training that may take hours. */
    @Test
    void aBestNetworkThatCannotBeUsedIsSaidBeforeTraining() throws Exception {
        begin("--patience", 9, "--learning-rate", 1e-30);
        Path best = run.resolve("best.zip");
        assertThat(Checkpoint.provenance(best).progress().epochs()).isEqualTo(1);
        damage(best);
        byte[] last = Files.readAllBytes(run.resolve("last.zip"));
        CommandResult result =
                run("train", "--resume", "--out", run, "--epochs", 3).hasExitCode(2);
        assertThat(result.err().lines())
                .last()
                .asString()
                .startsWith("gatewise: " + best + " is not the network of epoch 1, the best of the run");
        assertThat(result.out()).doesNotContain("epoch 3");
        assertThat(Files.readAllBytes(run.resolve("last.zip"))).isEqualTo(last);
    }

    @Test
    void anAccuracyThatCannotBeKeptIsAWarning() throws Exception {
        begin("--learning-rate", 1e-30);
        Path best = run.resolve("best.zip");
        damage(best);
        assertThat(run("train", "--resume", "--out", run)
                        .hasExitCode(0)
                        .err()
                        .lines()
                        .filter(line -> line.startsWith("warning: ")))
                .containsExactly("warning: the test accuracy is not kept in a checkpoint: the network in " + best
                        + " has parameters that are not finite numbers");
        assertThat(Checkpoint.provenance(run.resolve("last.zip")).progress().testAccuracy())
                .isNotNull();
    }
}
