package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.network.Cell;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.TrainingObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search whose runs go as text and checkpoints and come back as files, within one process. */
@RequiresBackend
class RemoteSearchTest {
    private static final SearchSpace SPACE = new SearchSpace(
            new SearchSpace.Layers(
                    Choices.of(List.of(Cell.LSTM, Cell.GRU)),
                    Choices.between(3, 9),
                    Choices.of(List.of(1)),
                    Choices.of(List.of(false))),
            Choices.between(0.001, 0.1),
            Choices.between(0, 0.4),
            Choices.of(List.of(0.0)));

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private Search search(Integer seeds) {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(9)
                .batchSize(16)
                .shuffle(true)
                .schedule(Schedule.COSINE)
                .seed(5)
                .build();
        return Search.of(
                SPACE,
                new Search.Terms(9, seeds, 1),
                new Search.Subject(Toy.NETWORK, plan, Provenance.Data.of("toy", data, Reading.DEFAULT)));
    }

    /** Trains here, and stops within the epoch that follows so many of all runs together. */
    private boolean trainHere(Stage stage, int epochs) {
        int[] left = {epochs};
        StudyRunner runner = new StudyRunner(stage, data, RunTurns.ALONE);
        return runner.run(new SilentObserver() {
            @Override
            public TrainingObserver begins(Study.Run run) {
                return new TrainingObserver() {
                    @Override
                    public void batchDone(int epoch, int batch, int batches, double loss, double speed) {
                        if (left[0] == 0 && batch == 2) {
                            runner.stop();
                        }
                    }

                    @Override
                    public void epochDone(EpochRecord epoch) {
                        left[0]--;
                    }
                };
            }
        });
    }

    /** Trains elsewhere, until so many runs have come back. */
    private final class There implements Stage.Executor {
        /** Of each run, the epochs and the batches after them that it went on from. */
        final List<String> begun = new ArrayList<>();

        private int left;

        There(int left) {
            this.left = left;
        }

        @Override
        public boolean train(Stage stage) {
            RemoteRuns runs = new RemoteRuns(stage.study(), stage.folder(), new SilentObserver());
            try {
                for (Study.Run run : runs.unfinished()) {
                    if (left-- == 0) {
                        return false;
                    }
                    runs.ended(run, trained(stage, run));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            runs.end();
            return true;
        }

        private Map<String, byte[]> trained(Stage stage, Study.Run run) throws IOException {
            Map<String, byte[]> begin = RunTask.begin(stage, run);
            begun.add(at(begin));
            RunResult.Place place = new RunResult.Place(1, 0, "node1");
            return RunTask.parse(RunTask.text(stage.study(), run))
                    .train(data, begin, place, Files.createTempDirectory(folder, "work"), share -> {});
        }

        private String at(Map<String, byte[]> begin) throws IOException {
            if (begin.isEmpty()) {
                return "0";
            }
            Path file = Files.write(Files.createTempFile(folder, "begin", ".zip"), begin.get("last.zip"));
            Provenance there = Checkpoint.provenance(file);
            return there.progress().epochs()
                    + (there.progress().batch() > 0 ? " and " + there.progress().batch() : "");
        }
    }

    private static void assertSame(StudyFolder found, StudyFolder expected) {
        Study study = expected.stored().orElseThrow();
        assertThat(found.stored()).contains(study);
        for (Study.Run run : study.runs()) {
            for (Path file : List.of(expected.run(run).last(), expected.run(run).best())) {
                Checkpoint here = load(file);
                Checkpoint there = load(found.run(run).path().resolve(file.getFileName()));
                assertThat(there.network().params()).isEqualTo(here.network().params());
                assertThat(there.network().getUpdater().getStateViewArray())
                        .isEqualTo(here.network().getUpdater().getStateViewArray());
                assertThat(there.provenance().progress().epochs())
                        .isEqualTo(here.provenance().progress().epochs());
            }
            RunResult here = expected.result(study, run);
            RunResult there = found.result(study, run);
            assertThat(there.scoredEpoch()).isEqualTo(here.scoredEpoch());
            assertThat(there.confusion()).isDeepEqualTo(here.confusion());
            assertThat(there.history())
                    .extracting(EpochRecord::validationLoss)
                    .isEqualTo(here.history().stream()
                            .map(EpochRecord::validationLoss)
                            .toList());
        }
    }

    private static Checkpoint load(Path file) {
        return Checkpoint.resume(file, Checkpoint.provenance(file).engine(), 1);
    }

    @Test
    void runsGoOnElsewhereToTheBitsOfOneProcess() {
        Search search = search(null);
        SearchFolder expected = new SearchFolder(folder.resolve("expected"));
        assertThat(new SearchRunner(search, expected, stage -> trainHere(stage, -1)).run())
                .isTrue();
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        There killed = new There(10);
        assertThat(new SearchRunner(search, out, killed).run()).isFalse();
        There there = new There(-1);
        assertThat(new SearchRunner(search, out, there).run()).isTrue();
        // 9 x 1, then 3 x 2 more, then 1 x 6 more, and the winner is scored; a run that is back is not sent again.
        assertThat(killed.begun).containsExactly("0", "0", "0", "0", "0", "0", "0", "0", "0", "1");
        assertThat(there.begun).containsExactly("1", "1", "3", "9");
        for (int rung = 1; rung <= 3; rung++) {
            assertSame(out.rung(rung), expected.rung(rung));
        }
        assertSame(out.winner(), expected.winner());
        assertThat(out.winnerFile()).hasSameBinaryContentAs(expected.winnerFile());
    }

    @Test
    void whatOneProcessLeftGoesOnElsewhereAndOtherSeedsOfTheWinnerBegin() {
        Search search = search(2);
        SearchFolder expected = new SearchFolder(folder.resolve("expected"));
        assertThat(new SearchRunner(search, expected, stage -> trainHere(stage, -1)).run())
                .isTrue();
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        int[] stages = {0};
        assertThat(new SearchRunner(search, out, stage -> trainHere(stage, stages[0]++ == 0 ? -1 : 1)).run())
                .isFalse();
        There there = new There(-1);
        assertThat(new SearchRunner(search, out, there).run()).isTrue();
        assertThat(there.begun).hasSize(6).endsWith("1", "1", "3", "0", "0");
        assertThat(there.begun.get(0)).isEqualTo("2 and 2");
        for (int rung = 1; rung <= 3; rung++) {
            assertSame(out.rung(rung), expected.rung(rung));
        }
        assertSame(out.winner(), expected.winner());
    }
}
