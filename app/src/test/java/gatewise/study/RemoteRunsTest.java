package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.DataFiles;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.DivergenceException;
import gatewise.training.TrainingObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that go as text and come back as files, within one process. */
@RequiresBackend
class RemoteRunsTest {
    private static final RunResult.Place PLACE = new RunResult.Place(1, 0, "node1");

    @TempDir
    Path temporary;

    private String source;
    private Dataset data;
    private Study study;
    private StudyFolder folder;
    private final List<String> said = new ArrayList<>();

    private final StudyTraining.Observer notes = new StudyTraining.Observer() {
        @Override
        public TrainingObserver begins(Study.Run run) {
            throw new IllegalStateException("nothing is trained here");
        }

        @Override
        public void ends(Study.Run run, RunResult result) {
            said.add(run.folder() + " ends");
        }

        @Override
        public void warns(String warning) {
            said.add(warning);
        }

        @Override
        public void diverges(Study.Run run, DivergenceException reason) {
            said.add(run.folder() + " diverges");
        }

        @Override
        public void isThere(Study.Run run, RunResult result) {
            said.add(run.folder() + " is there");
        }
    };

    @BeforeEach
    void plan() throws Exception {
        source = Toy.write(temporary.resolve("data")).toString();
        data = Dataset.open(source).limit(100);
        study = study(Optimizer.named("adam", 0.01));
        folder = new StudyFolder(temporary.resolve("study"));
    }

    private Study study(Optimizer second) {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(2)
                .batchSize(16)
                .shuffle(true)
                .scoreBest(true)
                .seed(7)
                .build();
        List<StudyDraft> drafts = List.of(
                new StudyDraft("gru", Toy.NETWORK.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft(
                        "tutorial", Toy.NETWORK.toBuilder().optimizer(second).build(), 0, true));
        return Study.of(
                drafts,
                StudyDraft.sized(drafts, 1000),
                new Study.Terms(plan, 2, 1000, 1),
                Provenance.Data.of(source, data, Reading.DEFAULT));
    }

    private Map<String, byte[]> train(Study.Run run, DataFiles files) throws Exception {
        RunTask task = RunTask.parse(RunTask.text(study, run));
        Path empty = Files.createTempDirectory(temporary, "work");
        Dataset set = task.open(files, Files.createDirectory(empty.resolve("data")));
        assertThat(set.train().count()).isEqualTo(100);
        List<Double> shares = new ArrayList<>();
        Map<String, byte[]> trained =
                task.train(set, Map.of(), PLACE, Files.createDirectory(empty.resolve("study")), shares::add);
        // After the first of 6 batches in the first of 2 epochs, and a few times a second.
        assertThat(shares).isSorted().first().isEqualTo(1 / 12.0);
        return trained;
    }

    @Test
    void comeBackWithTheBitsOfRunsThatAreTrainedHere() throws Exception {
        StudyFolder whole = new StudyFolder(temporary.resolve("whole"));
        new StudyRunner(study, whole, data).run(new SilentObserver());

        DataFiles files = DataFiles.read(source);
        RemoteRuns runs = new RemoteRuns(study, folder, notes);
        List<Study.Run> left = runs.unfinished();
        assertThat(left).isEqualTo(study.runs());
        for (Study.Run run : List.of(left.get(3), left.get(0), left.get(1))) {
            runs.ended(run, train(run, files));
        }
        runs.end();
        assertThat(said)
                .containsExactly(
                        left.get(3).folder() + " ends",
                        left.get(0).folder() + " ends",
                        left.get(1).folder() + " ends");
        for (Study.Run run : List.of(left.get(0), left.get(1), left.get(3))) {
            assertThat(folder.result(study, run).place()).isEqualTo(PLACE);
            assertThat(folder.result(study, run).seed()).isEqualTo(run.seed());
            assertThat(folder.result(study, run).confusion())
                    .isDeepEqualTo(whole.result(study, run).confusion());
            assertThat(names(folder, run)).isEqualTo(names(whole, run));
            Checkpoint here = Checkpoint.load(whole.scored(run), Engine.PORTABLE, 1);
            Checkpoint there = Checkpoint.load(folder.scored(run), Engine.PORTABLE, 1);
            assertThat(there.network().params()).isEqualTo(here.network().params());
            assertThat(there.provenance().plan()).isEqualTo(here.provenance().plan());
            assertThat(there.provenance().data()).isEqualTo(here.provenance().data());
        }
        said.clear();
        assertThat(new RemoteRuns(study, folder, notes).unfinished()).containsExactly(left.get(2));
        assertThat(said).hasSize(3).contains(left.get(1).folder() + " is there");
    }

    private static List<String> names(StudyFolder folder, Study.Run run) throws Exception {
        try (Stream<Path> files = Files.list(folder.run(run).path())) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void areNotFinishedWithoutTheirResult() throws Exception {
        Study.Run run = study.runs().get(0);
        Map<String, byte[]> files = new HashMap<>(train(run, DataFiles.read(source)));
        RemoteRuns runs = new RemoteRuns(study, folder, notes);
        byte[] result = files.remove("result.json");
        assertThatThrownBy(() -> runs.ended(run, files))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("gru, seed 7: came back without its result; ");
        assertThat(folder.isFinished(run)).isFalse();
        files.put("result.json", result);
        files.put("../outside", result);
        assertThatThrownBy(() -> runs.ended(run, files))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no name of a file: ../outside");
        assertThat(folder.isFinished(run)).isFalse();
        files.remove("../outside");
        files.put("warnings", "one\ntwo".getBytes());
        runs.ended(run, files);
        assertThat(said).containsExactly("one", "two", run.folder() + " ends");
        assertThat(names(folder, run)).doesNotContain("warnings").contains("best.zip", "last.zip", "result.json");
    }

    @Test
    void thatDivergeCostNoOthers() throws Exception {
        study = study(Optimizer.named("sgd", 1e30));
        RemoteRuns runs = new RemoteRuns(study, folder, notes);
        Study.Run run = study.runs().get(1);
        runs.ended(run, train(run, DataFiles.read(source)));
        assertThat(said).containsExactly(run.folder() + " diverges");
        assertThatThrownBy(runs::end)
                .isInstanceOf(DivergenceException.class)
                .hasMessageStartingWith("1 of 4 runs diverged, the first of them tutorial, seed 7: ")
                .hasMessageNotContaining("1 of 1");
        RunState state = folder.states(study).get(1);
        assertThat(state.kind()).isEqualTo(RunState.Kind.DIVERGED);
        assertThat(state.words()).startsWith("diverged: ").doesNotContain("part");
    }

    @Test
    void refuseOtherData() throws Exception {
        DataFiles files = DataFiles.read(source);
        files.contents().values().iterator().next()[1000] ^= 1;
        assertThatThrownBy(() -> train(study.runs().get(0), files))
                .isInstanceOf(UserError.class)
                .hasMessageStartingWith("the data of the study, data, is other data now (its checksum differs); ");
    }
}
