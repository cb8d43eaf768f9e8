package gatewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How rows are brought into the order of a pass and back, where few of them move and where all do. */
@Timeout(30)
class PartRowsTest {
    private static final int BATCH = 60;
    private static final int STEPS = 9;
    private static final int COLUMNS = 3;

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(strings = {"one shorter", "two shorter", "ascending", "descending", "random", "longest last"})
    void movesRowsOfGreaterLengthFirstAndBack(String kind) {
        int[] lengths = lengths(kind);
        int from = 10;
        int to = 57;
        PartRows part = new PartRows(BATCH, from, to, STEPS, lengths);
        List<Integer> order = IntStream.range(from, to)
                .boxed()
                .sorted(Comparator.comparing((Integer row) -> -lengths[row]))
                .toList();
        float[] matrix = new float[4 + BATCH * COLUMNS];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = random.nextFloat() + 1;
        }
        for (int t = 0; t < part.longest(); t++) {
            int time = t;
            int count = (int) order.stream().filter(row -> lengths[row] > time).count();
            assertEquals(count, part.running(t), "rows that run step " + t);
            float[] taken = new float[count * COLUMNS];
            part.get(FloatBuffer.wrap(matrix), 4, COLUMNS, count, taken);
            float[] expected = new float[count * COLUMNS];
            float[] back = matrix.clone();
            for (int column = 0; column < COLUMNS; column++) {
                Arrays.fill(back, 4 + column * BATCH + from, 4 + column * BATCH + to, 0);
                for (int i = 0; i < count; i++) {
                    int at = 4 + column * BATCH + order.get(i);
                    expected[column * count + i] = matrix[at];
                    back[at] = 2 * matrix[at];
                }
            }
            assertArrayEquals(expected, taken, "step " + t);
            FloatBuffer target = FloatBuffer.wrap(matrix.clone());
            for (int i = 0; i < taken.length; i++) {
                taken[i] *= 2;
            }
            part.put(taken, COLUMNS, count, target, 4);
            assertArrayEquals(back, target.array(), "step " + t + " and back");
        }
    }

    private int[] lengths(String kind) {
        int[] lengths = new int[BATCH];
        Arrays.fill(lengths, STEPS);
        switch (kind) {
            case "one shorter" -> lengths[31] = 8;
            case "two shorter" -> {
                lengths[12] = 3;
                lengths[56] = 1;
            }
            case "ascending" -> Arrays.setAll(lengths, row -> 1 + row * STEPS / BATCH);
            case "descending" -> Arrays.setAll(lengths, row -> STEPS - row * STEPS / BATCH);
            case "random" -> Arrays.setAll(lengths, row -> 1 + random.nextInt(STEPS));
            default -> {
                Arrays.fill(lengths, 5);
                lengths[56] = STEPS;
            }
        }
        return lengths;
    }
}
