package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;

import gatewise.layer.Gru;
import gatewise.testing.RequiresBackend;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.dropout.Dropout;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.regularization.L2Regularization;

@RequiresBackend
class NetworksTest {
    private static final NetworkSpec SMALL = NetworkSpec.tutorial().toBuilder()
            .inputSize(4)
            .timeSteps(3)
            .classes(5)
            .hiddenSizes(List.of(6))
            .build();

    static Stream<NetworkSpec> everyKind() {
        return Stream.of(Cell.values())
                .flatMap(cell -> Stream.of(List.of(6), List.of(6, 3))
                        .flatMap(sizes -> Stream.of(false, true)
                                .map(both -> SMALL.toBuilder()
                                        .cell(cell)
                                        .hiddenSizes(sizes)
                                        .bidirectional(both)
                                        .build())));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyKindOfNetworkGivesProbabilitiesAndLearns(NetworkSpec spec) {
        MultiLayerNetwork network = Networks.create(spec, 1);
        assertThat(network.numParams()).isEqualTo(spec.parameters());
        INDArray x = Nd4j.rand(7, 4, 3).dup('f');
        INDArray y = network.output(x);
        assertThat(y.shape()).containsExactly(7, 5);
        assertThat(y.sum(1).sub(1).amaxNumber().doubleValue()).isLessThan(1e-5);
        INDArray labels = Nd4j.zeros(7, 5);
        labels.getColumn(2).assign(1);
        network.fit(x, labels);
        double first = network.score();
        for (int i = 0; i < 50; i++) {
            network.fit(x, labels);
        }
        assertThat(network.score()).isLessThan(first);
    }

    @Test
    void settingsReachDl4j() {
        NetworkSpec spec = SMALL.toBuilder()
                .cell(Cell.GRU)
                .resetAfter(true)
                .gateBias(0.5)
                .hiddenSizes(List.of(6, 3))
                .dropout(0.25)
                .l2(0.01)
                .optimizer(new Optimizer.Adam(0.002, 0.8, 0.99, 1e-7))
                .clipping(new GradientClipping(GradientClipping.Type.VALUE, 2))
                .build();
        var conf = Networks.configuration(spec, 1);
        Gru first = (Gru) conf.getConf(0).getLayer();
        Gru second = (Gru) ((LastTimeStep) conf.getConf(1).getLayer()).getUnderlying();
        BaseLayer head = (BaseLayer) conf.getConf(2).getLayer();
        assertThat(first.isResetAfter()).isTrue();
        assertThat(first.getGateBiasInit()).isEqualTo(0.5);
        assertThat(first.getIDropout()).isNull();
        assertThat(second.getIDropout()).isEqualTo(new Dropout(0.75));
        assertThat(head.getIDropout()).isEqualTo(new Dropout(0.75));
        for (BaseLayer layer : List.of(first, second, head)) {
            assertThat(layer.getIUpdater()).isEqualTo(new Adam(0.002, 0.8, 0.99, 1e-7));
            assertThat(layer.getRegularization()).containsExactly(new L2Regularization(0.01));
            assertThat(layer.getGradientNormalization()).isEqualTo(GradientNormalization.ClipElementWiseAbsoluteValue);
            assertThat(layer.getGradientNormalizationThreshold()).isEqualTo(2);
        }
    }

    @Test
    void aBidirectionalNetworkReadsTheEndOfBothDirections() {
        NetworkSpec spec = SMALL.toBuilder().bidirectional(true).build();
        MultiLayerNetwork network = Networks.create(spec, 1);
        INDArray x = Nd4j.rand(1, 4, 3).dup('f');
        INDArray before = network.feedForward(x).get(1).dup();
        x.putScalar(new int[] {0, 0, 0}, 5); // the first row, which the backward direction reads last
        INDArray after = network.feedForward(x).get(1);
        for (int unit = 0; unit < 12; unit++) {
            assertThat(after.getDouble(0, unit)).isNotEqualTo(before.getDouble(0, unit));
        }
    }
}
