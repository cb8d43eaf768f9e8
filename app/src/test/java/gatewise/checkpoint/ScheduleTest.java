package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gatewise.data.Dataset;
import gatewise.io.UserError;
import gatewise.layer.CosineSchedule;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import gatewise.testing.Toy;
import gatewise.training.RunFolder;
import gatewise.training.Trainer;
import gatewise.training.TrainingObserver;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The learning rate that falls, and the images that are moved. */
@RequiresBackend
class ScheduleTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TrainingPlan PLAN = TrainingPlan.TUTORIAL.toBuilder()
            .epochs(3)
            .batchSize(16)
            .shuffle(true)
            .seed(1)
            .build();
    /** Of the 220 training images. */
    private static final int BATCHES = 13;

    @TempDir
    Path folder;

    private Dataset data;

    @BeforeEach
    void writeData() throws Exception {
        data = Toy.data(folder.resolve("data"));
    }

    private Trainer trainer(NetworkSpec spec, TrainingPlan plan, Engine engine, TrainingObserver observer) {
        MultiLayerNetwork network = engine.create(spec, plan.seed(), 1);
        return new Trainer(new Checkpoint(network, Toy.provenance(spec, plan, data, engine)), data, observer);
    }

    private INDArray train(NetworkSpec spec, TrainingPlan plan, Engine engine) {
        RunFolder run = new RunFolder(folder.resolve("run"));
        return trainer(spec, plan, engine, new TrainingObserver() {})
                .run(run)
                .network()
                .params();
    }

    @Test
    void theCosineFallsFromTheLearningRateToAHundredthAndStaysThere() {
        CosineSchedule cosine = new CosineSchedule(0.1, 0.001, 101);
        assertThat(cosine.valueAt(0, 0)).isEqualTo(0.1);
        assertThat(cosine.valueAt(25, 0)).isCloseTo(0.001 + 0.099 * (1 + Math.sqrt(0.5)) / 2, offset(1e-12));
        assertThat(cosine.valueAt(50, 0)).isCloseTo(0.0505, offset(1e-12));
        assertThat(cosine.valueAt(100, 0)).isCloseTo(0.001, offset(1e-12));
        assertThat(cosine.valueAt(1000, 0)).isCloseTo(0.001, offset(1e-12));
        assertThat(new CosineSchedule(0.1, 0.001, 1).valueAt(0, 0)).isEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rmsprop", "adam", "sgd"})
    void theFastAndTheStockEngineFollowItAlike(String optimizer) {
        for (NetworkSpec spec : List.of(
                Toy.NETWORK,
                Toy.NETWORK.toBuilder().hiddenSizes(List.of(6, 5)).build(),
                Toy.NETWORK.toBuilder().bidirectional(true).build())) {
            NetworkSpec network = spec.toBuilder()
                    .optimizer(Optimizer.named(optimizer, optimizer.equals("sgd") ? 0.5 : 0.01))
                    .build();
            INDArray constant = train(network, PLAN, Engine.FAST);
            INDArray fast =
                    train(network, PLAN.toBuilder().schedule(Schedule.COSINE).build(), Engine.FAST);
            INDArray stock =
                    train(network, PLAN.toBuilder().schedule(Schedule.COSINE).build(), Engine.STOCK);
            assertThat(largestDifference(fast, stock)).as(network.title()).isLessThan(2e-3);
            assertThat(largestDifference(fast, constant)).as(network.title()).isGreaterThan(2e-2);
        }
    }

    /** With SGD a step is the learning rate times the gradient. */
    @ParameterizedTest
    @ValueSource(strings = {"FAST", "STOCK"})
    void theLastStepOfEveryParameterIsAHundredthOfTheFirst(Engine engine) {
        NetworkSpec spec =
                Toy.NETWORK.toBuilder().optimizer(Optimizer.named("sgd", 0.3)).build();
        TrainingPlan plan = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(2)
                .batchSize(220)
                .seed(1)
                .schedule(Schedule.COSINE)
                .build();
        MultiLayerNetwork network = engine.create(spec, 1, 1);
        Trainer trainer = new Trainer(
                new Checkpoint(network, Toy.provenance(spec, plan, data, engine)), data, new TrainingObserver() {});
        Map<String, INDArray> start = parameters(network);
        trainer.dryRun();
        Map<String, INDArray> between = parameters(network);
        trainer.dryRun();
        Map<String, INDArray> end = parameters(network);
        assertThat(start.keySet()).containsExactlyInAnyOrder("0_W", "0_RW", "0_b", "1_W", "1_b");
        // The same batch: its gradient hardly changes, so the steps on it show the rate.
        for (String key : start.keySet()) {
            INDArray first = between.get(key).sub(start.get(key));
            INDArray second = end.get(key).sub(between.get(key));
            double expected = 0.01 * first.norm2Number().doubleValue();
            assertThat(second.sub(first.mul(0.01)).norm2Number().doubleValue())
                    .as(key)
                    .isLessThan(0.5 * expected);
        }
    }

    private static Map<String, INDArray> parameters(MultiLayerNetwork network) {
        Map<String, INDArray> copies = new HashMap<>();
        network.paramTable().forEach((key, value) -> copies.put(key, value.dup()));
        return copies;
    }

    @Test
    void aRunWithBothThatIsStoppedAnywhereAndResumedEndsWithTheSameBits() {
        TrainingPlan plan = PLAN.toBuilder().schedule(Schedule.COSINE).shift(1).build();
        INDArray whole = train(Toy.NETWORK, plan, Engine.FAST);
        for (int stopAfter : new int[] {5, BATCHES, 20}) {
            RunFolder run = new RunFolder(folder.resolve("stopped" + stopAfter));
            int[] done = {0};
            Trainer[] trainer = new Trainer[1];
            trainer[0] = trainer(Toy.NETWORK, plan, Engine.FAST, new TrainingObserver() {
                @Override
                public void batchDone(int epoch, int batch, int batches, double loss, double imagesPerSecond) {
                    if (++done[0] == stopAfter) {
                        trainer[0].stop();
                    }
                }
            });
            trainer[0].run(run);
            Checkpoint stopped = Checkpoint.load(run.last(), Engine.FAST, 1);
            assertThat(stopped.provenance().plan()).isEqualTo(plan);
            INDArray resumed = new Trainer(stopped, data, new TrainingObserver() {})
                    .run(run)
                    .network()
                    .params();
            assertThat(resumed).isEqualTo(whole);
        }
        assertThat(train(Toy.NETWORK, plan.toBuilder().shift(0).build(), Engine.FAST))
                .isNotEqualTo(whole);
        assertThat(train(
                        Toy.NETWORK,
                        plan.toBuilder().schedule(Schedule.CONSTANT).build(),
                        Engine.FAST))
                .isNotEqualTo(whole);
    }

    @Test
    void imagesAreMovedInFileOrderToo() {
        TrainingPlan inOrder = TrainingPlan.TUTORIAL.toBuilder()
                .epochs(2)
                .batchSize(16)
                .seed(1)
                .build();
        INDArray moved = train(Toy.NETWORK, inOrder.toBuilder().shift(2).build(), Engine.FAST);
        assertThat(moved)
                .isEqualTo(train(Toy.NETWORK, inOrder.toBuilder().shift(2).build(), Engine.FAST));
        assertThat(moved).isNotEqualTo(train(Toy.NETWORK, inOrder, Engine.FAST));
    }

    @Test
    void aPlanOfAnOlderVersionMeansAConstantRateAndNoShift() throws Exception {
        ObjectNode json = JSON.valueToTree(
                PLAN.toBuilder().schedule(Schedule.COSINE).shift(2).build());
        assertThat(json.get("schedule").asText()).isEqualTo("cosine");
        assertThat(JSON.treeToValue(json, TrainingPlan.class))
                .isEqualTo(PLAN.toBuilder().schedule(Schedule.COSINE).shift(2).build());
        json.remove(List.of("schedule", "shift", "seconds"));
        assertThat(JSON.treeToValue(json, TrainingPlan.class)).isEqualTo(PLAN);
    }

    @Test
    void aBoundOnTheTimeEndsARunAfterAnEpoch() {
        Checkpoint end = trainer(
                        Toy.NETWORK,
                        PLAN.toBuilder().epochs(1000).seconds(1e-6).build(),
                        Engine.FAST,
                        new TrainingObserver() {})
                .run(new RunFolder(folder.resolve("short")));
        assertThat(end.provenance().progress().epochs()).isEqualTo(1);
    }

    @Test
    void plansThatMakeNoSenseAreOneLine() {
        assertThatThrownBy(() -> PLAN.toBuilder().shift(-1).build())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("shift must not be negative, got -1");
        assertThatThrownBy(() -> PLAN.toBuilder().seconds(Double.NaN).build())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("seconds must be above 0, got NaN");
        assertThatThrownBy(() ->
                        PLAN.toBuilder().schedule(Schedule.COSINE).seconds(10).build())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("schedule cosine");
        assertThatThrownBy(() -> train(Toy.NETWORK, PLAN.toBuilder().shift(5).build(), Engine.FAST))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("shift 5 moves images of 6 x 5 pixels out of sight; give at most 4");
    }

    private static double largestDifference(INDArray a, INDArray b) {
        return a.sub(b).amaxNumber().doubleValue();
    }
}
