package gatewise.network;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Random matrices with orthonormal rows or columns (Saxe et al. 2014): normal draws, made orthonormal by the modified
 * Gram-Schmidt process, which is run twice for the sake of rounding (Björck 1994). ND4J's own take minutes, as they decompose
 * a square matrix of the larger size.
 */
final class OrthogonalMatrix {
    private static final int PASSES = 2;

    private OrthogonalMatrix() {}

    /**
     * Draws from ND4J's random numbers.
     *
     * @return [rows, columns]: with orthonormal columns, or rows if these are fewer
     */
    static INDArray draw(long rows, long columns) {
        boolean wide = rows < columns;
        double[][] vectors = Nd4j.randn(DataType.DOUBLE, Math.min(rows, columns), Math.max(rows, columns))
                .toDoubleMatrix();
        for (int pass = 0; pass < PASSES; pass++) {
            for (int i = 0; i < vectors.length; i++) {
                for (int j = 0; j < i; j++) {
                    subtractProjection(vectors[i], vectors[j]);
                }
                normalize(vectors[i]);
            }
        }
        INDArray drawn = Nd4j.createFromArray(vectors);
        return (wide ? drawn : drawn.transpose()).castTo(DataType.FLOAT);
    }

    private static void subtractProjection(double[] vector, double[] unit) {
        double along = dot(vector, unit);
        for (int k = 0; k < vector.length; k++) {
            vector[k] -= along * unit[k];
        }
    }

    private static void normalize(double[] vector) {
        double length = Math.sqrt(dot(vector, vector));
        for (int k = 0; k < vector.length; k++) {
            vector[k] /= length;
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
            sum += a[k] * b[k];
        }
        return sum;
    }
}
