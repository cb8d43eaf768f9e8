package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedTaskTest {
    /** The feature that is 1 at a step. */
    private static int symbol(float[] step) {
        int[] ones = IntStream.range(0, step.length).filter(f -> step[f] == 1).toArray();
        assertThat(ones).hasSize(1);
        return ones[0];
    }

    @Test
    void twoMarkedNumbersAddUp() {
        Dataset set = Dataset.open("adding:51");
        double error = 0;
        double mean = 0;
        int[] marks = new int[51];
        for (int i = 0; i < 2_000; i++) {
            float[][] steps = set.test().steps(i);
            int[] marked = IntStream.range(0, 51).filter(t -> steps[t][1] == 1).toArray();
            assertThat(marked).hasSize(2);
            assertThat(marked[0]).isLessThan(25);
            assertThat(marked[1]).isGreaterThanOrEqualTo(25);
            assertThat(set.test().target(i, 0)).isEqualTo(steps[marked[0]][0] + steps[marked[1]][0]);
            error += Math.pow(set.test().target(i, 0) - 1, 2) / 2_000;
            mean += Arrays.stream(steps).mapToDouble(step -> step[0]).average().orElseThrow() / 2_000;
            marks[marked[0]]++;
            marks[marked[1]]++;
        }
        assertThat(error).isCloseTo(1 / 6.0, within(0.015));
        assertThat(mean).isCloseTo(0.5, within(0.005));
        assertThat(Arrays.stream(marks).min().orElseThrow()).isGreaterThan(40);
        assertThat(set.form().task()).isEqualTo(Task.REGRESS);
        assertThat(set.form().outputScaling()).isEqualTo(Scaling.none(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 60})
    void theOrderOfTwoSymbolsIsTheClass(int length) {
        Dataset set = Dataset.open("temporal-order:" + length);
        int[] counts = new int[4];
        for (int i = 0; i < 2_000; i++) {
            int[] symbols = Arrays.stream(set.test().steps(i))
                    .mapToInt(GeneratedTaskTest::symbol)
                    .toArray();
            assertThat(symbols).hasSize(length).startsWith(0).endsWith(1);
            int[] places =
                    IntStream.range(0, length).filter(t -> symbols[t] >= 6).toArray();
            assertThat(places).hasSize(2);
            assertThat(places[0]).isBetween(length / 10, 2 * length / 10);
            assertThat(places[1]).isBetween(5 * length / 10, 6 * length / 10);
            int label = 2 * (symbols[places[0]] - 6) + symbols[places[1]] - 6;
            assertThat(set.test().label(i)).isEqualTo(label);
            counts[label]++;
        }
        assertThat(Arrays.stream(counts).min().orElseThrow()).isGreaterThan(430);
        assertThat(set.labels()).containsExactly("XX", "XY", "YX", "YY");
    }

    @Test
    void tenSymbolsAreToBeSaidAgain() {
        Dataset set = Dataset.open("copy:30");
        for (int i = 0; i < 200; i++) {
            int[] symbols = Arrays.stream(set.train().steps(i))
                    .mapToInt(GeneratedTaskTest::symbol)
                    .toArray();
            assertThat(symbols).hasSize(50);
            for (int t = 0; t < 50; t++) {
                assertThat(symbols[t])
                        .satisfies(
                                t < 10
                                        ? s -> assertThat(s).isLessThan(8)
                                        : s -> assertThat(s).isGreaterThan(7));
                assertThat(symbols[t] == 9).isEqualTo(t == 39);
                assertThat(set.train().label(i, t)).isEqualTo(t < 40 ? 8 : symbols[t - 40]);
            }
        }
        assertThat(set.form().task()).isEqualTo(Task.TAG);
        assertThat(set.classes()).isEqualTo(9);
    }

    @Test
    void splitsDoNotShareSequencesAndAreTheSameAgain() {
        Dataset set = Dataset.open("adding:20");

        assertThat(new int[] {
                    set.train().count(), set.validation().count(), set.test().count()
                })
                .containsExactly(100_000, 1_000, 2_000);
        assertThat(set.validation().steps(0)).isNotEqualTo(set.train().steps(0));
        assertThat(set.train().range(5, 9).steps(1)).isDeepEqualTo(set.train().steps(6));
        assertThat(set.train().range(5, 9).name(1)).isEqualTo("6");
        assertThat(set.limit(300).train().count()).isEqualTo(300);
        assertThat(Dataset.open("adding:20").sha256()).isEqualTo(set.sha256());
        assertThat(Dataset.open("adding:21").sha256()).isNotEqualTo(set.sha256());
        assertThat(ClassBalance.warnings(Dataset.open("copy:400"))).isEmpty();
    }

    @Test
    void theNumbersAreThoseOfEarlierVersions() {
        assertThat(Dataset.open("adding:20").sha256())
                .isEqualTo("ecee35ae4193b99c937ba8b5f4b58e74dc03d21fb2d969491a8b2a025245a6dd");
        assertThat(Dataset.open("temporal-order:20").sha256())
                .isEqualTo("0a27f68eb50e50d7ecb501e58bbf78bc2f6ab705a4ec571685ea30d5c42995d3");
        assertThat(Dataset.open("copy:20").sha256())
                .isEqualTo("277ba846dc8cf7e0cea6a0f8807461318d847305aeca1b25996921757665e9dd");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "adding:abc       | data adding:abc: expected adding:T with a T from 2 to 10000; give such a number, as in adding:100",
                "adding:0         | data adding:0: expected adding:T with a T from 2 to 10000; give such a number, as in adding:100",
                "adding:10001     | data adding:10001: expected adding:T with a T from 2 to 10000; give such a number, as in adding:100",
                "temporal-order:9 | data temporal-order:9: expected temporal-order:T with a T from 10 to 10000; give",
                "copy:            | data copy:: expected copy:T with a T from 1 to 10000; give such a number, as in copy:100",
                "addin:50         | data addin:50: no such file or folder, and no set of that name; did you mean adding:50?",
                "adding           | data adding: no such file or folder, and no set of that name; did you mean adding:100?",
                "temporalorder:70 | data temporalorder:70: no such file or folder, and no set of that name; did you mean temporal-order:70?",
            })
    void aNameThatIsNoneIsRefused(String name, String said) {
        assertThatThrownBy(() -> Dataset.open(name)).hasMessageStartingWith(said);
    }
}
