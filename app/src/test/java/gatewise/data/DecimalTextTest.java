package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTextTest {
    private static float parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.ISO_8859_1);
        return DecimalText.parse(bytes, 1, bytes.length - 1);
    }

    @Test
    void everyNumberIsTheNearestFloat() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            String text = switch (i % 5) {
                case 0 -> Float.toString(Float.intBitsToFloat(random.nextInt()));
                case 1 -> Double.toString(random.nextGaussian());
                case 2 -> Long.toString(random.nextLong()) + "." + random.nextInt(1_000_000_000);
                // Near the middle of two floats, where rounding twice would be wrong.
                case 3 ->
                    new BigDecimal((double) Float.intBitsToFloat(0x3f800000 + random.nextInt(1 << 23)) + 0x1p-24)
                            .add(new BigDecimal(random.nextInt(3) - 1).movePointLeft(17))
                            .toString();
                default -> random.nextInt(1000) + "e" + (random.nextInt(90) - 50);
            };
            if (!text.contains("N") && !text.contains("I")) {
                assertThat(parse(text)).as(text).isEqualTo(Float.parseFloat(text));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "1 2", "--1", "1f", "1d", "0x1", "1_0", "١", "1e1.5"
            })
    void whatIsNoDecimalNumberIsNone(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void largeExponentsEndSomewhere() {
        assertThat(parse("1e99999999999")).isInfinite();
        assertThat(parse("1e-99999999999")).isZero();
        assertThat(parse("0e99999999999")).isZero();
        assertThat(parse("0." + "0".repeat(50) + "1e51")).isEqualTo(1);
    }
}
