package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.machine.ProcessIdentity;
import gatewise.network.Cell;
import gatewise.network.Optimizer;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A small study that parts share, and claims of runs as other processes leave them. */
abstract class SharedStudyFixture {
    static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(2)
            .batchSize(16)
            .shuffle(true)
            .scoreBest(true)
            .seed(1)
            .build();

    @TempDir
    Path temporary;

    Dataset data;
    Study study;
    StudyFolder folder;

    @BeforeEach
    void plan() throws Exception {
        data = Toy.data(temporary.resolve("data"));
        study = study(PLAN, Optimizer.named("adam", 0.01));
        folder = new StudyFolder(temporary.resolve("study"));
    }

    final Study study(TrainingPlan plan, Optimizer second) {
        List<StudyDraft> drafts = List.of(
                new StudyDraft("gru", Toy.NETWORK.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft(
                        "rnn",
                        Toy.NETWORK.toBuilder()
                                .cell(Cell.SIMPLE)
                                .optimizer(second)
                                .build(),
                        0,
                        false));
        return Study.of(
                drafts,
                StudyDraft.sized(drafts, 1000),
                new Study.Terms(plan, 3, 1000, 1),
                Provenance.Data.of("toy", data, Reading.DEFAULT));
    }

    final List<String> words() {
        return folder.states(study).stream().map(RunState::words).toList();
    }

    /** A claim as a process leaves it that is not this one. */
    final void claim(int run, int number, int part, ProcessIdentity process) throws Exception {
        Path file = folder.path()
                .resolve("parts/claims")
                .resolve(study.runs().get(run).folder() + "." + number + ".json");
        Files.createDirectories(file.getParent());
        Files.write(file, Json.prettyBytes(new Claim(part, process, "2026-01-01T00:00:00Z", false, null)));
    }

    static ProcessIdentity ended() {
        ProcessIdentity here = ProcessIdentity.here();
        return new ProcessIdentity(here.host(), here.space(), here.pid(), "an earlier one");
    }

    static ProcessIdentity elsewhere() {
        return new ProcessIdentity("node7", "elsewhere", 1, "1");
    }

    static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }
}
