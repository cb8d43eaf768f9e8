package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.backend.TrainingStep;
import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/** Means of squared gradients in the state of an optimiser: a negative one would make the next step no number. */
@RequiresBackend
class SquaredGradientsTest extends CheckpointCase {
    /** The header of an array of one axis comes before its values. */
    private static final int VALUES = 113;

    private void put(int place, float value) throws Exception {
        change(
                "updaterState.bin",
                content -> ByteBuffer.wrap(content.clone())
                        .putFloat(VALUES + Float.BYTES * place, value)
                        .array());
    }

    @ParameterizedTest
    @ValueSource(floats = {-1e-30f, -1, -Float.MIN_VALUE, -Float.MAX_VALUE})
    void anRmsPropThatIsNegativeAnywhereIsRefused(float value) throws Exception {
        int count = (int) SPEC.parameters();
        for (int place : new int[] {0, count / 2, count - 1}) {
            put(place, value);
            isRefused("is damaged: updaterState.bin in it has a mean of squares of -", ", expected at least 0");
        }
        put(0, -0f);
        assertThat(load().provenance().isTrained()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"LSTM", "GRU", "SIMPLE"})
    void adamsComeAfterItsMeansOfGradientsWhateverTheLayers(Cell cell) throws Exception {
        for (boolean bidirectional : new boolean[] {false, true}) {
            NetworkSpec spec = SPEC.toBuilder()
                    .cell(cell)
                    .bidirectional(bidirectional)
                    .hiddenSizes(List.of(4, 3))
                    .optimizer(Optimizer.named("adam", 0.01))
                    .build();
            Engine engine = Engine.common(spec);
            MultiLayerNetwork network = engine.create(spec, 1, 1);
            TrainingStep step = engine.trainingStep(network);
            for (int i = 0; i < 3; i++) {
                step.fit(
                        Nd4j.rand(DataType.FLOAT, 4, 5, 6),
                        Nd4j.eye(4).get().castTo(DataType.FLOAT).getColumns(0, 1, 2));
            }
            network.getLayerWiseConfigurations().setIterationCount(1); // as its provenance has steps
            new Checkpoint(network, provenance(spec)).save(file);
            good = ZipBytes.entries(Files.readAllBytes(file));
            int count = (int) spec.parameters();
            float[] state = load().network()
                    .getUpdater()
                    .getStateViewArray()
                    .dup()
                    .data()
                    .asFloat();
            assertThat(state).hasSize(2 * count);
            int negative = 0;
            for (int i = 0; i < count; i++) {
                negative += state[i] < 0 ? 1 : 0;
            }
            assertThat(negative).isBetween(count / 5, 4 * count / 5);
            put(count - 1, -0.5f);
            assertThat(load().spec()).isEqualTo(spec);
            for (int place : new int[] {count, 2 * count - 1}) {
                put(place, -0.5f);
                isRefused("is damaged: updaterState.bin in it has a mean of squares of -0.5, expected at least 0");
            }
        }
    }

    @Test
    void sgdHasNone() throws Exception {
        NetworkSpec spec =
                SPEC.toBuilder().optimizer(Optimizer.named("sgd", 0.01)).build();
        write(file, spec);
        assertThat(load().spec()).isEqualTo(spec);
    }
}
