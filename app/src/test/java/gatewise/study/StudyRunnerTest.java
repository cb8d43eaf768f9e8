package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Holdout;
import gatewise.data.Reading;
import gatewise.io.Json;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@RequiresBackend
class StudyRunnerTest {
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(3)
            .batchSize(16)
            .shuffle(true)
            .scoreBest(true)
            .seed(1)
            .build();

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private Study study(TrainingPlan plan, int seeds) {
        List<StudyDraft> drafts = List.of(
                new StudyDraft("tutorial", StudyDraft.tutorial(Toy.NETWORK, Holdout.FIRST), 0, true),
                new StudyDraft(null, Toy.NETWORK.toBuilder().cell(Cell.GRU).build(), 0, false),
                new StudyDraft(null, Toy.NETWORK.toBuilder().cell(Cell.SIMPLE).build(), 0, false));
        List<NetworkSpec> networks = StudyDraft.sized(drafts, 1000);
        return Study.of(
                drafts,
                networks,
                new Study.Terms(plan, seeds, 1000, 1),
                Provenance.Data.of("toy", data, Reading.DEFAULT));
    }

    private static class Notes implements StudyTraining.Observer {
        final List<String> notes = new ArrayList<>();

        @Override
        public TrainingObserver begins(Study.Run run) {
            notes.add("begins " + run.folder());
            return new TrainingObserver() {};
        }

        @Override
        public void ends(Study.Run run, RunResult result) {
            notes.add("ends " + run.folder());
        }

        @Override
        public void warns(String warning) {
            notes.add("warns " + warning);
        }

        @Override
        public void diverges(Study.Run run, DivergenceException reason) {
            notes.add("diverges " + run.folder());
        }

        @Override
        public void isThere(Study.Run run, RunResult result) {
            notes.add("there " + run.folder());
        }
    }

    @Test
    void aStudyThatIsStoppedHalfWayAndGoesOnEndsWithTheSameBits() throws Exception {
        Study study = study(PLAN, 2);
        StudyFolder whole = new StudyFolder(folder.resolve("whole"));
        assertThat(new StudyRunner(study, whole, data).run(new Notes())).isTrue();

        StudyFolder killed = new StudyFolder(folder.resolve("killed"));
        assertThat(killed.check(study)).isZero();
        StudyRunner[] first = new StudyRunner[1];
        first[0] = new StudyRunner(study, killed, data);
        boolean finished = first[0].run(new Notes() {
            @Override
            public TrainingObserver begins(Study.Run run) {
                boolean last = run.seed() == 2 && run.index() == 1;
                return new TrainingObserver() {
                    @Override
                    public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
                        if (last && epoch == 2 && batch == 5) {
                            first[0].stop();
                        }
                    }
                };
            }
        });
        assertThat(finished).isFalse();
        assertThat(killed.check(study)).isEqualTo(4);
        assertThat(Checkpoint.provenance(killed.run(study.runs().get(4)).last())
                        .progress()
                        .batch())
                .isEqualTo(5);

        Notes notes = new Notes();
        assertThat(new StudyRunner(study, killed, data).run(notes)).isTrue();
        assertThat(notes.notes.subList(0, 6))
                .containsExactly(
                        "there 01-tutorial-seed-1",
                        "there 02-gru-8-seed-1",
                        "there 03-simple-rnn-8-seed-1",
                        "there 01-tutorial-seed-2",
                        "begins 02-gru-8-seed-2",
                        "ends 02-gru-8-seed-2");
        for (Study.Run run : study.runs()) {
            Checkpoint a = Checkpoint.load(whole.run(run).last(), Engine.STOCK, 1);
            Checkpoint b = Checkpoint.load(killed.run(run).last(), Engine.STOCK, 1);
            assertThat(b.network().params()).isEqualTo(a.network().params());
            assertThat(b.provenance().plan().seed()).isEqualTo(run.seed());
        }
        List<RunResult> before = whole.results(study);
        List<RunResult> after = killed.results(study);
        assertThat(after).hasSize(6);
        for (int i = 0; i < 6; i++) {
            assertThat(after.get(i).confusion()).isDeepEqualTo(before.get(i).confusion());
            assertThat(after.get(i).scoredEpoch()).isEqualTo(before.get(i).scoredEpoch());
        }
    }

    @Test
    void aResultIsWhatTheCheckpointScores() {
        Study study = study(PLAN.toBuilder().epochs(5).build(), 1);
        StudyFolder results = new StudyFolder(folder.resolve("results"));
        new StudyRunner(study, results, data).run(new Notes());
        RunResult tutorial = results.results(study).get(0);
        RunResult gru = results.results(study).get(1);
        assertThat(tutorial.scoredEpoch()).isEqualTo(5);
        Checkpoint best = Checkpoint.load(results.run(study.runs().get(1)).best(), Engine.FAST, 1);
        assertThat(gru.testAccuracy()).isEqualTo(((Scores) Trainer.test(best.network(), data)).accuracy());
        assertThat(gru.scoredEpoch()).isEqualTo(best.provenance().progress().epochs());
        assertThat(gru.history()).hasSize(5).allMatch(epoch -> epoch.gates().isEmpty());
        assertThat(gru.latency()).isBetween(0.5, 1e5);
        assertThat(gru.validationAccuracy())
                .isEqualTo(best.provenance().progress().best().validationAccuracy());
    }

    @Test
    void whatIsInTheWayIsRefused() throws Exception {
        Study study = study(PLAN.toBuilder().epochs(1).build(), 1);
        StudyFolder results = new StudyFolder(folder.resolve("results"));
        new StudyRunner(study, results, data).run(new Notes());
        assertThat(results.check(study)).isEqualTo(3);
        refuses(results, study(PLAN.toBuilder().epochs(2).build(), 1), "holds a study with another training plan");
        refuses(results, study(PLAN.toBuilder().epochs(1).build(), 2), "other seeds");
        refuses(new StudyFolder(folder.resolve("data")), study, "holds other files and no study");
        Path file = Files.writeString(folder.resolve("file"), "text");
        refuses(new StudyFolder(file), study, "is a file; give a folder");
        Path result = results.run(study.runs().get(2)).path().resolve("result.json");
        Files.writeString(result, "{}");
        assertThatThrownBy(() -> results.results(study))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("result.json is damaged");
        Path description = folder.resolve("results").resolve("study.json");
        Files.writeString(description, "{\"formatVersion\": 2, \"entries\": 7, \"gatewiseVersion\": \"7.1\"}");
        refuses(results, study, "study.json was written by Gatewise 7.1 in format 2, which is newer than 1");
        for (String damaged : List.of("[", "", "[]", "{}", "{\"formatVersion\": 1}")) {
            Files.writeString(description, damaged);
            refuses(results, study, "study.json is damaged");
        }
    }

    @Test
    void aStudyIsOneObjectWithTheFieldsOfFormat1() throws Exception {
        Study study = study(PLAN, 2);
        ObjectNode json = Json.FILES.valueToTree(study);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly("formatVersion", "entries", "seeds", "firstSeed", "parameters", "threads", "data");
        json.put("later", "whatever");
        assertThat(Json.FILES.treeToValue(json, Study.class)).isEqualTo(study);
    }

    private static void refuses(StudyFolder folder, Study study, String message) {
        assertThatThrownBy(() -> folder.check(study))
                .isInstanceOf(UserError.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getMessage().lines()).hasSize(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void aFolderThatVanishesEndsAStudyWithALine(int when) {
        StudyFolder study = new StudyFolder(folder.resolve("vanishing"));
        StudyRunner runner = new StudyRunner(study(PLAN, 1), study, data);
        assertThatThrownBy(() -> runner.run(new Notes() {
                    @Override
                    public TrainingObserver begins(Study.Run run) {
                        return new TrainingObserver() {
                            @Override
                            public void epochDone(EpochRecord epoch) {
                                if (epoch.epoch() == when) {
                                    delete(study.path());
                                }
                            }
                        };
                    }
                }))
                .isInstanceOfSatisfying(
                        UserError.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                .hasMessageContaining(study.path().toString());
        assertThat(study.path().resolve("study.json")).doesNotExist();
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> assertThat(file.toFile().delete()).isTrue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
