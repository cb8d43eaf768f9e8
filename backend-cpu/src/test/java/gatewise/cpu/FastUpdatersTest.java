package gatewise.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;

class FastUpdatersTest {
    static Stream<Arguments> updaters() {
        return Stream.of(
                Arguments.of(new FastRmsProp(0.001, 0.9, 1e-10), new RmsProp(0.001, 0.9, 1e-10)),
                Arguments.of(new FastRmsProp(0.1, 0.5, 1e-2), new RmsProp(0.1, 0.5, 1e-2)),
                Arguments.of(new FastAdam(0.002, 0.9, 0.999, 1e-8), new Adam(0.002, 0.9, 0.999, 1e-8)),
                Arguments.of(new FastAdam(0.1, 0.5, 0.7, 1e-2), new Adam(0.1, 0.5, 0.7, 1e-2)));
    }

    @ParameterizedTest
    @MethodSource("updaters")
    void updatesAndStateAreThoseOfDl4j(IUpdater fast, IUpdater stock) {
        int length = 37;
        INDArray fastState = Nd4j.create(1, fast.stateSize(length));
        INDArray stockState = Nd4j.create(1, stock.stateSize(length));
        assertThat(fastState.length()).isEqualTo(stockState.length());
        GradientUpdater<?> fastUpdater = fast.clone().instantiate(fastState, true);
        GradientUpdater<?> stockUpdater = stock.clone().instantiate(stockState, true);
        for (int iteration = 0; iteration < 20; iteration++) {
            INDArray gradient = Nd4j.randn(length).muli(iteration % 3 == 0 ? 1e-3 : 1);
            gradient.putScalar(5, 0);
            INDArray fastGradient = gradient.dup();
            fastUpdater.applyUpdater(fastGradient, iteration, 0);
            stockUpdater.applyUpdater(gradient, iteration, 0);
            assertThat(fastGradient.data().asFloat())
                    .as("iteration %d", iteration)
                    .containsExactly(gradient.data().asFloat(), offset(2e-6f));
            assertThat(fastState.data().asFloat())
                    .containsExactly(stockState.data().asFloat(), offset(2e-6f));
        }
    }
}
