package gatewise.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageSetTest {
    private final byte[] pixels = {0, 1, 10, 11, 20, 21, 30, 31};
    private final ImageSet set = new ImageSet(pixels, new byte[] {3, (byte) 250, 5, 0}, 1, 2);

    @Test
    void findsAnImageAndItsLabel() {
        assertThat(set.count()).isEqualTo(4);
        assertThat(set.image(2)).containsExactly(20, 21);
        assertThat(set.offset(2)).isEqualTo(4);
        assertThat(set.label(1)).isEqualTo(250);
        assertThat(set.highestLabel()).isEqualTo(250);
    }

    @Test
    void aRangeOfARangeSharesThePixels() {
        ImageSet range = set.range(1, 4).range(1, 3);

        assertThat(range.count()).isEqualTo(2);
        assertThat(range.pixels()).isSameAs(pixels);
        assertThat(range.offset(0)).isEqualTo(4);
        assertThat(range.image(1)).containsExactly(30, 31);
        assertThat(range.label(0)).isEqualTo(5);
        assertThat(range.highestLabel()).isEqualTo(5);
    }

    @Test
    void nothingBeyondARangeIsSeen() {
        ImageSet range = set.range(0, 2);

        assertThatThrownBy(() -> range.label(2)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> range.offset(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> range.range(1, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void lengthsMustFitTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ImageSet(pixels, new byte[3], 1, 2))
                .withMessage("3 labels of 1 x 2 pixels do not fit 8 pixels");
    }

    @Test
    void arrangingMovesImagesWithTheirLabels() {
        set.arrange(new int[] {2, 1, 3, 0});

        assertThat(pixels).containsExactly(20, 21, 10, 11, 30, 31, 0, 1);
        assertThat(set.label(0)).isEqualTo(5);
        assertThat(set.label(1)).isEqualTo(250);
        assertThat(set.label(2)).isZero();
        assertThat(set.label(3)).isEqualTo(3);
    }
}
