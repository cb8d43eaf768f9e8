package gatewise.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class DecimalsTest {
    private static String text(double value, double... all) {
        return Decimals.of(DoubleStream.of(all)).text(value);
    }

    @Test
    void fourDigitsOfTheLargest() {
        assertThat(text(0.5, 0.5, -373.94)).isEqualTo("0.5");
        assertThat(text(-373.94, 0.5, -373.94)).isEqualTo("-373.9");
        assertThat(text(-0.00001, 0.5, 0.9)).isEqualTo("0.0000");
        assertThat(text(12345.6, 12345.6)).isEqualTo("12346");
        assertThat(text(1, 0, 1, 1)).isEqualTo("1");
        assertThat(text(0, 0, 0)).isEqualTo("0");
        assertThat(text(2.5e9, 2.5e9)).isEqualTo("2.500e+09");
        assertThat(text(2.5e-5, 2.5e-5)).isEqualTo("2.500e-05");
    }
}
