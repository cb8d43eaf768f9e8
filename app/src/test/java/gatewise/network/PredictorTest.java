package gatewise.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import gatewise.data.Task;
import gatewise.testing.RequiresBackend;
import java.util.Arrays;
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
        return Stream.of(
                        SMALL,
                        gru,
                        gru.toBuilder().resetAfter(true).build(),
                        SMALL.toBuilder().cell(Cell.SIMPLE).build())
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

    static Stream<NetworkSpec> everyTask() {
        return everyKind()
                .filter(spec -> !spec.bidirectional())
                .flatMap(spec -> Stream.of(Task.values())
                        .map(task -> spec.toBuilder().output(Output.of(task)).build()));
    }

    @ParameterizedTest
    @MethodSource("everyTask")
    void afterEachStepAStreamSaysWhatTheStepsSoFarSay(NetworkSpec spec) {
        Predictor predictor = new Predictor(Networks.create(spec, 3), spec);
        Random random = new Random(1);
        for (int length : new int[] {1, 9, 2}) {
            float[][] steps = new float[length][4];
            for (int t = length == 9 ? 3 : 0; t < length; t++) { // some begin with zeros, which are read ahead of time
                for (int i = 0; i < 4; i++) {
                    steps[t][i] = random.nextFloat() * 4 - 2;
                }
            }
            Predictor.Stream stream = predictor.stream();
            for (int t = 0; t < length; t++) {
                float[][] prefix = Arrays.copyOf(steps, t + 1);
                assertThat(stream.step(steps[t])).isEqualTo(predictor.answer(prefix));
                assertThat(predictor.answers(prefix)[spec.task().atEveryStep() ? t : 0])
                        .isEqualTo(predictor.answer(prefix));
            }
        }
    }

    @Test
    void streamsOfOneNetworkKeepApart() {
        Predictor predictor = new Predictor(Networks.create(SMALL, 3), SMALL);
        Predictor.Stream first = predictor.stream();
        Predictor.Stream second = predictor.stream();
        float[] ones = {1, 1, 1, 1};
        first.step(ones);
        second.step(new float[] {-1, 2, 0, 1});
        assertThat(first.step(ones)).isEqualTo(predictor.answer(new float[][] {ones, ones}));
        assertThatThrownBy(() -> first.step(new float[3])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void twoDirectionsNeedTheWholeSequence() {
        NetworkSpec both = SMALL.toBuilder().bidirectional(true).build();
        Predictor predictor = new Predictor(Networks.create(both, 1), both);
        assertThatThrownBy(predictor::stream).isInstanceOf(IllegalArgumentException.class);
    }
}
