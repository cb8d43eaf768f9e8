package gatewise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@RequiresBackend
class DivergenceTest {
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(4)
            .batchSize(16)
            .shuffle(true)
            .seed(1)
            .build();

    /** The first loss is taken before the first step, which is too large for any number. */
    private static final NetworkSpec OVERFLOWING =
            Toy.NETWORK.toBuilder().optimizer(new Optimizer.Sgd(1e38)).l2(1e30).build();

    @TempDir
    Path folder;

    private Dataset data;
    private RunFolder run;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
        run = new RunFolder(folder.resolve("run"));
    }

    private Checkpoint start(NetworkSpec spec, TrainingPlan plan, Engine engine) {
        return new Checkpoint(engine.create(spec, plan.seed(), 1), Toy.provenance(spec, plan, data, engine));
    }

    /** Does something to the network, and to its trainer, after a batch. */
    private final class After implements TrainingObserver {
        private final int epoch;
        private final int batch;
        private final Runnable action;
        private final List<Double> losses = new ArrayList<>();

        private After(int epoch, int batch, Runnable action) {
            this.epoch = epoch;
            this.batch = batch;
            this.action = action;
        }

        @Override
        public void batchDone(int ofEpoch, int done, int batches, double loss, double imagesPerSecond) {
            losses.add(loss);
            if (ofEpoch == epoch && done == batch) {
                action.run();
            }
        }
    }

    static Stream<Engine> enginesHere() {
        return Stream.of(Engine.values())
                .filter(engine -> engine.obstacle(OVERFLOWING).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("enginesHere")
    void aLossThatIsNoNumberEndsTheRunAtItsBatch(Engine engine) {
        After observer = new After(0, 0, () -> {});
        Trainer trainer = new Trainer(start(OVERFLOWING, PLAN, engine), data, observer);
        assertThatThrownBy(() -> trainer.run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessageMatching("the loss became (NaN|Infinity) in epoch 1, batch [2-4]");
        assertThat(observer.losses).hasSizeBetween(1, 3).allMatch(Double::isFinite);
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void aDryRunEndsLikewise() {
        Checkpoint start = start(Toy.NETWORK, PLAN, Engine.FAST);
        start.network().params().assign(Double.NaN);
        Trainer trainer = new Trainer(start, data, new TrainingObserver() {});
        assertThatThrownBy(trainer::dryRun)
                .isInstanceOf(DivergenceException.class)
                .hasMessage("the loss became NaN in epoch 1, batch 1");
    }

    @Test
    void soDoesOneWhoseStepIsTooLarge() {
        Trainer trainer = new Trainer(start(OVERFLOWING, PLAN, Engine.FAST), data, new TrainingObserver() {});
        assertThatThrownBy(trainer::dryRun)
                .isInstanceOf(DivergenceException.class)
                .hasMessageMatching("a parameter became (NaN|-?Infinity) in epoch 1, batch 1");
    }

    @Test
    void parametersThatAreTooLargeToBeReadAreNotSaved() {
        Checkpoint start = start(Toy.NETWORK, PLAN, Engine.FAST);
        After overflow = new After(1, 13, () -> start.network().params().assign(3e38));
        assertThatThrownBy(() -> new Trainer(start, data, overflow).run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("a parameter became 3.0000000054977558E38 in epoch 1, batch 13");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void aRunThatDivergedDivergesAgainWhenItGoesOn() throws Exception {
        new Trainer(
                        start(Toy.NETWORK, PLAN.toBuilder().epochs(1).build(), Engine.FAST),
                        data,
                        new TrainingObserver() {})
                .run(run);
        byte[] last = Files.readAllBytes(run.last());
        for (int again = 0; again < 2; again++) {
            Checkpoint from = Checkpoint.load(run.last(), Engine.FAST, 1);
            Checkpoint longer = new Checkpoint(from.network(), from.provenance().with(PLAN));
            After poison = new After(2, 5, () -> longer.network().params().assign(Double.NaN));
            assertThatThrownBy(() -> new Trainer(longer, data, poison).run(run))
                    .isInstanceOf(DivergenceException.class)
                    .hasMessage("the loss became NaN in epoch 2, batch 6");
            assertThat(Files.readAllBytes(run.last())).isEqualTo(last);
        }
    }

    @Test
    void parametersAfterTheLastBatchOfAnEpochAreLookedAt() {
        TrainingPlan oneBatch = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(4)
                .batchSize(220)
                .seed(1)
                .build();
        Trainer trainer = new Trainer(start(OVERFLOWING, oneBatch, Engine.FAST), data, new TrainingObserver() {});
        assertThatThrownBy(() -> trainer.run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessageMatching("a parameter became (NaN|-?Infinity) in epoch 1, batch 1");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void soIsTheStateOfTheOptimizer() {
        Checkpoint start = start(Toy.NETWORK, PLAN, Engine.FAST);
        MultiLayerNetwork network = start.network();
        After overflow =
                new After(1, 13, () -> network.getUpdater().getStateViewArray().putScalar(3, Double.POSITIVE_INFINITY));
        assertThatThrownBy(() -> new Trainer(start, data, overflow).run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("the optimizer's state became Infinity in epoch 1, batch 13");
        assertThat(run.path()).doesNotExist();
    }

    @Test
    void theLastGoodEpochStays() throws Exception {
        new Trainer(
                        start(Toy.NETWORK, PLAN.toBuilder().epochs(2).build(), Engine.FAST),
                        data,
                        new TrainingObserver() {})
                .run(run);
        byte[] last = Files.readAllBytes(run.last());
        byte[] best = Files.readAllBytes(run.best());

        Checkpoint resumed = Checkpoint.load(run.last(), Engine.FAST, 1);
        Checkpoint longer =
                new Checkpoint(resumed.network(), resumed.provenance().with(PLAN));
        After poison = new After(3, 5, () -> resumed.network().params().assign(Double.NaN));
        List<EpochRecord> epochs = new ArrayList<>();
        TrainingObserver observer = poison.then(new TrainingObserver() {
            @Override
            public void epochDone(EpochRecord epoch) {
                epochs.add(epoch);
            }
        });
        assertThatThrownBy(() -> new Trainer(longer, data, observer).run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("the loss became NaN in epoch 3, batch 6");
        assertThat(epochs).isEmpty();
        assertThat(Files.readAllBytes(run.last())).isEqualTo(last);
        assertThat(Files.readAllBytes(run.best())).isEqualTo(best);
    }

    @Test
    void aRunThatIsStoppedSavesNoParametersThatAreNoNumbers() {
        Checkpoint start = start(Toy.NETWORK, PLAN, Engine.FAST);
        Trainer[] trainer = new Trainer[1];
        After stop = new After(1, 5, () -> {
            start.network().params().putScalar(7, Double.NaN);
            trainer[0].stop();
        });
        trainer[0] = new Trainer(start, data, stop);
        assertThatThrownBy(() -> trainer[0].run(run))
                .isInstanceOf(DivergenceException.class)
                .hasMessage("a parameter became NaN in epoch 1, batch 5");
        assertThat(run.path()).doesNotExist();
    }
}
