package gatewise.cpu;

import gatewise.layer.Steps;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Pointers to the memory of ND4J's arrays for one call of the kernels. Until it is closed the arrays stay reachable: ND4J
 * frees the memory of an array that nobody reaches, such as a converted copy, even while a pointer to it is in use.
 */
final class ArrayMemory implements AutoCloseable {
    private final List<INDArray> arrays = new ArrayList<>();

    /**
     * Of an array without gaps, from its first value on.
     *
     * @throws IllegalArgumentException if its numbers are not in single precision
     */
    FloatPointer of(INDArray array) {
        if (array.dataType() != DataType.FLOAT) {
            throw new IllegalArgumentException("an array is of type " + array.dataType() + ", expected FLOAT");
        }
        arrays.add(array);
        return new FloatPointer(array.data().addressPointer());
    }

    /** To read: of the array itself if it is column-major without gaps, or else of such a copy. */
    FloatPointer columnMajor(INDArray array) {
        return of(Steps.areContiguous(array) ? array : array.dup('f'));
    }

    @Override
    public void close() {
        arrays.forEach(Reference::reachabilityFence);
    }
}
