package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FloatRowsTest {
    private static FloatRows rows(int count) {
        FloatRows rows = new FloatRows("file", 3, so -> 0);
        for (int row = 0; row < count; row += 2) {
            int place = rows.addRows(2);
            for (int i = 0; i < 6; i++) {
                rows.values()[place + i] = 3 * row + i;
            }
        }
        return rows;
    }

    @Test
    void rowsComeIntoAnotherOrderWithAndWithoutACopy() {
        List<Integer> shuffled =
                new ArrayList<>(IntStream.range(0, 1000).boxed().toList());
        Collections.shuffle(shuffled, new Random(1));
        int[] order = shuffled.stream().mapToInt(row -> row).toArray();
        int[] before = order.clone();
        FloatRows copied = rows(1000);
        FloatRows moved = rows(1000);
        copied.reorder(order);
        moved.reorderInPlace(order);
        assertThat(order).isEqualTo(before);
        assertThat(copied.exact()).hasSize(3000).isEqualTo(moved.exact());
        for (int row = 0; row < 1000; row++) {
            assertThat(copied.exact()[3 * row + 2]).isEqualTo(3 * before[row] + 2);
        }
    }

    @Test
    void theRoomIsThatWhichIsExpected() {
        FloatRows rows = new FloatRows("file", 1, so -> 400_000);
        for (int i = 0; i < 300_000; i++) {
            rows.append(i);
        }
        assertThat(rows.rows()).isEqualTo(300_000);
        assertThat(rows.values()).hasSize(400_000);
        assertThat(rows.exact()).hasSize(300_000).endsWith(299_998, 299_999);
        rows.clear();
        assertThat(rows.rows()).isZero();
        rows.append(7);
        assertThat(rows.exact()).containsExactly(7);
    }

    @Test
    void moreThanAnArrayHoldsIsRefused() {
        FloatRows rows = new FloatRows("many.csv", 1 << 20, so -> 0);
        assertThatThrownBy(() -> rows.addRows(1 << 11))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("many.csv: holds more than 2147483639 numbers");
    }
}
