package gatewise.layer;

import static org.nd4j.linalg.indexing.NDArrayIndex.all;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.Arrays;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What a pass forward through a GRU leaves for the pass backward; all column-major and outside any workspace.
 *
 * @param preActivations [batch, 3 * hiddenSize, timeSteps], what the activations of reset, update and candidate were
 *     applied to; the pass backward replaces it by the gradients with respect to it
 * @param gates [batch, 3 * hiddenSize, timeSteps], reset, update and candidate
 * @param recurrent [batch, hiddenSize, timeSteps], {@code r * h'} (reset before the product) or {@code h'·Rn + rbn}
 *     (reset after it)
 * @param hidden [batch, hiddenSize, timeSteps]
 */
record GruTrace(INDArray preActivations, INDArray gates, INDArray recurrent, INDArray hidden) {

    /** One step of a trace: preActivations and gates [batch, 3 * hiddenSize], recurrent [batch, hiddenSize]. */
    record Step(INDArray preActivations, INDArray gates, INDArray recurrent) {}

    /** The given trace if it has the wanted form, or else a new one; contents are undefined. */
    static GruTrace reuse(GruTrace old, DataType type, long batch, long hiddenSize, long timeSteps) {
        long[] wanted = {batch, hiddenSize, timeSteps};
        if (old != null && old.hidden.dataType() == type && Arrays.equals(old.hidden.shape(), wanted)) {
            return old;
        }
        long columns = GruParamInitializer.GATES * hiddenSize;
        return new GruTrace(
                Nd4j.createUninitializedDetached(type, 'f', batch, columns, timeSteps),
                Nd4j.createUninitializedDetached(type, 'f', batch, columns, timeSteps),
                Nd4j.createUninitializedDetached(type, 'f', wanted),
                Nd4j.createUninitializedDetached(type, 'f', wanted));
    }

    Step at(int t) {
        return new Step(Steps.at(preActivations, t), Steps.at(gates, t), Steps.at(recurrent, t));
    }

    /** Columns from (inclusive) to (exclusive) of a matrix, as a view. */
    static INDArray columns(INDArray matrix, long from, long to) {
        return matrix.get(all(), interval(from, to));
    }
}
