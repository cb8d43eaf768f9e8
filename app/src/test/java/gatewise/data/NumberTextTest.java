package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberTextTest {
    private static float parse(String text) {
        char[] padded = ("9" + text + "9").toCharArray();
        return NumberText.parse(padded, 1, text.length());
    }

    private static void check(String text) {
        assertThat(Float.floatToIntBits(parse(text))).as(text).isEqualTo(Float.floatToIntBits(Float.parseFloat(text)));
    }

    @Test
    void isTheNearestFloatAsJavaReadsIt() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            if (Float.isFinite(value)) {
                check(Float.toString(value));
                check(Double.toString(value * (1 + random.nextGaussian() * 1e-7)));
                // The middle between two floats, and what is next to it.
                double middle = ((double) value + Math.nextUp(value)) / 2;
                check(Double.toString(middle));
                check(Double.toString(Math.nextUp(middle)));
                check(Double.toString(Math.nextDown(middle)));
            }
            check(Double.toString(random.nextGaussian()));
            check(random.nextInt() + "." + Math.abs(random.nextLong()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0",
                "+1",
                ".5",
                "5.",
                "1e5",
                "1E-5",
                "-1.25e+3",
                "0.000000000000000000000000000001",
                "16777217",
                "1e-46",
                "1e-45",
                "1.4e-45",
                "3.4028235e38",
                "3.4028236e38",
                "1e400",
                "-1e39",
                "1e-400",
                "00000000000000000000001",
                "123456789012345678901234567890",
                "0.1234567890123456789012345",
                "9007199254740993",
                "1e9999999999",
                "0e9999",
                "1.00000005960464477539062500",
                "1.00000005960464477539062501"
            })
    void readsWhatJavaReads(String text) {
        check(text);
    }

    @Test
    void zerosBehindThePointAndALargeExponentMakeUpForEachOther() {
        check("0." + "0".repeat(10_000) + "1e10001");
        check("1" + "0".repeat(20_000) + "e-20000");
        check("-0." + "0".repeat(500_000) + "25e500000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+",
                "1.2.3",
                "0x1p3",
                "1f",
                "1d",
                "NaN",
                "inf",
                "Infinity",
                " 1",
                "1 ",
                "1,5",
                "--1",
                "1e5.5",
                "\u0661",
                "1 2",
                "1_0",
                "0x1"
            })
    void readsNoOther(String text) {
        assertThat(parse(text)).isNaN();
    }

    @Test
    void nearTheMiddleOfTwoFloatsIsTheNearestToo() {
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

    @Test
    void largeExponentsEndSomewhere() {
        assertThat(parse("1e99999999999")).isInfinite();
        assertThat(parse("1e-99999999999")).isZero();
        assertThat(parse("0e99999999999")).isZero();
        assertThat(parse("0." + "0".repeat(50) + "1e51")).isEqualTo(1);
    }
}
