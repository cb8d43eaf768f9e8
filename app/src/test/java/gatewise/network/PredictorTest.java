package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gatewise.testing.RequiresBackend;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@RequiresBackend
class PredictorTest {
    private static final NetworkSpec SMALL = NetworkSpec.tutorial().toBuilder()
            .inputSize(4)
            .timeSteps(6)
            .classes(5)
            .hiddenSizes(List.of(7))
            .head(Initializer.normal(1))
            .build();

    static Stream<NetworkSpec> everyKind() {
        NetworkSpec gru = SMALL.toBuilder().cell(Cell.GRU).build();
        return Stream.of(SMALL, gru, gru.toBuilder().resetAfter(true).build())
                .flatMap(spec -> Stream.of(List.of(7), List.of(7, 3))
                        .flatMap(sizes -> Stream.of(false, true)
                                .map(both -> spec.toBuilder()
                                        .hiddenSizes(sizes)
                                        .bidirectional(both)
                                        .build())));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void itSaysWhatTheNetworkSays(NetworkSpec spec) {
        MultiLayerNetwork network = Networks.create(spec, 3);
        Predictor predictor = new Predictor(network, spec);
        Random random = new Random(1);
        for (int sequence = 0; sequence < 5; sequence++) {
            float[][] steps = new float[6][4];
            INDArray x = Nd4j.create(1, 4, 6);
            for (int t = 0; t < 6; t++) {
                for (int i = 0; i < 4; i++) {
                    steps[t][i] = random.nextFloat() * 4 - 2;
                    x.putScalar(0, i, t, steps[t][i]);
                }
            }
            float[] expected = network.output(x).toFloatMatrix()[0];
            assertThat(predictor.answer(steps)).containsExactly(expected, offset(2e-6f));
        }
    }

    @Test
    void simpleCellsAreNotServed() {
        NetworkSpec simple = SMALL.toBuilder().cell(Cell.SIMPLE).build();
        MultiLayerNetwork network = Networks.create(simple, 1);
        assertThat(Predictor.serves(simple)).isFalse();
        assertThatThrownBy(() -> new Predictor(network, simple)).isInstanceOf(IllegalArgumentException.class);
    }
}
