package gatewise.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ActivationsTest {
    @Test
    void areWithinAMillionthOfTheExactFunctions() {
        for (int i = -400_000; i <= 400_000; i++) {
            float x = i / 20_000f;
            double tanhError = Math.abs(Activations.tanh(x) - Math.tanh(x));
            double sigmoidError = Math.abs(Activations.sigmoid(x) - 1 / (1 + Math.exp(-x)));
            if (!(tanhError < 1e-6 && sigmoidError < 1e-6)) {
                throw new AssertionError("at " + x + ": " + tanhError + ", " + sigmoidError);
            }
        }
    }

    @Test
    void keepZeroSmallValuesAndTheLimits() {
        assertThat(Activations.tanh(0f)).isZero();
        assertThat(Activations.tanh(1e-20f) / 1e-20f).isCloseTo(1, within(1e-6f));
        assertThat(Activations.tanh(Float.POSITIVE_INFINITY)).isCloseTo(1, within(1e-6f));
        assertThat(Activations.sigmoid(Float.NEGATIVE_INFINITY)).isCloseTo(0, within(1e-6f));
        assertThat(Activations.tanh(Float.NaN)).isNaN();
    }

    @Test
    void loopsTouchOnlyTheFirstValues() {
        float[] values = {1, 1, 1};
        Activations.tanh(values, 1);
        Activations.sigmoid(values, 1);
        assertThat(values).containsExactly(Activations.sigmoid(Activations.tanh(1f)), 1, 1);
    }
}
