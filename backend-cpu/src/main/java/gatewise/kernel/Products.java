package gatewise.kernel;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.blas_set_num_threads;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Matrix products by OpenBLAS on column-major memory. All of them add to the result: OpenBLAS is slower when it must
 * overwrite (by a sixth for [64, 56] x [56, 112]) than a copy of what is to be added, such as the bias.
 */
final class Products {
    private Products() {}

    /**
     * Holds OpenBLAS to the calling threads. The setting is of the whole process and not restored; a second user of the
     * library may change it (ND4J does when it starts). Looks a symbol up in all loaded libraries, so it is no call for
     * every pass: a fifth of a training step went into it.
     */
    static void useCallingThreadOnly() {
        blas_set_num_threads(1);
    }

    /** c [m, n] += a [m, k] · b [k, n]; ld are the distances of columns. */
    static void add(int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        int part = SmallProducts.part(n, (long) m * k);
        for (int from = 0; from < n; from += part) {
            int columns = Math.min(part, n - from);
            FloatPointer bFrom = at(b, (long) from * ldb);
            FloatPointer cFrom = at(c, (long) from * ldc);
            cblas_sgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, m, columns, k, 1, a, lda, bFrom, ldb, 1, cFrom, ldc);
        }
    }

    /** c [m, n] += a [m, k] · bᵀ, with b [n, k]. */
    static void addRightTransposed(
            int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        int part = SmallProducts.part(k, (long) m * n);
        for (int from = 0; from < k; from += part) {
            int columns = Math.min(part, k - from);
            FloatPointer aFrom = at(a, (long) from * lda);
            FloatPointer bFrom = at(b, (long) from * ldb);
            cblas_sgemm(CblasColMajor, CblasNoTrans, CblasTrans, m, n, columns, 1, aFrom, lda, bFrom, ldb, 1, c, ldc);
        }
    }

    private static FloatPointer at(FloatPointer matrix, long offset) {
        return offset == 0 ? matrix : new FloatPointer(matrix).position(matrix.position() + offset);
    }

    /** c [m, n] += aᵀ · b [k, n], with a [k, m]; in one, as kernels for small matrices are no faster at this. */
    static void addLeftTransposed(
            int m, int n, int k, FloatPointer a, int lda, FloatPointer b, int ldb, FloatPointer c, int ldc) {
        cblas_sgemm(CblasColMajor, CblasTrans, CblasNoTrans, m, n, k, 1, a, lda, b, ldb, 1, c, ldc);
    }
}
