package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gatewise.io.UserError;
import gatewise.testing.IdxFiles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HoldoutTest {
    @TempDir
    private Path folder;

    /** So many of each class, one class after the other. */
    private Dataset sorted(Holdout holdout, int... counts) {
        byte[] labels = new byte[Arrays.stream(counts).sum()];
        int end = labels.length;
        for (int label = counts.length - 1; label >= 0; label--) {
            Arrays.fill(labels, end - counts[label], end, (byte) label);
            end -= counts[label];
        }
        IdxFiles.write(folder, labels, new byte[] {0, 1});
        return Dataset.open(folder.toString(), holdout);
    }

    private static int[] counts(ImageSet images, int classes) {
        int[] counts = new int[classes];
        IntStream.range(0, images.count()).forEach(i -> counts[images.label(i)]++);
        return counts;
    }

    private static int number(ImageSet images, int i) {
        byte[] image = images.image(i);
        return (image[0] & 0xff) << 8 | image[1] & 0xff;
    }

    @Test
    void eachClassHasItsShareOfAFileSortedByClass() {
        Dataset set = sorted(null, 600, 240, 120, 240);

        assertThat(set.holdout().seed()).isEqualTo(1);
        assertThat(counts(set.validationImages(), 4)).containsExactly(50, 20, 10, 20);
        assertThat(counts(set.trainImages(), 4)).containsExactly(550, 220, 110, 220);
    }

    @Test
    void noImageIsLostOrDoubledAndLabelsStayWithTheirImages() {
        Dataset set = sorted(null, 600, 240, 120, 240);

        Set<Integer> seen = new HashSet<>();
        for (ImageSet part : new ImageSet[] {set.trainImages(), set.validationImages()}) {
            for (int i = 0; i < part.count(); i++) {
                int number = number(part, i);
                assertThat(seen.add(number)).isTrue();
                assertThat(part.label(i)).isEqualTo(number < 600 ? 0 : number < 840 ? 1 : number < 960 ? 2 : 3);
            }
        }
        assertThat(seen).hasSize(1200);
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherOthers() {
        Dataset first = sorted(new Holdout(1L), 60, 60);
        Dataset again = sorted(new Holdout(1L), 60, 60);
        Dataset other = sorted(new Holdout(2L), 60, 60);

        assertThat(numbers(again)).isEqualTo(numbers(first));
        assertThat(numbers(other)).isNotEqualTo(numbers(first));
        assertThat(other.sha256()).isEqualTo(first.sha256());
    }

    private static int[] numbers(Dataset set) {
        return IntStream.range(0, set.train().count())
                .map(i -> number(set.trainImages(), i))
                .toArray();
    }

    @Test
    void aLimitedSetHasAllClasses() {
        assertThat(counts(sorted(null, 400, 400, 400).limit(60).trainImages(), 3))
                .doesNotContain(0, 60);
    }

    @Test
    void aRareClassIsOnBothSidesAndASingleImageTrains() {
        Dataset set = sorted(null, 1000, 2, 1);

        assertThat(counts(set.validationImages(), 3)).containsExactly(82, 1, 0);
        assertThat(counts(set.trainImages(), 3)).containsExactly(918, 1, 1);
    }

    @Test
    void theFilesFirstAreHeldOutWhereThatIsAskedFor() {
        Dataset set = sorted(Holdout.FIRST, 60, 60);

        assertThat(counts(set.validationImages(), 2)).containsExactly(10, 0);
        assertThat(numbers(set)).isEqualTo(IntStream.range(10, 120).toArray());
    }

    @Test
    void oneImageOfEachClassCannotBeSplit() {
        int[] ones = IntStream.range(0, 12).map(i -> 1).toArray();

        assertThatThrownBy(() -> sorted(null, ones))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no class has two images");
    }

    @Test
    void warnsOfWhatIsMissingOrRare() {
        assertThat(ClassBalance.warnings(sorted(null, 300, 300))).isEmpty();
        assertThat(ClassBalance.warnings(sorted(null, 2000, 1500, 0, 12, 1)))
                .containsExactly(
                        "no training images of class 2, which is never learned",
                        "few training images of class 3 (11), 4 (1), which is hardly learned",
                        "no validation images of class 4, which the choice of the best epoch ignores",
                        "no test images of class 3, 4, which the accuracy says nothing about");
    }
}
