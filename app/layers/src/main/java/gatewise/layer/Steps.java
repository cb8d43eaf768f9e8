package gatewise.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** The steps of a sequence in memory. */
public final class Steps {
    private Steps() {}

    /**
     * One step of a sequence.
     *
     * @param sequence [batch, size, timeSteps]
     * @param t from 0 on
     * @return a view [batch, size]
     */
    public static INDArray at(INDArray sequence, long t) {
        return sequence.tensorAlongDimension(t, 0, 1);
    }

    /**
     * Whether each step is one column-major block of memory, and the next follows without a gap.
     *
     * @param sequence [batch, size, timeSteps]; of a matrix, whether it is such a block
     * @return whether it is so
     */
    public static boolean areContiguous(INDArray sequence) {
        return sequence.ordering() == 'f' && Shape.hasDefaultStridesForShape(sequence);
    }
}
