package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StepRowsTest {
    private record Row(int sequence, long key) {}

    private enum Order {
        BY_SEQUENCE,
        BY_STEP,
        BACKWARD,
        NONE
    }

    /** Sequences of unequal lengths, some of one step, some with gaps, numbered as they come. */
    private static List<Row> rows(Order order, Random random) {
        List<Row> rows = new ArrayList<>();
        for (int sequence = 0; sequence < 20; sequence++) {
            int length = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(12);
            long key = random.nextInt(3) - 1;
            for (int t = 0; t < length; t++) {
                rows.add(new Row(sequence, key));
                key += random.nextInt(5) == 0 ? 2 : 1;
            }
        }
        switch (order) {
            case BY_SEQUENCE -> {}
            case BY_STEP -> rows.sort(Comparator.comparingLong(Row::key));
            case BACKWARD -> Collections.reverse(rows);
            case NONE -> Collections.shuffle(rows, random);
        }
        List<Integer> numbers = new ArrayList<>();
        return rows.stream()
                .map(row -> {
                    if (!numbers.contains(row.sequence())) {
                        numbers.add(row.sequence());
                    }
                    return new Row(numbers.indexOf(row.sequence()), row.key());
                })
                .toList();
    }

    @ParameterizedTest
    @EnumSource(Order.class)
    void rowsOfAnyOrderAreSorted(Order order) {
        Random random = new Random(1);
        for (int trial = 0; trial < 200; trial++) {
            List<Row> rows = rows(order, random);
            StepRows read = new StepRows();
            rows.forEach(row -> read.add(row.sequence(), row.key()));
            read.multiply(3);
            int[] wanted = IntStream.range(0, rows.size())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(i -> rows.get(i).sequence())
                            .thenComparingLong(i -> rows.get(i).key()))
                    .mapToInt(i -> i)
                    .toArray();
            boolean ascends =
                    Arrays.equals(wanted, IntStream.range(0, rows.size()).toArray());
            assertThat(read.isSorted()).isEqualTo(ascends);
            int[] sorted = read.sorted(20, (row, other) -> new UserError("twice", "none"));
            assertThat(sorted).isEqualTo(wanted);
            check(read.inOrder(sorted), rows, wanted);
            if (ascends) {
                check(read.inOrder(null), rows, wanted);
            }
        }
    }

    private static void check(StepOrder order, List<Row> rows, int... wanted) {
        assertThat(order.rows()).isEqualTo(wanted.length);
        for (int piece = 0; piece < order.pieces(); piece++) {
            for (int at = order.start(piece); at < order.start(piece + 1); at++) {
                assertThat(order.sequence(piece)).isEqualTo(rows.get(wanted[at]).sequence());
                assertThat(order.keyOf(at)).isEqualTo(3 * rows.get(wanted[at]).key());
            }
        }
    }

    @Test
    void theRowsOfAStepThatIsThereTwiceAreSaid() {
        StepRows rows = new StepRows();
        for (int step = 0; step < 5; step++) {
            for (int sequence = 0; sequence < 4; sequence++) {
                rows.add(sequence, step == 4 && sequence == 2 ? 1 : step);
            }
        }
        assertThatThrownBy(() -> rows.sorted(4, (row, other) -> new UserError(row + " " + other, "none")))
                .hasMessageContaining("6 18");
    }
}
