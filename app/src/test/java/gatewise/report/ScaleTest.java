package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static List<String> names(Scale scale) {
        return scale.ticks().stream().map(Scale.Tick::name).toList();
    }

    @Test
    void stepsAreRound() {
        assertThat(Scale.step(0.11)).isCloseTo(0.2, within(1e-12));
        assertThat(Scale.step(1)).isEqualTo(1);
        assertThat(Scale.step(3)).isEqualTo(5);
        assertThat(Scale.step(6)).isEqualTo(10);
    }

    @Test
    void ticksStandAtRoundNumbersBetweenTheEnds() {
        assertThat(names(Scale.linear(0, 2.5, 6))).containsExactly("0.0", "0.5", "1.0", "1.5", "2.0", "2.5");
        assertThat(names(Scale.linear(97.83, 99.2, 8)))
                .containsExactly("98.0", "98.2", "98.4", "98.6", "98.8", "99.0", "99.2");
        assertThat(names(Scale.linear(0, 100, 6))).containsExactly("0", "20", "40", "60", "80", "100");
        assertThat(names(Scale.linear(0, 5e8, 5)))
                .containsExactly("0", "100000000", "200000000", "300000000", "400000000", "500000000");
    }

    @Test
    void theFirstEpochIsNamedWhereTheNextTickIsNotClose() {
        assertThat(names(Scale.epochs(1, 1, 12))).containsExactly("1");
        assertThat(names(Scale.epochs(1, 3, 12))).containsExactly("1", "2", "3");
        assertThat(names(Scale.epochs(1, 20, 12)))
                .containsExactly("1", "2", "4", "6", "8", "10", "12", "14", "16", "18", "20");
        assertThat(names(Scale.epochs(9, 100, 12)))
                .containsExactly("10", "20", "30", "40", "50", "60", "70", "80", "90", "100");
        assertThat(names(Scale.epochs(7, 100, 5))).containsExactly("7", "20", "40", "60", "80", "100");
    }

    @Test
    void valuesStandEvenlyAndNotBeyondTheEnds() {
        Scale scale = Scale.linear(50, 100, 5);
        assertThat(scale.share(60)).isCloseTo(0.2, within(1e-12));
        assertThat(scale.share(10)).isZero();
        assertThat(scale.share(101)).isEqualTo(1);
        assertThat(Scale.names(List.of("a", "b")).share(1)).isCloseTo(0.75, within(1e-12));
        assertThat(Scale.epochs(1, 1, 5).share(1)).isEqualTo(0.5);
        assertThat(Scale.epochs(1, 101, 5).share(1)).isCloseTo(2 / 104.0, within(1e-12));
    }

    @Test
    void halvingTheErrorsIsAsFarEverywhere() {
        Scale scale = Scale.accuracies(0.93, 0.985);
        assertThat(names(scale)).containsExactly("90%", "95%", "98%", "99%");
        double half = scale.share(0.95) - scale.share(0.9);
        assertThat(half).isCloseTo(Math.log(2) / Math.log(10), within(1e-12));
        assertThat(scale.share(0.99) - scale.share(0.98)).isCloseTo(half, within(1e-12));
        assertThat(names(Scale.accuracies(0, 1))).startsWith("0%", "30%").endsWith("99.5%", "99.8%", "99.9%");
        assertThat(names(Scale.accuracies(1, 1))).containsExactly("99.8%", "99.9%");
    }

    @Test
    void lossesAreByTheirRatio() {
        Scale scale = Scale.losses(0.03, 0.8);
        assertThat(scale.ticks())
                .extracting(Scale.Tick::name)
                .containsExactly("0.02", "0.05", "0.1", "0.2", "0.5", "1");
        assertThat(scale.share(0.4) - scale.share(0.2)).isCloseTo(scale.share(0.1) - scale.share(0.05), within(1e-9));
        assertThat(Scale.losses(0, 0).ticks()).isNotEmpty();
        assertThat(Scale.losses(1, 1).ticks()).hasSize(2);
    }

    @Test
    void lossesOfAnySizeHaveAScaleAndNoneHasNone() {
        for (double loss : new double[] {0, -1, 1e-320, 1e-300, 1e-9, 1, 1e30, 1e300, Double.MAX_VALUE}) {
            assertThat(Scale.losses(loss, loss).ticks()).hasSizeBetween(2, 12);
            assertThat(Scale.losses(0, loss).ticks()).hasSizeBetween(2, 12);
        }
        assertThatThrownBy(() -> Scale.losses(Double.NaN, Double.NaN)).hasMessageContaining("have no scale");
        assertThatThrownBy(() -> Scale.losses(0, Double.POSITIVE_INFINITY)).hasMessageContaining("have no scale");
    }
}
