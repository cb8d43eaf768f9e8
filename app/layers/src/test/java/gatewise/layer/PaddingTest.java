package gatewise.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class PaddingTest {
    /** The same values in any layout. */
    static Stream<INDArray> layouts() {
        INDArray mask = Nd4j.createFromArray(new float[][] {{1, 1, 0, 0}, {1, 1, 1, 1}, {0, 0, 0, 0}});
        INDArray rows = Nd4j.ones(DataType.FLOAT, 5, 4);
        rows.get(interval(1, 4), all()).assign(mask);
        INDArray columns = Nd4j.ones(DataType.FLOAT, 3, 6);
        columns.get(all(), interval(2, 6)).assign(mask);
        return Stream.of(
                mask.dup('c'),
                mask.dup('f'),
                mask.transpose().dup('c').transpose(),
                mask.castTo(DataType.DOUBLE),
                mask.castTo(DataType.BOOL),
                rows.get(interval(1, 4), all()),
                columns.get(all(), interval(2, 6)));
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void lengthsAreReadFromAnyLayout(INDArray mask) {
        Padding padding = Padding.of(mask, 3, 4);
        assertThat(padding.onRightOnly()).isTrue();
        assertThat(padding.lengths()).containsExactly(2, 4, 0);
        assertThat(padding.hasEmptySequence()).isTrue();
        assertThat(Padding.of(mask, 4, 3).onRightOnly()).isFalse();

        INDArray other = mask.dup(mask.ordering());
        other.putScalar(0, 0, 0);
        assertThat(Padding.of(other, 3, 4).onRightOnly()).isFalse();
        other.assign(1);
        assertThat(Padding.of(other, 3, 4).lengths()).isNull();
    }
}
