package gatewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.network.Cell;
import gatewise.study.RunResult;
import gatewise.study.Study;
import gatewise.study.StudyDraft;
import gatewise.testing.Toy;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is drawn of runs that are trained elsewhere. */
class StudyDisplayTest {
    private static final long SECOND = 1_000_000_000;

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter err = new StringWriter();
    private List<Study.Run> runs;
    private StudyDisplay display;

    @BeforeEach
    void plan() throws Exception {
        Dataset data = Toy.data(folder);
        List<StudyDraft> drafts = List.of(
                new StudyDraft("gru", Toy.NETWORK.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft("lstm", Toy.NETWORK, 0, false));
        Study study = Study.of(
                drafts,
                StudyDraft.sized(drafts, 1000),
                new Study.Terms(TrainingPlan.TUTORIAL.toBuilder().seed(1).build(), 2, 1000, 1),
                Provenance.Data.of("toy", data, Reading.DEFAULT));
        runs = study.runs();
        Terminal terminal = new Terminal(true, true, false, () -> 80);
        display = new StudyDisplay(new PrintWriter(err), terminal, study, 1, nanos::get);
    }

    /** What is drawn so many seconds after the start, with the shares of the first runs. */
    private String drawn(double seconds, int running, double... shares) throws InterruptedException {
        nanos.set((long) (seconds * SECOND));
        Thread.sleep(110); // it is not drawn more often
        err.getBuffer().setLength(0);
        Map<Study.Run, Double> byRun = new LinkedHashMap<>();
        for (int i = 0; i < shares.length; i++) {
            if (shares[i] > 0) {
                byRun.put(runs.get(i), shares[i]);
            }
        }
        display.waits(running, byRun);
        return err.toString().strip();
    }

    @Test
    void sharesOfRunsFillTheBarAndTellTheTimeLeft() throws Exception {
        assertThat(drawn(0, 0)).isEqualTo("0 of 4 runs  [" + " ".repeat(30) + "]  0 running");
        assertThat(drawn(10, 2, 0.1)).isEqualTo("0 of 4 runs  [" + " ".repeat(30) + "]  2 running");
        // The first takes 20 s, as do those of which nothing is known: 14 + 16 + 20 + 20, two at once.
        assertThat(drawn(14, 2, 0.3, 0.2)).isEqualTo("0 of 4 runs  [===" + " ".repeat(27) + "]  2 running  0:35 left");
        // The second takes 40 s, as will the fourth: 10 + 28 + 20 + 40.
        assertThat(drawn(18, 2, 0.5, 0.3))
                .isEqualTo("0 of 4 runs  [======" + " ".repeat(24) + "]  2 running  0:49 left");
    }

    @Test
    void theTimeLeftIsNoShorterThanThatOfTheLongestRun() throws Exception {
        tenSeconds(runs.get(0));
        tenSeconds(runs.get(1));
        assertThat(drawn(0, 2, 0, 0, 0.9, 0.2))
                .isEqualTo("2 of 4 runs  [=======================       ]  2 running  0:08 left");
    }

    private void tenSeconds(Study.Run run) {
        EpochRecord epoch = new EpochRecord(
                1,
                new EpochRecord.Losses(0.5, 0.5),
                new EpochRecord.Accuracy(0.75, 0.75),
                new EpochRecord.Pace(10, 22),
                List.of());
        display.isThere(
                run,
                new RunResult(
                        run.entry().name(),
                        run.seed(),
                        new RunResult.Scored(1, null, null, 0),
                        List.of(epoch),
                        new RunResult.Origin(null, null)));
    }

    @Test
    void aRunThatIsLostBeginsAnew() throws Exception {
        drawn(0, 2, 0.5, 0.5);
        assertThat(drawn(2, 2, 0.6, 0.6)).endsWith("[=========" + " ".repeat(21) + "]  2 running  0:28 left");
        assertThat(drawn(4, 1, 0.7)).endsWith("[=====" + " ".repeat(25) + "]  1 running  1:06 left");
        assertThat(drawn(6, 2, 0.8, 0.125)).endsWith("[======" + " ".repeat(24) + "]  2 running  0:31 left");
        assertThat(drawn(8, 2, 0.9, 0.25)).endsWith("[========" + " ".repeat(22) + "]  2 running  0:25 left");
    }
}
