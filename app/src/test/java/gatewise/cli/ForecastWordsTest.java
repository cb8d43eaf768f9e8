package gatewise.cli;

import static gatewise.cli.CommandResult.run;
import static org.assertj.core.api.Assertions.assertThat;

import gatewise.testing.RequiresBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forecast from are windows, whichever command says so. */
@RequiresBackend
class ForecastWordsTest {
    @TempDir
    static Path folder;

    private static TrainedSequences sequences;
    private static Path model;

    @BeforeAll
    static void train() throws Exception {
        sequences = TrainedSequences.in(folder);
        String train = "train --data " + sequences.hours() + " --window 6 --horizon 2 --hidden 3 --epochs 1";
        sequences.train("hours", train.split(" "));
        model = sequences.model("hours");
    }

    @Test
    void testSequencesAreWindows() throws Exception {
        Path out = folder.resolve("out");
        assertThat(run("evaluate", model, "--out", out).hasExitCode(0).out())
                .contains("errors on 17 test windows", "the worst windows:")
                .doesNotContain("sequence");
        assertThat(run("predict", model, "--index", 3).hasExitCode(0).out()).startsWith("test window series from ");
        assertThat(run("explain", model, "--index", 3, "--out", out)
                        .hasExitCode(0)
                        .out())
                .contains("reads test window 3 (series from step ");
        assertThat(run("explain", model, "--test-set", "--shuffle-steps", "--out", out)
                        .hasExitCode(0)
                        .out())
                .startsWith("LSTM-3 on the test windows of hours, before and after ");
        run("predict", model, "--index", 17).isWrongUse("--index 17: hours has test windows 0..16; give one of these");
        run("explain", model, "--index", 17).isWrongUse("--index 17: hours has test windows 0..16; give one of these");
    }

    @Test
    void anUnknownNameIsSaidWithThoseThatThereAre() {
        for (String command : new String[] {"predict", "explain"}) {
            assertThat(run(command, model, "--sequence", "rain").hasExitCode(2).err())
                    .startsWith(
                            "gatewise: --sequence rain: hours has no test window of that name, expected one of ['series"
                                    + " from step ");
        }
    }

    @Test
    void aSeriesShorterThanTheModelsWindowHasToBeLonger() throws Exception {
        Path few = Files.writeString(folder.resolve("few.csv"), "load,wind\n1,2\n3,4\n");
        for (String command : new String[] {"predict", "explain"}) {
            run(command, model, few)
                    .isWrongUse(few + ": the series has 2 steps, a window of the model takes 6; give a longer series");
        }
    }
}
