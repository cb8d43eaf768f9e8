package gatewise.layer;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** The steps of a sequence in memory. */
public final class Steps {
    private Steps() {}

    /** Step t of a sequence [batch, size, timeSteps] as a view [batch, size]. */
    public static INDArray at(INDArray sequence, long t) {
        return sequence.tensorAlongDimension(t, 0, 1);
    }

    /** Whether each step of a sequence [batch, size, timeSteps] is one column-major block of memory. */
    public static boolean areContiguous(INDArray sequence) {
        return sequence.ordering() == 'f' && Shape.hasDefaultStridesForShape(sequence);
    }
}
