package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.testing.RequiresBackend;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@RequiresBackend
class RowSequencesTest {
    private static final int ROWS = 3;
    private static final int COLUMNS = 2;

    private static ImageSet images(int count) {
        byte[] pixels = new byte[count * ROWS * COLUMNS];
        new Random(1).nextBytes(pixels);
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (byte) (i % 4);
        }
        return new ImageSet(pixels, labels, ROWS, COLUMNS);
    }

    @Test
    void aStepIsARowTopFirstAndPixelsLieIn0To1() {
        ImageSet images = images(5);
        DataSet batch = new RowSequences(images, 4, 5, false).batches().get(0);
        INDArray features = batch.getFeatures();
        assertThat(features.shape()).containsExactly(5, COLUMNS, ROWS);
        assertThat(features.ordering()).isEqualTo('f');
        for (int image = 0; image < 5; image++) {
            for (int row = 0; row < ROWS; row++) {
                for (int column = 0; column < COLUMNS; column++) {
                    int pixel = images.image(image)[row * COLUMNS + column] & 0xff;
                    assertThat(features.getFloat(image, column, row)).isEqualTo(pixel / 255f);
                }
            }
            assertThat(batch.getLabels().getFloat(image, images.label(image))).isEqualTo(1f);
        }
        assertThat(batch.getLabels().sumNumber().intValue()).isEqualTo(5);
    }

    @Test
    void theLastIncompleteBatchIsDroppedOrKept() {
        assertThat(new RowSequences(images(10), 4, 4, true).batches()).hasSize(2);
        RowSequences kept = new RowSequences(images(10), 4, 4, false);
        assertThat(kept.batches()).hasSize(3);
        assertThat(kept.batches().get(2).getFeatures().size(0)).isEqualTo(2);
        assertThat(kept.sequences()).isEqualTo(10);
        assertThatThrownBy(() -> new RowSequences(images(3), 4, 4, true)).hasMessageContaining("no batch of 4");
    }

    @Test
    void aRangeBeginsWhereItSays() {
        ImageSet range = images(10).range(6, 10);
        INDArray features = new RowSequences(range, 4, 4, true).batches().get(0).getFeatures();
        assertThat(features.getFloat(0, 0, 0)).isEqualTo((images(10).image(6)[0] & 0xff) / 255f);
    }

    @Test
    void anotherOrderFillsTheSameMemoryWithTheSameImages() {
        ImageSet images = images(8);
        RowSequences sequences = new RowSequences(images, 4, 4, true);
        INDArray memory = sequences.batches().get(0).getFeatures();
        INDArray inFileOrder = memory.dup();
        double sum = sum(sequences);
        sequences.shuffle(new Random(3));
        assertThat(sequences.batches().get(0).getFeatures()).isSameAs(memory).isNotEqualTo(inFileOrder);
        assertThat(sum(sequences)).isEqualTo(sum);
        for (DataSet batch : sequences.batches()) {
            for (int i = 0; i < 4; i++) {
                int label = batch.getLabels().getRow(i).argMax().getInt(0);
                float first = batch.getFeatures().getFloat(i, 0, 0);
                assertThat(new int[] {label, label + 4})
                        .satisfiesAnyOf(
                                choices -> assertThat((images.image(choices[0])[0] & 0xff) / 255f)
                                        .isEqualTo(first),
                                choices -> assertThat((images.image(choices[1])[0] & 0xff) / 255f)
                                        .isEqualTo(first));
            }
        }
    }

    @Test
    void movedImagesLoseWhatLeavesAndGainBackground() {
        ImageSet images = images(8);
        RowSequences sequences = new RowSequences(images, 4, 8, true);
        INDArray still = sequences.batches().get(0).getFeatures().dup();
        sequences.arrange(new Random(3), false, 1);
        INDArray moved = sequences.batches().get(0).getFeatures();
        Set<String> moves = new HashSet<>();
        for (int image = 0; image < 8; image++) {
            int found = 0;
            for (int down = -1; down <= 1; down++) {
                for (int right = -1; right <= 1; right++) {
                    if (isMoved(still, moved, image, down, right)) {
                        found++;
                        moves.add(down + " " + right);
                    }
                }
            }
            assertThat(found).isEqualTo(1);
        }
        assertThat(moves).hasSizeGreaterThan(3);
        INDArray once = moved.dup();
        sequences.arrange(new Random(3), false, 1);
        assertThat(moved).isEqualTo(once);
        sequences.arrange(new Random(4), false, 0);
        assertThat(moved).isEqualTo(still);
    }

    private static boolean isMoved(INDArray still, INDArray moved, int image, int down, int right) {
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                int fromRow = row - down;
                int fromColumn = column - right;
                boolean inside = fromRow >= 0 && fromRow < ROWS && fromColumn >= 0 && fromColumn < COLUMNS;
                float expected = inside ? still.getFloat(image, fromColumn, fromRow) : 0;
                if (moved.getFloat(image, column, row) != expected) {
                    return false;
                }
            }
        }
        return true;
    }

    private static double sum(RowSequences sequences) {
        return sequences.batches().stream()
                .mapToDouble(batch ->
                        batch.getFeatures().castTo(DataType.DOUBLE).sumNumber().doubleValue())
                .map(value -> Math.round(value * 255))
                .sum();
    }

    @Test
    void permutationsAreCompleteAndFollowTheSource() {
        int[] order = RowSequences.permutation(100, new Random(5));
        assertThat(order).isEqualTo(RowSequences.permutation(100, new Random(5)));
        assertThat(order).isNotEqualTo(RowSequences.permutation(100, new Random(6)));
        Arrays.sort(order);
        assertThat(order).containsExactly(IntStream.range(0, 100).toArray());
    }
}
