package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gatewise.testing.RequiresBackend;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nd4j.linalg.api.ndarray.INDArray;

@RequiresBackend
class OrthogonalMatrixTest {
    private static final Initializer ORTHOGONAL = new Initializer(Initializer.Type.ORTHOGONAL, null);

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void weightsOfAllLayersAreOrthonormal() {
        NetworkSpec spec = NetworkSpec.tutorial().toBuilder()
                .cell(Cell.GRU)
                .hiddenSizes(List.of(100, 60))
                .bidirectional(true)
                .kernel(ORTHOGONAL)
                .head(ORTHOGONAL)
                .build();
        MultiLayerNetwork network = Networks.create(spec, 3);
        int matrices = 0;
        for (var entry : network.paramTable().entrySet()) {
            if (entry.getKey().endsWith("W")) {
                matrices++;
                INDArray weights = entry.getValue();
                INDArray products = weights.rows() < weights.columns()
                        ? weights.mmul(weights.transpose())
                        : weights.transpose().mmul(weights);
                for (int i = 0; i < products.rows(); i++) {
                    for (int j = 0; j < products.columns(); j++) {
                        assertThat(products.getDouble(i, j)).isCloseTo(i == j ? 1 : 0, within(1e-5));
                    }
                }
            }
        }
        assertThat(matrices).isEqualTo(9);
        assertThat(Networks.create(spec, 3).params()).isEqualTo(network.params());
        assertThat(Networks.create(spec, 4).params()).isNotEqualTo(network.params());
        assertThat(network.getLayerWiseConfigurations().toJson())
                .isEqualTo(Networks.initializedConfiguration(spec, 3).toJson());
    }
}
