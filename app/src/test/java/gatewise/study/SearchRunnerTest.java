package gatewise.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Provenance;
import gatewise.checkpoint.Schedule;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.data.Reading;
import gatewise.io.UserError;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.testing.ToySequences;
import gatewise.training.DivergenceException;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@RequiresBackend
class SearchRunnerTest {
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(9)
            .batchSize(16)
            .shuffle(true)
            .schedule(Schedule.COSINE)
            .seed(5)
            .build();
    private static final SearchSpace SPACE = space(Choices.between(0.001, 0.1));

    @TempDir
    Path folder;

    private Dataset data;

    private static SearchSpace space(Choices<Double> learningRate) {
        return new SearchSpace(
                new SearchSpace.Layers(
                        Choices.of(List.of(Cell.LSTM, Cell.GRU)),
                        Choices.between(3, 9),
                        Choices.of(List.of(1)),
                        Choices.of(List.of(false))),
                learningRate,
                Choices.between(0, 0.4),
                Choices.of(List.of(0.0)));
    }

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private Search search(SearchSpace space, NetworkSpec template, Integer seeds) {
        return Search.of(
                space,
                new Search.Terms(9, seeds, 1),
                new Search.Subject(template, PLAN, Provenance.Data.of("toy", data, Reading.DEFAULT)));
    }

    /** Trains here, and stops after so many epochs of all runs together. */
    private class Here implements Stage.Executor {
        final List<String> trained = new ArrayList<>();
        private int epochs;

        Here(int epochs) {
            this.epochs = epochs;
        }

        @Override
        public boolean train(Stage stage) {
            StudyRunner[] runner = new StudyRunner[1];
            runner[0] = new StudyRunner(stage, data, RunTurns.ALONE);
            try {
                return runner[0].run(new SilentObserver() {
                    @Override
                    public TrainingObserver begins(Study.Run run) {
                        return new TrainingObserver() {
                            @Override
                            public void batchDone(int epoch, int batch, int batches, double loss, double speed) {
                                if (epochs == 0 && batch == 2) {
                                    runner[0].stop(); // within an epoch
                                }
                            }

                            @Override
                            public void epochDone(EpochRecord epoch) {
                                trained.add(run.entry().name() + " " + epoch.epoch());
                                epochs--;
                            }
                        };
                    }
                });
            } catch (DivergenceException e) {
                return true;
            }
        }
    }

    @Test
    void theBestOnValidationGoOnFromWhereTheyStoodAndTheWinnerAloneIsScored() {
        Search search = search(SPACE, Toy.NETWORK, null);
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        Here here = new Here(-1);
        assertThat(new SearchRunner(search, out, here).run()).isTrue();
        // 9 x 1, then 3 x 2 more, then 1 x 6 more: no epoch is trained a second time.
        assertThat(here.trained).hasSize(21).doesNotHaveDuplicates();

        List<RunResult> first = out.rung(1).results(out.rung(1).stored().orElseThrow());
        List<String> best = first.stream()
                .sorted(Comparator.comparing(RunResult::validationAccuracy)
                        .reversed()
                        .thenComparing(RunResult::validationLoss))
                .limit(3)
                .map(RunResult::network)
                .toList();
        Study second = out.rung(2).stored().orElseThrow();
        assertThat(second.entries()).extracting(Study.Entry::name).isEqualTo(best);
        assertThat(first)
                .hasSize(9)
                .noneMatch(RunResult::isScored)
                .allMatch(result -> result.history().size() == 1);
        assertThat(out.rung(2).results(second))
                .noneMatch(RunResult::isScored)
                .allMatch(result -> result.history().size() == 3);

        SearchResults results = SearchResults.of(search, out);
        assertThat(results.trials())
                .hasSize(9)
                .extracting(SearchResults.Trial::rung)
                .containsExactly(3, 2, 2, 1, 1, 1, 1, 1, 1);
        SearchResults.Winner winner = results.winner().orElseThrow();
        assertThat(winner.study().entries().get(0))
                .isEqualTo(results.trials().get(0).entry());
        RunResult scored = winner.results().get(0);
        assertThat(scored.seed()).isEqualTo(5);
        assertThat(scored.history()).hasSize(9);

        // A run that was never stopped has the same bits.
        Study whole = search.winner(winner.study().entries().get(0));
        StudyFolder alone = new StudyFolder(folder.resolve("alone"));
        new Here(-1).train(new Stage(whole, alone, null));
        Study.Run run = whole.runs().get(0);
        for (String file : List.of("last.zip", "best.zip")) {
            Checkpoint expected = load(alone.run(run).path().resolve(file));
            Checkpoint found = load(out.winner().run(run).path().resolve(file));
            assertThat(found.network().params()).isEqualTo(expected.network().params());
            assertThat(found.provenance().progress().epochs())
                    .isEqualTo(expected.provenance().progress().epochs());
        }
        Scores test = (Scores) Trainer.test(load(out.winner().scored(run)).network(), data);
        assertThat(scored.testAccuracy()).isEqualTo(test.accuracy());
    }

    private static Checkpoint load(Path file) {
        return Checkpoint.load(file, Checkpoint.provenance(file).engine(), 1);
    }

    @Test
    void aSearchThatIsStoppedAnywhereChoosesTheSameAndTrainsNoEpochTwice() {
        Search search = search(SPACE, Toy.NETWORK, null);
        SearchFolder whole = new SearchFolder(folder.resolve("whole"));
        assertThat(new SearchRunner(search, whole, new Here(-1)).run()).isTrue();
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        List<String> trained = new ArrayList<>();
        boolean ended = false;
        for (int stops = 0; !ended; stops++) {
            Here here = new Here(stops == 0 ? 4 : stops == 1 ? 6 : 2);
            ended = new SearchRunner(search, out, here).run();
            trained.addAll(here.trained);
            assertThat(stops).isLessThan(30);
        }
        assertThat(trained).hasSize(21).doesNotHaveDuplicates();
        SearchResults expected = SearchResults.of(search, whole);
        SearchResults found = SearchResults.of(search, out);
        assertThat(found.trials())
                .extracting(SearchResults.Trial::entry)
                .isEqualTo(expected.trials().stream()
                        .map(SearchResults.Trial::entry)
                        .toList());
        for (int i = 0; i < 9; i++) {
            assertThat(found.trials().get(i).result().validationLoss())
                    .isEqualTo(expected.trials().get(i).result().validationLoss());
        }
        Study.Run run = found.winner().orElseThrow().study().runs().get(0);
        assertThat(load(out.winner().run(run).last()).network().params())
                .isEqualTo(load(whole.winner().run(run).last()).network().params());
        assertThat(found.winner().orElseThrow().results().get(0).confusion())
                .isDeepEqualTo(expected.winner().orElseThrow().results().get(0).confusion());
    }

    @Test
    void theWinnerIsTrainedFromOtherSeedsThanItsOwn() {
        Search search = search(SPACE, Toy.NETWORK, 2);
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        Here here = new Here(-1);
        assertThat(new SearchRunner(search, out, here).run()).isTrue();
        assertThat(here.trained).hasSize(21 + 2 * 9);
        SearchResults results = SearchResults.of(search, out);
        assertThat(results.winner().orElseThrow().results())
                .extracting(RunResult::seed)
                .containsExactly(6L, 7L);
    }

    @Test
    void whatDivergesIsOutAndWhereAllDoTheSearchFails() {
        NetworkSpec wild =
                Toy.NETWORK.toBuilder().optimizer(new Optimizer.Sgd(1)).build();
        SearchSpace mixed = space(Choices.of(List.of(0.1, 1e38)));
        Search search = search(mixed, wild, null);
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        assertThat(new SearchRunner(search, out, new Here(-1)).run()).isTrue();
        SearchResults results = SearchResults.of(search, out);
        long diverging = search.configurations().stream()
                .filter(entry -> entry.network().optimizer().learningRate() > 1)
                .count();
        assertThat(diverging).isBetween(1L, 8L);
        assertThat(results.trials().stream().filter(trial -> trial.diverged() == 1 && trial.result() == null))
                .hasSize((int) diverging);
        assertThat(results.winner()).isPresent();

        SearchSpace hopeless = space(Choices.of(List.of(1e38)));
        SearchFolder none = new SearchFolder(folder.resolve("none"));
        Search lost = search(hopeless, wild, null);
        SearchRunner.requireHope(lost, none);
        List<ThrowingCallable> ways = List.of(
                () -> new SearchRunner(lost, none, new Here(-1)).run(), () -> SearchRunner.requireHope(lost, none));
        assertThat(ways)
                .allSatisfy(way -> assertThatThrownBy(way)
                        .isInstanceOf(UserError.class)
                        .hasMessageContaining(
                                "training diverged in all configurations of rung 1; search anew with a lower learning rate")
                        .satisfies(e -> assertThat(((UserError) e).exitCode()).isEqualTo(1)));
        SearchRunner.requireHope(search, out);
    }

    @Test
    void numbersAreChosenByTheirLoss() throws Exception {
        Dataset series = ToySequences.forecast(Files.createDirectory(folder.resolve("series")));
        data = series;
        Search search = Search.of(
                SPACE,
                new Search.Terms(9, null, 1),
                new Search.Subject(
                        Defaults.network(series),
                        PLAN.toBuilder().schedule(Schedule.CONSTANT).build(),
                        Provenance.Data.of("toy", series, ToySequences.FORECAST)));
        SearchFolder out = new SearchFolder(folder.resolve("out"));
        assertThat(new SearchRunner(search, out, new Here(-1)).run()).isTrue();
        List<RunResult> first = out.rung(1).results(out.rung(1).stored().orElseThrow());
        assertThat(out.rung(2).stored().orElseThrow().entries())
                .extracting(Study.Entry::name)
                .isEqualTo(first.stream()
                        .sorted(Comparator.comparing(RunResult::validationLoss))
                        .limit(3)
                        .map(RunResult::network)
                        .toList());
        assertThat(SearchResults.of(search, out)
                        .winner()
                        .orElseThrow()
                        .results()
                        .get(0)
                        .errors())
                .isNotNull();
    }
}
