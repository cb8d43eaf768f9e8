package gatewise.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.checkpoint.Checkpoint;
import gatewise.checkpoint.Engine;
import gatewise.checkpoint.EpochRecord;
import gatewise.checkpoint.Progress;
import gatewise.checkpoint.TrainingPlan;
import gatewise.data.Dataset;
import gatewise.io.UserError;
import gatewise.network.NetworkSpec;
import gatewise.scoring.Scores;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

@RequiresBackend
class TrainerTest {
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(4)
            .batchSize(16)
            .shuffle(true)
            .seed(1)
            .build();
    private static final NetworkSpec DROPPING =
            Toy.NETWORK.toBuilder().dropout(0.2).build();

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private RunFolder run(String name) {
        return new RunFolder(folder.resolve(name));
    }

    private Trainer trainer(NetworkSpec network, TrainingPlan plan, TrainingObserver observer) {
        MultiLayerNetwork created = Engine.FAST.create(network, plan.seed(), 2);
        return new Trainer(new Checkpoint(created, Toy.provenance(network, plan, data)), data, observer);
    }

    private Checkpoint train(NetworkSpec network, TrainingPlan plan, String name) {
        return trainer(network, plan, new TrainingObserver() {}).run(run(name));
    }

    @Test
    void itLearns() {
        Checkpoint end = train(Toy.NETWORK, PLAN.toBuilder().epochs(20).build(), "run");
        List<EpochRecord> history = end.provenance().progress().history();
        assertThat(history).hasSize(20);
        assertThat(history.get(19).loss()).isLessThan(0.5 * history.get(0).loss());
        assertThat(history.get(19).validationAccuracy()).isGreaterThan(0.9);
        assertThat(history.get(19).losses().validationLoss())
                .isPositive()
                .isLessThan(history.get(0).losses().validationLoss());
        assertThat(((Scores) Trainer.test(end.network(), data)).accuracy()).isGreaterThan(0.9);
        assertThat(history).allMatch(e -> e.imagesPerSecond() > 0 && e.seconds() > 0);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherSeedOthers() {
        INDArray first = train(DROPPING, PLAN, "first").network().params();
        INDArray second = train(DROPPING, PLAN, "second").network().params();
        INDArray other = train(
                        DROPPING,
                        TrainingPlan.TUTORIAL.toBuilder()
                                .epochs(4)
                                .batchSize(16)
                                .shuffle(true)
                                .seed(2)
                                .build(),
                        "other")
                .network()
                .params();
        assertThat(second).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aRunThatIsStoppedAnywhereAndResumedEndsWithTheSameBits() {
        Checkpoint whole = train(DROPPING, PLAN, "whole");
        for (int stopAfter : new int[] {1, 13, 17}) {
            RunFolder folder = run("stopped" + stopAfter);
            StopAfter observer = new StopAfter(stopAfter);
            observer.trainer = trainer(DROPPING, PLAN, observer);
            Checkpoint stopped = observer.trainer.run(folder);
            Progress progress = stopped.provenance().progress();
            assertThat(progress.epochs() * 13 + progress.batch()).isEqualTo(stopAfter);

            Checkpoint resumed = new Trainer(
                            Checkpoint.load(folder.last(), Engine.FAST, 2), data, new TrainingObserver() {})
                    .run(folder);
            assertThat(resumed.network().params()).isEqualTo(whole.network().params());
            assertThat(resumed.provenance().progress().history())
                    .extracting(EpochRecord::loss)
                    .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : 1)
                    .isEqualTo(whole.provenance().progress().history().stream()
                            .map(EpochRecord::loss)
                            .toList());
        }
    }

    private static final class StopAfter implements TrainingObserver {
        private final int batches;
        private int done;
        private Trainer trainer;

        private StopAfter(int batches) {
            this.batches = batches;
        }

        @Override
        public void batchDone(int epoch, int batch, int ofBatches, double loss, double imagesPerSecond) {
            if (++done == batches) {
                trainer.stop();
            }
        }
    }

    @Test
    void bestAndLastAreReadByDl4jItself() throws Exception {
        Checkpoint end = train(Toy.NETWORK, PLAN, "run");
        MultiLayerNetwork plain =
                ModelSerializer.restoreMultiLayerNetwork(run("run").last().toFile(), true);
        assertThat(plain.params()).isEqualTo(end.network().params());
        assertThat(plain.getUpdater().getStateViewArray())
                .isEqualTo(end.network().getUpdater().getStateViewArray());
        assertThat(Checkpoint.load(run("run").best(), Engine.FAST, 2)
                        .provenance()
                        .progress()
                        .best()
                        .epoch())
                .isEqualTo(end.provenance().progress().best().epoch());
    }

    @Test
    void patienceEndsARunThatDoesNotImprove() {
        NetworkSpec stuck = Toy.NETWORK.toBuilder()
                .optimizer(Toy.NETWORK.optimizer().withLearningRate(1e-12))
                .build();
        Checkpoint end = train(
                stuck,
                TrainingPlan.TUTORIAL.toBuilder()
                        .epochs(50)
                        .batchSize(16)
                        .patience(3)
                        .scoreBest(true)
                        .seed(1)
                        .build(),
                "run");
        assertThat(end.provenance().progress().epochs()).isEqualTo(4);
        assertThat(end.provenance().progress().best().epoch()).isEqualTo(1);
    }

    @Test
    void aBatchThatIsLargerThanTheDataIsRefused() {
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(1)
                .batchSize(1000)
                .seed(1)
                .build();
        assertThatThrownBy(() -> train(Toy.NETWORK, plan, "run"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("batchSize 1000 is more than the 220 training images");
    }

    @Test
    void checkpointsThatAreNoneAreOneLine() throws Exception {
        Path text = Files.writeString(folder.resolve("text.zip"), "hello");
        assertThatThrownBy(() -> Checkpoint.load(text, Engine.FAST, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is not a checkpoint");
        assertThatThrownBy(() -> Checkpoint.load(folder.resolve("none.zip"), Engine.FAST, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no such file");

        train(Toy.NETWORK, PLAN.toBuilder().epochs(1).build(), "run");
        byte[] whole = Files.readAllBytes(run("run").last());
        for (int length : new int[] {10, whole.length / 2, whole.length - 30}) {
            Path cut = Files.write(folder.resolve("cut.zip"), Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Checkpoint.load(cut, Engine.FAST, 2)).isInstanceOf(UserError.class);
        }
        Path plain = folder.resolve("plain.zip");
        ModelSerializer.writeModel(Engine.FAST.create(Toy.NETWORK, 1, 2), plain.toFile(), true);
        assertThatThrownBy(() -> Checkpoint.load(plain, Engine.FAST, 2))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("without gatewise.json");
    }
}
