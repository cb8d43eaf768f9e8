package gatewise.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import gatewise.network.Cell;
import gatewise.network.NetworkSpec;
import gatewise.network.Networks;
import gatewise.network.Optimizer;
import gatewise.testing.RequiresBackend;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Of sequences of unequal lengths, which are the same as each by itself. */
@RequiresBackend
class UnequalLengthsTest extends CheckpointCase {
    private static final int[] LENGTHS = {5, 3, 1};

    private static NetworkSpec spec(Cell cell) {
        return SPEC.toBuilder()
                .cell(cell)
                .bidirectional(true)
                .hiddenSizes(List.of(4, 3))
                .optimizer(Optimizer.named("sgd", 0.1))
                .build();
    }

    private static INDArray gradient(MultiLayerNetwork network, INDArray x, INDArray labels, INDArray mask) {
        network.setInput(x);
        network.setLabels(labels);
        network.setLayerMaskArrays(mask, null);
        network.computeGradientAndScore();
        network.clearLayerMaskArrays();
        return network.gradient().gradient().dup();
    }

    @ParameterizedTest
    @EnumSource
    void everyEngineHasTheirGradients(Cell cell) {
        NetworkSpec spec = spec(cell);
        Nd4j.getRandom().setSeed(9);
        INDArray x = Nd4j.rand('f', 3, spec.inputSize(), 5);
        INDArray labels = Nd4j.zeros(3, spec.classes());
        INDArray mask = Nd4j.zeros(3, 5);
        MultiLayerNetwork plain = Networks.create(spec, 1);
        INDArray expected = plain.params().like();
        for (int row = 0; row < 3; row++) {
            labels.putScalar(row, row % spec.classes(), 1);
            mask.get(interval(row, row + 1), interval(0, LENGTHS[row])).assign(1);
            INDArray alone = x.get(interval(row, row + 1), all(), interval(0, LENGTHS[row]))
                    .dup('f');
            expected.addi(gradient(plain, alone, labels.getRow(row, true).dup(), null));
        }
        for (Engine engine : Engine.values()) {
            if (engine.obstacle(spec).isEmpty()) {
                INDArray found = gradient(engine.create(spec, 1, 1), x, labels, mask);
                assertThat(found.sub(expected).norm2Number().doubleValue())
                        .as(engine.toString())
                        .isLessThan(1e-5 * expected.norm2Number().doubleValue());
            }
        }
    }

    @Test
    void aFileNamesTheBidirectionalLayerOfDl4j() throws Exception {
        write(file, spec(Cell.LSTM));
        for (Engine engine : Engine.values()) {
            if (engine.obstacle(spec(Cell.LSTM)).isPresent()) {
                continue;
            }
            Checkpoint.load(file, engine, 1).save(file);
            assertThat(ModelSerializer.restoreMultiLayerNetwork(file.toFile())
                            .getLayerWiseConfigurations()
                            .getConf(0)
                            .getLayer()
                            .getClass())
                    .isEqualTo(Bidirectional.class);
        }
    }
}
