package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Parts of one study, which take turns within one process. */
@RequiresBackend
class SharedStudyTest extends SharedStudyFixture {
    /** Notes which runs a part trained to their ends, and does something when one begins. */
    private static final class Notes implements StudyTraining.Observer {
        final List<String> trained = new ArrayList<>();
        final List<String> there = new ArrayList<>();
        final List<String> warnings = new ArrayList<>();
        private final Consumer<Study.Run> onBegin;
        private Consumer<EpochRecord> onEpoch = epoch -> {};

        Notes(Consumer<Study.Run> onBegin) {
            this.onBegin = onBegin;
        }

        @Override
        public TrainingObserver begins(Study.Run run) {
            onBegin.accept(run);
            return new TrainingObserver() {
                @Override
                public void epochDone(EpochRecord epoch) {
                    onEpoch.accept(epoch);
                }
            };
        }

        @Override
        public void ends(Study.Run run, RunResult result) {
            trained.add(run.folder());
        }

        @Override
        public void warns(String warning) {
            warnings.add(warning);
        }

        @Override
        public void diverges(Study.Run run, DivergenceException reason) {
            trained.add(run.folder() + " diverges");
        }

        @Override
        public void isThere(Study.Run run, RunResult result) {
            there.add(run.folder());
        }
    }

    private static Notes notes() {
        return new Notes(run -> {});
    }

    private StudyRunner part(int number, int parts) {
        Part part = new Part(number, parts);
        return new StudyRunner(study, folder, data, folder.share(study, part, "gatewise compare"));
    }

    @Test
    void partsTrainEachRunOnceToTheBitsOfOneProcess() {
        StudyFolder whole = new StudyFolder(temporary.resolve("whole"));
        assertThat(new StudyRunner(study, whole, data).run(notes())).isTrue();

        // Part 3 comes when part 2 is at the second run, and part 2 when part 1 is at the first.
        Notes third = notes();
        List<List<String>> during = new ArrayList<>();
        Notes second = new Notes(run -> {
            if (third.trained.isEmpty() && third.there.isEmpty()) {
                during.add(words());
                part(3, 3).run(third);
            }
        });
        Notes first = new Notes(run -> {
            if (second.trained.isEmpty()) {
                part(2, 3).run(second);
            }
        });
        assertThat(part(1, 3).run(first)).isTrue();

        List<String> all = study.runs().stream().map(Study.Run::folder).toList();
        assertThat(first.trained).containsExactly(all.get(0));
        assertThat(second.trained).containsExactly(all.get(1));
        assertThat(third.trained).isEqualTo(all.subList(2, 6));
        assertThat(first.there).containsExactlyElementsOf(all.subList(1, 6));
        long pid = ProcessHandle.current().pid();
        assertThat(during.get(0).get(0)).startsWith("running in part 1, process " + pid + ", since 20");
        assertThat(during.get(0).get(1)).startsWith("running in part 2");
        assertThat(during.get(0).subList(2, 6)).containsOnly("not begun");
        assertThat(words()).containsOnly("finished");
        assertThat(folder.results(study))
                .extracting(result -> result.place().part())
                .containsExactly(1, 2, 3, 3, 3, 3);
        for (Study.Run run : study.runs()) {
            assertSame(
                    Checkpoint.load(whole.scored(run), Engine.FAST, 1),
                    Checkpoint.load(folder.scored(run), Engine.FAST, 1));
            assertThat(folder.result(study, run).confusion())
                    .isDeepEqualTo(whole.result(study, run).confusion());
        }
    }

    private static void assertSame(Checkpoint one, Checkpoint other) {
        assertThat(other.network().params()).isEqualTo(one.network().params());
        assertThat(other.provenance().progress().epochs())
                .isEqualTo(one.provenance().progress().epochs());
    }

    @Test
    void aDeadProcessesRunIsTakenUpHereAndOneElsewhereByItsPartAlone() throws Exception {
        claim(0, 1, 1, ended());
        claim(1, 1, 1, elsewhere());
        claim(2, 1, 3, elsewhere());
        assertThat(words().subList(0, 2))
                .containsExactly(
                        "left unfinished by part 1, whose process has ended",
                        "claimed by part 1 on node7 at 2026-01-01T00:00:00Z, which may run or have died");
        Notes second = notes();
        part(2, 3).run(second);
        assertThat(second.trained).hasSize(4).contains(study.runs().get(0).folder());
        Notes first = notes();
        part(1, 3).run(first);
        assertThat(first.trained).containsExactly(study.runs().get(1).folder());
        assertThat(folder.states(study))
                .filteredOn(state -> state.kind() != RunState.Kind.FINISHED)
                .singleElement()
                .satisfies(
                        state -> assertThat(state.run()).isEqualTo(study.runs().get(2)));

        Notes rest = notes();
        assertThat(new StudyRunner(study, folder, data).run(rest)).isTrue();
        assertThat(rest.trained).containsExactly(study.runs().get(2).folder());
        assertThat(rest.warnings)
                .singleElement()
                .asString()
                .startsWith("gru, seed 2, was claimed by part 3 on node7")
                .endsWith("; it is trained here now");
        assertThat(folder.path().resolve("parts")).doesNotExist();
        part(1, 7).run(notes());
    }

    @Test
    void whoLosesItsRunLeavesItAndGoesOn() throws Exception {
        Notes first = notes();
        StudyRunner runner = part(1, 2);
        first.onEpoch = epoch -> {
            if (first.trained.isEmpty() && first.warnings.isEmpty()) {
                try {
                    claim(0, 2, 2, elsewhere());
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }
        };
        assertThat(runner.run(first)).isTrue();
        assertThat(first.warnings).containsExactly("gru, seed 1, was taken up by another process");
        assertThat(first.trained).hasSize(5).doesNotContain(study.runs().get(0).folder());
        assertThat(words().get(0)).startsWith("claimed by part 2 on node7");
    }

    @Test
    void whatIsStoppedIsGivenBackAndWhatDivergesIsNotTriedAgain() {
        study = study(PLAN, Optimizer.named("sgd", 1e30));
        StudyRunner[] stopped = new StudyRunner[1];
        stopped[0] = part(1, 2);
        assertThat(stopped[0].run(new Notes(run -> stopped[0].stop()))).isFalse();
        assertThat(words().get(0)).isEqualTo("given back by part 1");

        Notes second = notes();
        assertThatThrownBy(() -> part(2, 2).run(second))
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("3 of 6 runs diverged, the first of them rnn, seed 1: ");
        assertThat(second.trained).hasSize(6);
        assertThat(words().get(0)).isEqualTo("finished");
        assertThat(words().get(1)).startsWith("diverged in part 2: ");
        Notes first = notes();
        assertThat(part(1, 2).run(first)).isTrue();
        assertThat(part(2, 2).run(first)).isTrue();
        assertThat(first.trained).isEmpty();
    }
}
