package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import gatewise.testing.ToySequences;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class CompareSequencesTest {
    @TempDir
    Path folder;

    private Path study;
    private Path out;

    @BeforeEach
    void writeStudy() throws Exception {
        out = folder.resolve("out");
        study = ComparedNetworks.write(folder, 4, 4);
    }

    private CommandResult compare(Object... more) {
        Object[] arguments = new Object[8 + more.length];
        Object[] common = {"compare", study, "--epochs", 2, "--seeds", 2, "--out", out};
        System.arraycopy(common, 0, arguments, 0, common.length);
        System.arraycopy(more, 0, arguments, common.length, more.length);
        return run(arguments);
    }

    private void saysNothingOfImages(CommandResult result) throws Exception {
        for (String text : new String[] {
            result.out(),
            result.err(),
            Files.readString(out.resolve("report.html")),
            Files.readString(out.resolve("results.md")),
            Files.readString(out.resolve("results.csv")),
            Files.readString(out.resolve("runs.csv"))
        }) {
            assertThat(text.replace(folder.toString(), "")).doesNotContainIgnoringCase("image", "pixel", "NaN");
        }
    }

    @Test
    void classesOfSequencesAreComparedByAccuracyAndMacroF1() throws Exception {
        Path data = ToySequences.classes(folder);
        CommandResult result = compare("--data", data).hasExitCode(0);
        assertThat(result.out())
                .startsWith("data: slopes, .ts; 52 training, ")
                .contains("test accuracy", "macro F1", "sequences/s", "next: gatewise evaluate " + out);
        assertThat(result.err()).contains("% of the test sequences, epoch ");
        assertThat(out.resolve("results.csv")).content().contains("testMacroF1Mean", "sequencesPerSecond,");
        saysNothingOfImages(result);
        assertThat(compare("--data", data).hasExitCode(0).err()).contains("4 are there already");
        assertThat(run("reproduce", out.resolve("runs/01-gru-4-seed-2/best.zip"))
                        .hasExitCode(0)
                        .out())
                .contains("test accuracy", "are the same, bit for bit");
        compare("--data", data, "--shift", 1).isWrongUse("--shift 1 moves images, and slopes has none");
    }

    @Test
    void forecastsAreComparedByTheirErrors() throws Exception {
        Path data = ToySequences.series(folder);
        Object[] flags = {
            "--data", data, "--step", "hour", "--features", "load,temperature", "--window", 6, "--horizon", 2
        };
        CommandResult result = compare(flags).hasExitCode(0);
        assertThat(result.out()).contains("test RMSE", "test MAE").doesNotContain("accuracy");
        assertThat(result.err()).contains("seed 1: standardised RMSE ", ", standardised MAE ");
        assertThat(out.resolve("runs.csv"))
                .content()
                .contains("testStandardisedRmse,testStandardisedMae,validationLoss,");
        assertThat(out.resolve("report.html"))
                .content()
                .contains("Output by output", "validation loss", "2 steps after 6 steps", "Lower is better");
        saysNothingOfImages(result);
        assertThat(compare(flags).hasExitCode(0).out()).isEqualTo(result.out());
        flags[flags.length - 1] = 1;
        compare(flags).isWrongUse("holds a study that reads its data in another way");
        assertThat(run("compare", "--out", out).hasExitCode(0).out()).contains("test RMSE");
        assertThat(run("compare", "--out", out).err()).contains("4 are there already");
        run("compare", "--out", out, "--step", "load").isWrongUse("holds a study that reads its data in another way");
        run("compare", "--out", out, "--seeds", 3).isWrongUse("holds a study with other seeds");
        run("compare", "--out", out, "--epochs", 2, "--step", "hour").hasExitCode(0);
        run("compare", "--out", out, "--epochs", 3).isWrongUse("holds a study with another training plan");
        run("compare", "--out", out, "--limit", 9).isWrongUse("holds a study with other data");
        run("compare", "--out", out, "--data", ToySequences.classes(folder)).isWrongUse("slopes.ts");
        assertThat(run("reproduce", out.resolve("runs/02-lstm-4-seed-1/best.zip"))
                        .hasExitCode(0)
                        .out())
                .contains("test RMSE", "are the same, bit for bit");
    }

    @Test
    void aSmallSetIsMeasured() throws Exception {
        CommandResult result = run("bench", "--data", ToySequences.classes(folder), "--hidden", 2, "--rounds", 1)
                .hasExitCode(0);
        assertThat(result.out())
                .contains(
                        "data: slopes, .ts; 52 training, ",
                        "3 to 9 steps\nsplit: ",
                        "\n2 features\n",
                        "padded steps",
                        "training sequences/s",
                        "GRU-2",
                        "simple RNN-2")
                .doesNotContain("image");
        run("bench", "--data", folder.resolve("slopes.ts"), "--batches", 9)
                .isWrongUse(
                        "--batches must be in 1..1, got 9: slopes has 52 training sequences, which are 1 batch of 52");
        run("bench", "--sequences", "--data", "mnist").isWrongUse("--sequences takes the place of --data");
    }
}
